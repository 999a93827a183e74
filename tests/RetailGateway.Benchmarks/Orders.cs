using RetailGateway.Benchmarks.Load;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Orders of ten lines a second that a chain places of a cooperative, on eight connections, each waiting for its answer
/// before it sends the next: resolved, priced, held of the shop's stock, and told to both. Beside <see cref="BareOrders"/>,
/// as many connections. Size: orders a round.
/// </summary>
internal static class Orders
{
    internal const string Name = "orders";

    private const int Connections = 8;
    private const double Floor = 0.5;
    private const long OrdersPerRound = 3_000;
    private const int OrdersBefore = 1_000;

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop("orders");
        await TillRequests.Open(shop, bench.Cancel);
        var requests = new OrderRequests(shop);
        await requests.Furnish(bench.Cancel);
        var count = (int)bench.SizeOr(OrdersPerRound);
        await requests.Send(requests.Take(1), Connections, bench.Cancel);
        await shop.UntilSequenced(bench.Cancel);
        var bare = await BareOrders.Like(shop, bench.Cancel);
        await requests.Send(requests.Take(OrdersBefore), Connections, bench.Cancel);
        await shop.UntilSequenced(bench.Cancel);
        // What autovacuum would have come by to do: plans of checks that were made on empty tables are made anew.
        await shop.Execute("vacuum analyze", bench.Cancel);
        await bench.Compare(Name, "orders/s", Floor, count, Ours, Limit);

        Task<double> Ours()
        {
            var taken = requests.Take(count);
            return Bench.Rate(count, async () =>
            {
                await requests.Send(taken, Connections, bench.Cancel);
                await shop.UntilSequenced(bench.Cancel);
            });
        }

        Task<double> Limit() => Bench.Rate(count, async () =>
        {
            await bare.Write(count, Connections, bench.Cancel);
            await shop.UntilSequenced(bench.Cancel);
        });
    }
}
