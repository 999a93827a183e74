using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.Positions;

namespace RetailGateway.WebConsole.Stock;

/// <summary>Why a figure is what it is, in one sentence's parts: the last count, and what moved after it. Pure.</summary>
/// <param name="Count">The last count that counts; null where the ledger's page shows none.</param>
/// <param name="Moved">What moved after it, summed by kind, in the order in which kinds are declared.</param>
/// <param name="IsWhole">The page shows everything that the figure is made of.</param>
internal sealed record StockStory(LedgerEntry? Count, IReadOnlyList<(EntryKind Kind, decimal Quantity)> Moved, bool IsWhole)
{
    /// <summary>Read from the newest entries.</summary>
    /// <param name="newestFirst">A page of the ledger.</param>
    /// <param name="isLast">There are no older entries.</param>
    internal static StockStory Of(IReadOnlyList<LedgerEntry> newestFirst, bool isLast)
    {
        var counts = newestFirst.Where(entry => !entry.Reversed && entry.Kind != EntryKind.Reversal).ToList();
        var count = counts.Find(entry => entry.Kind == EntryKind.Count);
        return new StockStory(
            count,
            [.. counts.TakeWhile(entry => entry != count).GroupBy(entry => entry.Kind).OrderBy(kind => kind.Key).Select(kind => (kind.Key, kind.Sum(entry => entry.Quantity)))],
            IsWhole: count is not null || isLast);
    }
}
