using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Replenishment;

/// <summary>Whole packs for a need.</summary>
public static class PackRounding
{
    /// <summary>The fewest whole packs that hold a need: never less than it, and less than one pack above it.</summary>
    /// <param name="need">Base units; not below zero.</param>
    /// <param name="factor">Base units in one pack; above zero.</param>
    /// <returns>The packs, and the base units in them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A need below zero, or a factor not above zero.</exception>
    /// <exception cref="OverflowException">Beyond what a quantity holds.</exception>
    public static (long Packs, Quantity Quantity) Up(Quantity need, Quantity factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(need, Quantity.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(factor, Quantity.Zero);
        var (packs, rest) = Math.DivRem(need.Thousandths, factor.Thousandths);
        packs += rest == 0 ? 0 : 1;
        return (packs, Quantity.FromThousandths(checked(packs * factor.Thousandths)));
    }
}
