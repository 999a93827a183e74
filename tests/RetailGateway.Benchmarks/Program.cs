using System.Runtime.InteropServices;
using System.Text.Json;
using RetailGateway.Benchmarks.Ground;
using RetailGateway.EmbeddedPostgres;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Our paths beside the limit of the same database: <c>[NAME ...] [--size N] [--json FILE]</c>. Ends with 0 when it
/// ran, whatever the ratios; 64 when it was asked wrongly; 1 when something broke.
/// </summary>
internal static class Program
{
    private static readonly (string Name, Func<Bench, Task> Run)[] Known =
    [
        (StockBatch.Name, StockBatch.Run),
        (StockSingle.Name, StockSingle.Run),
        (StockScale.Name, StockScale.Run),
        (Feed.Name, Feed.Run),
        (Drift.Name, Drift.Run),
        (Files.Name, Files.Run),
        (Delivery.Name, Delivery.Run),
        (Pages.Name, Pages.Run),
        (Viewers.Name, Viewers.Run),
        (Orders.Name, Orders.Run),
        (OrderStates.Name, OrderStates.Run),
        (Pooling.Name, Pooling.Run),
    ];

    private static async Task<int> Main(string[] args)
    {
        if (BenchOptions.Parse(args, [.. Known.Select(known => known.Name)]) is not { } options)
        {
            await Console.Error.WriteLineAsync($"[{string.Join(" | ", Known.Select(known => known.Name))} ...] [--size N] [--json FILE]");
            return 64;
        }

        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var measured = new List<Measurement>();
        Console.WriteLine(Measurement.Header);
        try
        {
            foreach (var (_, run) in Known.Where(known => options.Wants(known.Name)))
            {
                // A fresh cluster each: no benchmark runs on the leavings of another.
                await using var bench = await Bench.Prepare(options.Size, stop.Token);
                await run(bench);
                measured.AddRange(bench.Measured);
            }
        }
        catch (Exception error) when (error is PostgresNotFoundException or ClusterStartException or GatewayFailed or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }

        if (options.JsonFile is { } file)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(measured, Measurement.Json) + "\n");
        }

        return 0;

        // The databases are large: they are taken away before the process ends.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
