using System.Text.Json.Serialization;

namespace RetailGateway.Client;

/// <summary>Where an order stands: derived from its documents, never set.</summary>
public enum OrderState
{
    /// <summary>Documents of it are here; the order itself is not. Only a timeline's first steps stand there.</summary>
    NotSubmitted,

    /// <summary>Ordered, without a word from the seller.</summary>
    Submitted,

    /// <summary>The seller has it, and has said no more.</summary>
    Acknowledged,

    /// <summary>The seller will send what is confirmed.</summary>
    Accepted,

    /// <summary>The seller would do it otherwise; the buyer changes or cancels.</summary>
    AcceptedWithChanges,

    /// <summary>The seller will send nothing. It ends there.</summary>
    Rejected,

    /// <summary>A change awaits the seller's answer, whatever was sent before.</summary>
    ChangeRequested,

    /// <summary>A cancellation awaits the seller's answer, whatever was sent before.</summary>
    CancellationRequested,

    /// <summary>Given up before anything was sent. It ends there.</summary>
    Cancelled,

    /// <summary>Some was sent, none of it came, and more is to be sent.</summary>
    PartlyDespatched,

    /// <summary>Nothing more is to be sent, and nothing came yet.</summary>
    Despatched,

    /// <summary>Some came; more is under way or is to be sent.</summary>
    PartlyReceived,

    /// <summary>Nothing more is to be sent, and all that was sent came. It ends there.</summary>
    Completed,
}

/// <summary>The two sides of an order.</summary>
public enum TradeSide
{
    /// <summary>Orders, changes, cancels, receives.</summary>
    Buyer,

    /// <summary>Answers and sends.</summary>
    Seller,
}

/// <summary>Which orders to read.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Partner">The number of the party on the other side.</param>
/// <param name="Number">The buyer's number, exactly.</param>
/// <param name="LacksStock">Only those of which some line lacks stock at the seller's, or only the others.</param>
/// <param name="Doubtful">Only those in whose documents something does not fit, or only the others.</param>
/// <param name="Mine">True: it is your turn. False: it is the other side's.</param>
/// <param name="Late">Only those of which whoever's turn it is has let its time go by, or only the others.</param>
public sealed record OrderFilter(
    OrderState? State = null, int? Partner = null, string? Number = null, bool? LacksStock = null, bool? Doubtful = null, bool? Mine = null,
    bool? Late = null);

/// <summary>An order as its documents leave it.</summary>
/// <param name="Id">Its number with the gateway.</param>
/// <param name="BuyerId">Who orders.</param>
/// <param name="SellerId">Who sends.</param>
/// <param name="Number">The buyer's number of it.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="ShipTo">The code of the buyer's location that it goes to.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Currency">Of its amounts, ISO 4217.</param>
/// <param name="Amount">What is delivered or still to be, at the agreed prices, without tax.</param>
/// <param name="LacksStock">Some line lacks stock at the seller's.</param>
/// <param name="Contradictions">How many things in its documents do not fit; reading the one order names them.</param>
/// <param name="Version">One more with every document.</param>
/// <param name="RecordedAt">When it reached the gateway.</param>
/// <param name="ChangedAt">When its last document did.</param>
/// <param name="ShipFrom">The code of the seller's location that it comes from; null where the seller decides that itself.</param>
/// <param name="Turn">Who must act next; null where it has ended.</param>
/// <param name="Note">The buyer's words.</param>
/// <param name="DueAt">When whoever must act next is late; null where it has ended.</param>
/// <param name="Late">That is over.</param>
public sealed record TradeOrder(
    long Id, int BuyerId, int SellerId, string Number, DateTimeOffset IssuedAt, string ShipTo, OrderState State, string Currency, decimal Amount,
    [property: JsonPropertyName("short")] bool LacksStock, int Contradictions, long Version, DateTimeOffset RecordedAt, DateTimeOffset ChangedAt,
    string? ShipFrom = null, TradeSide? Turn = null, string? Note = null, DateTimeOffset? DueAt = null, bool Late = false);

/// <summary>An order with its lines.</summary>
/// <param name="Order">Its head.</param>
/// <param name="Lines">In the buyer's order, then those added, then those that no order has.</param>
/// <param name="Possible">Documents that you may send now.</param>
/// <param name="Doubts">What in its documents does not fit.</param>
public sealed record TradeOrderWithLines(
    TradeOrder Order, IReadOnlyList<TradeOrderLine> Lines, IReadOnlyList<PossibleDocument> Possible, IReadOnlyList<OrderDoubt> Doubts);

/// <summary>One line of an order. Quantities are in <paramref name="BaseUnit"/>; what is ordered is also told in packs.</summary>
/// <param name="Line">The buyer's id of it.</param>
/// <param name="Ordered">By the order and the changes that the seller accepted.</param>
/// <param name="Confirmed">What the seller last said it will send.</param>
/// <param name="Despatched">Sent.</param>
/// <param name="Outstanding">Said to come, after what was sent.</param>
/// <param name="Received">Came, rejected and oversupplied included.</param>
/// <param name="Rejected">Came, and was not taken.</param>
/// <param name="Refused">Not confirmed, and not sent either.</param>
/// <param name="Cancelled">Given up with the seller's word.</param>
/// <param name="Later">What of the order still comes.</param>
/// <param name="Never">Neither delivered nor outstanding.</param>
/// <param name="Product">The cooperative's item code; null where a document names a line that nobody ordered.</param>
/// <param name="Name">What it is called.</param>
/// <param name="PartnerItem">The chain's item code, where one is mapped.</param>
/// <param name="BaseUnit">What quantities count.</param>
/// <param name="Pack">The pack that it was ordered in.</param>
/// <param name="PackFactor">Base units in that pack, on the order's day.</param>
/// <param name="PacksOrdered">How many of it, rounded to three decimals.</param>
/// <param name="Price">For the base quantity of packs, by the terms of the order's day.</param>
/// <param name="PriceBaseQuantity">How many packs the price buys.</param>
/// <param name="Amount">What is delivered or still to be, at that price.</param>
/// <param name="Held">What of the seller's stock is held for it; null where the seller's own system holds it.</param>
/// <param name="Lacking">What it lacks there.</param>
public sealed record TradeOrderLine(
    string Line, decimal Ordered, decimal Confirmed, decimal Despatched, decimal Outstanding, decimal Received, decimal Rejected, decimal Refused,
    decimal Cancelled, decimal Later, decimal Never,
    string? Product = null, string? Name = null, string? PartnerItem = null, string? BaseUnit = null, string? Pack = null, decimal? PackFactor = null,
    decimal? PacksOrdered = null, decimal? Price = null, decimal? PriceBaseQuantity = null, decimal? Amount = null, decimal? Held = null,
    [property: JsonPropertyName("short")] decimal? Lacking = null);

/// <summary>A document that you may send now.</summary>
/// <param name="Document">Its kind.</param>
/// <param name="Answers">Of a response: what it answers.</param>
/// <param name="Code">Of a response: its code.</param>
public sealed record PossibleDocument(DocumentKind Document, DocumentKind? Answers = null, ResponseCode? Code = null);
