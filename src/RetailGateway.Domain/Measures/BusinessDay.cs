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

/// <summary>A location's time zone. Indonesia keeps no summer time, so each is a fixed offset.</summary>
public enum IndonesianZone
{
    /// <summary>West (WIB), seven hours ahead of UTC: Sumatra, Java, West and Central Kalimantan.</summary>
    Wib,

    /// <summary>Central (WITA), eight hours ahead of UTC: Sulawesi, Bali, Nusa Tenggara, the rest of Kalimantan.</summary>
    Wita,

    /// <summary>East (WIT), nine hours ahead of UTC: Maluku, Papua.</summary>
    Wit,
}

/// <summary>What a zone means on the clock.</summary>
public static class IndonesianZones
{
    /// <summary>Ahead of UTC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No zone of ours.</exception>
    public static TimeSpan Offset(this IndonesianZone zone) => zone switch
    {
        IndonesianZone.Wib => TimeSpan.FromHours(7),
        IndonesianZone.Wita => TimeSpan.FromHours(8),
        IndonesianZone.Wit => TimeSpan.FromHours(9),
        _ => throw new ArgumentOutOfRangeException(nameof(zone), zone, "No zone of Indonesia."),
    };
}
