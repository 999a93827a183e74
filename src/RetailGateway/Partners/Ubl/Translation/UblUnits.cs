using System.Collections.Frozen;
using System.Numerics;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Partners.Ubl.Translation;

/// <summary>
/// Units of UN/ECE recommendations 20 and 21, as far as one is made of another whatever the goods. All else (a carton, a
/// sack) is what the goods' pack says it is.
/// </summary>
internal static class UblUnits
{
    /// <summary>Each unit as a whole number of the smallest of its kind.</summary>
    private static readonly FrozenDictionary<string, (string Kind, long Times)> Known = new Dictionary<string, (string, long)>
    {
        ["C62"] = ("C62", 1),
        ["H87"] = ("C62", 1),
        ["EA"] = ("C62", 1),
        ["DZN"] = ("C62", 12),
        ["GRO"] = ("C62", 144),
        ["GRM"] = ("GRM", 1),
        ["KGM"] = ("GRM", 1_000),
        ["TNE"] = ("GRM", 1_000_000),
        ["MLT"] = ("MLT", 1),
        ["LTR"] = ("MLT", 1_000),
    }.ToFrozenDictionary();

    /// <summary>A quantity in base units, exactly; what does not come out is no quantity.</summary>
    internal static UblFault? TryBaseUnits(UblQuantity quantity, UblGoods goods, out Quantity value)
    {
        value = default;
        if (InOne(quantity.Unit, goods) is not var (thousandths, parts))
        {
            return UblFault.UnknownUnit;
        }

        var whole = BigInteger.DivRem(Digits(quantity.Value) * thousandths, BigInteger.Pow(10, quantity.Value.Scale) * parts, out var rest);
        if (!rest.IsZero || BigInteger.Abs(whole) > Quantity.MaxValue.Thousandths)
        {
            return UblFault.NotExact;
        }

        value = Quantity.FromThousandths((long)whole);
        return null;
    }

    /// <summary>Base units as paper says them: in whole packs where they are that, else one by one.</summary>
    internal static UblQuantity OnPaper(Quantity quantity, UblGoods goods) =>
        goods.Factor.Thousandths > 0 && quantity.Thousandths % goods.Factor.Thousandths == 0
            && InOne(goods.PackUnit, goods) is var (thousandths, parts) && thousandths == goods.Factor.Thousandths * parts
            ? new(quantity.Thousandths / goods.Factor.Thousandths, goods.PackUnit)
            : new(quantity.ToDecimal(), goods.BaseUnit);

    /// <summary>Whether a pack that holds so much is these goods'; in what is not counted in packs nobody asks.</summary>
    internal static bool IsPack(UblQuantity holds, string? countedIn, UblGoods goods) =>
        countedIn is null || Find(countedIn).Kind == Find(goods.BaseUnit).Kind
        || (TryBaseUnits(holds, goods with { PackUnit = goods.BaseUnit }, out var units) is null && units == goods.Factor);

    /// <summary>
    /// Thousandths of a base unit in one of a unit, as a fraction. The base unit comes first: where a pack's unit is made
    /// of the base unit (a dozen of pieces), it means what it means to everybody.
    /// </summary>
    private static (BigInteger Thousandths, BigInteger Parts)? InOne(string? unit, UblGoods goods)
    {
        if (unit is null)
        {
            return null;
        }

        var (asked, basic, pack) = (Find(unit), Find(goods.BaseUnit), Find(goods.PackUnit));
        return asked.Kind == basic.Kind ? (new BigInteger(asked.Times) * Quantity.Scale, basic.Times)
            : asked.Kind == pack.Kind ? (new BigInteger(asked.Times) * goods.Factor.Thousandths, pack.Times)
            : null;
    }

    /// <summary>A unit that is not of the table is a kind of its own; a package of recommendation 21 may stand with an X before it.</summary>
    private static (string Kind, long Times) Find(string unit) =>
        Known.TryGetValue(unit, out var known) ? known : (unit is ['X', _, _] ? unit[1..] : unit, 1);

    /// <summary>The number without its point.</summary>
    private static BigInteger Digits(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var digits = (new BigInteger((uint)parts[2]) << 64) + (new BigInteger((uint)parts[1]) << 32) + (uint)parts[0];
        return value < 0 ? -digits : digits;
    }
}
