using System.Text.Json;
using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <summary>A page of the change feed.</summary>
/// <param name="Events">In order.</param>
/// <param name="Next">Where to go on.</param>
public sealed record EventPage(IReadOnlyList<GatewayEvent> Events, string Next);

/// <summary>An event with the place in the feed that is safe to go on from once it is dealt with.</summary>
/// <param name="Event">The event.</param>
/// <param name="Cursor">
/// Keep it together with what you did. Begun there again the feed leaves nothing out, and may repeat events of the same
/// page: of a position's events an older one is known by its version. Null while the first page ever is not used up.
/// </param>
public sealed record FollowedEvent(GatewayEvent Event, string? Cursor);

/// <summary>A CloudEvent of the feed.</summary>
/// <param name="Id">Unique; the same event read again has the same.</param>
/// <param name="Type">Such as <see cref="PositionChanged.EventType"/> or <see cref="OrderChanged.EventType"/>. Pass over types you do not know: more may come.</param>
/// <param name="Time">When it was recorded.</param>
/// <param name="Data">Its content, raw.</param>
/// <param name="Source">The address of what it tells of.</param>
/// <param name="SpecVersion">Of CloudEvents.</param>
public sealed record GatewayEvent(string Id, string Type, DateTimeOffset Time, JsonElement Data, string? Source = null, string? SpecVersion = null)
{
    /// <summary>The content where this tells of a changed position; null where it tells of something else.</summary>
    public PositionChanged? AsPositionChanged() =>
        Type == PositionChanged.EventType ? Data.Deserialize<PositionChanged>(WireJson.Options) : null;

    /// <summary>The content where this tells of a document of an order; null where it tells of something else.</summary>
    public OrderChanged? AsOrderChanged() =>
        Type == OrderChanged.EventType ? Data.Deserialize<OrderChanged>(WireJson.Options) : null;

    /// <summary>The content where this asks how an order of yours stands; null where it tells of something else.</summary>
    public OrderStatusRequested? AsOrderStatusRequested() =>
        Type == OrderStatusRequested.EventType ? Data.Deserialize<OrderStatusRequested>(WireJson.Options) : null;
}

/// <summary>A position as it is now. Of two, the one with the higher <paramref name="Version"/> is newer.</summary>
/// <param name="OwnerId">The party whose location it is.</param>
/// <param name="Location">The location's code.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="BaseUnit">What quantities count.</param>
/// <param name="Version">One more with every change.</param>
/// <param name="Available">What may still be promised, in base units.</param>
/// <param name="OnHand">Null for another party's stock.</param>
/// <param name="Reserved">Null for another party's stock.</param>
/// <param name="Item">Your own code of the product, where it is mapped for you.</param>
/// <param name="Pack">The owner's pack that one of your item is.</param>
/// <param name="PackFactor">Base units in that pack.</param>
/// <param name="EvidencedAt">When the newest entry happened.</param>
/// <param name="EvidencedAs">What that entry was.</param>
/// <param name="CountedAt">When it was last counted.</param>
/// <param name="LocationId">The location's number.</param>
/// <param name="ProductId">The product's number.</param>
/// <param name="ExpectedOut">What documents say has left and the till has yet to tell. Null for another party's stock.</param>
/// <param name="ExpectedIn">What documents say has come and the till has yet to tell. Null for another party's stock.</param>
public sealed record PositionChanged(
    int OwnerId, string Location, string Product, string BaseUnit, long Version, decimal Available,
    decimal? OnHand = null, decimal? Reserved = null, string? Item = null, string? Pack = null, decimal? PackFactor = null,
    DateTimeOffset? EvidencedAt = null, ChangeKind? EvidencedAs = null, DateTimeOffset? CountedAt = null, int? LocationId = null, int? ProductId = null,
    decimal? ExpectedOut = null, decimal? ExpectedIn = null)
{
    /// <summary>The <see cref="GatewayEvent.Type"/> of such an event.</summary>
    public const string EventType = "stock.position.changed";
}

/// <summary>
/// A document of an order was recorded; <see cref="GatewayClient.Order"/> reads the order itself. Of two events of one
/// order, the one with the higher <paramref name="Version"/> is newer.
/// </summary>
/// <param name="OrderId">The order's number with the gateway.</param>
/// <param name="Number">The buyer's number of it.</param>
/// <param name="BuyerId">Who orders.</param>
/// <param name="SellerId">Who sends.</param>
/// <param name="Version">One more with every document.</param>
/// <param name="State">Where the order stands by all its documents.</param>
/// <param name="Document">What was recorded; a change or cancellation is answered by this name.</param>
/// <param name="Turn">Who must act next; null where it has ended.</param>
public sealed record OrderChanged(
    long OrderId, string Number, int BuyerId, int SellerId, long Version, OrderState State, DocumentReference Document, TradeSide? Turn = null)
{
    /// <summary>The <see cref="GatewayEvent.Type"/> of such an event.</summary>
    public const string EventType = "order.changed";
}

/// <summary>
/// An order that you sell by is late on your side, and its buyer asks how it stands: answer it, send it, or say what was sent.
/// </summary>
/// <param name="OrderId">The order's number with the gateway.</param>
/// <param name="Number">The buyer's number of it.</param>
/// <param name="BuyerId">Who orders.</param>
/// <param name="SellerId">You.</param>
/// <param name="Version">The order's, when it was asked.</param>
/// <param name="State">Where the order stands by all its documents.</param>
/// <param name="DueAt">When you were to have acted.</param>
public sealed record OrderStatusRequested(
    long OrderId, string Number, int BuyerId, int SellerId, long Version, OrderState State, DateTimeOffset DueAt)
{
    /// <summary>The <see cref="GatewayEvent.Type"/> of such an event.</summary>
    public const string EventType = "order.status_requested";
}
