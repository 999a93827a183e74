using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Partners.Ubl.Translation;

/// <summary>What must be known of one order to translate its documents: who trades, and what each line is.</summary>
/// <param name="Order">The order's id on paper.</param>
/// <param name="Customer">As our papers name it.</param>
/// <param name="Supplier">As our papers name it.</param>
/// <param name="PartnerIsSupplier">Whose item codes are on the paper: the seller's, or else the buyer's.</param>
/// <param name="Lines">The order's lines as they were mapped.</param>
/// <param name="Items">What else the partner's item codes mean: of added lines, of substitutes.</param>
internal sealed record UblBook(
    string Order, UblParty Customer, UblParty Supplier, bool PartnerIsSupplier,
    IReadOnlyDictionary<LineId, UblGoods> Lines, IReadOnlyDictionary<ItemCode, UblGoods> Items)
{
    /// <summary>The partner's code on a paper; null where there is none that could be one.</summary>
    internal ItemCode? Code(UblItem item) =>
        ItemCode.TryParse(PartnerIsSupplier ? item.SellersId : item.BuyersId, out var code) ? code : null;

    /// <summary>What a line is: as the order says where the paper names no other goods that we know.</summary>
    internal UblGoods? Find(LineId line, UblItem? item) => (item is null ? null : Named(line, item)) ?? Lines.GetValueOrDefault(line);

    /// <summary>The goods that a paper names by the partner's code.</summary>
    internal UblGoods? Named(LineId line, UblItem item) =>
        Code(item) is not { } code ? null
        : Lines.GetValueOrDefault(line) is { } goods && goods.Item == code ? goods
        : Items.GetValueOrDefault(code);

    /// <summary>The goods of a line that are this product.</summary>
    internal UblGoods? Find(LineId line, ProductId product) =>
        Lines.GetValueOrDefault(line) is { } goods && goods.Product == product ? goods : Items.Values.FirstOrDefault(other => other.Product == product);

    /// <summary>Goods as a paper names them.</summary>
    internal UblItem OnPaper(UblGoods? goods) => goods is null ? new() : new()
    {
        Name = goods.Name,
        BuyersId = PartnerIsSupplier ? null : Code(goods),
        SellersId = PartnerIsSupplier ? Code(goods) : null,
        StandardId = goods.Gtin is { } gtin ? new(gtin.ToString(), UblNames.Gtin) : null,
        Pack = goods.Factor.Thousandths == Quantity.Scale ? null : new(goods.Factor.ToDecimal(), goods.BaseUnit),
    };

    private static string? Code(UblGoods goods) => goods.Item == default ? null : goods.Item.ToString();
}

/// <summary>Goods as the partner and we know them, in the pack that they are ordered in.</summary>
/// <param name="Item">The partner's code; none where it has none.</param>
/// <param name="Product">Ours.</param>
/// <param name="Pack">Our pack's code.</param>
/// <param name="Factor">Base units in one pack; above zero.</param>
/// <param name="PackUnit">The pack's unit code on paper: CT.</param>
/// <param name="BaseUnit">The base unit's on paper: C62, KGM.</param>
internal sealed record UblGoods(ItemCode Item, ProductId Product, string Pack, Quantity Factor, string PackUnit, string BaseUnit)
{
    /// <summary>On the label.</summary>
    public string? Name { get; init; }

    /// <summary>Of the pack.</summary>
    public Gtin? Gtin { get; init; }
}
