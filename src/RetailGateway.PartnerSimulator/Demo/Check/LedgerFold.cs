using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Demo.Check;

/// <summary>
/// What a position's entries come to, reckoned here from the entries alone and not with the gateway's figures: the last
/// count and every movement after it, reversed entries left out.
/// </summary>
internal static class LedgerFold
{
    /// <summary>What is on hand by these entries.</summary>
    /// <param name="newestFirst">All entries of one position, in the gateway's order, which decides between counts of one instant.</param>
    public static decimal OnHand(IReadOnlyCollection<LedgerEntry> newestFirst)
    {
        var reversed = newestFirst.Where(entry => entry.Kind == ChangeKind.Reversal).Select(entry => (entry.Connection, entry.Reverses)).ToHashSet();
        var counting = newestFirst
            .Where(entry => entry.Kind != ChangeKind.Reversal && !reversed.Contains((entry.Connection, entry.ChangeId)))
            .ToList();
        var count = counting.Where(entry => entry.Kind == ChangeKind.Count).MaxBy(entry => entry.OccurredAt);
        var moved = counting.Where(entry => entry.Kind != ChangeKind.Count && (count is null || entry.OccurredAt > count.OccurredAt));
        return (count?.Quantity ?? 0) + moved.Sum(entry => entry.Quantity);
    }
}
