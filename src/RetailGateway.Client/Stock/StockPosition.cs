namespace RetailGateway.Client;

/// <summary>Which positions to read.</summary>
/// <param name="OwnerId">A partner's, where terms show them to you; yours when null.</param>
/// <param name="Location">One location's code.</param>
/// <param name="Product">One product, by the owner's item code.</param>
/// <param name="Negative">Only positions below zero.</param>
public sealed record PositionFilter(int? OwnerId = null, string? Location = null, string? Product = null, bool? Negative = null);

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
/// <param name="Available">On hand - reserved - expected out - safety stock, never below zero.</param>
/// <param name="Reservable">What of it you may reserve now; terms can shrink it with the age of the evidence.</param>
/// <param name="Version">One more with every change.</param>
/// <param name="OnHand">The last count and what moved after it; may be below zero. Null for another party's stock.</param>
/// <param name="Reserved">Held by reservations. Null for another party's stock.</param>
/// <param name="SafetyStock">Kept back. Null for another party's stock.</param>
/// <param name="EvidencedAt">When the newest entry happened.</param>
/// <param name="EvidencedAs">What that entry was.</param>
/// <param name="EvidencedBy">The connection that told it. Null for another party's stock.</param>
/// <param name="CountedAt">When it was last counted.</param>
/// <param name="Consignor">The code of the party whose goods they are, where they lie here on consignment.</param>
/// <param name="ExpectedOut">What documents say has left and the till has yet to tell. Null for another party's stock.</param>
/// <param name="ExpectedIn">What documents say has come and the till has yet to tell. Null for another party's stock.</param>
public sealed record StockPosition(
    int OwnerId, string Location, int ProductId, string Product, string Name, string BaseUnit,
    decimal Available, decimal Reservable, long Version,
    decimal? OnHand = null, decimal? Reserved = null, decimal? SafetyStock = null,
    DateTimeOffset? EvidencedAt = null, ChangeKind? EvidencedAs = null, string? EvidencedBy = null, DateTimeOffset? CountedAt = null,
    string? Consignor = null, decimal? ExpectedOut = null, decimal? ExpectedIn = null);
