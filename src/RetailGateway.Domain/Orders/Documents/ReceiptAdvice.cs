using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Documents;

/// <summary>The buyer says what came.</summary>
/// <param name="Id">The buyer's id of the document.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Number">The receipt's number, compared byte by byte: "one that replaces an earlier receipt of the same number is no conflict".</param>
/// <param name="Lines">A line that came in several parts may stand in it several times.</param>
public sealed record ReceiptAdvice(DocumentId Id, DateTimeOffset IssuedAt, string Number, IReadOnlyList<ReceiptLine> Lines)
    : OrderDocument(Id, IssuedAt)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.ReceiptAdvice;

    /// <summary>It answers the despatch advice and not the goods: its lines move no stock, and it replaces no receipt.</summary>
    public bool AnswersDocumentAlone { get; init; }
}

/// <summary>What came of one line.</summary>
/// <param name="Line">The buyer's id of the line.</param>
/// <param name="Received">
/// Base units that came, "rejected and oversupplied" included, not below zero; null where the line carries only its
/// consignment's answer.
/// </param>
/// <param name="Rejected">Base units of them that the buyer does not take; not below zero.</param>
public sealed record ReceiptLine(LineId Line, Quantity? Received, Quantity Rejected = default);
