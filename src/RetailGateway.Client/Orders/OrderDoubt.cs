namespace RetailGateway.Client;

/// <summary>How documents of an order do not fit each other.</summary>
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

/// <summary>What does not fit in an order's documents. It is kept in the figures, and gone with the document that explains it.</summary>
/// <param name="Code">How it does not fit.</param>
/// <param name="Document">The kind of the document that says it.</param>
/// <param name="DocumentId">Its sender's id.</param>
/// <param name="Line">The line, where it is about one.</param>
/// <param name="Quantity">Base units by which it does not fit, where it is about a quantity.</param>
public sealed record OrderDoubt(ContradictionCode Code, DocumentKind Document, string DocumentId, string? Line = null, decimal? Quantity = null);
