using System.Globalization;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;
using RetailGateway.Benchmarks.Ground;
using Sylvan.Data.Csv;

namespace RetailGateway.Benchmarks.Load;

/// <summary>
/// The limit of a file: parsed once by the same library, every field read, while a bare client writes the same rows into
/// the same tables by <see cref="BareBatches"/>, with the same commits: ledger, positions, outbox, and the file's own
/// register, results and lease.
/// </summary>
internal static class BareFile
{
    private const string Keep = "insert into partner_file_batch (owner_id, file_id, batch, results, reasons) values ($1, $2, $3, $4, '[]')";

    private const string Count =
        "update partner_file set lines = lines + $3, applied = applied + $3 where owner_id = $1 and file_id = $2";

    /// <summary>As a lease is renewed, but for a time that is over at once: the gateway's next turn need not wait for it.</summary>
    private const string Renew =
        "update sync_stream set last_attempt_at = now(), lease_until = now() where owner_id = $1 and connection_id = $2 and kind = 'stock_in'";

    internal static async Task Write(Shop shop, string path, IReadOnlyList<BareRows> rows, CancellationToken cancel)
    {
        var parsed = Channel.CreateBounded<int>(1);
        var parsing = Task.Run(() => Parse(path, rows[0].Lines.Count, parsed.Writer, cancel), cancel);
        await using var connection = await shop.Owner.OpenConnectionAsync(cancel);
        await using var register = new NpgsqlCommand(
            "insert into partner_file (owner_id, connection_id, delivery, name, bytes) values ($1, $2, gen_random_uuid(), 'bare', 0) returning file_id", connection)
        {
            Parameters = { new() { Value = shop.OwnerId }, new() { Value = shop.Till } },
        };
        var file = (long)(await register.ExecuteScalarAsync(cancel))!;
        await using var batch = BareBatches.Batch(connection);
        batch.BatchCommands.Add(BareBatches.Command(Keep, NpgsqlDbType.Integer, NpgsqlDbType.Bigint, NpgsqlDbType.Integer, NpgsqlDbType.Text));
        batch.BatchCommands.Add(BareBatches.Command(Count, NpgsqlDbType.Integer, NpgsqlDbType.Bigint, NpgsqlDbType.Integer));
        batch.BatchCommands.Add(BareBatches.Command(Renew, NpgsqlDbType.Integer, NpgsqlDbType.Integer));
        await batch.PrepareAsync(cancel);
        await foreach (var index in parsed.Reader.ReadAllAsync(cancel))
        {
            var lines = rows[index].Lines.Count;
            BareBatches.Fill(batch, shop, rows[index]);
            BareBatches.Set(batch.BatchCommands[3], shop.OwnerId, file, index, new string('a', lines));
            BareBatches.Set(batch.BatchCommands[4], shop.OwnerId, file, lines);
            BareBatches.Set(batch.BatchCommands[5], shop.OwnerId, shop.Till);
            await batch.ExecuteNonQueryAsync(cancel);
        }

        await parsing;
    }

    /// <summary>Tells of each batch that it is read; its rows were made before the clock started.</summary>
    private static async Task Parse(string path, int linesPerBatch, ChannelWriter<int> to, CancellationToken cancel)
    {
        try
        {
            await using var csv = await CsvDataReader.CreateAsync(path, new CsvDataReaderOptions { Delimiter = ';' }, cancel);
            var (lines, batches) = (0, 0);
            while (await csv.ReadAsync(cancel) && csv.GetString(0) != "TOTAL")
            {
                _ = (csv.GetString(1), csv.GetInt32(2), csv.GetString(3), csv.GetString(4), csv.GetDecimal(5));
                _ = DateTime.ParseExact(csv.GetFieldSpan(6), "dd/MM/yyyy HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
                if (++lines % linesPerBatch == 0)
                {
                    await to.WriteAsync(batches++, cancel);
                }
            }

            to.Complete();
        }
        catch (Exception error)
        {
            // Whoever waits for the next batch meets it.
            to.Complete(error);
        }
    }
}
