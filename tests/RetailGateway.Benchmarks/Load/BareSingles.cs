using Npgsql;
using NpgsqlTypes;
using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks.Load;

/// <summary>
/// The strict limit of a single change: its rows written by a bare client, plain values in one prepared
/// <see cref="NpgsqlBatch"/>, one round trip and one flushed commit (which PostgreSQL shares among those that commit
/// together). The gateway lets several changes share a transaction; here each has its own. Otherwise as
/// <see cref="BareBatches"/>.
/// </summary>
internal static class BareSingles
{
    private const string InsertEntry =
        """
        insert into stock_entry (owner_id, connection_id, change_id, location_id, product_id, kind, quantity, occurred_at, document)
        values ($1, $2, $3, $4, $5, $6::text::entry_kind, $7, $8, $9)
        """;

    private const string UpdatePosition =
        """
        update stock_position set
            on_hand = coalesce($5, on_hand) + $6,
            version = version + 1,
            last_count_at = coalesce($7, last_count_at),
            last_count_connection_id = $2,
            last_count_change_id = coalesce($8, last_count_change_id),
            last_entry_at = $9,
            last_entry_kind = $10::text::entry_kind,
            last_entry_connection_id = $2
        where owner_id = $1 and location_id = $3 and product_id = $4
        """;

    private const string InsertOutbox = "insert into outbox (owner_id, connection_id, body) values ($1, $2, $3), ($4, $5, $6)";

    internal static Task Write(Shop shop, IReadOnlyList<BareRows> changes, int writers, CancellationToken cancel)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, writers).Select(async _ =>
        {
            await using var connection = await shop.Owner.OpenConnectionAsync(cancel);
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    Command(InsertEntry, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Numeric, NpgsqlDbType.TimestampTz, NpgsqlDbType.Text),
                    Command(UpdatePosition, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric, NpgsqlDbType.TimestampTz, NpgsqlDbType.Text, NpgsqlDbType.TimestampTz, NpgsqlDbType.Text),
                    Command(InsertOutbox, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Text),
                },
            };
            await batch.PrepareAsync(cancel);
            while (Interlocked.Increment(ref next) is var index && index < changes.Count)
            {
                Fill(batch, shop, changes[index]);
                await batch.ExecuteNonQueryAsync(cancel);
            }
        }));
    }

    private static void Fill(NpgsqlBatch batch, Shop shop, BareRows rows)
    {
        var (line, touch, location, product) = (rows.Lines[0], rows.Touched[0], rows.Locations[0], rows.Products[0]);
        Set(batch.BatchCommands[0], shop.OwnerId, shop.Till, line.ChangeId, location, product, line.Kind, line.Quantity, line.OccurredAt, line.Document);
        Set(
            batch.BatchCommands[1],
            shop.OwnerId, shop.Till, location, product, touch.Count?.Quantity, touch.Moved, touch.Count?.OccurredAt, touch.Count?.ChangeId, line.OccurredAt, line.Kind);
        Set(
            batch.BatchCommands[2],
            shop.Console.Owner, shop.Console.Connection, rows.Bodies[0], shop.Partner.Owner, shop.Partner.Connection, rows.Bodies[1]);
    }

    private static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlDbType> types)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var type in types)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        return command;
    }

    private static void Set(NpgsqlBatchCommand command, params ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }
    }
}
