namespace RetailGateway.Features.Messages;

/// <summary>When a morning's mail is due, and whether it has something to say. Pure.</summary>
internal static class DigestRule
{
    /// <summary>Six in the morning, by the clock of where the person is.</summary>
    private static readonly TimeSpan Begins = TimeSpan.FromHours(6);

    /// <summary>Later it is no morning any more: a gateway that stood still waits for the next.</summary>
    private static readonly TimeSpan Ends = TimeSpan.FromHours(12);

    /// <summary>The day whose morning it is there; null at any other time.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="zone">WIB, WITA or WIT.</param>
    internal static DateOnly? Morning(DateTimeOffset now, string zone)
    {
        var there = now.ToOffset(TimeSpan.FromHours(zone switch { "WITA" => 8, "WIT" => 9, _ => 7 }));
        return there.TimeOfDay >= Begins && there.TimeOfDay < Ends ? DateOnly.FromDateTime(there.DateTime) : null;
    }

    /// <summary>Whether a mail is sent.</summary>
    /// <param name="wish">What the person chose.</param>
    /// <param name="asked">How many matters are asked of them.</param>
    internal static bool Says(DigestWish wish, long asked) => wish switch
    {
        DigestWish.Daily => true,
        DigestWish.WhenAsked => asked > 0,
        _ => false,
    };
}
