namespace RetailGateway.Client;

/// <summary>Which positions to read.</summary>
/// <param name="OwnerId">A partner's, where terms show them to you; yours when null.</param>
/// <param name="Location">One location's code.</param>
/// <param name="Product">One product, by the owner's item code.</param>
public sealed record PositionFilter(int? OwnerId = null, string? Location = null, string? Product = null);

/// <summary>A page of positions.</summary>
/// <param name="Items">By location, then product.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="FeedCursor">Where to go on in the feed after the last page.</param>
public sealed record PositionPage(IReadOnlyList<StockPosition> Items, string? Next, string FeedCursor);

/// <summary>One product at one location. Quantities are in <paramref name="BaseUnit"/>.</summary>
/// <param name="OwnerId">The party whose location it is.</param>
/// <param name="Location">The location's code.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="Name">The product's name.</param>
/// <param name="BaseUnit">What quantities count.</param>
/// <param name="Available">On hand - reserved - safety stock, never below zero.</param>
/// <param name="Reservable">What of it you may reserve now; terms can shrink it with the age of the evidence.</param>
/// <param name="Version">One more with every change.</param>
/// <param name="OnHand">The last count and what moved after it; may be below zero. Null for another party's stock.</param>
/// <param name="Reserved">Held by reservations. Null for another party's stock.</param>
/// <param name="SafetyStock">Kept back. Null for another party's stock.</param>
/// <param name="EvidencedAt">When the newest entry happened.</param>
/// <param name="EvidencedAs">What that entry was.</param>
/// <param name="EvidencedBy">The connection that told it. Null for another party's stock.</param>
/// <param name="CountedAt">When it was last counted.</param>
public sealed record StockPosition(
    int OwnerId, string Location, int ProductId, string Product, string Name, string BaseUnit,
    decimal Available, decimal Reservable, long Version,
    decimal? OnHand = null, decimal? Reserved = null, decimal? SafetyStock = null,
    DateTimeOffset? EvidencedAt = null, ChangeKind? EvidencedAs = null, string? EvidencedBy = null, DateTimeOffset? CountedAt = null);

/// <summary>Why a position is what it is.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Complete">False where the oldest entries of a very long ledger are left out.</param>
/// <param name="OnHand">What all entries come to.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerEntry> Items, bool Complete, decimal? OnHand = null, string? Next = null);

/// <summary>One entry of the ledger and what it does.</summary>
/// <param name="ChangeId">The sender's id.</param>
/// <param name="Connection">The connection that sent it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it reached the gateway.</param>
/// <param name="Absorbed">A later count had already seen it.</param>
/// <param name="Reversed">A reversal leaves it out.</param>
/// <param name="Document">The document it reports.</param>
/// <param name="Reverses">The change it leaves out.</param>
/// <param name="OnHandAfter">What was on hand after it.</param>
public sealed record LedgerEntry(
    string ChangeId, string Connection, ChangeKind Kind, decimal Quantity, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    bool Absorbed, bool Reversed, string? Document = null, string? Reverses = null, decimal? OnHandAfter = null);
