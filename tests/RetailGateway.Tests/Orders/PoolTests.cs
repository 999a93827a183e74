using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Orders.OrderTown;
using static RetailGateway.Tests.Orders.PoolCalls;
using static RetailGateway.Tests.Orders.ReplenishmentCalls;

namespace RetailGateway.Tests.Orders;

/// <summary>Shops ask into a pool until it closes; it becomes one order, once.</summary>
public sealed class PoolTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shares_of_many_shops_become_one_order_rounded_up_to_packs_once()
    {
        var (town, shops) = await Shops(3);
        var pool = await town.Opened();
        (await town.Gives(pool, (shops[0], Beras, 12), (shops[1], Beras, 4), (shops[2], Beras, 7), (shops[0], Minyak, 3))).Must(HttpStatusCode.OK);
        (await town.Gives(pool, (shops[2], Beras, 5), (shops[0], Minyak, 0))).Must(HttpStatusCode.OK);

        await fixture.Gateway.Ends(pool);
        await fixture.Gateway.RunsPools();

        var read = await town.Pool(pool);
        Assert.Equal("ordered", read.PoolState());
        var line = Assert.Single(read["lines"]!.AsArray())!;
        Assert.Equal([21, 30, 9, 2_070_000], new[] { "demanded", "ordered", "surplus", "value" }.Select(name => Number(line[name])));
        var order = await town.Console.ReadOrder((long)read["pool"]!["orderId"]!);
        Assert.Equal(($"POOL-{pool}", Shop, "submitted"), ((string)order["order"]!["number"]!, (string)order["order"]!["shipTo"]!, order.State()));
        Assert.Equal([30, 3, 690_000], order.Figures("1", "ordered", "packsOrdered", "price"));
        Assert.Single(order["lines"]!.AsArray());
        Assert.Equal("gateway", (string)read["pool"]!["closedBy"]!);
    }

    [Fact]
    public async Task A_late_share_is_refused_with_when_it_closed_also_before_anything_has_closed_it()
    {
        var (town, shops) = await Shops(1);
        var pool = await town.Opened();
        (await town.Gives(pool, (shops[0], Beras, 12))).Must(HttpStatusCode.OK);
        await fixture.Gateway.Ends(pool);
        var closesAt = (string)(await town.Pool(pool))["pool"]!["closesAt"]!;

        var late = await town.Gives(pool, (shops[0], Beras, 20));

        Assert.Equal((HttpStatusCode.Conflict, "pool-closed"), (late.Status, late.Problem));
        Assert.Contains(closesAt, (string)late.Json["detail"]!, StringComparison.Ordinal);
        await fixture.Gateway.RunsPools();
        Assert.Equal("pool-closed", (await town.Gives(pool, (shops[0], Beras, 20))).Problem);
        Assert.Equal([12], (await town.PoolList(pool, "shares")).Select(share => Number(share["quantity"])));
    }

    [Fact]
    public async Task However_many_close_it_at_once_it_is_one_order()
    {
        var (town, shops) = await Shops(2);
        var pool = await town.Opened();
        (await town.Gives(pool, (shops[0], Beras, 12), (shops[1], Minyak, 4))).Must(HttpStatusCode.OK);
        await fixture.Gateway.Ends(pool);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => turn % 2 == 0 ? fixture.Gateway.RunsPools() : town.ClosesPool(pool)));
        await fixture.Gateway.RunsPools();

        Assert.Equal("ordered", (await town.Pool(pool)).PoolState());
        Assert.Equal(1, await town.Database.Ask<long>("select count(*) from trade_order where owner_id = $1", town.Coop));
    }

    [Fact]
    public async Task A_run_that_is_cut_off_between_the_order_and_its_pool_leaves_neither_and_the_next_makes_both()
    {
        var (town, shops) = await Shops(1);
        var pool = await town.Opened();
        (await town.Gives(pool, (shops[0], Beras, 12))).Must(HttpStatusCode.OK);
        await fixture.Gateway.Ends(pool);
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        await using (var plant = owner.CreateCommand(
            $$"""
            create or replace function cut_off() returns trigger language plpgsql security definer as $$
            begin
                perform pg_terminate_backend(pg_backend_pid());
                return new;
            end $$;
            create trigger cut_off_{{pool}} before insert on order_pool_line for each row when (new.pool_id = {{pool}}) execute function cut_off()
            """))
        {
            await plant.ExecuteNonQueryAsync(Cancel);
        }

        await fixture.Gateway.RunsPools();
        Assert.Equal(("open", 0), ((await town.Pool(pool)).PoolState(), await town.Database.Ask<long>("select count(*) from trade_order where owner_id = $1", town.Coop)));
        Assert.Contains($"pool-stuck pool={pool}", await town.Database.Ask<string>("select note from job_run where job = 'orders.close-pools' order by job_run_id desc limit 1"), StringComparison.Ordinal);

        await using (var mend = owner.CreateCommand($"drop trigger cut_off_{pool} on order_pool_line"))
            await mend.ExecuteNonQueryAsync(Cancel);
        await fixture.Gateway.RunsPools();

        Assert.Equal(("ordered", 1), ((await town.Pool(pool)).PoolState(), await town.Database.Ask<long>("select count(*) from trade_order where owner_id = $1", town.Coop)));
    }

    [Fact]
    public async Task While_a_pool_closes_every_share_is_in_the_order_or_refused()
    {
        const int givers = 24;
        var (town, shops) = await Shops(givers);
        var pool = await town.Opened();
        (await town.Gives(pool, (Shop, Beras, 1))).Must(HttpStatusCode.OK);

        var given = shops.Select(async shop => (await town.Gives(pool, (shop, Beras, 1))).Status).ToList();
        await Task.WhenAny(given);
        var closed = await town.ClosesPool(pool);
        var statuses = await Task.WhenAll(given);

        closed.Must(HttpStatusCode.OK);
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Conflict, status.ToString()));
        var inTime = 1 + statuses.Count(status => status == HttpStatusCode.OK);
        var line = (await town.Pool(pool))["lines"]![0]!;
        Assert.Equal([inTime, inTime], new[] { "demanded", "shops" }.Select(name => decimal.Parse(line[name]!.ToString(), CultureInfo.InvariantCulture)));
        Assert.Equal(inTime, await town.Database.Ask<decimal>("select demanded from order_pool_line where pool_id = $1", pool));
    }

    [Fact]
    public async Task What_comes_to_too_little_is_kept_back_and_a_manager_extends_orders_or_cancels_it()
    {
        var (town, shops) = await Shops(1, minimumOrderValue: 2_000_000);
        var pool = await town.Opened();
        (await town.Gives(pool, (shops[0], Beras, 12))).Must(HttpStatusCode.OK);
        await fixture.Gateway.Ends(pool);
        await fixture.Gateway.RunsPools();

        var kept = (await town.Pool(pool))["pool"]!;
        Assert.Equal(("kept_back", "below_minimum", 1_380_000, 2_000_000), (
            (string)kept["status"]!, (string)kept["keptBecause"]!, Number(kept["value"]), Number(kept["minimumOrderValue"])));
        Assert.Equal("pool-closed", (await town.Gives(pool, (shops[0], Beras, 40))).Problem);

        var later = new JsonObject { ["closesAt"] = Text(TimeProvider.System.GetUtcNow().AddHours(2)) };
        (await town.Console.Post($"/v1/pools/{pool}/extend", later)).Must(HttpStatusCode.OK);
        (await town.Gives(pool, (shops[0], Beras, 20))).Must(HttpStatusCode.OK);
        Assert.Equal("kept_back", (string)(await town.ClosesPool(pool)).Must(HttpStatusCode.OK).Json["status"]!);
        Assert.Equal("ordered", (string)(await town.ClosesPool(pool, belowMinimum: true)).Must(HttpStatusCode.OK).Json["status"]!);
        Assert.Equal("already-closed", (await town.Console.Post($"/v1/pools/{pool}/cancel", new JsonObject { ["reason"] = "x" })).Problem);

        var unwanted = await town.Opened();
        var cancelled = (await town.Console.Post($"/v1/pools/{unwanted}/cancel", new JsonObject { ["reason"] = "Gudang penuh." })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(("cancelled", "Gudang penuh."), ((string)cancelled["status"]!, (string)cancelled["reason"]!));
    }

    [Fact]
    public async Task A_pool_nobody_asked_into_is_empty_and_one_without_a_price_is_kept_back_with_its_shares()
    {
        var (town, shops) = await Shops(1);
        await town.Sells(("TANPA", "Tanpa harga", "goods"));
        var (empty, unpriced) = (await town.Opened(), await town.Opened());
        (await town.Gives(unpriced, (shops[0], "TANPA", 12))).Must(HttpStatusCode.OK);
        await fixture.Gateway.Ends(empty);
        await fixture.Gateway.Ends(unpriced);
        await fixture.Gateway.RunsPools();

        Assert.Equal(("empty", "kept_back"), ((await town.Pool(empty)).PoolState(), (await town.Pool(unpriced)).PoolState()));
        Assert.Equal("not_orderable", (string)(await town.Pool(unpriced))["pool"]!["keptBecause"]!);
        Assert.Single(await town.PoolList(unpriced, "shares"));
    }

    [Fact]
    public async Task A_proposal_in_a_pool_is_decided_and_what_it_asks_for_is_not_proposed_again()
    {
        var (town, _) = await Shops(0);
        await town.Console.Given(Count(10, Beras));
        await town.Sets(Level(Beras, 15, 32));
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        var (proposal, pool) = (Assert.Single(await town.Proposals("open")), await town.Opened());
        var body = new JsonObject { ["proposalId"] = proposal };

        var share = (await town.Console.Post($"/v1/pools/{pool}/proposals", body.DeepClone())).Must(HttpStatusCode.OK).Json["shares"]!.AsArray().Single()!;

        // It lacks 22 to its target, and not the 30 of three whole cartons.
        Assert.Equal((Shop, 22, 10, 15, proposal), (
            (string)share["location"]!, Number(share["quantity"]), Number(share["available"]), Number(share["minimum"]), (long)share["proposalId"]!));
        Assert.Equal(proposal, Assert.Single(await town.Proposals("pooled")));
        (await town.Console.Post($"/v1/pools/{pool}/proposals", body.DeepClone())).Must(HttpStatusCode.OK);
        Assert.Equal("already-closed", (await town.Approves(proposal)).Problem);
        Assert.Equal("already-closed", (await town.Console.Post($"/v1/pools/{await town.Opened()}/proposals", body)).Problem);
        await town.DecidedYesterday();
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        Assert.Empty(await town.Proposals("open"));
    }

    [Fact]
    public async Task What_does_not_hold_is_named_by_its_place_and_nothing_of_it_is_taken()
    {
        var (town, shops) = await Shops(1);
        var stranger = await Town.Create(fixture.Gateway);
        var pool = await town.Opened();

        var refused = await town.Gives(pool, (shops[0], Beras, 1), ("TIADA", Beras, 1), (shops[0], Beras, 2), (shops[0], Minyak, 1.5m), (shops[0], Antar, 1));

        Assert.Equal(["/shares/1/location", "/shares/2", "/shares/3/quantity", "/shares/4/product"], refused.Places);
        Assert.Empty(await town.PoolList(pool, "shares"));
        Assert.Equal(["/closesAt"], (await town.Opens(closesIn: TimeSpan.FromMinutes(-1))).Places);
        foreach (var other in new[] { stranger.Console, town.Partner })
        {
            (await other.Get($"/v1/pools/{pool}")).Must(HttpStatusCode.NotFound);
            (await other.Post($"/v1/pools/{pool}/close", new JsonObject())).Must(HttpStatusCode.NotFound);
            Assert.Empty((await other.Get("/v1/pools")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
        }
    }

    private async Task<(Town Town, string[] Shops)> Shops(int count, decimal minimumOrderValue = 0)
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Asks(minimumOrderValue, "keep_back");
        return (town, await town.Shops(count));
    }
}
