using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Orders;

/// <summary>
/// One line of an order as its documents leave it. All quantities are base units and not below zero.
/// </summary>
/// <remarks>
/// Where no more was sent than is ordered,
/// <c>ordered = despatched + later + never + refused + cancelled</c>; where more was sent, that is a contradiction and the
/// other four are zero.
/// </remarks>
public sealed record FoldedLine
{
    /// <summary>The buyer's id of the line.</summary>
    public required LineId Id { get; init; }

    /// <summary>What was ordered; null where the order does not have the line.</summary>
    public required ProductId? Product { get; init; }

    /// <summary>The pack that it was ordered in; null where the order does not have the line.</summary>
    public required OrderedPack? Pack { get; init; }

    /// <summary>By the order and the changes that the seller accepted. A deleted line keeps it.</summary>
    public Quantity Ordered { get; init; }

    /// <summary>What the seller last said it will send; zero before its answer. It may offer more than is ordered.</summary>
    public Quantity Confirmed { get; init; }

    /// <summary>Sent.</summary>
    public Quantity Despatched { get; init; }

    /// <summary>
    /// Said to come: by the last despatch that says so, less what was sent since, and no more than the seller confirmed
    /// since; all the rest where none says so, or where the line was changed after it; none of a line that is cancelled.
    /// </summary>
    public Quantity Outstanding { get; init; }

    /// <summary>Came, rejected and oversupplied included.</summary>
    public Quantity Received { get; init; }

    /// <summary>Came, and was not taken.</summary>
    public Quantity Rejected { get; init; }

    /// <summary>Not confirmed by the seller's answer, and not sent either.</summary>
    public Quantity Refused { get; init; }

    /// <summary>Given up with the seller's word, by deletion of the line or cancellation of the order: what was confirmed and not sent.</summary>
    public Quantity Cancelled { get; init; }

    /// <summary>"What a despatch says is outstanding comes later": as much of it as is left of the order.</summary>
    public Quantity Later { get; init; }

    /// <summary>"What is neither delivered nor outstanding comes never (10 ordered, 6 delivered, 3 outstanding: 1 never)."</summary>
    public Quantity Never { get; init; }

    /// <summary>"Accepted = received - rejected."</summary>
    public Quantity Accepted => NotBelowZero(Received - Rejected);

    /// <summary>What was sent and has not come.</summary>
    public Quantity UnderWay => NotBelowZero(Despatched - Received);

    /// <summary>
    /// What a reservation of the seller's stock must still hold: "rejection, expiry and short despatch give back exactly
    /// what is left".
    /// </summary>
    public Quantity ToHold => NotBelowZero(Ordered - Refused - Cancelled - Despatched - Never);

    internal static Quantity NotBelowZero(Quantity quantity) => quantity.IsNegative ? Quantity.Zero : quantity;
}
