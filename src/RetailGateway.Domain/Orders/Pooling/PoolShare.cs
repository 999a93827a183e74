using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Orders.Pooling;

/// <summary>A share's own id. It never changes, so that what is equal in all else still has an order.</summary>
/// <param name="Value">The store's number; once among the shares of one product.</param>
public readonly record struct PoolShareId(long Value);

/// <summary>What one shop asks of one product in a pooled order: "each share is kept".</summary>
/// <param name="Id">Its own id.</param>
/// <param name="Shop">Who asks.</param>
/// <param name="Product">What for.</param>
/// <param name="Demanded">Base units; not below zero.</param>
/// <param name="Need">How pressing it is.</param>
/// <param name="GivenAt">When the shop gave it, by the database's clock.</param>
public readonly record struct PoolShare(
    PoolShareId Id, LocationId Shop, ProductId Product, Quantity Demanded, ShareNeed Need, DateTimeOffset GivenAt);

/// <summary>
/// How pressing a share is: by what the shop has for each unit of its minimum, the least first. A shop without a minimum
/// of the product comes after all that have one.
/// </summary>
/// <param name="Available">Base units that the shop has to sell when it asks; may be below zero.</param>
/// <param name="Minimum">The shop's minimum level in base units; zero where it has none.</param>
public readonly record struct ShareNeed(Quantity Available, Quantity Minimum)
{
    private bool HasMinimum => Minimum > Quantity.Zero;

    /// <summary>Below zero where this one is more pressing. Ratios are compared by their cross products, which are exact.</summary>
    internal int CompareTo(ShareNeed other) => HasMinimum && other.HasMinimum
        ? ((Int128)Available.Thousandths * other.Minimum.Thousandths).CompareTo((Int128)other.Available.Thousandths * Minimum.Thousandths)
        : other.HasMinimum.CompareTo(HasMinimum);
}
