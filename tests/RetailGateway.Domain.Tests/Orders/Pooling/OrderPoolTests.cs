using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Pooling;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Domain.Parties;
using static RetailGateway.Domain.Tests.Orders.Pooling.PoolCases;

namespace RetailGateway.Domain.Tests.Orders.Pooling;

public class OrderPoolTests
{
    private const int Cases = 10_000;

    /// <summary>Of the third product no pack is known.</summary>
    private static readonly Dictionary<ProductId, PooledPack> Packs = new()
    {
        [new(1)] = new(Quantity.FromDecimal(12), Quantity.FromDecimal(1)),
        [new(2)] = new(Quantity.FromDecimal(2.5m), Quantity.FromThousandths(1)),
    };

    [Fact]
    public void Each_share_is_kept_once_in_its_products_line_or_among_the_late() => Pools.Sample(
        shares =>
        {
            var pool = Gather(shares);
            return pool.Lines.SelectMany(line => line.Shares.ToArray()).Concat(pool.Late.ToArray()).OrderBy(share => share.Id.Value)
                    .SequenceEqual(shares.OrderBy(share => share.Id.Value))
                && pool.Lines.All(line => line.Shares.ToArray().All(share => share.Product == line.Product && share.GivenAt < Closing))
                && pool.Late.ToArray().All(share => share.GivenAt >= Closing);
        }, iter: Cases);

    [Fact]
    public void The_order_of_the_shares_never_matters() => Pools.SelectMany(shares => Gen.Shuffle(shares).Select(shuffled => (shares, shuffled))).Sample(
        drawn => Told(Gather(drawn.shares)) == Told(Gather(drawn.shuffled)), iter: Cases);

    [Fact]
    public void Whole_packs_hold_what_all_ask_and_less_than_one_pack_more() => Pools.Sample(
        shares => Gather(shares).Lines.All(line => line.Pack is null
            ? line.Ordered == Quantity.Zero && line.Added == Quantity.Zero
            : line.Ordered.Thousandths % line.Pack.Factor.Thousandths == 0 && !line.Added.IsNegative && line.Added < line.Pack.Factor
                && line.Demanded == Sum(line.Shares.ToArray().Select(share => share.Demanded))), iter: Cases);

    [Fact]
    public void Of_a_full_delivery_what_the_packs_added_is_surplus() => Pools.Sample(
        shares => Gather(shares).Lines.All(line => line.Pack is not { Unit.Thousandths: 1 } pack
            || Allocation.Of(line.Shares.Span, line.Ordered, pack.Unit, AllocationRule.Proportional).Surplus == line.Added), iter: Cases);

    [Fact]
    public void Three_shops_share_one_carton()
    {
        var line = Assert.Single(Gather([Share(3, 5), Share(1, 3), Share(2, 2)]).Lines);

        Assert.Equal((10m, 12m, 2m), (line.Demanded.ToDecimal(), line.Ordered.ToDecimal(), line.Added.ToDecimal()));
        Assert.Equal([1, 2, 3], line.Shares.ToArray().Select(share => share.Id.Value));
    }

    [Fact]
    public void A_share_given_at_the_closing_time_is_late()
    {
        var pool = Gather([Share(1, 3) with { GivenAt = Closing }, Share(2, 3) with { GivenAt = Closing.AddTicks(-1) }]);

        Assert.Equal((2, 1), (pool.Lines[0].Shares.Span[0].Id.Value, pool.Late.Span[0].Id.Value));
    }

    [Fact]
    public void Without_a_known_pack_nothing_is_ordered_and_the_shares_are_kept()
    {
        var line = Assert.Single(Gather([Share(1, 3, product: 3)]).Lines);

        Assert.Null(line.Pack);
        Assert.Equal((Quantity.Zero, 1), (line.Ordered, line.Shares.Length));
    }

    [Fact]
    public void An_id_twice_and_a_demand_below_zero_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Gather([Share(1, 3), Share(1, 4)]));
        Assert.Throws<ArgumentException>(() => Gather([Share(1, -3)]));
    }

    [Fact]
    public void Packs_are_rounded_up_and_never_wrap()
    {
        Assert.Equal((0L, Quantity.Zero), PackRounding.Up(Quantity.Zero, Quantity.FromDecimal(12)));
        Assert.Equal((1L, Quantity.FromDecimal(12)), PackRounding.Up(Quantity.FromThousandths(1), Quantity.FromDecimal(12)));
        Assert.Equal((2L, Quantity.FromDecimal(24)), PackRounding.Up(Quantity.FromDecimal(24), Quantity.FromDecimal(12)));
        Assert.Throws<OverflowException>(() => PackRounding.Up(Quantity.FromThousandths(long.MaxValue), Quantity.FromDecimal(12)));
    }

    private static OrderPool Gather(PoolShare[] shares) => OrderPool.Gather(shares, Closing, Packs);

    private static string Told(OrderPool pool) => string.Join('\n', [
        .. pool.Lines.Select(line => $"{line.Product} {line.Demanded} {line.Ordered}: {string.Join(' ', line.Shares.ToArray())}"),
        .. pool.Late.ToArray().Select(share => $"late {share}")]);
}
