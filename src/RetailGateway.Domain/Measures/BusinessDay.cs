using System.Globalization;

namespace RetailGateway.Domain.Measures;

/// <summary>A date as a location lives it: "times UTC in the store; the business day is a date in the location's zone".</summary>
/// <param name="Date">The location's own date.</param>
public readonly record struct BusinessDay(DateOnly Date) : IComparable<BusinessDay>
{
    /// <summary>Earlier than.</summary>
    public static bool operator <(BusinessDay left, BusinessDay right) => left.Date < right.Date;

    /// <summary>Later than.</summary>
    public static bool operator >(BusinessDay left, BusinessDay right) => left.Date > right.Date;

    /// <summary>Not later than.</summary>
    public static bool operator <=(BusinessDay left, BusinessDay right) => left.Date <= right.Date;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(BusinessDay left, BusinessDay right) => left.Date >= right.Date;

    /// <summary>The day that an instant falls on in a zone.</summary>
    public static BusinessDay Of(DateTimeOffset instant, IndonesianZone zone) =>
        new(DateOnly.FromDateTime(instant.ToOffset(zone.Offset()).DateTime));

    /// <summary>The first instant of the day in a zone, in UTC.</summary>
    public DateTimeOffset StartsAt(IndonesianZone zone) =>
        new DateTimeOffset(Date.ToDateTime(TimeOnly.MinValue), zone.Offset()).ToUniversalTime();

    /// <summary>The first instant that is no longer of the day in a zone, in UTC.</summary>
    public DateTimeOffset EndsBefore(IndonesianZone zone) => StartsAt(zone).AddDays(1);

    /// <inheritdoc/>
    public int CompareTo(BusinessDay other) => Date.CompareTo(other.Date);

    /// <summary>As ISO 8601 writes a date: "2026-01-31".</summary>
    public override string ToString() => Date.ToString("O", CultureInfo.InvariantCulture);
}
