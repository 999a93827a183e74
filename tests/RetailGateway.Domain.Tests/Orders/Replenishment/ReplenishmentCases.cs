using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Tests.Orders.Replenishment;

/// <summary>A few shops and products of three suppliers, with all that may be missing or wrong.</summary>
internal static class ReplenishmentCases
{
    private static readonly Gen<Quantity> Units = Gen.Frequency(
        (20, Gen.Int[0, 40].Select(units => (decimal)units)), (3, Gen.Const(2.125m)), (1, Gen.Const(-1m))).Select(Quantity.FromDecimal);

    private static readonly Gen<StockOutlook> Outlook = Gen.Select(Units, Units, Units, Units)
        .Select((onHand, available, onOrder, expectedIn) => new StockOutlook(onHand, available, onOrder, expectedIn));

    private static readonly Gen<ReplenishmentLevel> Level = Gen.Frequency(
        (9, Gen.Select(Units, Units).Select((minimum, more) => new ReplenishmentLevel(minimum + minimum, minimum + minimum + more))),
        (1, Gen.Select(Units, Units).Select((minimum, target) => new ReplenishmentLevel(minimum, target))));

    private static readonly Gen<OrderedPack?> Pack = Gen.Frequency(
        (9, Gen.OneOf(1m, 12m, 2.5m, 0.001m).Select(factor => (OrderedPack?)new OrderedPack("CTN", Quantity.FromDecimal(factor)))),
        (1, Gen.OneOf((OrderedPack?)null, new OrderedPack("CTN", Quantity.Zero))));

    private static readonly Gen<UnitPrice?> Price = Gen.Frequency(
        (9, Gen.OneOf(0m, 27_500m, 0.3333333333m).Select(amount => (UnitPrice?)new UnitPrice(amount, 12, Currency.Rupiah))),
        (1, Gen.OneOf((UnitPrice?)null, new UnitPrice(1, 1, "USD"))));

    private static readonly Gen<SupplierTerms[]> Terms = Gen.Select(
        Gen.OneOf(0m, 10_000m, 100_000m, 1_000_000m).Array[3], Gen.Enum<SmallOrderRule>().Array[3], Gen.Int[2, 3]).Select((minimum, rules, count) =>
            Enumerable.Range(0, count).Select(index => new SupplierTerms(new PartyId(index + 1), new Money(minimum[index], Currency.Rupiah), rules[index])).ToArray());

    internal static Gen<(StockedProduct[] Products, SupplierTerms[] Terms)> All { get; } = Gen.Select(
        Gen.Select(Gen.Int[1, 2], Gen.Int[1, 9], Level, Outlook, Pack, Price).Array[0, 16], Terms).Select((drawn, terms) => (
            drawn.DistinctBy(one => (one.Item1, one.Item2)).Select(one => new StockedProduct(
                new LocationId(one.Item1), new ProductId(one.Item2), one.Item3, one.Item4, new PartyId((one.Item2 % 3) + 1), one.Item5, one.Item6)).ToArray(), terms));

    /// <summary>All that a proposal says, in one text.</summary>
    internal static string Told(ReplenishmentProposal proposal) => string.Join('\n', [
        .. proposal.Orders.Select(order => $"{order.Supplier} {order.Shop} {order.Value} {order.KeptBack}: {string.Join(' ', order.Lines)}"),
        .. Told(proposal.Unresolved)]);

    internal static IEnumerable<string> Told(IEnumerable<UnresolvedProduct> unresolved) =>
        unresolved.Select(product => $"{product.Of}: {string.Join(' ', product.Faults)}");
}
