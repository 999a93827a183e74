namespace RetailGateway.Partners.Basmalah;

/// <summary>What an answer of the chain tells us. Anything unrecognised, and every silence, is <see cref="Unknown"/>.</summary>
internal abstract record Reading<T>
{
    private Reading()
    {
    }

    /// <summary>It was understood.</summary>
    internal sealed record Known(T Value) : Reading<T>;

    /// <summary>The chain said no, and nothing happened there.</summary>
    /// <param name="Code">The chain's <c>kode</c>; see <see cref="BasmalahCodes"/>.</param>
    /// <param name="Message">The chain's own words.</param>
    internal sealed record Refused(string Code, string Message) : Reading<T>;

    /// <summary>The chain asks to come again later, and nothing happened there.</summary>
    /// <param name="After">How long to wait, where the chain says it.</param>
    internal sealed record Busy(TimeSpan? After) : Reading<T>;

    /// <summary>It is not known what the chain means or whether it acted: ask before sending again.</summary>
    /// <param name="Why">For people.</param>
    /// <param name="Foreign">Whose data came instead, where it is another co-op's.</param>
    /// <param name="Echoed">What was echoed otherwise than it was sent; null where nothing was echoed.</param>
    internal sealed record Unknown(string Why, string? Foreign = null, IReadOnlyList<string>? Echoed = null) : Reading<T>;

    /// <summary>Goes on with a known value; whatever else it is stays as it is.</summary>
    public Reading<TNext> Then<TNext>(Func<T, Reading<TNext>> next) => this switch
    {
        Known known => next(known.Value),
        Refused refused => new Reading<TNext>.Refused(refused.Code, refused.Message),
        Busy busy => new Reading<TNext>.Busy(busy.After),
        Unknown unknown => new Reading<TNext>.Unknown(unknown.Why, unknown.Foreign, unknown.Echoed),
        _ => throw new InvalidOperationException("A reading is one of four."),
    };
}
