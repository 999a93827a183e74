namespace RetailGateway.Client;

/// <summary>The history of an order.</summary>
/// <param name="OrderId">Which.</param>
/// <param name="Steps">In the order of its documents: when issued, then sequence, then id.</param>
public sealed record OrderTimeline(long OrderId, IReadOnlyList<TimelineStep> Steps);

/// <summary>A document of an order.</summary>
/// <param name="Document">Its kind.</param>
/// <param name="Id">Its sender's id.</param>
/// <param name="By">Who sent it.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="RecordedAt">When it reached the gateway.</param>
/// <param name="State">Where the order stood with it and all before it.</param>
/// <param name="Content">What it says.</param>
public sealed record TimelineStep(
    DocumentKind Document, string Id, TradeSide By, DateTimeOffset IssuedAt, DateTimeOffset RecordedAt, OrderState State, DocumentContent Content);

/// <summary>What a document says; what of it is there depends on the document's kind.</summary>
/// <param name="Lines">Its lines; none where it has none.</param>
/// <param name="Sequence">Its number among the order's changes, of a change.</param>
/// <param name="Code">Of a response.</param>
/// <param name="AnswersKind">The kind of what a response answers, where that is not the order.</param>
/// <param name="AnswersId">The id of what a response answers.</param>
/// <param name="Number">The number of a receipt: one that replaces another has its number.</param>
/// <param name="AnswersDocumentAlone">Of a receipt that answers the despatch advice and not the goods.</param>
/// <param name="Withdraws">Of a cancellation of what the seller never had.</param>
public sealed record DocumentContent(
    IReadOnlyList<DocumentLine> Lines, int? Sequence = null, ResponseCode? Code = null, DocumentKind? AnswersKind = null, string? AnswersId = null,
    string? Number = null, bool? AnswersDocumentAlone = null, bool? Withdraws = null);

/// <summary>A line of a document.</summary>
/// <param name="Line">The buyer's id of it.</param>
/// <param name="Quantity">Base units: ordered, confirmed, despatched or received.</param>
/// <param name="Product">The number of the cooperative's product, where the line orders one.</param>
/// <param name="Pack">The pack that it is ordered in.</param>
/// <param name="Factor">Base units in that pack on the order's day.</param>
/// <param name="Price">For the base quantity of packs, by the terms of the order's day.</param>
/// <param name="PriceBaseQuantity">How many packs the price buys.</param>
/// <param name="Answer">What a response says of it.</param>
/// <param name="Substitute">The number of another product that the seller offers.</param>
/// <param name="Change">What a change makes of it.</param>
/// <param name="Outstanding">Base units that come after a despatch.</param>
/// <param name="Rejected">Base units that came and were not taken.</param>
public sealed record DocumentLine(
    string Line, decimal? Quantity = null, int? Product = null, string? Pack = null, decimal? Factor = null, decimal? Price = null,
    decimal? PriceBaseQuantity = null, ResponseLineStatus? Answer = null, int? Substitute = null, ChangeLineStatus? Change = null,
    decimal? Outstanding = null, decimal? Rejected = null);
