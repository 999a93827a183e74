using CsCheck;
using RetailGateway.Domain.Orders.Deadlines;
using static RetailGateway.Domain.Tests.Orders.Deadlines.CalendarCases;

namespace RetailGateway.Domain.Tests.Orders.Deadlines;

public class BusinessCalendarTests
{
    private const int Cases = 10_000;

    [Fact]
    public void So_many_business_days_lie_after_a_day_up_to_the_one_that_is_added() => Gen.Select(Calendars, Day, Gen.Int[1, 15]).Sample(
        (drawn, day, days) =>
        {
            var calendar = drawn.Calendar;
            var added = calendar.Add(day, days);
            var between = Enumerable.Range(1, added.Date.DayNumber - day.Date.DayNumber).Count(after => calendar.IsBusinessDay(new(day.Date.AddDays(after))));
            return between == days && calendar.IsBusinessDay(added);
        }, iter: Cases);

    [Fact]
    public void Days_add_up() => Gen.Select(Calendars, Day, Gen.Int[0, 9], Gen.Int[0, 9]).Sample(
        (drawn, day, some, more) =>
        {
            var calendar = drawn.Calendar;
            var start = calendar.OnOrAfter(day);
            return calendar.Add(calendar.Add(start, some), more) == calendar.Add(start, some + more);
        }, iter: Cases);

    [Fact]
    public void A_day_ends_at_the_first_instant_that_is_of_a_later_one() => Gen.Select(Calendars, Day).Sample(
        (drawn, day) =>
        {
            var end = drawn.Calendar.EndsBefore(day);
            return drawn.Calendar.DayOf(end) > day && drawn.Calendar.DayOf(end.AddTicks(-1)) == day && end.Offset == TimeSpan.Zero;
        }, iter: Cases);

    [Fact]
    public void Hours_end_on_a_business_day_and_are_never_fewer() => Gen.Select(Calendars, Instant, Gen.Int[0, 100]).Sample(
        (drawn, instant, hours) =>
        {
            var due = drawn.Calendar.AddHours(instant, hours);
            return due >= instant.AddHours(hours) && drawn.Calendar.IsBusinessDay(drawn.Calendar.DayOf(due)) && due.Offset == TimeSpan.Zero;
        }, iter: Cases);

    [Fact]
    public void Hours_that_end_on_a_business_day_are_hours_of_the_clock() => Gen.Select(Calendars, Instant, Gen.Int[0, 100]).Sample(
        (drawn, instant, hours) => !drawn.Calendar.IsBusinessDay(drawn.Calendar.DayOf(instant.AddHours(hours)))
            || drawn.Calendar.AddHours(instant, hours) == instant.AddHours(hours), iter: Cases);

    [Fact]
    public void A_holiday_more_never_makes_anything_earlier() => Gen.Select(Calendars, Instant, Day, Gen.Int[0, 60]).Sample(
        (drawn, instant, day, number) =>
        {
            var (calendar, withMore) = drawn;
            return withMore.AddHours(instant, number) >= calendar.AddHours(instant, number)
                && withMore.Add(day, number) >= calendar.Add(day, number);
        }, iter: Cases);

    [Fact]
    public void Days_keep_their_order() => Gen.Select(Calendars, Day, Day, Gen.Int[0, 15]).Sample(
        (drawn, one, other, days) => one > other || drawn.Calendar.Add(one, days) <= drawn.Calendar.Add(other, days), iter: Cases);

    [Theory]
    [InlineData("2026-03-02T03:00Z", 24, "2026-03-03T03:00Z")]
    [InlineData("2026-03-07T03:00Z", 24, "2026-03-09T03:00Z")]
    [InlineData("2026-03-17T03:00Z", 48, "2026-03-20T03:00Z")]
    [InlineData("2026-03-07T16:59Z", 24, "2026-03-09T16:59Z")]
    [InlineData("2026-03-07T17:00Z", 24, "2026-03-08T17:00Z")]
    public void In_Jakarta_a_deadline_moves_to_the_same_time_of_the_next_business_day(string from, int hours, string due) => Assert.Equal(
        DateTimeOffset.Parse(due), Calendar(Jakarta, "2026-03-19").AddHours(DateTimeOffset.Parse(from), hours));

    [Theory]
    [InlineData("2026-03-28T09:00+01:00", 24, "2026-03-30T10:00+02:00")]
    [InlineData("2026-10-24T02:30+02:00", 24, "2026-10-26T02:30+01:00")]
    public void A_deadline_keeps_the_time_on_the_clock_at_which_its_hours_end(string from, int hours, string due) => Assert.Equal(
        DateTimeOffset.Parse(due), Calendar(Berlin).AddHours(DateTimeOffset.Parse(from), hours));

    [Fact]
    public void A_time_that_the_clock_skips_is_an_hour_later_on_it()
    {
        var closedOnSaturday = new BusinessCalendar(Berlin, [DayOfWeek.Saturday], []);

        Assert.Equal(DateTimeOffset.Parse("2026-03-29T03:30+02:00"), closedOnSaturday.AddHours(DateTimeOffset.Parse("2026-03-28T02:30+01:00"), 0));
    }

    [Fact]
    public void Of_a_time_that_the_clock_shows_twice_the_later_one_is_due()
    {
        var closedOnSaturday = new BusinessCalendar(Berlin, [DayOfWeek.Saturday], []);

        Assert.Equal(DateTimeOffset.Parse("2026-10-25T02:30+01:00"), closedOnSaturday.AddHours(DateTimeOffset.Parse("2026-10-24T02:30+02:00"), 0));
    }

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_at_one() =>
        Assert.Equal(DateTimeOffset.Parse("2026-03-08T01:00-04:00"), Calendar(Havana).EndsBefore(DayOf("2026-03-07")));

    [Fact]
    public void A_calendar_without_a_working_day_of_the_week_is_refused() =>
        Assert.Throws<ArgumentException>(() => new BusinessCalendar(Jakarta, Enum.GetValues<DayOfWeek>(), []));
}
