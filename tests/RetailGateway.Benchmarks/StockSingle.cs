using RetailGateway.Benchmarks.Ground;
using RetailGateway.Benchmarks.Load;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Single changes a second on thirty-two connections, each waiting for its answer before it sends the next. Beside two
/// limits, a line each. <c>stock-single</c>: the same commits as ours, that is <see cref="BareBatches"/> of as many
/// changes as the gateway's transactions held in the round before, as many at a time. <c>stock-single-strict</c>:
/// <see cref="BareSingles"/>, as many connections, a commit for each change. Size: changes a round.
/// </summary>
internal static class StockSingle
{
    internal const string Name = "stock-single";

    private const string StrictName = "stock-single-strict";
    private const int Connections = 32;
    private const double Floor = 0.35;
    private const long ChangesPerRound = 20_000;

    /// <summary>So many transactions of one connection the gateway has under way (decision 9).</summary>
    private const int WritersThatGather = 2;

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop("stock_single");
        await TillRequests.Open(shop, bench.Cancel);
        var count = (int)bench.SizeOr(ChangesPerRound);
        var (ourMix, limitMix) = (new LineMix("GTW"), new LineMix("BARE"));
        var (commits, changesPerCommit) = (await Commits(shop, bench.Cancel), 1);
        await bench.Compare(Name, "changes/s", Floor, count, Ours, Gathered);
        await bench.Compare(StrictName, "changes/s", Floor, count, Ours, Strict);

        async Task<double> Ours()
        {
            var requests = Lines(ourMix).Select(line => TillRequests.Of(shop, [line])).ToArray();
            var rate = await Bench.Rate(count, async () =>
            {
                await TillRequests.Send(shop, requests, 1, Connections, bench.Cancel);
                await shop.UntilSequenced(bench.Cancel);
            });
            var before = commits;
            commits = await Commits(shop, bench.Cancel);
            changesPerCommit = (int)double.Ceiling(count / (double)(commits - before));
            return rate;
        }

        Task<double> Gathered()
        {
            var rows = Lines(limitMix).Chunk(changesPerCommit).Select(lines => BareRows.Of(shop, lines)).ToArray();
            return Limit(() => BareBatches.Write(shop, rows, WritersThatGather, bench.Cancel));
        }

        Task<double> Strict()
        {
            var rows = Lines(limitMix).Select(line => BareRows.Of(shop, [line])).ToArray();
            return Limit(() => BareSingles.Write(shop, rows, Connections, bench.Cancel));
        }

        Task<double> Limit(Func<Task> write) => Bench.Rate(count, async () =>
        {
            await write();
            await shop.UntilSequenced(bench.Cancel);
        });

        Line[] Lines(LineMix mix) => mix.Take(count, index => index % Shop.Locations);
    }

    /// <summary>How many transactions of the gateway have written into the ledger.</summary>
    private static async Task<long> Commits(Shop shop, CancellationToken cancel)
    {
        await using var command = shop.Owner.CreateCommand("select count(distinct xmin::text) from stock_entry where change_id like 'GTW-%'");
        return await command.ExecuteScalarAsync(cancel) is long commits ? commits : 0;
    }
}
