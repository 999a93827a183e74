using RetailGateway.Domain.Stock;

namespace RetailGateway.Domain.Tests.Stock;

/// <summary>Takes entries as they arrive, as a host does: the fold, and the ledger where the fold asks for it.</summary>
internal sealed class Arrivals
{
    private readonly Dictionary<EntryKey, StockEntry> ledger = [];
    private readonly HashSet<EntryKey> reversed = [];
    private PositionFold fold;

    internal PositionFold Fold => fold;

    internal int Refolds { get; private set; }

    internal IReadOnlyCollection<StockEntry> Ledger => ledger.Values;

    internal static Arrivals Of(params IEnumerable<StockEntry> entries)
    {
        var arrivals = new Arrivals();
        foreach (var entry in entries)
            arrivals.Arrive(entry);

        return arrivals;
    }

    internal void Arrive(StockEntry entry)
    {
        ledger.Add(entry.Key, entry);
        if (entry.Reverses is { } changeId)
            Reverse(entry.Key with { ChangeId = changeId });
        else
            fold.Add(entry, reversed.Contains(entry.Key));

        if (!fold.NeedsRefold)
            return;

        Refolds++;
        fold = Domain.Stock.Ledger.Fold(ledger.Values);
    }

    private void Reverse(EntryKey named)
    {
        if (ledger.TryGetValue(named, out var target))
            fold.Reverse(target, reversed.Contains(named));

        reversed.Add(named);
    }
}
