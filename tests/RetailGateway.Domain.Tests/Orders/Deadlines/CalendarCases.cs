using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Deadlines;

namespace RetailGateway.Domain.Tests.Orders.Deadlines;

/// <summary>Calendars of Indonesia's three zones and of some that keep summer time, one of which begins it at midnight.</summary>
internal static class CalendarCases
{
    internal static readonly TimeZoneInfo Jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
    internal static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    internal static readonly TimeZoneInfo Havana = TimeZoneInfo.FindSystemTimeZoneById("America/Havana");

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<TimeZoneInfo> Zone = Gen.OneOf(
    [
        Jakarta, TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar"), TimeZoneInfo.FindSystemTimeZoneById("Asia/Jayapura"),
        Berlin, Havana, TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe"),
    ]);

    private static readonly Gen<DayOfWeek[]> Weekend = Gen.OneOf(
        Gen.OneOf<DayOfWeek[]>([[], [DayOfWeek.Sunday], [DayOfWeek.Friday], [DayOfWeek.Saturday, DayOfWeek.Sunday]]),
        Gen.Enum<DayOfWeek>().Array[0, 6]);

    internal static Gen<BusinessDay> Day { get; } = Gen.Int[0, 400].Select(days => new BusinessDay(new DateOnly(2026, 1, 1).AddDays(days)));

    /// <summary>Every quarter of an hour of a year, so that the hours which clocks skip or show twice are met.</summary>
    internal static Gen<DateTimeOffset> Instant { get; } = Gen.Int[0, 365 * 96].Select(quarters => Start.AddMinutes(quarters * 15));

    /// <summary>A calendar, and the same with a few more holidays.</summary>
    internal static Gen<(BusinessCalendar Calendar, BusinessCalendar WithMore)> Calendars { get; } = Gen.Select(
        Zone, Weekend, Day.Array[0, 60], Day.Array[1, 30]).Select((zone, weekend, holidays, more) =>
            (new BusinessCalendar(zone, weekend, holidays), new BusinessCalendar(zone, weekend, [.. holidays, .. more])));

    internal static Gen<DeadlineTerms> Terms { get; } = Gen.Select(Gen.Int[0, 100], Gen.Int[0, 10], Gen.Int[1, 60])
        .Select((response, delivery, step) => new DeadlineTerms(response, delivery, step));

    /// <summary>Closed on Sundays and on the days named.</summary>
    internal static BusinessCalendar Calendar(TimeZoneInfo zone, params string[] holidays) =>
        new(zone, [DayOfWeek.Sunday], holidays.Select(DayOf));

    internal static BusinessDay DayOf(string date) => new(DateOnly.Parse(date));
}
