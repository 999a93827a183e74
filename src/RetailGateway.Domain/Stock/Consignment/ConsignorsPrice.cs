using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Consignment;

/// <summary>What a consignor gets for its goods: its share of a price, the rest being the consignee's commission.</summary>
public sealed record ConsignorsPrice
{
    private const decimal Whole = 100m;

    /// <summary>A share of an agreed price.</summary>
    /// <param name="price">What the terms' price list says of so many base units.</param>
    /// <param name="sharePercent">The consignor's, above 0 to 100: all of it where the list holds what is due to the consignor.</param>
    /// <exception cref="ArgumentException">No such share.</exception>
    public ConsignorsPrice(UnitPrice price, decimal sharePercent)
    {
        if (sharePercent is <= 0 or > Whole)
            throw new ArgumentException("A share lies above 0 and up to 100 percent.", nameof(sharePercent));

        (Price, SharePercent) = (price, sharePercent);
    }

    /// <summary>What the price list says.</summary>
    public UnitPrice Price { get; }

    /// <summary>The consignor's share, in percent.</summary>
    public decimal SharePercent { get; }

    /// <summary>
    /// What is due for a quantity: multiplied before it is divided, rounded once, at the end, by
    /// <see cref="Rounding.HalfUpTowardPlusInfinity"/>.
    /// </summary>
    public Money For(Quantity quantity) => new(
        Rounding.HalfUpTowardPlusInfinity(
            Price.Amount * SharePercent * quantity.ToDecimal() / (Price.BaseQuantity * Whole), Money.Decimals),
        Price.Currency);
}
