using RetailGateway.Benchmarks.Load;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Single changes a second on thirty-two connections, each waiting for its answer before it sends the next. The limit
/// is <see cref="BareSingles"/>: as many connections, a flushed commit a change. Size: changes a round.
/// </summary>
internal static class StockSingle
{
    internal const string Name = "stock-single";

    private const int Connections = 32;
    private const double Floor = 0.35;
    private const long ChangesPerRound = 20_000;

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop("stock_single");
        await TillRequests.Open(shop, bench.Cancel);
        var count = (int)bench.SizeOr(ChangesPerRound);
        var (ourMix, limitMix) = (new LineMix("GTW"), new LineMix("BARE"));
        await bench.Compare(Name, "changes/s", Floor, count, Ours, Limit);

        Task<double> Ours()
        {
            var requests = Lines(ourMix).Select(line => TillRequests.Of(shop, [line])).ToArray();
            return Bench.Rate(count, async () =>
            {
                await TillRequests.Send(shop, requests, 1, Connections, bench.Cancel);
                await shop.UntilSequenced(bench.Cancel);
            });
        }

        Task<double> Limit()
        {
            var rows = Lines(limitMix).Select(line => BareRows.Of(shop, [line])).ToArray();
            return Bench.Rate(count, async () =>
            {
                await BareSingles.Write(shop, rows, Connections, bench.Cancel);
                await shop.UntilSequenced(bench.Cancel);
            });
        }

        Line[] Lines(LineMix mix) => mix.Take(count, index => index % Ground.Shop.Locations);
    }
}
