using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Orders.Replenishment;

/// <summary>An order that one shop might send to one supplier.</summary>
/// <param name="Supplier">To whom.</param>
/// <param name="Shop">For which shop.</param>
/// <param name="Lines">By product.</param>
/// <param name="Value">What all lines cost.</param>
/// <param name="KeptBack">Why it is not to be sent; null where it is.</param>
public sealed record ProposedOrder(
    PartyId Supplier, LocationId Shop, IReadOnlyList<ProposedLine> Lines, Money Value, BelowMinimumOrderValue? KeptBack)
{
    internal static ProposedOrder Of(List<ProposedLine> wanted, IEnumerable<ProposedLine> soon, SupplierTerms terms)
    {
        var minimum = terms.MinimumOrderValue;
        var first = wanted[0].Of;
        var value = wanted.Aggregate(Money.Zero(minimum.Currency), (sum, line) => sum + line.Value);
        if (terms.BelowMinimum == SmallOrderRule.TopUp
            && Topped([], value) is { Lines: var added, Value: var topped } && topped.Amount >= minimum.Amount)
        {
            return new(terms.Supplier, first.Shop, [.. wanted.Concat(added).OrderBy(line => line.Of.Product.Value)], topped, KeptBack: null);
        }

        return new(terms.Supplier, first.Shop, wanted, value, value.Amount < minimum.Amount ? new(value, minimum) : null);

        (List<ProposedLine> Lines, Money Value) Topped(List<ProposedLine> added, Money sum)
        {
            foreach (var line in soon)
            {
                if (sum.Amount >= minimum.Amount)
                {
                    break;
                }

                added.Add(line);
                sum += line.Value;
            }

            return (added, sum);
        }
    }
}

/// <summary>An order is too small for its supplier.</summary>
/// <param name="Value">What it comes to.</param>
/// <param name="Minimum">What it must come to.</param>
public sealed record BelowMinimumOrderValue(Money Value, Money Minimum)
{
    /// <summary>What it lacks.</summary>
    public Money Missing => Minimum - Value;
}

/// <summary>One product of a proposed order. It explains itself by the product's own figures.</summary>
/// <param name="Of">The levels, stock, pack and price that it came from.</param>
/// <param name="Cause">Why it is ordered.</param>
/// <param name="Needed">Base units from what is projected up to the target.</param>
/// <param name="Packs">Whole packs.</param>
/// <param name="Quantity">Base units in them: never below what is needed, and less than one pack above it.</param>
/// <param name="Value">What they cost, rounded once.</param>
public sealed record ProposedLine(StockedProduct Of, ProposalCause Cause, Quantity Needed, long Packs, Quantity Quantity, Money Value)
{
    /// <summary>Orders a product up to its target.</summary>
    /// <param name="product">Without a fault.</param>
    /// <param name="cause">Why.</param>
    internal static ProposedLine UpToTarget(StockedProduct product, ProposalCause cause)
    {
        var needed = product.Level.Target - product.Outlook.Projected;
        var (packs, quantity) = PackRounding.Up(needed, product.Pack!.Factor);
        return new(product, cause, needed, packs, quantity, product.Price!.Value.For(quantity));
    }
}

/// <summary>Why a product is proposed.</summary>
public enum ProposalCause
{
    /// <summary>What is projected lies below the minimum.</summary>
    BelowMinimum,

    /// <summary>It lies between minimum and target, and brings the order to its supplier's minimum value.</summary>
    TopUp,
}
