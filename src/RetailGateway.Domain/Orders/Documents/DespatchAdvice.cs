using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Documents;

/// <summary>The seller says what it sent.</summary>
/// <param name="Id">The seller's id.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Lines">A line that comes in several parts may stand in it several times.</param>
public sealed record DespatchAdvice(DocumentId Id, DateTimeOffset IssuedAt, IReadOnlyList<DespatchLine> Lines) : OrderDocument(Id, IssuedAt)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.DespatchAdvice;
}

/// <summary>What was sent of one line.</summary>
/// <param name="Line">The buyer's id of the line.</param>
/// <param name="Despatched">Base units in this despatch; not below zero.</param>
/// <param name="Outstanding">Base units that come later, not below zero; null where it does not say, and all the rest does.</param>
public sealed record DespatchLine(LineId Line, Quantity Despatched, Quantity? Outstanding = null);
