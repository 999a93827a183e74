namespace RetailGateway.Client;

/// <summary>What a document of an order is, by its name in UBL 2.1. The kind says who sends it.</summary>
public enum DocumentKind
{
    /// <summary>The buyer orders.</summary>
    Order,

    /// <summary>The seller answers an order, a change or a cancellation.</summary>
    OrderResponse,

    /// <summary>The buyer asks for other lines.</summary>
    OrderChange,

    /// <summary>The buyer asks that nothing more be sent.</summary>
    OrderCancellation,

    /// <summary>The seller says what it sent.</summary>
    DespatchAdvice,

    /// <summary>The buyer says what came.</summary>
    ReceiptAdvice,
}

/// <summary>Names a document within its order.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its sender's id of it.</param>
public sealed record DocumentReference(DocumentKind Kind, string Id);
