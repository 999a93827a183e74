using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;

namespace RetailGateway.Features.Stock.Positions;

/// <summary>The fold of whole positions from the ledger, in the store: <see cref="Ledger.OnHand"/> as SQL.</summary>
internal static class Refold
{
    /// <summary>
    /// For owner $1 and the keys in $2, $3: the last count that no reversal names, and what moved after it.
    /// Movements come before counts of the same instant, so "after the count" is a later instant.
    /// </summary>
    internal const string Query =
        """
        select k.location_id, k.product_id, coalesce(c.quantity, 0) + coalesce(m.moved, 0) as on_hand,
            c.occurred_at, c.connection_id, c.change_id
        from unnest($2::integer[], $3::integer[]) as k (location_id, product_id)
        left join lateral (
            select e.quantity, e.occurred_at, e.connection_id, e.change_id
            from stock_entry e
            where e.owner_id = $1 and e.location_id = k.location_id and e.product_id = k.product_id
                and e.kind = 'count'
                and not exists (
                    select from stock_entry r
                    where r.owner_id = e.owner_id and r.connection_id = e.connection_id and r.reverses = e.change_id
                        and r.location_id = e.location_id and r.product_id = e.product_id)
            order by e.occurred_at desc, e.connection_id desc, e.change_id desc
            limit 1) c on true
        left join lateral (
            select sum(e.quantity) as moved
            from stock_entry e
            where e.owner_id = $1 and e.location_id = k.location_id and e.product_id = k.product_id
                and e.occurred_at > coalesce(c.occurred_at, '-infinity')
                and e.kind not in ('count', 'reversal')
                and not exists (
                    select from stock_entry r
                    where r.owner_id = e.owner_id and r.connection_id = e.connection_id and r.reverses = e.change_id
                        and r.location_id = e.location_id and r.product_id = e.product_id)) m on true
        """;

    /// <summary>Folds anew those positions whose change could not be told from the position alone. Their entries are written before.</summary>
    internal static async Task Run(Work work, PartyId owner, IReadOnlyList<Position> positions, CancellationToken cancel)
    {
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(
            Query,
            owner.Value,
            positions.Select(position => position.Key.Location).ToArray(),
            positions.Select(position => position.Key.Product).ToArray()));
        var byKey = positions.ToDictionary(position => position.Key);
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var position = byKey[new PositionKey(rows.GetInt32(0), rows.GetInt32(1))];
            position.Refolded = Quantity.FromSum(rows.GetDecimal(2));
            position.RefoldedLastCount = LastCount(rows);
        }
    }

    private static EntryOrder? LastCount(NpgsqlDataReader row) => row.IsDBNull(3)
        ? null
        : new EntryOrder(row.GetFieldValue<DateTimeOffset>(3), IsCount: true, new ConnectionId(row.GetInt32(4)), row.GetString(5));
}
