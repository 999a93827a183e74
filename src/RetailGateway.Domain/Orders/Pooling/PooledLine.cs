using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Orders.Pooling;

/// <summary>How a product is ordered and how it is shared out.</summary>
public sealed record PooledPack
{
    /// <summary>A pack of the supplier.</summary>
    /// <param name="factor">Base units in one pack; above zero.</param>
    /// <param name="unit">The least that a shop can be given, in base units, above zero: 1 of a piece, 0.001 of a kilogram.</param>
    /// <exception cref="ArgumentOutOfRangeException">Either is not above zero.</exception>
    public PooledPack(Quantity factor, Quantity unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(factor, Quantity.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(unit, Quantity.Zero);
        (Factor, Unit) = (factor, unit);
    }

    /// <summary>Base units in one pack.</summary>
    public Quantity Factor { get; }

    /// <summary>The least that a shop can be given, in base units.</summary>
    public Quantity Unit { get; }
}

/// <summary>One product of a pooled order.</summary>
/// <param name="Product">What is ordered.</param>
/// <param name="Pack">The pack it is ordered in; null where none is known: then nothing is ordered, and the shares are kept.</param>
/// <param name="Shares">What the shops ask, by their ids.</param>
/// <param name="Demanded">Base units that they ask together.</param>
public sealed record PooledLine(ProductId Product, PooledPack? Pack, ReadOnlyMemory<PoolShare> Shares, Quantity Demanded)
{
    /// <summary>Base units to order: what is demanded, rounded up once for all shops to whole packs.</summary>
    public Quantity Ordered { get; } = Pack is null ? Quantity.Zero : PackRounding.Up(Demanded, Pack.Factor).Quantity;

    /// <summary>
    /// Base units that only the rounding adds: less than one pack. They are nobody's share, for a shop never pays for what
    /// it did not ask; they stay where the order is received, as the surplus of a full delivery.
    /// </summary>
    public Quantity Added => Pack is null ? Quantity.Zero : Ordered - Demanded;
}
