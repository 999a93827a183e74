using CsCheck;
using RetailGateway.Domain.Orders.Deadlines;
using static RetailGateway.Domain.Tests.Orders.Deadlines.CalendarCases;

namespace RetailGateway.Domain.Tests.Orders.Deadlines;

public class HolidayFileTests
{
    private static readonly Gen<Holiday[]> Holidays = Gen.Select(
            Day, Gen.OneOf(["Idul Fitri 1447 Hijriah", "Kebangkitan Yesus Kristus (Paskah)", "#", "é"]), Gen.Enum<HolidayKind>())
        .Select((date, name, kind) => new Holiday(date, name, kind)).Array[0, 20]
        .Select(all => all.DistinctBy(holiday => (holiday.Date, holiday.Kind)).ToArray());

    [Fact]
    public void What_is_written_is_read_again_by_date_and_kind() => Holidays.Sample(
        holidays =>
        {
            var file = HolidayFile.Read(string.Join('\n', ["# Of the year.", "date,name,kind", "", .. holidays.Select(Written)]));
            return file.Faults.Count == 0 && file.Holidays.SequenceEqual(holidays.OrderBy(holiday => holiday.Date).ThenBy(holiday => holiday.Kind));
        }, iter: 2_000);

    [Fact]
    public void Any_text_is_read_or_said_to_be_wrong_in_a_line_that_it_has() => Gen.OneOf(
            Gen.String, Gen.String.Select(text => "date,name,kind\n" + text), Gen.String[Gen.Char["2026-,\n#al"], 0, 60]).Sample(
        text => HolidayFile.Read(text).Faults.All(fault => fault.Line >= 1 && fault.Line <= Lines(text)), iter: 5_000);

    [Theory]
    [InlineData("2026-08-17,Proklamasi", HolidayFaultCode.NotThreeFields)]
    [InlineData("2026-08-17,Proklamasi,Kemerdekaan,national", HolidayFaultCode.NotThreeFields)]
    [InlineData("2026-02-29,Kabisat,national", HolidayFaultCode.NotADate)]
    [InlineData("17-08-2026,Proklamasi,national", HolidayFaultCode.NotADate)]
    [InlineData("2026-08-17, ,national", HolidayFaultCode.NoName)]
    [InlineData("2026-08-17,Proklamasi,NATIONAL", HolidayFaultCode.UnknownKind)]
    [InlineData("2026-01-01,Tahun Baru,national", HolidayFaultCode.SaidBefore)]
    public void A_line_that_is_wrong_is_named(string line, HolidayFaultCode code)
    {
        var file = HolidayFile.Read($"# Two days.\r\ndate,name,kind\r\n\r\n2026-01-01,Tahun Baru 2026 Masehi,national\r\n{line}\r\n2026-05-01,Hari Buruh,national");

        Assert.Equal([new HolidayFault(5, code)], file.Faults);
        Assert.Equal(2, file.Holidays.Count);
    }

    [Fact]
    public void All_that_is_wrong_with_a_line_is_said() => Assert.Equal(
        [new(2, HolidayFaultCode.NotADate), new(2, HolidayFaultCode.NoName), new(2, HolidayFaultCode.UnknownKind)],
        HolidayFile.Read("date,name,kind\n,,").Faults);

    [Theory]
    [InlineData("", 1)]
    [InlineData("# Nothing else.", 1)]
    [InlineData("# First.\nname,date,kind", 2)]
    public void A_file_without_its_header_is_wrong(string text, int line) =>
        Assert.Equal([new HolidayFault(line, HolidayFaultCode.NotTheHeader)], HolidayFile.Read(text).Faults);

    [Theory]
    [InlineData(2025, 17, 11)]
    [InlineData(2026, 17, 8)]
    [InlineData(2027, 5, 0)]
    public void The_file_of_Indonesia_has_as_many_days_as_were_decreed(int year, int national, int collectiveLeave)
    {
        using var reader = new StreamReader(typeof(HolidayFileTests).Assembly.GetManifestResourceStream("holidays-id.csv")!);
        var file = HolidayFile.Read(reader.ReadToEnd());
        var ofYear = file.Holidays.Where(holiday => holiday.Date.Date.Year == year).ToLookup(holiday => holiday.Kind);

        Assert.Empty(file.Faults);
        Assert.Equal((national, collectiveLeave), (ofYear[HolidayKind.National].Count(), ofYear[HolidayKind.CollectiveLeave].Count()));
    }

    private static int Lines(string text)
    {
        var count = 0;
        foreach (var _ in text.AsSpan().EnumerateLines())
        {
            count++;
        }

        return count;
    }

    private static string Written(Holiday holiday) =>
        $"{holiday.Date},{holiday.Name},{(holiday.Kind == HolidayKind.National ? "national" : "collective_leave")}";
}
