using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock;

/// <summary>
/// What the ledger of one location and product says. It is the specification of on hand;
/// <see cref="PositionFold"/> is its fast path and must agree with it after every entry.
/// </summary>
public static class Ledger
{
    /// <summary>
    /// "The last count in that order, plus every movement after it, reversed ones left out. So arrival
    /// order never matters."
    /// </summary>
    /// <param name="entries">All entries of one position, each key once, in any order.</param>
    /// <returns>Base units; below zero where a till sold what nobody had recorded.</returns>
    public static Quantity OnHand(IReadOnlyCollection<StockEntry> entries) => Fold(entries).OnHand;

    /// <summary>Folds a position anew; the next entries may be added to what it gives.</summary>
    /// <param name="entries">All entries of one position, each key once, in any order.</param>
    public static PositionFold Fold(IReadOnlyCollection<StockEntry> entries)
    {
        var reversed = Reversed(entries);
        var lastCount = LastCount(entries, reversed);
        var seen = lastCount?.Order;

        var onHand = lastCount?.Quantity ?? Quantity.Zero;
        DateTimeOffset? lastOccurredAt = null;
        foreach (var entry in entries)
        {
            if (entry.Kind == EntryKind.Reversal || reversed.Contains(entry.Key))
                continue;

            if (entry.Kind.IsMovement() && !(entry.Order < seen))
                onHand += entry.Quantity;
            if (!(entry.OccurredAt <= lastOccurredAt))
                lastOccurredAt = entry.OccurredAt;
        }

        return new() { OnHand = onHand, LastCount = seen, LastOccurredAt = lastOccurredAt };
    }

    /// <summary>
    /// Answers "why is it 3?": the entries in their order, each with what became of it and the running
    /// on hand, whose last value is <see cref="OnHand"/>.
    /// </summary>
    /// <param name="entries">All entries of one position, each key once, in any order.</param>
    public static IReadOnlyList<ExplainedEntry> Explain(IReadOnlyCollection<StockEntry> entries)
    {
        var reversed = Reversed(entries);
        var seen = LastCount(entries, reversed)?.Order;

        var explained = new List<ExplainedEntry>(entries.Count);
        var onHand = Quantity.Zero;
        foreach (var entry in entries.OrderBy(entry => entry.Order))
        {
            var isReversed = entry.Kind != EntryKind.Reversal && reversed.Contains(entry.Key);
            if (!isReversed)
                onHand = entry.Kind == EntryKind.Count ? entry.Quantity : onHand + entry.Quantity;

            var isAbsorbed = !isReversed && entry.Kind != EntryKind.Reversal && entry.Order < seen;
            explained.Add(new ExplainedEntry(entry, isAbsorbed, isReversed, onHand));
        }

        return explained;
    }

    /// <summary>
    /// The keys that some reversal names, arrived or not. A reversal's own key among them has no effect:
    /// "it cannot itself be reversed", and is never in the fold.
    /// </summary>
    private static HashSet<EntryKey> Reversed(IReadOnlyCollection<StockEntry> entries)
    {
        var reversed = new HashSet<EntryKey>();
        foreach (var entry in entries)
        {
            if (entry is { Kind: EntryKind.Reversal, Reverses: { } changeId })
                reversed.Add(entry.Key with { ChangeId = changeId });
        }

        return reversed;
    }

    private static StockEntry? LastCount(IReadOnlyCollection<StockEntry> entries, HashSet<EntryKey> reversed)
    {
        StockEntry? last = null;
        foreach (var entry in entries)
        {
            if (entry.Kind == EntryKind.Count && !reversed.Contains(entry.Key) && !(entry.Order < last?.Order))
                last = entry;
        }

        return last;
    }
}
