using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Orders.PoolCalls;

namespace RetailGateway.Tests.Orders;

/// <summary>What comes of a pooled order is the shops', to the last unit, and every share says why.</summary>
public sealed class PoolDeliveryTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_short_delivery_is_shared_out_in_proportion_by_largest_remainder_and_each_share_says_why()
    {
        // 17 of 25 oil: quotas 8.16, 5.44 and 3.4; the one unit left over goes to the largest remainder.
        var (town, shops, pool) = await Ordered("proportional", 12, 8, 5);
        await town.Comes(pool, ("1", 17));
        await fixture.Gateway.RunsPools();

        var given = await town.PoolList(pool, "allocations");

        Assert.Equal(
            [(12m, 8m, 8m, "quota"), (8m, 5m, 6m, "quota_and_remainder"), (5m, 3m, 3m, "quota")],
            given.Select(one => (Number(one["demanded"]), Number(one["quota"]), Number(one["allocated"]), (string)one["because"]!)));
        Assert.Equal([4, 11, 10], given.Select(one => (int)(long)one["remainder"]!));
        Assert.All(given, one => Assert.Equal((25, 17, 1), ((int)one["parts"]!, (int)Number(one["toShare"]), (int)Number(one["unit"]))));
        Assert.Equal(shops, given.Select(one => (string)one["location"]!));
    }

    [Fact]
    public async Task By_need_the_shop_that_has_least_of_its_minimum_comes_first()
    {
        var (town, shops, pool) = await Ordered("need", 12, 8, 5);
        await town.Comes(pool, ("1", 10));
        await fixture.Gateway.RunsPools();

        // Nobody has a minimum of its own: then the first that asked.
        Assert.Equal([10, 0, 0], (await town.Allocated(pool, Minyak)).Where(one => shops.Contains(one.Key)).Select(one => (int)one.Value));
        Assert.Equal(["by_need", "nothing_left", "nothing_left"], (await town.PoolList(pool, "allocations")).Select(one => (string)one["because"]!));
    }

    [Fact]
    public async Task A_later_delivery_is_shared_out_over_what_is_still_lacking_and_takes_nothing_back()
    {
        var (town, _, pool) = await Ordered("proportional", 10, 10, 5);
        var order = await town.Comes(pool, ("1", 11));
        await fixture.Gateway.RunsPools();
        var first = await town.Allocated(pool, Minyak);
        Assert.Equal(11, first.Values.Sum());

        (await town.Partner.Despatches(order, "SJ-SUSULAN", ("1", 8, 6))).Must(HttpStatusCode.OK);
        (await town.Console.Receives(order, "BTB-SUSULAN", null, ("1", 8, 0))).Must(HttpStatusCode.OK);
        await fixture.Gateway.RunsPools();
        await fixture.Gateway.RunsPools();

        var second = await town.Allocated(pool, Minyak);
        Assert.Equal(19, second.Values.Sum());
        Assert.All(first, one => Assert.True(second[one.Key] >= one.Value, one.Key));
        Assert.All(second, one => Assert.True(one.Value <= 10, one.Key));
    }

    [Fact]
    public async Task Receipts_shared_out_at_once_are_as_those_shared_out_one_by_one()
    {
        var (one, _, first) = await Ordered("proportional", 9, 7, 7, 2);
        var (other, _, second) = await Ordered("proportional", 9, 7, 7, 2);
        foreach (var (town, pool, isLookedAtBetween) in new[] { (one, first, true), (other, second, false) })
        {
            var order = await town.Comes(pool, ("1", 6));
            if (isLookedAtBetween)
                await fixture.Gateway.RunsPools();
            (await town.Partner.Despatches(order, "SJ-SUSULAN", ("1", 5, 14))).Must(HttpStatusCode.OK);
            (await town.Console.Receives(order, "BTB-SUSULAN", null, ("1", 5, 1))).Must(HttpStatusCode.OK);
            await fixture.Gateway.RunsPools();
        }

        var shared = await one.Allocated(first, Minyak);
        Assert.Equal(10, shared.Values.Sum());
        Assert.Equal(shared.OrderBy(share => share.Key, StringComparer.Ordinal), (await other.Allocated(second, Minyak)).OrderBy(share => share.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_receipt_put_right_downwards_is_a_shortage_and_no_shop_gives_anything_back()
    {
        var (town, _, pool) = await Ordered("proportional", 10, 10);
        var order = await town.Comes(pool, ("1", 20));
        await fixture.Gateway.RunsPools();

        (await town.Console.Receives(order, "BTB-RALAT", $"BTB-{pool}", ("1", 17, 0))).Must(HttpStatusCode.OK);
        await fixture.Gateway.RunsPools();

        var line = (await town.Pool(pool))["lines"]![0]!;
        Assert.Equal([17, 20, 3], new[] { "accepted", "allocated", "shortage" }.Select(name => (int)Number(line[name])));
        Assert.Equal(20, (await town.Allocated(pool, Minyak)).Values.Sum());
    }

    [Fact]
    public async Task However_the_shares_were_given_and_the_goods_came_shops_have_what_was_taken_of_what_they_ask_for()
    {
        var random = new Random(42);
        for (var turn = 0; turn < 6; turn++)
        {
            var demands = Enumerable.Range(0, random.Next(2, 9)).Select(_ => random.Next(1, 40)).ToArray();
            var (town, shops, pool) = await Ordered(turn % 2 == 0 ? "proportional" : "need", demands);
            var (other, _, shuffled) = await Ordered(turn % 2 == 0 ? "proportional" : "need", demands, isReversed: turn % 2 == 0);
            var first = random.Next(1, demands.Sum() + 10);
            await town.Comes(pool, ("1", first));
            await other.Comes(shuffled, ("1", first));
            await fixture.Gateway.RunsPools();

            var given = await town.Allocated(pool, Minyak);

            Assert.Equal(Math.Min(first, demands.Sum()), given.Values.Sum());
            Assert.All(shops.Zip(demands), one => Assert.InRange(given[one.First], 0, one.Second));
            Assert.Equal(given.Values.Order(), (await other.Allocated(shuffled, Minyak)).Values.Order());
        }
    }

    /// <summary>A pool of oil, so many pieces a shop, that was ordered.</summary>
    private Task<(Town Town, string[] Shops, long Pool)> Ordered(string rule, params int[] demands) => Ordered(rule, demands, isReversed: false);

    private async Task<(Town Town, string[] Shops, long Pool)> Ordered(string rule, int[] demands, bool isReversed)
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var (shops, pool) = (await town.Shops(demands.Length), await town.Opened(rule));
        var shares = shops.Zip(demands, (shop, demand) => (shop, Minyak, (decimal)demand));
        foreach (var share in isReversed ? shares.Reverse() : shares)
            (await town.Gives(pool, share)).Must(HttpStatusCode.OK);
        Assert.Equal("ordered", (string)(await town.ClosesPool(pool)).Must(HttpStatusCode.OK).Json["status"]!);
        return (town, shops, pool);
    }
}
