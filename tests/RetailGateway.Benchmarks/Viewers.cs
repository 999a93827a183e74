using RetailGateway.Benchmarks.Load;
using RetailGateway.Database;
using RetailGateway.Hosting;

namespace RetailGateway.Benchmarks;

/// <summary>
/// What people who look cost: the rate of <see cref="StockBatch"/> with so many pages that hold a line, beside the same
/// with none, on one gateway; and the memory that a page takes. Size: pages.
/// </summary>
internal static class Viewers
{
    internal const string Name = "viewers";

    private const double Floor = 0.9;
    private const long Pages = 500;
    private const int PagesOfOne = 20;
    private const int BatchesARound = 60;
    private const string Password = "kata-sandi-uji-1";

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop("viewers");
        await TillRequests.Open(shop, bench.Cancel);
        var pages = (int)bench.SizeOr(Pages);
        var people = await People(shop, (pages + PagesOfOne - 1) / PagesOfOne, bench.Cancel);
        var (alone, watched) = (new LineMix("GTW"), new LineMix("SEEN"));
        await StockBatch.Ours(shop, alone, BatchesARound, bench.Cancel);
        await Task.Delay(Settling, bench.Cancel);
        var idle = shop.Gateway.ResidentMegabytes;
        var viewers = await Look(shop, people, pages, bench.Cancel);
        await Task.Delay(Settling, bench.Cancel);
        var each = (shop.Gateway.ResidentMegabytes - idle) * 1024 / pages;
        bench.Report(new Measurement($"{Name}-memory", shop.Gateway.ResidentMegabytes, idle, "MB", shop.Gateway.ResidentMegabytes / idle, Floor: null, pages));
        bench.Report(new Measurement($"{Name}-memory-each", each, 0, "KB", 0, Floor: null, pages));
        await bench.Compare(
            Name, "lines/s", Floor, (long)BatchesARound * StockBatch.LinesPerBatch,
            async () =>
            {
                viewers = viewers.Count > 0 ? viewers : await Look(shop, people, pages, bench.Cancel);
                return await StockBatch.Ours(shop, watched, BatchesARound, bench.Cancel);
            },
            async () =>
            {
                viewers.ForEach(viewer => viewer.Dispose());
                viewers = [];
                return await StockBatch.Ours(shop, alone, BatchesARound, bench.Cancel);
            });
        viewers.ForEach(viewer => viewer.Dispose());
    }

    private static async Task<List<string>> People(Ground.Shop shop, int count, CancellationToken cancel)
    {
        await using var database = new GatewayDb(shop.GatewayString, requestConnections: 2);
        var emails = Enumerable.Range(1, count).Select(number => $"viewer-{number}@uji.example").ToList();
        foreach (var email in emails)
        {
            await PeopleCreate.Create(database, "live", Ground.Shop.Code, email, "Uji", ["manager"], location: null, Password, cancel);
        }

        return emails;
    }

    private static async Task<List<Viewer>> Look(Ground.Shop shop, List<string> people, int pages, CancellationToken cancel)
    {
        var viewers = new List<Viewer>();
        foreach (var email in people)
        {
            var viewer = await Viewer.SignIn(new Uri($"http://{shop.Gateway.Address}"), email, Password, cancel);
            await viewer.Look(Math.Min(PagesOfOne, pages - (viewers.Count * PagesOfOne)), cancel);
            viewers.Add(viewer);
        }

        return viewers;
    }
}
