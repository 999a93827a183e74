using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Pooling;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Tests.Orders.Pooling;

/// <summary>Shares of a few shops, often equal in demand or need, in whole units or not, small or as large as quantities come.</summary>
internal static class PoolCases
{
    internal static readonly DateTimeOffset Closing = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Quantity> Units = Gen.OneOf(
        Gen.Const(Quantity.FromDecimal(1)), Gen.Const(Quantity.FromThousandths(1)), Gen.Const(Quantity.FromDecimal(0.5m)), Gen.Const(Quantity.FromDecimal(12)));

    private static readonly Gen<Quantity> Demand = Gen.Frequency(
            (10, Gen.Int[0, 12].Select(pieces => pieces * Quantity.Scale)),
            (3, Gen.Long[0, 30_000]),
            (1, Gen.Long[0, Quantity.MaxValue.Thousandths]))
        .Select(Quantity.FromThousandths);

    private static readonly Gen<ShareNeed> Need = Gen.Frequency(
            (10, Gen.Select(Gen.Int[-3, 10], Gen.Int[0, 5])),
            (1, Gen.Const((1, 0))))
        .Select((available, minimum) => new ShareNeed(Quantity.FromDecimal(available), Quantity.FromDecimal(minimum)));

    /// <summary>Shares of one product, and a delivery of nothing, of some, of all or of more.</summary>
    internal static Gen<(PoolShare[] Shares, Quantity Delivered, Quantity Unit, AllocationRule Rule)> Deliveries { get; } =
        Gen.Select(Shares(products: 1), Units, Gen.Enum<AllocationRule>()).SelectMany((shares, unit, rule) =>
            Delivered(shares).Select(delivered => (shares, delivered, unit, rule)));

    /// <summary>Shares of a few products, given before and after the closing time.</summary>
    internal static Gen<PoolShare[]> Pools { get; } = Shares(products: 3);

    internal static PoolShare Share(long id, decimal demanded, decimal available = 0, decimal minimum = 0, int product = 1) => new(
        new PoolShareId(id), new LocationId((int)id), new ProductId(product), Quantity.FromDecimal(demanded),
        new ShareNeed(Quantity.FromDecimal(available), Quantity.FromDecimal(minimum)), Closing.AddHours(-1));

    internal static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Aggregate(Quantity.Zero, (sum, next) => sum + next);

    private static Gen<PoolShare[]> Shares(int products) => Gen.Select(
            Gen.Select(Demand, Need, Gen.Int[1, products], Gen.Int[-3, 1]).Array[0, 12], Gen.Shuffle(Enumerable.Range(1, 12).ToArray()))
        .Select((drawn, ids) => drawn.Select((one, index) => new PoolShare(
            new PoolShareId(ids[index]), new LocationId(ids[index] % 5), new ProductId(one.Item3), one.Item1, one.Item2, Closing.AddHours(one.Item4))).ToArray());

    private static Gen<Quantity> Delivered(PoolShare[] shares)
    {
        var demanded = Sum(shares.Select(share => share.Demanded)).Thousandths;
        return Gen.Frequency(
                (1, Gen.Const(0L)),
                (1, Gen.Const(demanded)),
                (4, Gen.Long[0, demanded]),
                (4, Gen.Long[0, demanded / Quantity.Scale].Select(pieces => pieces * Quantity.Scale)),
                (1, Gen.Long[demanded, demanded + (demanded / 4) + 5_000]))
            .Select(Quantity.FromThousandths);
    }
}
