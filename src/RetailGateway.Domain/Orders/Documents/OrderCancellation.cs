namespace RetailGateway.Domain.Orders.Documents;

/// <summary>The buyer asks that nothing more be sent. A request: only the seller's answer cancels.</summary>
/// <param name="Id">The buyer's id.</param>
/// <param name="IssuedAt">When it was issued.</param>
public sealed record OrderCancellation(DocumentId Id, DateTimeOffset IssuedAt) : OrderDocument(Id, IssuedAt)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.OrderCancellation;
}
