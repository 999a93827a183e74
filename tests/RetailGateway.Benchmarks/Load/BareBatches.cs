using Npgsql;
using NpgsqlTypes;
using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks.Load;

/// <summary>
/// The limit of a batch: the rows of a request written by a bare client in the fastest form known. One prepared
/// <see cref="NpgsqlBatch"/> and so one round trip and one flushed commit a batch: ledger, positions and outbox by
/// <c>unnest</c>, as the tables' owner (no policy, no party to set), with nothing read, checked, parsed or rendered.
/// The gateway's sequencer moves these outbox rows into the feeds by the same statement that moves its own.
/// </summary>
internal static class BareBatches
{
    private const NpgsqlDbType Integers = NpgsqlDbType.Array | NpgsqlDbType.Integer;
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType Numerics = NpgsqlDbType.Array | NpgsqlDbType.Numeric;
    private const NpgsqlDbType Times = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;

    private const string InsertEntries =
        """
        insert into stock_entry (owner_id, connection_id, change_id, location_id, product_id, kind, quantity, occurred_at, document)
        select $1, $2, e.change_id, e.location_id, e.product_id, e.kind::entry_kind, e.quantity, e.occurred_at, e.document
        from unnest($3::text[], $4::integer[], $5::integer[], $6::text[], $7::numeric[], $8::timestamptz[], $9::text[])
            as e (change_id, location_id, product_id, kind, quantity, occurred_at, document)
        """;

    private const string UpdatePositions =
        """
        update stock_position p set
            on_hand = coalesce(n.counted, p.on_hand) + n.moved,
            version = p.version + 1,
            last_count_at = coalesce(n.counted_at, p.last_count_at),
            last_count_connection_id = $2,
            last_count_change_id = coalesce(n.counted_by, p.last_count_change_id),
            last_entry_at = n.last_entry_at,
            last_entry_kind = n.last_entry_kind::entry_kind,
            last_entry_connection_id = $2
        from unnest($3::integer[], $4::integer[], $5::numeric[], $6::numeric[], $7::timestamptz[], $8::text[], $9::timestamptz[], $10::text[])
            as n (location_id, product_id, counted, moved, counted_at, counted_by, last_entry_at, last_entry_kind)
        where p.owner_id = $1 and p.location_id = n.location_id and p.product_id = n.product_id
        """;

    private const string InsertOutbox =
        """
        insert into outbox (owner_id, connection_id, body)
        select e.owner_id, e.connection_id, e.body
        from unnest($1::integer[], $2::integer[], $3::text[]) as e (owner_id, connection_id, body)
        """;

    internal static Task Write(Shop shop, IReadOnlyList<BareRows> batches, int writers, CancellationToken cancel)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, writers).Select(async _ =>
        {
            await using var connection = await shop.Owner.OpenConnectionAsync(cancel);
            await using var batch = Batch(connection);
            await batch.PrepareAsync(cancel);
            while (Interlocked.Increment(ref next) is var index && index < batches.Count)
            {
                Fill(batch, shop, batches[index]);
                await batch.ExecuteNonQueryAsync(cancel);
            }
        }));
    }

    /// <summary>The three statements, to be prepared once.</summary>
    internal static NpgsqlBatch Batch(NpgsqlConnection connection) => new(connection)
    {
        BatchCommands =
        {
            Command(InsertEntries, NpgsqlDbType.Integer, NpgsqlDbType.Integer, Texts, Integers, Integers, Texts, Numerics, Times, Texts),
            Command(UpdatePositions, NpgsqlDbType.Integer, NpgsqlDbType.Integer, Integers, Integers, Numerics, Numerics, Times, Texts, Times, Texts),
            Command(InsertOutbox, Integers, Integers, Texts),
        },
    };

    internal static void Fill(NpgsqlBatch batch, Shop shop, BareRows rows)
    {
        var (lines, touched) = (rows.Lines, rows.Touched);
        Set(
            batch.BatchCommands[0],
            shop.OwnerId,
            shop.Till,
            lines.Select(line => line.ChangeId).ToArray(),
            rows.Locations,
            rows.Products,
            lines.Select(line => line.Kind).ToArray(),
            lines.Select(line => line.Quantity).ToArray(),
            lines.Select(line => line.OccurredAt).ToArray(),
            lines.Select(line => line.Document).ToArray());
        Set(
            batch.BatchCommands[1],
            shop.OwnerId,
            shop.Till,
            touched.Select(touch => shop.FirstLocation + touch.Last.Location).ToArray(),
            touched.Select(touch => shop.FirstProduct + touch.Last.Product).ToArray(),
            touched.Select(touch => touch.Count?.Quantity).ToArray(),
            touched.Select(touch => touch.Moved).ToArray(),
            touched.Select(touch => touch.Count?.OccurredAt).ToArray(),
            touched.Select(touch => touch.Count?.ChangeId).ToArray(),
            touched.Select(touch => touch.Last.OccurredAt).ToArray(),
            touched.Select(touch => touch.Last.Kind).ToArray());
        Set(
            batch.BatchCommands[2],
            ((int[])[.. Enumerable.Repeat(shop.Console.Owner, touched.Length), .. Enumerable.Repeat(shop.Partner.Owner, touched.Length)]),
            ((int[])[.. Enumerable.Repeat(shop.Console.Connection, touched.Length), .. Enumerable.Repeat(shop.Partner.Connection, touched.Length)]),
            rows.Bodies);
    }

    internal static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlDbType> types)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var type in types)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        return command;
    }

    internal static void Set(NpgsqlBatchCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }
    }
}
