using System.Collections.Frozen;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Deadlines;

/// <summary>
/// The days on which a location works, and its clock. Whoever makes it decides what is a holiday there: public holidays, those
/// that the government joins to them, and the location's own.
/// </summary>
public sealed class BusinessCalendar
{
    private readonly TimeZoneInfo zone;
    private readonly FrozenSet<BusinessDay> holidays;
    private readonly FrozenSet<DayOfWeek> weekend;

    /// <summary>A calendar.</summary>
    /// <param name="zone">The location's; it may keep summer time.</param>
    /// <param name="weekend">Days of every week without work; not all seven.</param>
    /// <param name="holidays">Single days without work, in any order.</param>
    /// <exception cref="ArgumentException">No day of the week is left.</exception>
    public BusinessCalendar(TimeZoneInfo zone, IEnumerable<DayOfWeek> weekend, IEnumerable<BusinessDay> holidays)
    {
        (this.zone, this.weekend, this.holidays) = (zone, weekend.ToFrozenSet(), holidays.ToFrozenSet());
        if (this.weekend.Count == Enum.GetValues<DayOfWeek>().Length)
        {
            throw new ArgumentException("Some day of the week has work.", nameof(weekend));
        }
    }

    /// <summary>The day that an instant falls on at the location.</summary>
    public BusinessDay DayOf(DateTimeOffset instant) => new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime));

    /// <summary>Neither of the weekend nor a holiday.</summary>
    public bool IsBusinessDay(BusinessDay day) => !weekend.Contains(day.Date.DayOfWeek) && !holidays.Contains(day);

    /// <summary>The day itself where it is a business day, else the next one.</summary>
    public BusinessDay OnOrAfter(BusinessDay day)
    {
        while (!IsBusinessDay(day))
        {
            day = new(day.Date.AddDays(1));
        }

        return day;
    }

    /// <summary>The day itself where it is a business day, else the one before it.</summary>
    public BusinessDay OnOrBefore(BusinessDay day)
    {
        while (!IsBusinessDay(day))
        {
            day = new(day.Date.AddDays(-1));
        }

        return day;
    }

    /// <summary>So many business days after a day, which itself never counts: one after a Saturday is the Monday.</summary>
    /// <param name="day">Any day.</param>
    /// <param name="businessDays">Not below zero; for zero, the day itself or the next business day.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or beyond the year 9999.</exception>
    public BusinessDay Add(BusinessDay day, int businessDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(businessDays);
        if (businessDays == 0)
        {
            return OnOrAfter(day);
        }

        for (var left = businessDays; left > 0; left--)
        {
            day = OnOrAfter(new(day.Date.AddDays(1)));
        }

        return day;
    }

    /// <summary>The first instant that is no longer of a day, in UTC.</summary>
    public DateTimeOffset EndsBefore(BusinessDay day) => At(day.Date.AddDays(1).ToDateTime(TimeOnly.MinValue), isLaterOfTwo: false);

    /// <summary>
    /// So many hours of the clock after an instant, nights and weekends among them. What would fall on a day without work
    /// moves to the same time of the next business day, never to an earlier one: who must act has at least the hours that
    /// the terms give. Of two starts over one weekend the later may so be due at an earlier time of the same day.
    /// </summary>
    /// <param name="instant">From when.</param>
    /// <param name="hours">Of the clock; not below zero.</param>
    /// <returns>In UTC.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or beyond the year 9999.</exception>
    public DateTimeOffset AddHours(DateTimeOffset instant, int hours)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hours);
        return OnBusinessDay(instant.AddHours(hours));
    }

    /// <summary>The instant itself where its day is a business day, else the same time of the next one; in UTC.</summary>
    internal DateTimeOffset OnBusinessDay(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        var next = OnOrAfter(new(day)).Date;
        return next == day ? instant.ToUniversalTime() : At(next.ToDateTime(TimeOnly.FromDateTime(local)), isLaterOfTwo: true);
    }

    /// <summary>
    /// When the location's clock shows a time. One that it skips in spring is as long after midnight as it would have been;
    /// of one that it shows twice in autumn, either.
    /// </summary>
    private DateTimeOffset At(DateTime local, bool isLaterOfTwo)
    {
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
            : !zone.IsAmbiguousTime(local) ? zone.GetUtcOffset(local)
            : isLaterOfTwo ? zone.GetAmbiguousTimeOffsets(local).Min()
            : zone.GetAmbiguousTimeOffsets(local).Max();
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
