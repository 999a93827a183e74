using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>What a proposal says, apart from when and by whom: two of the same content are one.</summary>
/// <param name="SupplierId">To whom; null where nobody supplies its goods.</param>
/// <param name="Currency">Of its amounts.</param>
/// <param name="Value">What its lines cost.</param>
/// <param name="MinimumOrderValue">What the supplier's terms ask for.</param>
/// <param name="KeptBack">It comes to less than that, and the terms say that it is kept back.</param>
/// <param name="Lines">By product.</param>
internal sealed record ProposedContent(
    int? SupplierId, string Currency, decimal Value, decimal MinimumOrderValue, bool KeptBack, IReadOnlyList<ContentOfLine> Lines)
{
    /// <summary>One a supplier: what the rule proposes to it, and the products of it for which no quantity can be named.</summary>
    internal static IEnumerable<ProposedContent> Of(ShopReading shop, ReplenishmentProposal proposal)
    {
        var orders = proposal.Orders.ToDictionary(order => order.Supplier);
        var unresolved = proposal.Unresolved.ToLookup(product => product.Of.Supplier);
        var terms = shop.Terms.ToDictionary(one => one.Supplier);
        foreach (var supplier in orders.Keys.Concat(unresolved.Select(group => group.Key)).Distinct().OrderBy(supplier => supplier.Value))
        {
            var order = orders.GetValueOrDefault(supplier);
            // An order takes so many lines; the rest is proposed once they are on order.
            List<ProposedLine> lines = [.. (order?.Lines ?? []).Take(SubmitOrder.MostLines)];
            yield return new ProposedContent(
                supplier.Value == 0 ? null : supplier.Value,
                ShopReading.Currency,
                lines.Sum(line => line.Value.Amount),
                terms.GetValueOrDefault(supplier)?.MinimumOrderValue.Amount ?? 0,
                order?.KeptBack is not null,
                [
                    .. lines.Select(line => ContentOfLine.Of(shop, line))
                        .Concat(unresolved[supplier].Select(product => ContentOfLine.Of(shop, product)))
                        .OrderBy(line => line.ProductId),
                ]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(ProposedContent? other) =>
        other is not null && SupplierId == other.SupplierId && Currency == other.Currency && Value == other.Value
        && MinimumOrderValue == other.MinimumOrderValue && KeptBack == other.KeptBack && Lines.SequenceEqual(other.Lines);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SupplierId, Currency, Value, MinimumOrderValue, KeptBack, Lines.Count);
}

/// <summary>What a proposal says of one product, in base units.</summary>
internal sealed record ContentOfLine(
    int ProductId, string? Item, decimal Minimum, decimal Target, decimal OnHand, decimal Available, decimal OnOrder, decimal ExpectedIn, decimal Projected,
    string? Cause, string Faults, string? PackCode, decimal? PackFactor, decimal? Price, decimal? PriceBaseQuantity, long? Packs, decimal? Quantity,
    decimal? Value)
{
    internal static ContentOfLine Of(ShopReading shop, ProposedLine line) => Of(shop, line.Of) with
    {
        Cause = Names.Of(line.Cause),
        Packs = line.Packs,
        Quantity = line.Quantity.ToDecimal(),
        Value = line.Value.Amount,
    };

    internal static ContentOfLine Of(ShopReading shop, UnresolvedProduct product) =>
        Of(shop, product.Of) with { Faults = string.Join(' ', product.Faults.Select(Names.Of)) };

    private static ContentOfLine Of(ShopReading shop, StockedProduct product)
    {
        var (level, outlook) = (product.Level, product.Outlook);
        var factor = product.Pack?.Factor.ToDecimal();
        return new(
            product.Product.Value, shop.Items.GetValueOrDefault(product.Product), level.Minimum.ToDecimal(), level.Target.ToDecimal(),
            outlook.OnHand.ToDecimal(), outlook.Available.ToDecimal(), outlook.OnOrder.ToDecimal(), outlook.ExpectedIn.ToDecimal(), outlook.Projected.ToDecimal(),
            Cause: null, Faults: "", product.Pack?.Code, factor, product.Price?.Amount, product.Price?.BaseQuantity / factor, Packs: null, Quantity: null, Value: null);
    }
}
