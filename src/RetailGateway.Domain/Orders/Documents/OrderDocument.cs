namespace RetailGateway.Domain.Orders.Documents;

/// <summary>The id that its sender gave a document: any text, compared byte by byte.</summary>
/// <param name="Value">As it was given.</param>
public readonly record struct DocumentId(string Value);

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

/// <summary>
/// Identity of a document within its order. Buyer and seller number their documents apart, so an id alone may stand
/// for two of them.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The id of its sender.</param>
public readonly record struct DocumentKey(DocumentKind Kind, DocumentId Id);

/// <summary>One document of one order, as it was sent; never changed after.</summary>
/// <param name="Id">The id of its sender; the same kind and id is the same document.</param>
/// <param name="IssuedAt">When it was issued by its sender's word; where that is only a date, the start of that day.</param>
public abstract record OrderDocument(DocumentId Id, DateTimeOffset IssuedAt)
{
    /// <summary>What it is.</summary>
    public abstract DocumentKind Kind { get; }

    /// <summary>Its number in its sender's sequence; null where it has none.</summary>
    public int? Sequence { get; init; }

    /// <summary>Its identity within the order.</summary>
    public DocumentKey Key => new(Kind, Id);

    /// <summary>Its place among the documents of the order.</summary>
    public DocumentOrder Place => new(IssuedAt, Sequence, Id, Kind);
}
