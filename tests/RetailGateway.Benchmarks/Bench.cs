using RetailGateway.Benchmarks.Ground;
using RetailGateway.EmbeddedPostgres;

namespace RetailGateway.Benchmarks;

/// <summary>
/// What every benchmark stands on: a private PostgreSQL that flushes each commit, shops in it, and the one way of
/// measuring: our path and its limit by turns, at least a round of each to warm up, then the median of the rest.
/// </summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly string folder;
    private readonly PrivateCluster cluster;
    private readonly long? size;

    private Bench(string folder, PrivateCluster cluster, long? size, CancellationToken cancel)
    {
        this.folder = folder;
        this.cluster = cluster;
        this.size = size;
        Cancel = cancel;
    }

    internal CancellationToken Cancel { get; }

    internal List<Measurement> Measured { get; } = [];

    /// <summary>Below the working folder, not in the temporary one: that may be memory, which flushes nothing.</summary>
    internal static async Task<Bench> Prepare(long? size, CancellationToken cancel)
    {
        var options = new PrivateClusterOptions { DataFolder = Path.GetFullPath($"artifacts/bench-{Environment.ProcessId}"), Durable = true };
        return new Bench(options.DataFolder, await PrivateCluster.Start(options, TimeProvider.System, cancel), size, cancel);
    }

    /// <summary>The size asked for, or the benchmark's own.</summary>
    internal long SizeOr(long own) => size ?? own;

    /// <summary>A database of its own with a shop in it, and a gateway that serves it.</summary>
    internal Task<Shop> OpenShop(string name, params (string Name, string Value)[] settings) => Shop.Open(cluster, name, settings, Cancel);

    /// <summary>
    /// Rounds by turns; each runs its load and returns its rate. Who begins changes from round to round: what one leaves
    /// to the server to do afterwards falls on both alike.
    /// </summary>
    internal async Task Compare(
        string name, string unit, double? floor, long sizeOfRound, Func<Task<double>> ours, Func<Task<double>> limit, int warmUps = 1, int rounds = 3)
    {
        for (var round = 0; round < warmUps; round++)
        {
            await ours();
            await limit();
        }

        var (ourRates, limitRates) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                ourRates[round] = await ours();
                limitRates[round] = await limit();
            }
            else
            {
                limitRates[round] = await limit();
                ourRates[round] = await ours();
            }
        }

        Report(new Measurement(name, Median(ourRates), Median(limitRates), unit, Median(ourRates) / Median(limitRates), floor, sizeOfRound));
    }

    internal void Report(Measurement measurement)
    {
        Measured.Add(measurement);
        Console.WriteLine(measurement);
    }

    /// <summary>How many a second <paramref name="run"/> does; what was prepared for it is swept up before the clock starts.</summary>
    internal static async Task<double> Rate(long count, Func<Task> run)
    {
        GC.Collect();
        var started = TimeProvider.System.GetTimestamp();
        await run();
        return count / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
        if (new DirectoryInfo(Path.Combine(folder, "server")).LinkTarget is { } elsewhere)
        {
            Directory.Delete(elsewhere, recursive: true);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
