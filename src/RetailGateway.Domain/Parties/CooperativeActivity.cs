namespace RetailGateway.Domain.Parties;

/// <summary>Whether a cooperative trades.</summary>
public enum ActivityState
{
    /// <summary>Its stock moved or was counted within the last days.</summary>
    Active,

    /// <summary>It did once, and has long been quiet.</summary>
    Dormant,

    /// <summary>It never has.</summary>
    NeverActive,
}

/// <summary>
/// A cooperative's activity, derived from the newest entry of its stock (last trade, last count) and never set by hand.
/// </summary>
/// <param name="State">Whether it trades.</param>
/// <param name="DormantSince">When it had been quiet too long; null where it is not dormant.</param>
public readonly record struct CooperativeActivity(ActivityState State, DateTimeOffset? DormantSince)
{
    /// <summary>Days without an entry after which a cooperative is dormant.</summary>
    public const int QuietDays = 30;

    /// <summary>Its activity at an instant.</summary>
    /// <param name="lastEntry">When the newest entry of its stock happened; null where there is none.</param>
    /// <param name="now">The instant.</param>
    public static CooperativeActivity Of(DateTimeOffset? lastEntry, DateTimeOffset now) => lastEntry is not { } last
        ? new(ActivityState.NeverActive, null)
        : last.AddDays(QuietDays) is var quiet && quiet <= now ? new(ActivityState.Dormant, quiet) : new(ActivityState.Active, null);
}
