namespace RetailGateway.Domain.Orders.Documents;

/// <summary>The buyer asks that nothing more be sent. A request: only the seller's answer cancels, except what the seller never had.</summary>
/// <param name="Id">The buyer's id.</param>
/// <param name="IssuedAt">When it was issued.</param>
public sealed record OrderCancellation(DocumentId Id, DateTimeOffset IssuedAt) : OrderDocument(Id, IssuedAt)
{
    /// <summary>The seller never had the order: there is nobody to answer, and it is cancelled at once.</summary>
    public bool Withdraws { get; init; }

    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.OrderCancellation;
}
