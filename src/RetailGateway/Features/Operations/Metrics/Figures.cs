using Npgsql;
using RetailGateway.Database;

namespace RetailGateway.Features.Operations.Metrics;

/// <summary>How one stream stands.</summary>
internal sealed record StreamFigures(
    string Kind, string Dialect, string Party, double LagSeconds, long Due, long LinesParked, int Attempts, bool Parked);

/// <summary>Runs of one job in the last day that came out so.</summary>
internal sealed record RunFigures(string Job, string Result, long Runs);

/// <summary>What the store says of the work, at one moment.</summary>
internal sealed record WorkFigures(
    IReadOnlyList<StreamFigures> Streams, long OutboxRows, double SequencerLagSeconds, IReadOnlyList<(string Kind, long Open)> Conflicts,
    double RupiahAtRisk, long ReviewItems, IReadOnlyList<RunFigures> Runs, long MailsWaiting, long MailsParked);

/// <summary>
/// The figures behind the gauges: read in one round trip when somebody asks, and believed for a few seconds, so that any
/// number of scrapes cost the store no more than one.
/// </summary>
internal sealed class Figures(GatewayDb database, TimeProvider time, ILogger<Figures> log) : IDisposable
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim oneAtATime = new(1);
    private long? readAt;

    /// <summary>As last read; null where the store did not answer.</summary>
    internal WorkFigures? Now { get; private set; }

    /// <summary>Reads them anew where they are older than a few seconds.</summary>
    internal async Task Refresh(CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            if (readAt is { } at && time.GetElapsedTime(at) < Believed)
            {
                return;
            }

            Now = await Read(cancel);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            Now = null;
            log.LogWarning("The figures of the work could not be read; their metrics are missing until they can: {Reason}", error.Message);
        }
        finally
        {
            readAt = time.GetTimestamp();
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<WorkFigures> Read(CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in FigureQueries.All)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        }

        await using var rows = await batch.ExecuteReaderAsync(cancel);
        var streams = await All(rows, row => new StreamFigures(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetDouble(3), row.GetInt64(4), row.GetInt64(5), row.GetInt32(6), row.GetBoolean(7)), cancel);
        var outbox = await All(rows, row => (Rows: row.GetInt64(0), Lag: row.GetDouble(1)), cancel);
        var conflicts = await All(rows, row => (row.GetString(0), Open: row.GetInt64(1), Risk: row.GetDouble(2)), cancel);
        var review = await All(rows, row => row.GetInt64(0), cancel);
        var runs = await All(rows, row => new RunFigures(row.GetString(0), row.GetString(1), row.GetInt64(2)), cancel);
        var mails = await All(rows, row => (Waiting: row.GetInt64(0), Parked: row.GetInt64(1)), cancel);
        return new WorkFigures(
            streams, outbox[0].Rows, outbox[0].Lag, [.. conflicts.Select(conflict => (conflict.Item1, conflict.Open))],
            conflicts.Sum(conflict => conflict.Risk), review[0], runs, mails[0].Waiting, mails[0].Parked);
    }

    /// <summary>The rows of the next result, to their end.</summary>
    private static async Task<List<T>> All<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        var all = new List<T>();
        while (await rows.ReadAsync(cancel))
        {
            all.Add(read(rows));
        }

        await rows.NextResultAsync(cancel);
        return all;
    }
}
