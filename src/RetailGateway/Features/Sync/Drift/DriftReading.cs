using RetailGateway.Domain.Measures;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>A stream whose two ends can be held against each other.</summary>
/// <param name="OwnerId">Whose goods it carries.</param>
/// <param name="Owner">Its code.</param>
/// <param name="ConnectionOwnerId">Whose system is at the other end.</param>
/// <param name="ConnectionId">The system.</param>
/// <param name="Stream">stock_in, stock_out or orders_out.</param>
/// <param name="Dialect">What it speaks.</param>
internal sealed record DriftStream(int OwnerId, string Owner, int ConnectionOwnerId, int ConnectionId, string Stream, string Dialect)
{
    /// <summary>Whether the partner holds what we tell it; otherwise we hold what it tells us.</summary>
    internal bool IsOutward => Stream == "stock_out";
}

/// <summary>A position on which the books differ, as of one cursor.</summary>
/// <param name="LocationId">Where.</param>
/// <param name="ProductId">Of what.</param>
/// <param name="Ours">By our book, in base units.</param>
/// <param name="Theirs">By the partner's; null where it has no line of it.</param>
/// <param name="OurVersion">The version that the partner acknowledged; null inward, and for what it was never told.</param>
/// <param name="TheirVersion">The version that the partner names; null inward, and where it has no line.</param>
internal sealed record Difference(int LocationId, int ProductId, Quantity Ours, Quantity? Theirs, long? OurVersion, long? TheirVersion)
{
    internal (int Location, int Product) At => (LocationId, ProductId);
}

/// <summary>How a comparison ended.</summary>
/// <param name="Compared">Positions held against each other.</param>
/// <param name="InFlight">Positions passed over because something touched them meanwhile.</param>
/// <param name="Differences">At most <see cref="MostDifferences"/>.</param>
/// <param name="AgreedCursor">Inward, where the partner's feed goes on after what was compared.</param>
/// <param name="AsOf">Inward, the instant of the partner's snapshot.</param>
/// <param name="Strange">Lines of the partner's that are of no goods or places that we know it by.</param>
internal sealed record DriftReading(
    long Compared, long InFlight, IReadOnlyList<Difference> Differences, string? AgreedCursor, DateTimeOffset? AsOf, long Strange)
{
    /// <summary>More than this is no drift but another book: what lies beyond is found by the next check.</summary>
    internal const int MostDifferences = 10_000;
}

/// <summary>The partner did not show its book: nothing was compared, and nothing is concluded.</summary>
/// <param name="why">In plain words.</param>
internal sealed class Unanswered(string why) : Exception(why);

/// <summary>Reads a partner's answer where it is one.</summary>
internal static class Answered
{
    /// <summary>What it gave.</summary>
    /// <exception cref="Unanswered">It refused, put us off, or said nothing clear.</exception>
    internal static T Value<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Accepted accepted => accepted.Value,
        Outcome<T>.Rejected no => throw new Unanswered($"The partner refused: {no.Words}"),
        Outcome<T>.Busy => throw new Unanswered("The partner asked us to come again later."),
        Outcome<T>.Unknown unknown => throw new Unanswered($"No clear answer. {unknown.Why}"),
        _ => throw new InvalidOperationException("An outcome is one of four."),
    };
}
