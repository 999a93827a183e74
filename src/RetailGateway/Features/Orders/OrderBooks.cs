using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Orders;

/// <summary>What is known of an order to whoever reads a partner's word about it.</summary>
internal static class OrderBooks
{
    /// <summary>Of an order that is there.</summary>
    /// <param name="work">The partner's transaction.</param>
    /// <param name="order">The order.</param>
    /// <param name="before">As it stands.</param>
    /// <param name="head">What is told of it.</param>
    /// <param name="named">What the codes mean that are named there.</param>
    internal static async Task<OrderBook> Of(
        Work work, OrderHead order, FoldedOrder before, MessageHead head, IReadOnlyDictionary<NamedItem, Goods> named)
    {
        var known = (await work.Connection.QueryAsync<(int Product, string? Item, string Name, string BaseUnit)>(
            "select product_id, partner_item, name, base_unit from ordered_goods(@OwnerId, @OrderId)", new { order.OwnerId, order.OrderId })).ToDictionary(row => row.Product);
        var lines = new Dictionary<LineId, OrderGoods>();
        foreach (var line in before.Lines)
        {
            if (line is { Product: { } product, Pack: { } pack } && known.TryGetValue(product.Value, out var goods))
            {
                lines[line.Id] = new OrderGoods(goods.Item ?? "", product, pack.Code, pack.Factor, goods.BaseUnit) { Name = goods.Name };
            }
        }

        return Unordered(head, named) with { Currency = order.Currency, Lines = lines };
    }

    /// <summary>Of one that is just being placed.</summary>
    internal static OrderBook Unordered(MessageHead head, IReadOnlyDictionary<NamedItem, Goods> named) => new(
        head.Cooperative, head.PartnerBuys, head.Number, "", new Dictionary<LineId, OrderGoods>(),
        [.. named.Select(one => new OrderGoods(
            one.Key.Item, new ProductId(one.Value.ProductId!.Value), one.Value.PackCode!, Quantity.FromDecimal(one.Value.Factor!.Value), one.Value.BaseUnit))]);

    /// <summary>What goods cost in a pack: as a document of the order has it, and else by the terms of its day; null where neither says.</summary>
    internal static Func<OrderLine, UnitPrice?> Prices(
        OrderHead order, FoldedOrder before, IReadOnlyList<RecordedDocument> documents, IReadOnlyDictionary<NamedItem, Goods> named)
    {
        var ordered = PricedLine.Of(before, documents, order.Currency);
        return line => ordered.Find(one => one.Price is not null && one.Fold.Product == line.Product && one.Fold.Pack == line.Pack)?.Price
            ?? (named.Values.FirstOrDefault(goods => goods.ProductId == line.Product.Value && goods.PackCode == line.Pack.Code) is { Price: { } price } agreed
                ? new UnitPrice(price, agreed.PriceBaseQuantity!.Value, agreed.Currency!)
                : null);
    }
}
