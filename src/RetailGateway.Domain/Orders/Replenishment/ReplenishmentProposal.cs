namespace RetailGateway.Domain.Orders.Replenishment;

/// <summary>
/// "Minimum and target levels per shop and product; a job proposes orders, grouped by supplier, rounded to packs, minimum
/// order value." Where less than the minimum is projected, a product is ordered up to its target. A function of what it is
/// given, in whatever order; and what it proposes, once it is on order, is not proposed again.
/// </summary>
/// <param name="Orders">One a supplier and shop, by both; those kept back among them.</param>
/// <param name="Unresolved">Products for which no quantity can be named, by shop and product.</param>
public sealed record ReplenishmentProposal(IReadOnlyList<ProposedOrder> Orders, IReadOnlyList<UnresolvedProduct> Unresolved)
{
    /// <summary>Proposes orders.</summary>
    /// <param name="products">Products of any shops; each product once a shop.</param>
    /// <param name="terms">In force today; each supplier once.</param>
    /// <exception cref="ArgumentException">A product twice in a shop, or a supplier twice.</exception>
    /// <exception cref="OverflowException">A quantity or value beyond what its type holds.</exception>
    public static ReplenishmentProposal Of(IReadOnlyCollection<StockedProduct> products, IReadOnlyCollection<SupplierTerms> terms)
    {
        var termsOf = terms.ToDictionary(one => one.Supplier);
        List<ProposedOrder> orders = [];
        List<UnresolvedProduct> unresolved = [];
        foreach (var group in InOrder(products).GroupBy(product => (product.Supplier, product.Shop)))
        {
            var ofSupplier = termsOf.GetValueOrDefault(group.Key.Supplier);
            List<ProposedLine> wanted = [];
            List<StockedProduct> soon = [];
            foreach (var product in group)
            {
                List<ReplenishmentFault> faults = [.. product.Faults(ofSupplier, product.IsBelowMinimum)];
                if (faults.Count > 0)
                {
                    unresolved.Add(new(product, faults));
                }
                else if (product.IsBelowMinimum)
                {
                    wanted.Add(ProposedLine.UpToTarget(product, ProposalCause.BelowMinimum));
                }
                else if (product.IsBelowTarget && !product.Faults(ofSupplier, isWanted: true).Any())
                {
                    soon.Add(product);
                }
            }

            if (wanted.Count > 0)
            {
                soon.Sort(NearestToMinimumFirst);
                orders.Add(ProposedOrder.Of(wanted, soon.Select(product => ProposedLine.UpToTarget(product, ProposalCause.TopUp)), ofSupplier!));
            }
        }

        unresolved.Sort((left, right) => ByShopAndProduct(left.Of, right.Of));
        return new(orders, unresolved);
    }

    private static List<StockedProduct> InOrder(IReadOnlyCollection<StockedProduct> products)
    {
        List<StockedProduct> sorted = [.. products];
        sorted.Sort(ByShopAndProduct);
        for (var index = 1; index < sorted.Count; index++)
        {
            if (ByShopAndProduct(sorted[index - 1], sorted[index]) == 0)
            {
                throw new ArgumentException("A product stands once in a shop.", nameof(products));
            }
        }

        return [.. sorted.OrderBy(product => product.Supplier.Value)];
    }

    private static int ByShopAndProduct(StockedProduct left, StockedProduct right)
    {
        var byShop = left.Shop.Value.CompareTo(right.Shop.Value);
        return byShop != 0 ? byShop : left.Product.Value.CompareTo(right.Product.Value);
    }

    /// <summary>By how far each is on the way from minimum to target; the fractions are compared by their cross products.</summary>
    private static int NearestToMinimumFirst(StockedProduct left, StockedProduct right)
    {
        var byPart = (Above(left) * Span(right)).CompareTo(Above(right) * Span(left));
        return byPart != 0 ? byPart : left.Product.Value.CompareTo(right.Product.Value);

        static Int128 Above(StockedProduct product) => (product.Outlook.Projected - product.Level.Minimum).Thousandths;

        static Int128 Span(StockedProduct product) => (product.Level.Target - product.Level.Minimum).Thousandths;
    }
}

/// <summary>A product for which no quantity can be named: kept, and told to a person.</summary>
/// <param name="Of">Its levels, stock, pack and price.</param>
/// <param name="Faults">Every reason, not the first.</param>
public sealed record UnresolvedProduct(StockedProduct Of, IReadOnlyList<ReplenishmentFault> Faults);
