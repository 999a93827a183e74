using System.Collections.Frozen;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>The least of a product that a shop can be given: a thousandth of what is weighed or measured, and else one.</summary>
internal static class PoolUnits
{
    private static readonly FrozenSet<string> Measured = FrozenSet.ToFrozenSet(
        ["KG", "KGM", "KILOGRAM", "G", "GR", "GRM", "GRAM", "ONS", "L", "LTR", "LITER", "ML", "MLT", "M", "MTR", "METER", "CM", "CMT"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly Quantity One = Quantity.FromThousandths(Quantity.Scale);

    /// <summary>Of a base unit, as the catalogue calls it.</summary>
    internal static Quantity Of(string baseUnit) => Measured.Contains(baseUnit.Trim()) ? Quantity.FromThousandths(1) : One;

    /// <summary>The least number of whole units that is not below a quantity.</summary>
    internal static decimal Up(string baseUnit, decimal quantity)
    {
        var unit = Of(baseUnit).ToDecimal();
        return decimal.Ceiling(quantity / unit) * unit;
    }
}
