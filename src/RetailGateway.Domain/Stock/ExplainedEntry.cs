using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock;

/// <summary>An entry and what became of it in the fold. Derived, never stored: a later entry may change it.</summary>
/// <param name="Entry">The row of the ledger.</param>
/// <param name="Absorbed">The last count already saw it: it comes before that count and no longer shows in on hand.</param>
/// <param name="Reversed">A reversal names it: it is left out, and so not absorbed either.</param>
/// <param name="OnHand">Base units on hand after it, of the entries up to it.</param>
public sealed record ExplainedEntry(StockEntry Entry, bool Absorbed, bool Reversed, Quantity OnHand);
