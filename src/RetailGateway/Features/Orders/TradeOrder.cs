using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Features.Orders;

/// <summary>An order as its documents leave it.</summary>
/// <param name="Id">Its number with us.</param>
/// <param name="BuyerId">Who orders.</param>
/// <param name="SellerId">Who sends.</param>
/// <param name="Number">The buyer's number of it.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="ShipTo">The code of the buyer's location that it goes to.</param>
/// <param name="ShipFrom">The code of the seller's location that it comes from; null where the seller decides that itself.</param>
/// <param name="State">Derived from its documents, never set.</param>
/// <param name="Turn">Who must act next; null where it has ended.</param>
/// <param name="Currency">Of its amounts, ISO 4217.</param>
/// <param name="Amount">What is delivered or still to be, at the agreed prices, without tax.</param>
/// <param name="Short">Some line lacks stock at the seller's.</param>
/// <param name="Contradictions">How many things in its documents do not fit; reading the one order names them.</param>
/// <param name="DueAt">When whoever must act next is late; null where it has ended.</param>
/// <param name="Late">That is over.</param>
/// <param name="Note">The buyer's words.</param>
/// <param name="Version">One more with every document.</param>
/// <param name="RecordedAt">When it reached us.</param>
/// <param name="ChangedAt">When its last document did.</param>
internal sealed record TradeOrder(
    long Id, int BuyerId, int SellerId, string Number, DateTimeOffset IssuedAt, string ShipTo, string? ShipFrom, OrderState State, TradeSide? Turn,
    string Currency, decimal Amount, bool Short, int Contradictions, DateTimeOffset? DueAt, bool Late, string? Note, long Version, DateTimeOffset RecordedAt,
    DateTimeOffset ChangedAt);

/// <summary>An order with its lines.</summary>
/// <param name="Order">Its head.</param>
/// <param name="Lines">In the buyer's order, then those added, then those that no order has.</param>
/// <param name="Possible">Documents that you may send now.</param>
/// <param name="Doubts">What in its documents does not fit.</param>
internal sealed record TradeOrderWithLines(
    TradeOrder Order, IReadOnlyList<TradeOrderLine> Lines, IReadOnlyList<PossibleDocument> Possible, IReadOnlyList<OrderDoubt> Doubts);

/// <summary>One line of an order. Quantities are base units; `ordered` is also told in the pack it was ordered in.</summary>
/// <param name="Line">The buyer's id of it.</param>
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
/// <param name="Held">What of the seller's stock is held for it; null where the seller's own system holds it.</param>
/// <param name="Short">What it lacks there.</param>
internal sealed record TradeOrderLine(
    string Line, string? Product, string? Name, string? PartnerItem, string? BaseUnit, string? Pack, decimal? PackFactor, decimal? PacksOrdered,
    decimal? Price, decimal? PriceBaseQuantity, decimal? Amount, decimal Ordered, decimal Confirmed, decimal Despatched, decimal Outstanding,
    decimal Received, decimal Rejected, decimal Refused, decimal Cancelled, decimal Later, decimal Never, decimal? Held, decimal? Short);

/// <summary>A document that a side may send now.</summary>
/// <param name="Document">Its kind.</param>
/// <param name="Answers">Of a response: what it answers.</param>
/// <param name="Code">Of a response: its code.</param>
internal sealed record PossibleDocument(DocumentKind Document, DocumentKind? Answers = null, ResponseCode? Code = null)
{
    internal static PossibleDocument Of(OrderStep step) => step switch
    {
        OrderStep.Submit => new(DocumentKind.Order),
        OrderStep.Answer answer => new(DocumentKind.OrderResponse, answer.About, answer.Code),
        OrderStep.Change => new(DocumentKind.OrderChange),
        OrderStep.Cancel => new(DocumentKind.OrderCancellation),
        OrderStep.Despatch => new(DocumentKind.DespatchAdvice),
        _ => new(DocumentKind.ReceiptAdvice),
    };
}

/// <summary>What does not fit in an order's documents. It is kept in the figures, and gone with the document that explains it.</summary>
/// <param name="Code">How it does not fit.</param>
/// <param name="Document">The kind of the document that says it.</param>
/// <param name="DocumentId">Its sender's id.</param>
/// <param name="Line">The line, where it is about one.</param>
/// <param name="Quantity">Base units by which it does not fit, where it is about a quantity.</param>
internal sealed record OrderDoubt(ContradictionCode Code, DocumentKind Document, string DocumentId, string? Line, decimal? Quantity)
{
    internal static OrderDoubt Of(Contradiction one) =>
        new(one.Code, one.Document.Kind, one.Document.Id.Value, one.Line?.Value, one.Quantity?.ToDecimal());
}
