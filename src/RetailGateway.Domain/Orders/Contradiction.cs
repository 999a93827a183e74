using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Domain.Orders;

/// <summary>
/// What does not fit in an order's documents: kept in the figures, and raised for a person. It is derived, so one that a
/// late document explains is gone with it.
/// </summary>
/// <param name="Code">Which.</param>
/// <param name="Document">The document that says it; of several, the last.</param>
/// <param name="Line">The line, where it is about one.</param>
/// <param name="Quantity">Base units by which it does not fit, where it is about a quantity.</param>
public sealed record Contradiction(ContradictionCode Code, DocumentKey Document, LineId? Line = null, Quantity? Quantity = null);

/// <summary>How documents of an order contradict each other.</summary>
public enum ContradictionCode
{
    /// <summary>Another order among the documents of one; the first holds.</summary>
    SecondOrder,

    /// <summary>A line that the order does not have.</summary>
    UnknownLine,

    /// <summary>Adds a line that the order has; what was added last holds.</summary>
    LineAlreadyThere,

    /// <summary>Puts another product on a line of which some was sent; the last product holds.</summary>
    ProductChangedAfterDespatch,

    /// <summary>Answers a document that is not there, or that nobody answers.</summary>
    AnswerToNothing,

    /// <summary>Accepts a cancellation with changes: neither a yes nor a no, and the request stays open.</summary>
    AnswerDoesNotFit,

    /// <summary>Accepted with changes, without a word of this line; it stays as it was.</summary>
    LineLeftOut,

    /// <summary>Said to be delivered already, but no despatch or receipt knows of it.</summary>
    DeliveredWithoutDespatch,

    /// <summary>A quantity below zero where there is no such thing; taken for none.</summary>
    QuantityBelowZero,

    /// <summary>More was sent than is ordered.</summary>
    DespatchedAboveOrdered,

    /// <summary>No more was sent than is ordered, but more than the seller said it would.</summary>
    DespatchedAboveConfirmed,

    /// <summary>Sent after the line was deleted, or the order cancelled, with the seller's word.</summary>
    DespatchedAfterCancellation,

    /// <summary>More is said to come than is left of what is ordered.</summary>
    OutstandingAboveOrdered,

    /// <summary>More came than was sent.</summary>
    ReceivedAboveDespatched,

    /// <summary>More was rejected than came, though what came includes it.</summary>
    RejectedAboveReceived,
}
