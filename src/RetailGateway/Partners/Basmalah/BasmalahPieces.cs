using System.Text.Json;
using RetailGateway.Domain.Measures;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>How goods of an order are counted by the chain.</summary>
internal static class BasmalahPieces
{
    /// <summary>Kilograms, never packed.</summary>
    public static bool AreWeighed(OrderGoods goods) => goods.BaseUnit.Equals("kg", StringComparison.OrdinalIgnoreCase);

    /// <summary>The chain's count in base units of these goods.</summary>
    public static Reading<Quantity> ToUnits(JumlahBarang count, OrderGoods goods)
    {
        var factor = goods.Factor.ToDecimal();
        var counts = AreWeighed(goods) ? count.BeratKg is not null
            : count.Kemasan == goods.Pack && decimal.IsInteger(factor) && factor <= int.MaxValue;
        return counts
            ? BasmalahTranslator.ToQuantity(count.Kemasan, count.JmlKemasan, count.JmlEceran, count.BeratKg, count.Kemasan is null ? null : (int)factor)
                .Then(units => new Reading<Quantity>.Known(Quantity.FromDecimal(units)))
            : new Reading<Quantity>.Unknown(FormattableString.Invariant($"{Json(count)} is not counted in {goods.Pack} of {factor} {goods.BaseUnit}"));
    }

    /// <summary>As the wire has it: so two are the same or are not.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, BasmalahClient.Json);
}
