namespace RetailGateway.Domain.Orders;

/// <summary>Where an order stands: "derived from [its documents], never set by hand".</summary>
public enum OrderState
{
    /// <summary>Documents of it are here; the order itself is not.</summary>
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

    /// <summary>Given up before anything was sent. It ends there; where something was sent, that goes on by itself.</summary>
    Cancelled,

    /// <summary>Some was sent, none of it came, and more is to be sent.</summary>
    PartlyDespatched,

    /// <summary>Nothing more is to be sent, and nothing came yet.</summary>
    Despatched,

    /// <summary>Some came; more is under way or is to be sent.</summary>
    PartlyReceived,

    /// <summary>Nothing more is to be sent, and all that was sent came. It ends there, with little or much delivered.</summary>
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
