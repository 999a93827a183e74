using RetailGateway.Benchmarks.Ground;
using RetailGateway.Benchmarks.Load;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Lines a second in batches of a thousand, four senders at once, a shop's till each, through HTTP with everything on
/// that a partner meets: key, pace, row-level security, catalogue, decision, feeds. The limit is
/// <see cref="BareBatches"/> with as many connections, in the same tables. The clock runs until the last change
/// stands in the recipients' feeds. Then, with no floor, the resident memory of the gateway's process: once a million
/// changes went through it as ours, and at rest after its start as the limit. Size: lines a round.
/// </summary>
internal static class StockBatch
{
    internal const string Name = "stock-batch";
    internal const int LinesPerBatch = 1_000;
    internal const int Senders = 4;

    private const double Floor = 0.6;
    private const long LinesPerRound = 120_000;
    private const long Changes = 1_000_000;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop("stock_batch");
        await Task.Delay(Settling, bench.Cancel);
        var idle = shop.Gateway.ResidentMegabytes;
        await TillRequests.Open(shop, bench.Cancel);
        var batches = Batches(bench.SizeOr(LinesPerRound));
        var told = 0L;
        var (ours, limit) = (new LineMix("GTW"), new LineMix("BARE"));
        await bench.Compare(
            Name, "lines/s", Floor, (long)batches * LinesPerBatch,
            Round,
            () => Limit(shop, limit, batches, bench.Cancel));
        while (told < Changes)
        {
            await Round();
        }

        var after = shop.Gateway.ResidentMegabytes;
        bench.Report(new Measurement($"{Name}-memory", after, idle, "MB", after / idle, Floor: null, told));

        Task<double> Round()
        {
            told += (long)batches * LinesPerBatch;
            return Ours(shop, ours, batches, bench.Cancel);
        }
    }

    internal static int Batches(long lines) => (int)Math.Max(Senders, lines / LinesPerBatch);

    internal static Task<double> Ours(Shop shop, LineMix mix, int batches, CancellationToken cancel)
    {
        var requests = Enumerable.Range(0, batches).Select(index => TillRequests.Of(shop, Batch(mix, index))).ToArray();
        return Bench.Rate((long)batches * LinesPerBatch, async () =>
        {
            await TillRequests.Send(shop, requests, LinesPerBatch, Senders, cancel);
            await shop.UntilSequenced(cancel);
        });
    }

    private static Task<double> Limit(Shop shop, LineMix mix, int batches, CancellationToken cancel)
    {
        var rows = Enumerable.Range(0, batches).Select(index => BareRows.Of(shop, Batch(mix, index))).ToArray();
        return Bench.Rate((long)batches * LinesPerBatch, async () =>
        {
            await BareBatches.Write(shop, rows, Senders, cancel);
            await shop.UntilSequenced(cancel);
        });
    }

    /// <summary>A batch is of one shop, and neighbours in time are of different shops.</summary>
    private static Line[] Batch(LineMix mix, int index) => mix.Take(LinesPerBatch, _ => index % Shop.Locations);
}
