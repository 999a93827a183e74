namespace RetailGateway.Client;

/// <summary>What came.</summary>
/// <param name="Id">Your id of the document, 1 to 64 characters, unique among the order's receipts.</param>
/// <param name="IssuedAt">When it came; at most five minutes ahead of the gateway's clock.</param>
/// <param name="Lines">1 to 500. A line that came in several parts may stand in it several times.</param>
/// <param name="Number">The receipt's number; a receipt of the same number is replaced. The <paramref name="Id"/> when null.</param>
/// <param name="AnswersDocumentAlone">It answers the despatch advice and not the goods: no stock moves.</param>
public sealed record NewReceipt(
    string Id, DateTimeOffset IssuedAt, IReadOnlyList<NewReceiptLine> Lines, string? Number = null, bool AnswersDocumentAlone = false);

/// <summary>What came of one line.</summary>
/// <param name="Line">The buyer's id of it.</param>
/// <param name="Received">How much came, rejected and oversupplied included, in packs as ordered; null where the line carries only its consignment's answer.</param>
/// <param name="Rejected">How much of it is not taken.</param>
/// <param name="InBaseUnits">The quantities count base units and not packs.</param>
public sealed record NewReceiptLine(string Line, decimal? Received = null, decimal? Rejected = null, bool InBaseUnits = false);
