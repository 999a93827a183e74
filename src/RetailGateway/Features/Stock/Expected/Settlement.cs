using Npgsql;
using NpgsqlTypes;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Features.Stock.Positions;

namespace RetailGateway.Features.Stock.Expected;

/// <summary>Lets the entries of a batch fulfil, take up or open again what documents expect at their positions.</summary>
internal static class Settlement
{
    private const string Sums =
        """
        select p.location_id, p.product_id, p.expected_out, p.expected_in
        from stock_position p
        join unnest($2::integer[], $3::integer[]) as k (location_id, product_id) using (location_id, product_id)
        where p.owner_id = $1
        """;

    /// <summary>
    /// Costs nothing where no document ever expected anything, and a round trip where an entry names a document, is a
    /// reversal, or moved the last count. What was deferred goes with it: the fold reads the ledger.
    /// </summary>
    internal static async Task Run(Work work, Caller caller, BatchDecision decision, CancellationToken cancel)
    {
        var expecting = decision.Touched.Where(position => position.Expects).ToDictionary(position => position.Key);
        if (expecting.Count == 0)
        {
            return;
        }

        var telling = decision.Applied
            .Where(change => (change.Document is not null || change.Reverses is not null) && expecting.ContainsKey(KeyOf(change)))
            .ToList();
        var told = telling.Select(KeyOf).ToHashSet();
        var settled = expecting.Values.Where(position => told.Contains(position.Key) || CountedSince(position) is not null).ToArray();
        if (settled.Length == 0)
        {
            return;
        }

        var (locations, products) = (Array.ConvertAll(settled, position => position.Key.Location), Array.ConvertAll(settled, position => position.Key.Product));
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(
            "select fold_own_expected_after($1, $2, $3, $4, $5)",
            caller.Connection.Value,
            telling.Select(change => change.Reverses ?? change.ChangeId!).ToArray(),
            locations,
            products,
            new NpgsqlParameter { Value = Array.ConvertAll(settled, CountedSince), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz }));
        batch.BatchCommands.Add(Sql.Command(Sums, caller.Party.Value, locations, products));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        do
        {
            while (rows.FieldCount == 4 && await rows.ReadAsync(cancel))
            {
                var position = expecting[new PositionKey(rows.GetInt32(0), rows.GetInt32(1))];
                position.ExpectedOut = Quantity.FromDecimal(rows.GetDecimal(2));
                position.ExpectedIn = Quantity.FromDecimal(rows.GetDecimal(3));
            }
        }
        while (await rows.NextResultAsync(cancel));
    }

    /// <summary>From where on the last count is another than before; null where it is the same.</summary>
    private static DateTime? CountedSince(Position position) => (position.LastCountBefore, position.LastCount) switch
    {
        var (before, now) when before == now => null,
        ({ } before, { } now) => Earlier(before.OccurredAt, now.OccurredAt),
        _ => DateTime.MinValue,
    };

    private static DateTime Earlier(DateTimeOffset left, DateTimeOffset right) => (left < right ? left : right).UtcDateTime;

    private static PositionKey KeyOf(IncomingChange change) => new(change.At!.Id.Value, change.Of!.Id.Value);
}
