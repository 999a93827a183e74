using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Expected;

/// <summary>What a document says of one product at one location whose till has yet to tell it.</summary>
/// <param name="Quantity">Base units, not zero: below zero for what leaves.</param>
/// <param name="Reference">What the entry that fulfils it names as its document; compared by its bytes.</param>
/// <param name="OccurredAt">When it happened by the document's word.</param>
public sealed record ExpectedMovement(Quantity Quantity, string Reference, DateTimeOffset OccurredAt);

/// <summary>A ledger's entry with the document that it reports.</summary>
/// <param name="Entry">The entry, of the same location and product.</param>
/// <param name="Document">Its document; null where it names none.</param>
public sealed record DocumentedEntry(StockEntry Entry, string? Document);
