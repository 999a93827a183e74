using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RetailGateway.Features.Orders.Pools;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Orders;

/// <summary>Pooled orders of a town's cooperative, as its people and the job work them.</summary>
internal static class PoolCalls
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens a pool of the chain's goods that all go to the shop, or to another place.</summary>
    internal static Task<Reply> Opens(this Town town, string rule = "proportional", string shipTo = Town.Shop, TimeSpan? closesIn = null) =>
        town.Console.Post("/v1/pools", new JsonObject
        {
            ["supplierId"] = town.Chain,
            ["shipTo"] = shipTo,
            ["closesAt"] = OrderTown.Text(TimeProvider.System.GetUtcNow() + (closesIn ?? TimeSpan.FromHours(1))),
            ["rule"] = rule,
        });

    internal static async Task<long> Opened(this Town town, string rule = "proportional") => (long)(await town.Opens(rule)).Must(HttpStatusCode.Created).Json["id"]!;

    /// <summary>More shops of the cooperative: TOKO-1, TOKO-2 and so on.</summary>
    internal static async Task<string[]> Shops(this Town town, int count)
    {
        string[] codes = [.. Enumerable.Range(1, count).Select(index => $"TOKO-{index}")];
        await town.Database.Run("insert into location (owner_id, code, name, format) select $1, c, c, 'coop_shop' from unnest($2::text[]) c", town.Coop, codes);
        return codes;
    }

    internal static Task<Reply> Gives(this Town town, long pool, params (string Shop, string Product, decimal Quantity)[] shares) =>
        town.Console.Put($"/v1/pools/{pool}/shares", new JsonObject
        {
            ["shares"] = new JsonArray([.. shares.Select(share => new JsonObject
            {
                ["location"] = share.Shop, ["product"] = share.Product, ["quantity"] = OrderTown.Text(share.Quantity),
            })]),
        });

    internal static Task<Reply> ClosesPool(this Town town, long pool, bool belowMinimum = false) =>
        town.Console.Post($"/v1/pools/{pool}/close", new JsonObject { ["belowMinimum"] = belowMinimum });

    internal static async Task<JsonNode> Pool(this Town town, long pool) => (await town.Console.Get($"/v1/pools/{pool}")).Must(HttpStatusCode.OK).Json;

    internal static string PoolState(this JsonNode pool) => (string)pool["pool"]!["status"]!;

    internal static async Task<List<JsonNode>> PoolList(this Town town, long pool, string list, string query = "") =>
        [.. (await town.Console.Get($"/v1/pools/{pool}/{list}?limit=1000{query}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Select(one => one!)];

    /// <summary>What each shop has of the pool's deliveries, of one product.</summary>
    internal static async Task<Dictionary<string, decimal>> Allocated(this Town town, long pool, string product) =>
        (await town.PoolList(pool, "shares", $"&product={product}")).ToDictionary(share => (string)share["location"]!, share => Number(share["allocated"]));

    internal static decimal Number(JsonNode? text) => decimal.Parse((string)text!, CultureInfo.InvariantCulture);

    /// <summary>The closing time of a pool goes by.</summary>
    internal static async Task Ends(this GatewayUnderTest gateway, long pool)
    {
        await using var owner = NpgsqlDataSource.Create(gateway.Store.Owner);
        await using var end = owner.CreateCommand($"update order_pool set closes_at = clock_timestamp() where pool_id = {pool}");
        await end.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>
    /// One more pool of any town's: for whoever needs one to be there, of a shop's share of a product. What was asked into the
    /// first one before has come by two receipts, where that is wanted.
    /// </summary>
    internal static async Task PoolsOneMore(this Town town, GatewayUnderTest gateway, string shop, string product, bool isReceived = false)
    {
        await using var owner = NpgsqlDataSource.Create(gateway.Store.Owner);
        await Run(
            """
            insert into order_pool (owner_id, supplier_id, ship_to_id, rule, opened_by, closes_at)
            select $1, $2, min(location_id), 'need', 'key:1', now() + interval '1 day' from location where owner_id = $1
            """, town.Coop, town.Chain);
        await Run(
            """
            insert into order_pool_share (owner_id, pool_id, location_id, product_id, demanded, available, minimum, given_at, given_by)
            select l.owner_id, p.pool_id, l.location_id, g.product_id, 5, 1, 2, now(), 'key:1'
            from order_pool p
            join location l on l.owner_id = p.owner_id and l.code = $2
            join product g on g.owner_id = p.owner_id and g.code = $3
            where p.owner_id = $1
            on conflict do nothing
            """, town.Coop, shop, product);
        if (!isReceived)
            return;

        foreach (var table in new[]
        {
            "line (owner_id, pool_id, product_id, demanded, unit, pack_code, pack_factor, ordered) select distinct owner_id, pool_id, product_id, 10, 1, 'PCS', 1, 10",
            "delivery (owner_id, pool_id, document_number, product_id, document_id, accepted, to_share, allocated, parts, shortage) select distinct owner_id, pool_id, n, product_id, 'BTB-' || n, n, 1, 1, 10, 0",
            "allocation (owner_id, pool_id, document_number, product_id, share_id, location_id, lacked, quota, remainder, rank_by_need, allocated) select owner_id, pool_id, n, product_id, share_id, location_id, 5, 0, 1, 1, 1",
        })
        {
            await Run(
                $"""
                insert into order_pool_{table}
                from order_pool_share s, generate_series(1, {(table.StartsWith("line", StringComparison.Ordinal) ? 1 : 2)}) n
                where s.owner_id = $1 and s.pool_id = (select min(pool_id) from order_pool where owner_id = $1)
                """, town.Coop);
        }

        async Task Run(string sql, params object[] values)
        {
            await using var command = owner.CreateCommand(sql);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync(Cancel);
        }
    }

    internal static Task RunsPools(this GatewayUnderTest gateway) => gateway.Services.GetRequiredService<ClosePools>().Run(Cancel);

    /// <summary>The chain accepts and sends what was pooled, and the cooperative takes so many base units of each line.</summary>
    internal static async Task<long> Comes(this Town town, long pool, params (string Line, decimal Packs)[] lines)
    {
        var order = (long)(await town.Pool(pool))["pool"]!["orderId"]!;
        (await town.Partner.Answers(order, "accepted", $"R-{pool}")).Must(HttpStatusCode.OK);
        (await town.Partner.Despatches(order, $"SJ-{pool}", [.. lines.Select(line => (line.Line, line.Packs, (decimal?)100))])).Must(HttpStatusCode.OK);
        (await town.Console.Receives(order, $"BTB-{pool}", null, [.. lines.Select(line => (line.Line, (decimal?)line.Packs, 0m))])).Must(HttpStatusCode.OK);
        return order;
    }
}
