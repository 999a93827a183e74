namespace RetailGateway.Features.Stock.Contracts;

/// <summary>Kinds of conflict, as the store and the API spell them. docs/conflicts.md says who acts on each.</summary>
internal static class ConflictKind
{
    /// <summary>On hand fell below zero: somebody sold what nobody had recorded.</summary>
    internal const string NegativeOnHand = "negative_on_hand";

    /// <summary>More is reserved than is on hand.</summary>
    internal const string Oversold = "oversold";

    /// <summary>A change id came again with other content.</summary>
    internal const string ChangeDiffers = "change_differs";

    /// <summary>A document moved goods, and the system of record has not told of it in time.</summary>
    internal const string ExpectedUnfulfilled = "expected_unfulfilled";

    /// <summary>The system of record told of another quantity than the document expected.</summary>
    internal const string ExpectedDiffers = "expected_differs";

    /// <summary>What a partner holds of our stock is not what it acknowledged.</summary>
    internal const string StockDrift = "stock_drift";

    /// <summary>A partner's answer carried another party's data.</summary>
    internal const string TenantMismatch = "tenant_mismatch";

    /// <summary>A partner echoed other figures than it was sent.</summary>
    internal const string EchoDiffers = "echo_differs";

    /// <summary>A partner keeps refusing what it is sent.</summary>
    internal const string PartnerRefuses = "partner_refuses";

    /// <summary>A partner's system took nothing of a document of an order.</summary>
    internal const string OrderRefused = "order_refused";

    /// <summary>A document that a partner's system told of an order cannot be recorded as it is.</summary>
    internal const string OrderUnread = "order_unread";

    /// <summary>A partner's system has an order otherwise than we have, or one of the two lacks it.</summary>
    internal const string OrderDiffers = "order_differs";
}
