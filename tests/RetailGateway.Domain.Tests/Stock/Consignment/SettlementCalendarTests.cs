using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock.Consignment;

namespace RetailGateway.Domain.Tests.Stock.Consignment;

public class SettlementCalendarTests
{
    [Theory]
    [InlineData(SettlementPace.Week, 1, "2026-11-02", "2026-11-08")]
    [InlineData(SettlementPace.Week, 1, "2026-11-08", "2026-11-08")]
    [InlineData(SettlementPace.Week, 7, "2026-11-07", "2026-11-07")]
    [InlineData(SettlementPace.Month, 21, "2026-11-20", "2026-11-20")]
    [InlineData(SettlementPace.Month, 21, "2026-11-21", "2026-12-20")]
    [InlineData(SettlementPace.Month, 1, "2028-02-01", "2028-02-29")]
    public void A_period_ends_the_day_before_the_next_begins(SettlementPace pace, int firstDay, string day, string last) =>
        Assert.Equal(Day(last), new SettlementCalendar(pace, firstDay).LastDayOfPeriod(Day(day)));

    [Fact]
    public void Periods_follow_each_other_without_a_gap_and_no_day_is_in_two() => Gen.Select(
        Gen.Enum<SettlementPace>(), Gen.Int[1, 7], Gen.Int[0, 3_000]).Sample((pace, firstDay, offset) =>
        {
            var calendar = new SettlementCalendar(pace, firstDay);
            var day = new BusinessDay(new DateOnly(2025, 1, 1).AddDays(offset));
            var last = calendar.LastDayOfPeriod(day);
            var next = new BusinessDay(last.Date.AddDays(1));
            return day <= last && calendar.LastDayOfPeriod(last) == last && next <= calendar.LastDayOfPeriod(next);
        });

    [Fact]
    public void A_period_ends_where_terms_change_what_is_settled_and_nowhere_else()
    {
        var old = new ConsignmentTerms(80, ShrinkageBearer.Consignee, new SettlementCalendar(SettlementPace.Week, 1), 0);
        var history = new TermsHistory(
            [(Day("2026-11-02"), old), (Day("2026-11-04"), old with { }), (Day("2026-11-06"), old with { SharePercent = 75 })]);

        Assert.Equal(Day("2026-11-05"), history.LastDayFrom(Day("2026-11-02")));
        Assert.Equal(75, history.On(Day("2026-11-06"))!.SharePercent);
        Assert.Equal(Day("2026-11-08"), history.LastDayFrom(Day("2026-11-06")));
        Assert.Null(history.LastDayFrom(Day("2026-11-01")));
    }

    [Fact]
    public void Days_are_the_locations_own()
    {
        var terms = new TermsHistory([(Day("2026-11-02"), new ConsignmentTerms(100, ShrinkageBearer.Consignee, new SettlementCalendar(SettlementPace.Week, 1), 2))]);
        var start = new DateTimeOffset(2026, 11, 8, 15, 30, 0, TimeSpan.Zero);
        Span[] held = [new Span(start, DateTimeOffset.MaxValue)];

        var west = SettlementPeriod.Next(terms, held, settledUntil: null, IndonesianZone.Wib)!;
        var east = SettlementPeriod.Next(terms, held, settledUntil: null, IndonesianZone.Wit)!;

        Assert.Equal((Day("2026-11-08"), Day("2026-11-09")), (west.FirstDay, east.FirstDay));
        Assert.Equal(new DateTimeOffset(2026, 11, 10, 17, 0, 0, TimeSpan.Zero), west.DueAt);
    }

    private static BusinessDay Day(string day) => new(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
}
