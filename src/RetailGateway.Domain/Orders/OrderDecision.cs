namespace RetailGateway.Domain.Orders;

/// <summary>Whether a document may be sent now. It binds who sends through us; what a partner sent is kept whatever this says.</summary>
/// <param name="Refusals">Every reason against it, not the first; empty where the step holds.</param>
/// <param name="Possible">Where it is refused, what the same side may send instead; else empty.</param>
public sealed record OrderDecision(IReadOnlyList<OrderRefusalCode> Refusals, IReadOnlyList<OrderStep> Possible)
{
    /// <summary>Nothing speaks against it.</summary>
    public bool Holds => Refusals.Count == 0;
}

/// <summary>Why a document may not be sent now.</summary>
public enum OrderRefusalCode
{
    /// <summary>The order was sent before; another one needs another number.</summary>
    AlreadySubmitted,

    /// <summary>There is no order that it could be about.</summary>
    NotSubmitted,

    /// <summary>Completed, cancelled or rejected.</summary>
    Ended,

    /// <summary>The seller said as much before; what it then wants otherwise, the buyer must ask for.</summary>
    AlreadyAnswered,

    /// <summary>No such request awaits an answer.</summary>
    NothingToAnswer,

    /// <summary>A cancellation is accepted or rejected, not changed.</summary>
    AnswerDoesNotFit,

    /// <summary>A change of the buyer's awaits its answer first.</summary>
    ChangeOpen,

    /// <summary>A cancellation of the buyer's awaits its answer first.</summary>
    CancellationOpen,

    /// <summary>The seller has not accepted, or has with changes that the buyer has not taken up.</summary>
    NotAccepted,

    /// <summary>Nothing of the order is left to be sent.</summary>
    NothingToCome,
}
