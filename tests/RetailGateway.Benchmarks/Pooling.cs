using RetailGateway.Benchmarks.Ground;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Pooling;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Orders.Pools;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Shares a second of a pool that many shops ask into: read as the job reads them, gathered into one order, and a delivery of
/// three quarters of it allocated in proportion. The limit is the same shares read once by bare Npgsql and thrown away. Size:
/// shops, of four products each.
/// </summary>
internal static class Pooling
{
    internal const string Name = "pooling";

    private const double Floor = 0.3;
    private const long Shops = 10_000;
    private const int Products = 4;

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop("pooling");
        var shops = bench.SizeOr(Shops);
        var shares = shops * Products;
        var pool = await Fill(shop, shops, bench.Cancel);
        await using var database = new GatewayDb(shop.GatewayString, requestConnections: 2);
        var packs = Enumerable.Range(shop.FirstProduct, Products)
            .ToDictionary(product => new ProductId(product), _ => new PooledPack(Quantity.FromDecimal(12), Quantity.FromDecimal(1)));
        await bench.Compare(Name, "shares/s", Floor, shops, Ours, Limit);

        Task<double> Ours() => Bench.Rate(shares, async () =>
        {
            await using var work = await database.BeginJob(bench.Cancel);
            var gathered = OrderPool.Gather(await PoolLines.Shares(work, shop.OwnerId, pool), DateTimeOffset.MaxValue, packs);
            var allocated = 0;
            foreach (var line in gathered.Lines)
            {
                var came = Quantity.FromThousandths(line.Demanded.Thousandths / 4_000 * 3_000);
                var allocation = Allocation.Of(line.Shares.Span, came, line.Pack!.Unit, AllocationRule.Proportional);
                allocated += allocation.Allocated == came ? allocation.Shares.Count : 0;
            }

            if (allocated != shares)
            {
                throw new GatewayFailed($"{allocated} of {shares} shares were allocated what came.");
            }
        });
        Task<double> Limit() => Bench.Rate(shares, async () =>
        {
            await using var command = shop.Owner.CreateCommand(
                $"""
                select share_id, location_id, product_id, demanded, available, minimum, given_at
                from order_pool_share
                where owner_id = {shop.OwnerId} and pool_id = {pool} and demanded > 0
                order by product_id, share_id
                """);
            await using var rows = await command.ExecuteReaderAsync(bench.Cancel);
            var (read, sum) = (0L, 0m);
            while (await rows.ReadAsync(bench.Cancel))
            {
                sum += rows.GetInt64(0) + rows.GetInt32(1) + rows.GetInt32(2) + rows.GetDecimal(3) + rows.GetDecimal(4) + rows.GetDecimal(5)
                    + rows.GetDateTime(6).Ticks;
                read++;
            }

            if (read != shares || sum == 0)
            {
                throw new GatewayFailed($"{read} rows came of {shares}.");
            }
        });
    }

    /// <summary>A pool that each shop has asked into, some of them pressed more than others.</summary>
    private static async Task<long> Fill(Shop shop, long shops, CancellationToken cancel)
    {
        await shop.Execute(
            $"""
            insert into location (owner_id, code, name, format)
            select {shop.OwnerId}, 'KECIL-' || n, 'Toko kecil ' || n, 'coop_shop' from generate_series(1, {shops}) n;
            insert into order_pool (owner_id, supplier_id, ship_to_id, rule, opened_by, closes_at)
            values ({shop.OwnerId}, {shop.Partner.Owner}, {shop.FirstLocation}, 'proportional', 'key:1', now() + interval '1 day');
            """,
            cancel);
        await shop.Execute(
            $"""
            insert into order_pool_share (owner_id, pool_id, location_id, product_id, demanded, available, minimum, given_at, given_by)
            select l.owner_id, p.pool_id, l.location_id, g, 1 + (l.location_id * 7 + g) % 40, l.location_id % 9, l.location_id % 5, now(), 'key:1'
            from order_pool p
            join location l on l.owner_id = p.owner_id and l.code like 'KECIL-%'
            cross join generate_series({shop.FirstProduct}, {shop.FirstProduct + Products - 1}) g;
            """,
            cancel);
        await shop.Execute("vacuum analyze order_pool_share", cancel);
        await using var made = shop.Owner.CreateCommand("select max(pool_id) from order_pool");
        return (long)(await made.ExecuteScalarAsync(cancel))!;
    }
}
