namespace RetailGateway.Domain.Measures;

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
