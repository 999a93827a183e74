using System.Numerics;
using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Pooling;
using static RetailGateway.Domain.Tests.Orders.Pooling.PoolCases;

namespace RetailGateway.Domain.Tests.Orders.Pooling;

public class AllocationTests
{
    private const int Cases = 20_000;
    private static readonly Quantity Piece = Quantity.FromDecimal(1);

    [Fact]
    public void All_that_came_is_allocated_to_the_last_unit_as_far_as_it_is_demanded() => Sample((one, allocation) =>
    {
        var units = one.Shares.Aggregate(0L, (sum, share) => sum + (share.Demanded.Thousandths / one.Unit.Thousandths));
        var expected = Math.Min(one.Delivered.Thousandths / one.Unit.Thousandths, units) * one.Unit.Thousandths;
        return Sum(allocation.Shares.Select(share => share.Allocated)).Thousandths == expected
            && allocation.Allocated.Thousandths == expected && allocation.Parts == units;
    });

    [Fact]
    public void What_came_is_allocated_or_surplus() => Sample((one, allocation) =>
        allocation.Allocated + allocation.Surplus == one.Delivered && !allocation.Surplus.IsNegative);

    [Fact]
    public void A_short_delivery_in_whole_units_leaves_no_surplus() => Sample((one, allocation) =>
        one.Shares.Any(share => share.Demanded.Thousandths % one.Unit.Thousandths != 0)
        || one.Delivered.Thousandths % one.Unit.Thousandths != 0
        || one.Delivered > Sum(one.Shares.Select(share => share.Demanded))
        || allocation.Surplus == Quantity.Zero);

    [Fact]
    public void No_share_has_more_than_it_demands_or_a_part_of_a_unit() => Sample((one, allocation) => allocation.Shares.All(share =>
        !share.Allocated.IsNegative && share.Allocated <= share.Share.Demanded && share.Allocated.Thousandths % one.Unit.Thousandths == 0));

    [Fact]
    public void Every_share_is_kept_and_stands_by_its_id() => Sample((one, allocation) =>
        allocation.Shares.Select(share => share.Share).SequenceEqual(one.Shares.OrderBy(share => share.Id.Value)));

    [Fact]
    public void The_order_of_the_shares_never_matters() => Deliveries.SelectMany(one => Gen.Shuffle(one.Shares).Select(shuffled => (one, shuffled))).Sample(
        drawn => Of(drawn.one).Shares.SequenceEqual(Of(drawn.one with { Shares = drawn.shuffled }).Shares), iter: Cases);

    [Fact]
    public void In_proportion_each_has_the_floor_or_the_ceiling_of_its_exact_quota() => Sample((one, allocation) =>
    {
        BigInteger parts = allocation.Parts, toShare = allocation.Allocated.Thousandths / one.Unit.Thousandths;
        return allocation.Shares.All(share =>
        {
            var exact = new BigInteger(share.Share.Demanded.Thousandths / one.Unit.Thousandths) * toShare;
            BigInteger quota = share.Quota.Thousandths / one.Unit.Thousandths, given = share.Allocated.Thousandths / one.Unit.Thousandths;
            return (quota * parts) + share.Remainder == exact && share.Remainder >= 0 && (parts == 0 || share.Remainder < parts)
                && (one.Rule != AllocationRule.Proportional || given == quota || (given == quota + 1 && share.Remainder > 0));
        });
    });

    [Fact]
    public void The_last_units_go_to_the_largest_remainders_and_of_equal_ones_to_who_needs_them_most() => Sample((one, allocation) =>
        one.Rule != AllocationRule.Proportional || allocation.Shares.All(lucky => lucky.Allocated == lucky.Quota || allocation.Shares.All(other =>
            other.Allocated > other.Quota || other.Remainder < lucky.Remainder || (other.Remainder == lucky.Remainder && other.RankByNeed > lucky.RankByNeed))));

    [Fact]
    public void Equal_demands_are_never_further_apart_than_one_unit() => Sample((one, allocation) =>
        one.Rule != AllocationRule.Proportional || allocation.Shares.GroupBy(share => share.Share.Demanded).All(equal =>
            equal.Max(share => share.Allocated) - equal.Min(share => share.Allocated) <= one.Unit));

    [Fact]
    public void By_need_nobody_has_anything_before_who_needs_it_more_has_all() => Sample((one, allocation) =>
        one.Rule != AllocationRule.Need || allocation.Shares.All(share => share.Allocated == Quantity.Zero || allocation.Shares.All(other =>
            other.RankByNeed >= share.RankByNeed || other.Share.Demanded - other.Allocated < one.Unit)));

    [Fact]
    public void Ranks_are_one_to_all_and_follow_the_cover_of_the_minimum_then_the_id() => Sample((_, allocation) =>
        allocation.Shares.OrderBy(share => Cover(share.Share.Need)).ThenBy(share => share.Share.Id.Value)
            .Select(share => share.RankByNeed).SequenceEqual(Enumerable.Range(1, allocation.Shares.Count)));

    [Fact]
    public void Everybody_has_all_where_enough_came() => Sample((one, allocation) =>
        one.Delivered < Sum(one.Shares.Select(share => share.Demanded))
        || allocation.Shares.All(share => share.Share.Demanded - share.Allocated < one.Unit));

    [Fact]
    public void Ten_of_fourteen_are_shared_in_proportion()
    {
        var allocation = Allocation.Of([Share(1, 6), Share(2, 6), Share(3, 2)], Quantity.FromDecimal(10), Piece, AllocationRule.Proportional);

        Assert.Equal("4 4 2", Told(allocation));
        Assert.Equal([(4m, 4L), (4m, 4L), (1m, 6L)], allocation.Shares.Select(share => (share.Quota.ToDecimal(), share.Remainder)));
    }

    [Fact]
    public void One_more_that_comes_may_give_a_share_one_less() => Assert.Equal(
        "5 5 1", Told(Allocation.Of([Share(1, 6), Share(2, 6), Share(3, 2)], Quantity.FromDecimal(11), Piece, AllocationRule.Proportional)));

    [Theory]
    [InlineData(5, 10, 2, 10, "0 1")]
    [InlineData(5, 10, 5, 20, "0 1")]
    [InlineData(5, 10, 5, 10, "1 0")]
    [InlineData(-1, 10, -2, 10, "0 1")]
    [InlineData(0, 0, 9, 10, "0 1")]
    [InlineData(9, 0, 0, 0, "1 0")]
    public void A_single_unit_goes_to_the_shop_with_the_least_of_its_minimum(decimal has, decimal minimum, decimal otherHas, decimal otherMinimum, string told) =>
        Assert.Equal(told, Told(Allocation.Of(
            [Share(1, 3, has, minimum), Share(2, 3, otherHas, otherMinimum)], Quantity.FromDecimal(1), Piece, AllocationRule.Proportional)));

    [Fact]
    public void By_need_one_shop_after_the_other_has_all_it_asked() => Assert.Equal("1 0 6", Told(Allocation.Of(
        [Share(1, 6, available: 4, minimum: 10), Share(2, 6, available: 9, minimum: 10), Share(3, 6, available: 1, minimum: 10)],
        Quantity.FromDecimal(7), Piece, AllocationRule.Need)));

    [Fact]
    public void Weighed_goods_are_shared_to_the_gram() => Assert.Equal("0.334 0.333 0.333", Told(Allocation.Of(
        [Share(1, 1), Share(2, 1), Share(3, 1)], Quantity.FromDecimal(1), Quantity.FromDecimal(0.001m), AllocationRule.Proportional)));

    [Fact]
    public void What_is_less_than_a_piece_is_nobodys()
    {
        var allocation = Allocation.Of([Share(1, 3), Share(2, 3)], Quantity.FromDecimal(4.5m), Piece, AllocationRule.Proportional);

        Assert.Equal(("2 2", 0.5m), (Told(allocation), allocation.Surplus.ToDecimal()));
    }

    [Fact]
    public void What_came_above_all_demands_is_surplus()
    {
        var allocation = Allocation.Of([Share(1, 3), Share(2, 4)], Quantity.FromDecimal(12), Piece, AllocationRule.Proportional);

        Assert.Equal(("3 4", 5m), (Told(allocation), allocation.Surplus.ToDecimal()));
    }

    [Fact]
    public void Shares_that_are_not_of_one_product_or_not_once_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Allocation.Of([Share(1, 3), Share(2, 3, product: 2)], Piece, Piece, AllocationRule.Need));
        Assert.Throws<ArgumentException>(() => Allocation.Of([Share(1, 3), Share(2, 3), Share(1, 3)], Piece, Piece, AllocationRule.Need));
        Assert.Throws<ArgumentException>(() => Allocation.Of([Share(1, -3)], Piece, Piece, AllocationRule.Need));
    }

    private static void Sample(Func<(PoolShare[] Shares, Quantity Delivered, Quantity Unit, AllocationRule Rule), Allocation, bool> holds) =>
        Deliveries.Sample(one => holds(one, Of(one)), iter: Cases);

    private static Allocation Of((PoolShare[] Shares, Quantity Delivered, Quantity Unit, AllocationRule Rule) one) =>
        Allocation.Of(one.Shares, one.Delivered, one.Unit, one.Rule);

    private static decimal Cover(ShareNeed need) => need.Minimum > Quantity.Zero ? need.Available.ToDecimal() / need.Minimum.ToDecimal() : decimal.MaxValue;

    private static string Told(Allocation allocation) => string.Join(' ', allocation.Shares.Select(share => share.Allocated));
}
