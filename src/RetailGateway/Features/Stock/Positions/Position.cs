using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Stock.Positions;

/// <summary>Where and what: a position's key within its owner. Sorted, it is the order in which positions are locked.</summary>
internal readonly record struct PositionKey(int Location, int Product) : IComparable<PositionKey>
{
    public int CompareTo(PositionKey other) =>
        Location != other.Location ? Location.CompareTo(other.Location) : Product.CompareTo(other.Product);
}

/// <summary>A locked position and what a transaction makes of it.</summary>
internal sealed class Position
{
    internal required PositionKey Key { get; init; }

    internal required BookLocation At { get; init; }

    internal required BookProduct Of { get; init; }

    /// <summary>On hand as it was when the lock was taken.</summary>
    internal required Quantity Before { get; init; }

    internal required Quantity Reserved { get; init; }

    internal required Quantity SafetyStock { get; init; }

    /// <summary>What documents said has left and no entry has told yet.</summary>
    internal required Quantity ExpectedOut { get; set; }

    /// <summary>What documents said has come and no entry has told yet.</summary>
    internal required Quantity ExpectedIn { get; set; }

    /// <summary>Reserved, and expected to leave, when the lock was taken.</summary>
    internal required Quantity PromisedBefore { get; init; }

    /// <summary>Some document ever expected a movement here: what an entry reports may be one.</summary>
    internal required bool Expects { get; init; }

    /// <summary>The last count when the lock was taken.</summary>
    internal required EntryOrder? LastCountBefore { get; init; }

    /// <summary>The version that the change makes, one above the one found.</summary>
    internal required long Version { get; init; }

    /// <summary>The running fold; a field, for it is a mutable value.</summary>
    internal PositionFold Fold;

    /// <summary>Set where the fold had to be made anew from the ledger.</summary>
    internal Quantity? Refolded { get; set; }

    internal EntryOrder? RefoldedLastCount { get; set; }

    /// <summary>The newest movement or count: when the position was last evidenced, how and by which system.</summary>
    internal DateTimeOffset? EvidencedAt { get; set; }

    internal EntryKind? EvidencedAs { get; set; }

    internal ConnectionId? EvidencedBy { get; set; }

    /// <summary>At least one entry of this transaction went into the ledger here.</summary>
    internal bool Touched { get; set; }

    internal Quantity OnHand => Refolded ?? Fold.OnHand;

    internal EntryOrder? LastCount => Refolded is null ? Fold.LastCount : RefoldedLastCount;

    internal Quantity Available => Availability.Of(OnHand, Reserved, SafetyStock, ExpectedOut);

    /// <summary>What is not to be promised again: reserved, or expected to leave.</summary>
    internal Quantity Promised => Reserved + ExpectedOut;

    /// <summary>More is promised than is there.</summary>
    internal static bool Oversold(Quantity promised, Quantity onHand) => promised > Quantity.Zero && promised > onHand;

    /// <summary>Of one instant a count is the better evidence, so that the order of arrival decides nothing.</summary>
    internal void Evidence(StockEntry entry)
    {
        if (EvidencedAt is not { } at || Rank(entry.OccurredAt, entry.Kind, entry.Key.Connection).CompareTo(Rank(at, EvidencedAs!.Value, EvidencedBy!.Value)) > 0)
        {
            (EvidencedAt, EvidencedAs, EvidencedBy) = (entry.OccurredAt, entry.Kind, entry.Key.Connection);
        }
    }

    private static (DateTimeOffset, bool, ConnectionId, EntryKind) Rank(DateTimeOffset at, EntryKind kind, ConnectionId by) =>
        (at, kind == EntryKind.Count, by, kind);
}
