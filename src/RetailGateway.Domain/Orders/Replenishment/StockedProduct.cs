using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Orders.Replenishment;

/// <summary>"Minimum and target levels per shop and product."</summary>
/// <param name="Minimum">Base units below which more is ordered.</param>
/// <param name="Target">Base units up to which it is ordered; where it lies below the minimum, nothing can be proposed.</param>
public readonly record struct ReplenishmentLevel(Quantity Minimum, Quantity Target)
{
    /// <summary>Neither is below zero, nor the target below the minimum.</summary>
    public bool Holds => !Minimum.IsNegative && Target >= Minimum;
}

/// <summary>What a shop has of a product and what is on its way, in base units.</summary>
/// <param name="OnHand">By the fold; below zero where more left than anybody recorded to have come.</param>
/// <param name="Available">What of it may still be promised.</param>
/// <param name="OnOrder">What open orders still bring, as <see cref="OnOrderOf"/>.</param>
/// <param name="ExpectedIn">Received by our documents, and not yet on hand by the till's.</param>
public readonly record struct StockOutlook(Quantity OnHand, Quantity Available, Quantity OnOrder, Quantity ExpectedIn)
{
    /// <summary>What the shop will have if nobody orders or buys any more.</summary>
    public Quantity Projected => Available + OnOrder + ExpectedIn;

    /// <summary>No figure is below zero.</summary>
    public bool Holds => !OnHand.IsNegative && !Available.IsNegative && !OnOrder.IsNegative && !ExpectedIn.IsNegative;

    /// <summary>What orders still bring of a product: what comes later, and what was sent and has not come.</summary>
    /// <param name="orders">Orders to the shop, ended ones or not.</param>
    /// <param name="product">The product.</param>
    public static Quantity OnOrderOf(IEnumerable<FoldedOrder> orders, ProductId product)
    {
        var onOrder = Quantity.Zero;
        foreach (var order in orders)
        {
            foreach (var line in order.Lines)
            {
                if (line.Product == product)
                {
                    onOrder += line.Later + line.UnderWay;
                }
            }
        }

        return onOrder;
    }
}

/// <summary>One product of one shop, with all that decides whether it is ordered.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Product">The product; once a shop.</param>
/// <param name="Level">Its levels there.</param>
/// <param name="Outlook">What is there and on its way.</param>
/// <param name="Supplier">Who it is ordered from.</param>
/// <param name="Pack">The supplier's pack; null where none is known.</param>
/// <param name="Price">The supplier's price in force; null where there is none.</param>
public sealed record StockedProduct(
    LocationId Shop, ProductId Product, ReplenishmentLevel Level, StockOutlook Outlook, PartyId Supplier, OrderedPack? Pack, UnitPrice? Price)
{
    /// <summary>Less than the minimum will be there.</summary>
    public bool IsBelowMinimum => Outlook.Projected < Level.Minimum;

    /// <summary>Less than the target will be there.</summary>
    public bool IsBelowTarget => Outlook.Projected < Level.Target;

    /// <summary>
    /// Every reason why no quantity can be named. Levels and stock that do not hold are always said; what an order would
    /// lack, only where one is wanted.
    /// </summary>
    /// <param name="terms">Of the supplier; null where none are in force.</param>
    /// <param name="isWanted">It is to be ordered.</param>
    internal IEnumerable<ReplenishmentFault> Faults(SupplierTerms? terms, bool isWanted)
    {
        if (!Level.Holds)
        {
            yield return ReplenishmentFault.LevelDoesNotHold;
        }

        if (!Outlook.Holds)
        {
            yield return ReplenishmentFault.NegativeStock;
        }

        if (!isWanted)
        {
            yield break;
        }

        if (terms is null)
        {
            yield return ReplenishmentFault.NoTermsInForce;
        }

        if (Pack is null || Pack.Factor <= Quantity.Zero)
        {
            yield return ReplenishmentFault.UnknownPack;
        }

        if (Price is not { } price)
        {
            yield return ReplenishmentFault.NoPriceInForce;
        }
        else if (terms is not null && price.Currency != terms.MinimumOrderValue.Currency)
        {
            yield return ReplenishmentFault.CurrencyDiffers;
        }
    }
}

/// <summary>Why a product cannot be proposed, though it may be wanted. A person mends it.</summary>
public enum ReplenishmentFault
{
    /// <summary>A level below zero, or a target below the minimum.</summary>
    LevelDoesNotHold,

    /// <summary>A figure of its stock is below zero: what is missing is not known before somebody counts.</summary>
    NegativeStock,

    /// <summary>No terms of the supplier are in force.</summary>
    NoTermsInForce,

    /// <summary>The supplier's pack is not known, or holds nothing.</summary>
    UnknownPack,

    /// <summary>The supplier's price list has no price of it today.</summary>
    NoPriceInForce,

    /// <summary>Its price is of another currency than the supplier's terms.</summary>
    CurrencyDiffers,
}
