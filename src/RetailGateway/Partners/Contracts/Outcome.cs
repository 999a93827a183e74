namespace RetailGateway.Partners.Contracts;

/// <summary>What became of something asked of a partner. A partner's silence is <see cref="Unknown"/>: ask before sending again.</summary>
internal abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>The partner took it, or answered.</summary>
    internal sealed record Accepted(T Value) : Outcome<T>;

    /// <summary>The partner said no, and nothing happened there.</summary>
    /// <param name="Code">The partner's own code.</param>
    /// <param name="Words">The partner's own words.</param>
    internal sealed record Rejected(string Code, string Words) : Outcome<T>;

    /// <summary>The partner asks to come again later, and nothing happened there.</summary>
    internal sealed record Busy(TimeSpan? After) : Outcome<T>;

    /// <summary>Nobody knows what happened there.</summary>
    /// <param name="Why">For people.</param>
    /// <param name="Foreign">The code of the party whose data came instead of what was asked for; null where it was not another's.</param>
    /// <param name="Echoed">What was echoed otherwise than it was sent, for people; null where nothing was echoed.</param>
    internal sealed record Unknown(string Why, string? Foreign = null, IReadOnlyList<string>? Echoed = null) : Outcome<T>;

    /// <summary>The same of what was accepted; whatever else it is stays as it is.</summary>
    internal Outcome<TNext> Select<TNext>(Func<T, TNext> next) => this switch
    {
        Accepted accepted => new Outcome<TNext>.Accepted(next(accepted.Value)),
        Rejected no => new Outcome<TNext>.Rejected(no.Code, no.Words),
        Busy busy => new Outcome<TNext>.Busy(busy.After),
        Unknown unknown => new Outcome<TNext>.Unknown(unknown.Why, unknown.Foreign, unknown.Echoed),
        _ => throw new InvalidOperationException("An outcome is one of four."),
    };
}
