namespace RetailGateway.Domain.Orders.Documents;

/// <summary>The buyer asks for other lines. A request: until the seller accepts it the order stands as it was.</summary>
/// <param name="Id">The buyer's id.</param>
/// <param name="IssuedAt">When it was issued; its <see cref="OrderDocument.Sequence"/> is its number among the order's changes.</param>
/// <param name="Lines">The lines it is about; all others stay as they are.</param>
public sealed record OrderChange(DocumentId Id, DateTimeOffset IssuedAt, IReadOnlyList<ChangeLine> Lines) : OrderDocument(Id, IssuedAt)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.OrderChange;
}

/// <summary>What the buyer asks for on one line.</summary>
/// <param name="Status">"A line's status decides": a deleted line keeps its quantity in the document.</param>
/// <param name="Line">The line as it is to be; of a deleted one, as it was.</param>
public sealed record ChangeLine(ChangeLineStatus Status, OrderLine Line);

/// <summary>What becomes of a line by a change; the numbers are those of UNCL 1229.</summary>
public enum ChangeLineStatus
{
    /// <summary>A line that the order did not have.</summary>
    Added = 1,

    /// <summary>Nothing more of it is to be sent.</summary>
    Deleted = 2,

    /// <summary>Another quantity, pack or product.</summary>
    Changed = 3,
}
