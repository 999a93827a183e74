namespace RetailGateway.Client;

/// <summary>Which expected movements to read.</summary>
/// <param name="Location">Only at this location.</param>
/// <param name="Product">Only of this product, by your item code.</param>
/// <param name="Reference">Only of the document with this reference, exactly.</param>
/// <param name="Open">Only those of which something remains, or only the others.</param>
/// <param name="Overdue">Only those whose time is over, or only the others.</param>
public sealed record ExpectedFilter(
    string? Location = null, string? Product = null, string? Reference = null, bool? Open = null, bool? Overdue = null);

/// <summary>What a document says of one product at one location, and what its till has made of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Location">The location's code.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="Connection">Whose entry is awaited: the system of record at occurredAt.</param>
/// <param name="Kind">What the document says happened.</param>
/// <param name="Reference">What the till's entry names as its document.</param>
/// <param name="Quantity">Base units; below zero for what leaves.</param>
/// <param name="Told">Base units, without a sign, that entries with the reference say.</param>
/// <param name="Remaining">Base units, without a sign, that are still expected.</param>
/// <param name="State">How it stands: open, fulfilled, taken_up, accepted or dismissed.</param>
/// <param name="Source">The document: reservation/ or transfer/ and its number.</param>
/// <param name="OccurredAt">When it happened by the document's word.</param>
/// <param name="RecordedAt">When the document reached us.</param>
/// <param name="DueAt">Until when the till has time; then what remains is raised as a conflict.</param>
/// <param name="RaisedAt">When it was raised.</param>
public sealed record ExpectedMovement(
    long Id, string Location, string Product, string Connection, ChangeKind Kind, string Reference, decimal Quantity, decimal Told,
    decimal Remaining, string State, string Source, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateTimeOffset DueAt,
    DateTimeOffset? RaisedAt = null);
