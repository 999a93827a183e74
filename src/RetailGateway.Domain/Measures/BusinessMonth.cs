using System.Globalization;

namespace RetailGateway.Domain.Measures;

/// <summary>A month of the calendar.</summary>
public readonly record struct BusinessMonth : IComparable<BusinessMonth>
{
    private const string Form = "yyyy-MM";

    private BusinessMonth(DateOnly first) => First = new(first);

    /// <summary>Its first day.</summary>
    public BusinessDay First { get; }

    /// <summary>Earlier than.</summary>
    public static bool operator <(BusinessMonth left, BusinessMonth right) => left.First < right.First;

    /// <summary>Later than.</summary>
    public static bool operator >(BusinessMonth left, BusinessMonth right) => left.First > right.First;

    /// <summary>Not later than.</summary>
    public static bool operator <=(BusinessMonth left, BusinessMonth right) => left.First <= right.First;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(BusinessMonth left, BusinessMonth right) => left.First >= right.First;

    /// <summary>The month that a day is of.</summary>
    public static BusinessMonth Of(BusinessDay day) => new(new DateOnly(day.Date.Year, day.Date.Month, 1));

    /// <summary>A month as people write it: "2026-01".</summary>
    /// <returns>False, with the default value, where the text is no month.</returns>
    public static bool TryRead(string? text, out BusinessMonth month)
    {
        var isMonth = DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first);
        month = isMonth ? new(first) : default;
        return isMonth;
    }

    /// <summary>So many months later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond the year 9999.</exception>
    public BusinessMonth Add(int months) => new(First.Date.AddMonths(months));

    /// <summary>A day of it; where it has no such day, its last one.</summary>
    /// <param name="day">1 to 31.</param>
    /// <exception cref="ArgumentOutOfRangeException">No day of any month.</exception>
    public BusinessDay Day(int day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, 31);
        var (year, month) = (First.Date.Year, First.Date.Month);
        return new(new DateOnly(year, month, Math.Min(day, DateTime.DaysInMonth(year, month))));
    }

    /// <inheritdoc/>
    public int CompareTo(BusinessMonth other) => First.CompareTo(other.First);

    /// <summary>As ISO 8601 writes a month: "2026-01".</summary>
    public override string ToString() => First.Date.ToString(Form, CultureInfo.InvariantCulture);
}
