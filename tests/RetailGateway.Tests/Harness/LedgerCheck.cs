using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.Positions;

namespace RetailGateway.Tests.Harness;

/// <summary>Compares every position with its ledger, folded anew twice: by the store and by the domain's rule.</summary>
internal static class LedgerCheck
{
    /// <summary>Positions whose on hand is not what their entries say; none where all is well.</summary>
    internal static async Task<List<string>> Differences(GatewayDb database, int owner)
    {
        var entries = (await database.Jobs.All(
            "select location_id, product_id, connection_id, change_id, kind::text, quantity, occurred_at, reverses from stock_entry where owner_id = $1",
            row => (
                At: new PositionKey(row.GetInt32(0), row.GetInt32(1)),
                Entry: new StockEntry(
                    new EntryKey(new ConnectionId(row.GetInt32(2)), row.GetString(3)),
                    StockRows.KindOf(row.GetString(4)),
                    Quantity.FromDecimal(row.GetDecimal(5)),
                    row.GetFieldValue<DateTimeOffset>(6),
                    row.IsDBNull(7) ? null : row.GetString(7))),
            owner)).ToLookup(row => row.At, row => row.Entry);
        var positions = await database.Jobs.All(
            "select location_id, product_id, on_hand from stock_position where owner_id = $1",
            row => (At: new PositionKey(row.GetInt32(0), row.GetInt32(1)), OnHand: row.GetDecimal(2)),
            owner);
        var refolded = (await database.Jobs.All(
            Refold.Query,
            row => (At: new PositionKey(row.GetInt32(0), row.GetInt32(1)), OnHand: row.GetDecimal(2)),
            owner,
            positions.Select(position => position.At.Location).ToArray(),
            positions.Select(position => position.At.Product).ToArray())).ToDictionary(row => row.At, row => row.OnHand);

        return
        [
            .. positions
                .Select(position => (position.At, position.OnHand, Store: refolded[position.At], Rule: Ledger.OnHand([.. entries[position.At]]).ToDecimal()))
                .Where(row => row.OnHand != row.Store || row.OnHand != row.Rule)
                .Select(row => $"{row.At}: {row.OnHand} on hand, {row.Store} by the store's fold, {row.Rule} by the rule"),
            .. entries.Where(group => positions.TrueForAll(position => position.At != group.Key)).Select(group => $"{group.Key}: entries without a position"),
        ];
    }
}
