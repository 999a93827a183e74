using System.Globalization;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Deadlines;

/// <summary>
/// Holidays as a text: a header <c>date,name,kind</c>, then a holiday a line; fields are not quoted, so no name has a comma.
/// Lines that begin with # are comments, and empty ones nothing.
/// </summary>
/// <param name="Holidays">By date, then kind.</param>
/// <param name="Faults">Every one, by line. A file with any is not to be used: a day it means to name would be a business day.</param>
public sealed record HolidayFile(IReadOnlyList<Holiday> Holidays, IReadOnlyList<HolidayFault> Faults)
{
    private const string Header = "date,name,kind";

    /// <summary>Reads the text of a file. Line ends are of either kind.</summary>
    public static HolidayFile Read(string text)
    {
        SortedDictionary<(BusinessDay Date, HolidayKind Kind), Holiday> holidays = [];
        List<HolidayFault> faults = [];
        var hasHeader = false;
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            if (!hasHeader)
            {
                hasHeader = true;
                if (!line.SequenceEqual(Header))
                {
                    faults.Add(new(number, HolidayFaultCode.NotTheHeader));
                }

                continue;
            }

            List<HolidayFaultCode> wrong = [];
            if (Parsed(line, wrong) is { } holiday && !holidays.TryAdd((holiday.Date, holiday.Kind), holiday))
            {
                wrong.Add(HolidayFaultCode.SaidBefore);
            }

            foreach (var code in wrong)
            {
                faults.Add(new(number, code));
            }
        }

        if (!hasHeader)
        {
            faults.Add(new(Math.Max(number, 1), HolidayFaultCode.NotTheHeader));
        }

        return new([.. holidays.Values], faults);
    }

    /// <summary>Null where anything is wrong with the line.</summary>
    private static Holiday? Parsed(ReadOnlySpan<char> line, List<HolidayFaultCode> wrong)
    {
        Span<Range> fields = stackalloc Range[4];
        if (line.Split(fields, ',', StringSplitOptions.TrimEntries) != 3)
        {
            wrong.Add(HolidayFaultCode.NotThreeFields);
            return null;
        }

        if (!DateOnly.TryParseExact(line[fields[0]], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            wrong.Add(HolidayFaultCode.NotADate);
        }

        var name = line[fields[1]].ToString();
        if (name.Length == 0)
        {
            wrong.Add(HolidayFaultCode.NoName);
        }

        var kind = KindOf(line[fields[2]]);
        if (kind is null)
        {
            wrong.Add(HolidayFaultCode.UnknownKind);
        }

        return wrong.Count == 0 ? new(new BusinessDay(date), name, kind!.Value) : null;
    }

    private static HolidayKind? KindOf(ReadOnlySpan<char> text) => text switch
    {
        "national" => HolidayKind.National,
        "collective_leave" => HolidayKind.CollectiveLeave,
        _ => null,
    };
}
