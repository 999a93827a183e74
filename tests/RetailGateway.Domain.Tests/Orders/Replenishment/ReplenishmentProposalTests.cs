using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Domain.Parties;
using static RetailGateway.Domain.Tests.Orders.Replenishment.ReplenishmentCases;

namespace RetailGateway.Domain.Tests.Orders.Replenishment;

public class ReplenishmentProposalTests
{
    private const int Cases = 10_000;

    [Fact]
    public void The_order_of_products_and_terms_never_matters() => All.SelectMany((products, terms) =>
        Gen.Select(Gen.Shuffle(products), Gen.Shuffle(terms)).Select((other, otherTerms) => (products, terms, other, otherTerms))).Sample(
            one => Told(ReplenishmentProposal.Of(one.products, one.terms)) == Told(ReplenishmentProposal.Of(one.other, one.otherTerms)), iter: Cases);

    [Fact]
    public void No_product_is_lost() => Sample((products, _, proposal) => products.All(product =>
    {
        var proposed = Lines(proposal).Count(line => line.Of == product);
        var unresolved = proposal.Unresolved.Count(one => one.Of == product);
        return proposed + unresolved == 1 || (proposed + unresolved == 0 && !product.IsBelowMinimum);
    }));

    [Fact]
    public void What_holds_and_is_below_its_minimum_is_proposed() => Sample((_, _, proposal) =>
        Lines(proposal).All(line => line.Of.IsBelowMinimum == (line.Cause == ProposalCause.BelowMinimum) && line.Of.IsBelowTarget)
        && proposal.Unresolved.All(one => one.Faults.Count > 0 && one.Faults.Distinct().Count() == one.Faults.Count));

    [Fact]
    public void Whole_packs_reach_the_target_and_less_than_one_pack_above_it() => Sample((_, _, proposal) => Lines(proposal).All(line =>
    {
        var reached = line.Of.Outlook.Projected + line.Quantity;
        return reached >= line.Of.Level.Target && reached - line.Of.Level.Target < line.Of.Pack!.Factor
            && line.Quantity.Thousandths == line.Packs * line.Of.Pack.Factor.Thousandths
            && line.Of.Outlook.Projected + line.Needed == line.Of.Level.Target;
    }));

    [Fact]
    public void What_is_proposed_is_not_proposed_again_once_it_is_on_order() => Sample((products, terms, proposal) =>
    {
        var ordered = Lines(proposal).ToDictionary(line => line.Of, line => line.Quantity);
        var then = ReplenishmentProposal.Of([.. products.Select(product => OnOrder(product, ordered.GetValueOrDefault(product)))], terms);
        return then.Orders.Count == 0 && Told(then.Unresolved).SequenceEqual(Told(proposal.Unresolved));
    });

    [Fact]
    public void Where_only_what_is_not_kept_back_is_ordered_the_rest_is_proposed_as_before() => Sample((products, terms, proposal) =>
    {
        var ordered = proposal.Orders.Where(order => order.KeptBack is null).SelectMany(order => order.Lines).ToDictionary(line => line.Of, line => line.Quantity);
        var then = ReplenishmentProposal.Of([.. products.Select(product => OnOrder(product, ordered.GetValueOrDefault(product)))], terms);
        return Told(then) == Told(proposal with { Orders = [.. proposal.Orders.Where(order => order.KeptBack is not null)] });
    });

    [Fact]
    public void One_order_a_supplier_and_shop_is_worth_what_its_lines_cost() => Sample((_, _, proposal) =>
        proposal.Orders.DistinctBy(order => (order.Supplier, order.Shop)).Count() == proposal.Orders.Count
        && proposal.Orders.All(order => order.Lines.Count > 0
            && order.Lines.All(line => line.Of.Supplier == order.Supplier && line.Of.Shop == order.Shop && line.Value == line.Of.Price!.Value.For(line.Quantity))
            && order.Value.Amount == order.Lines.Sum(line => line.Value.Amount)));

    [Fact]
    public void An_order_is_kept_back_exactly_where_it_is_below_the_minimum_value_and_says_what_it_lacks() => Sample((_, terms, proposal) =>
        proposal.Orders.All(order =>
        {
            var minimum = terms.Single(one => one.Supplier == order.Supplier).MinimumOrderValue;
            return order.KeptBack is { } kept
                ? order.Value.Amount < minimum.Amount && kept.Value == order.Value && kept.Value + kept.Missing == minimum
                : order.Value.Amount >= minimum.Amount;
        }));

    [Fact]
    public void An_order_is_topped_up_only_where_terms_say_so_and_only_as_far_as_it_must() => Sample((_, terms, proposal) =>
        proposal.Orders.All(order =>
        {
            var of = terms.Single(one => one.Supplier == order.Supplier);
            var added = order.Lines.Where(line => line.Cause == ProposalCause.TopUp).ToList();
            return added.Count == 0 || (of.BelowMinimum == SmallOrderRule.TopUp && order.KeptBack is null
                && added.Any(line => (order.Value - line.Value).Amount < of.MinimumOrderValue.Amount));
        }));

    [Fact]
    public void Three_below_the_minimum_of_ten_are_ordered_up_to_twenty_in_cartons()
    {
        var line = Assert.Single(Assert.Single(ReplenishmentProposal.Of([Product(1, available: 7)], [Terms()]).Orders).Lines);

        Assert.Equal((13m, 2L, 24m, 55_000m), (line.Needed.ToDecimal(), line.Packs, line.Quantity.ToDecimal(), line.Value.Amount));
    }

    [Theory]
    [InlineData(10, 0, 0)]
    [InlineData(4, 6, 0)]
    [InlineData(4, 3, 3)]
    public void What_is_on_its_way_counts(decimal available, decimal onOrder, decimal expectedIn) =>
        Assert.Empty(ReplenishmentProposal.Of([Product(1, available, onOrder, expectedIn)], [Terms()]).Orders);

    [Fact]
    public void A_small_order_is_kept_back_with_what_it_lacks()
    {
        var order = Assert.Single(ReplenishmentProposal.Of([Product(1, available: 7)], [Terms(minimum: 60_000)]).Orders);

        Assert.Equal((55_000m, 5_000m), (order.KeptBack!.Value.Amount, order.KeptBack.Missing.Amount));
    }

    [Fact]
    public void A_small_order_is_topped_up_with_what_is_nearest_to_its_minimum()
    {
        var order = Assert.Single(ReplenishmentProposal.Of(
            [Product(1, available: 18), Product(2, available: 7), Product(3, available: 11)], [Terms(minimum: 82_500, SmallOrderRule.TopUp)]).Orders);

        Assert.Null(order.KeptBack);
        Assert.Equal([(2, ProposalCause.BelowMinimum), (3, ProposalCause.TopUp)], order.Lines.Select(line => (line.Of.Product.Value, line.Cause)));
    }

    [Fact]
    public void An_order_that_topping_up_does_not_save_is_kept_back_as_it_was()
    {
        var order = Assert.Single(ReplenishmentProposal.Of(
            [Product(1, available: 18), Product(2, available: 7)], [Terms(minimum: 1_000_000, SmallOrderRule.TopUp)]).Orders);

        Assert.Equal((2, 945_000m), (Assert.Single(order.Lines).Of.Product.Value, order.KeptBack!.Missing.Amount));
    }

    [Fact]
    public void Every_reason_against_a_product_is_named()
    {
        var product = Product(1, available: -1) with { Pack = null, Price = null, Level = new(Quantity.FromDecimal(10), Quantity.FromDecimal(5)) };

        Assert.Equal(
            [
                ReplenishmentFault.LevelDoesNotHold, ReplenishmentFault.NegativeStock, ReplenishmentFault.NoTermsInForce,
                ReplenishmentFault.UnknownPack, ReplenishmentFault.NoPriceInForce,
            ],
            Assert.Single(ReplenishmentProposal.Of([product], []).Unresolved).Faults);
    }

    [Fact]
    public void A_price_of_another_currency_is_not_added_up() => Assert.Equal(
        [ReplenishmentFault.CurrencyDiffers],
        Assert.Single(ReplenishmentProposal.Of([Product(1, available: 7) with { Price = new UnitPrice(2, 1, "USD") }], [Terms()]).Unresolved).Faults);

    [Fact]
    public void A_missing_price_of_what_is_not_wanted_is_nobodys_work() =>
        Assert.Empty(ReplenishmentProposal.Of([Product(1, available: 15) with { Price = null }], [Terms()]).Unresolved);

    [Fact]
    public void A_product_twice_in_a_shop_is_refused() =>
        Assert.Throws<ArgumentException>(() => ReplenishmentProposal.Of([Product(1, 7), Product(1, 8)], [Terms()]));

    [Fact]
    public void Open_orders_bring_what_comes_later_and_what_is_under_way() => Assert.Equal(Trade.Of(14), StockOutlook.OnOrderOf(
        [
            Trade.Ordered(("1", 10)).Respond(ResponseCode.Accepted).Despatch("1", 6, outstanding: 3).Receive("1", 2).Folded,
            Trade.Ordered(("1", 7)).Folded,
            Trade.Ordered(("1", 9)).Respond(ResponseCode.Rejected).Folded,
        ], new ProductId(1)));

    private static StockedProduct Product(int product, decimal available, decimal onOrder = 0, decimal expectedIn = 0) => new(
        new LocationId(1), new ProductId(product), new(Quantity.FromDecimal(10), Quantity.FromDecimal(20)),
        new(Quantity.FromDecimal(available), Quantity.FromDecimal(available), Quantity.FromDecimal(onOrder), Quantity.FromDecimal(expectedIn)),
        new PartyId(1), new OrderedPack("CTN", Quantity.FromDecimal(12)), new UnitPrice(27_500, 12, Currency.Rupiah));

    private static SupplierTerms Terms(decimal minimum = 0, SmallOrderRule rule = SmallOrderRule.KeepBack) =>
        new(new PartyId(1), new Money(minimum, Currency.Rupiah), rule);

    private static StockedProduct OnOrder(StockedProduct product, Quantity quantity) =>
        product with { Outlook = product.Outlook with { OnOrder = product.Outlook.OnOrder + quantity } };

    private static IEnumerable<ProposedLine> Lines(ReplenishmentProposal proposal) => proposal.Orders.SelectMany(order => order.Lines);

    private static void Sample(Func<StockedProduct[], SupplierTerms[], ReplenishmentProposal, bool> holds) =>
        All.Sample((products, terms) => holds(products, terms, ReplenishmentProposal.Of(products, terms)), iter: Cases);
}
