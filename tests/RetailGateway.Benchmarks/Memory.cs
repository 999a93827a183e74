using RetailGateway.Benchmarks.Load;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Resident memory of the gateway's process: at rest after its start (as the limit), and at once after a million
/// changes in batches (as ours). No floor: it is printed to be looked at. Size: changes.
/// </summary>
internal static class Memory
{
    internal const string Name = "memory";

    private const long Changes = 1_000_000;
    private const int BatchesAtATime = 100;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop("memory");
        await Task.Delay(Settling, bench.Cancel);
        var idle = shop.Gateway.ResidentMegabytes;

        await TillRequests.Open(shop, bench.Cancel);
        var batches = StockBatch.Batches(bench.SizeOr(Changes));
        var mix = new LineMix("GTW");
        for (var done = 0; done < batches; done += BatchesAtATime)
        {
            await StockBatch.Ours(shop, mix, Math.Min(BatchesAtATime, batches - done), bench.Cancel);
        }

        var after = shop.Gateway.ResidentMegabytes;
        bench.Report(new Measurement(Name, after, idle, "MB", after / idle, Floor: null, (long)batches * StockBatch.LinesPerBatch));
    }
}
