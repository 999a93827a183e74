using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Consignment;

/// <summary>How often is settled.</summary>
public enum SettlementPace
{
    /// <summary>Seven days from a weekday on.</summary>
    Week,

    /// <summary>From a day of the month to the day before it in the next: books may run from the 21st to the 20th.</summary>
    Month,
}

/// <summary>Where periods begin: data of the terms.</summary>
public sealed record SettlementCalendar
{
    /// <summary>Every month has this day.</summary>
    public const int LatestDayOfMonth = 28;

    private const int DaysOfWeek = 7;

    /// <summary>A calendar.</summary>
    /// <param name="pace">How often.</param>
    /// <param name="firstDay">ISO weekday, 1 for Monday to 7 for Sunday; or the day of the month, 1 to 28.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such day.</exception>
    public SettlementCalendar(SettlementPace pace, int firstDay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstDay, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstDay, LatestFirstDay(pace));
        (Pace, FirstDay) = (pace, firstDay);
    }

    /// <summary>How often.</summary>
    public SettlementPace Pace { get; }

    /// <summary>ISO weekday, or the day of the month.</summary>
    public int FirstDay { get; }

    /// <summary>The latest first day that a pace has.</summary>
    public static int LatestFirstDay(SettlementPace pace) => pace == SettlementPace.Week ? DaysOfWeek : LatestDayOfMonth;

    /// <summary>The last day of the period that a day is of.</summary>
    public BusinessDay LastDayOfPeriod(BusinessDay day)
    {
        if (Pace == SettlementPace.Week)
        {
            var isoDay = day.Date.DayOfWeek == DayOfWeek.Sunday ? DaysOfWeek : (int)day.Date.DayOfWeek;
            return new(day.Date.AddDays(((FirstDay - isoDay - 1) % DaysOfWeek + DaysOfWeek) % DaysOfWeek));
        }

        var next = new DateOnly(day.Date.Year, day.Date.Month, FirstDay);
        return new((day.Date < next ? next : next.AddMonths(1)).AddDays(-1));
    }
}
