using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Orders;

/// <summary>Goods that can be ordered under a partnership, in a pack and at a price of a day.</summary>
internal sealed record Goods(
    int Place, int? ProductId, string Code, string BaseUnit, bool IsGoods, string? PackCode, decimal? Factor, decimal? Price, decimal? PriceBaseQuantity,
    string? Currency)
{
    /// <summary>What codes mean to the caller, by their place; a code that nobody knows is not there.</summary>
    internal static async Task<Dictionary<int, Goods>> Find(
        Work work, Caller caller, int owner, int partnership, IReadOnlyList<(string Item, string? Pack)> asked, DateTimeOffset at, DateOnly onDay) =>
        (await work.Connection.QueryAsync<Goods>(
            "select * from orderable_goods(@owner, @partnership, @connection, @items, @packs, @at, @onDay)",
            new
            {
                owner,
                partnership,
                connection = caller.Connection.Value,
                items = asked.Select(one => one.Item).ToArray(),
                packs = asked.Select(one => one.Pack).ToArray(),
                at = at.UtcDateTime,
                onDay,
            })).ToDictionary(goods => goods.Place - 1);

    /// <summary>The line of a document that orders so many packs of it; null where <paramref name="check"/> has the reasons.</summary>
    internal static ContentLine? Line(Check check, string at, string line, Goods? goods, (string Item, string? Pack) asked, decimal packs, string? currency, DateOnly onDay)
    {
        check.IsThere(goods is not null, $"{at}/item", $"No goods that may be ordered here have the code '{asked.Item}'.");
        if (goods is null)
        {
            return null;
        }

        check.That(goods.PackCode is not null, $"{at}/pack", $"'{goods.Code}' has no pack '{asked.Pack}'.");
        var units = Units(goods.Factor, packs);
        check.That(goods.PackCode is null || units is > 0, $"{at}/quantity", "More than zero with at most three decimals, in base units too, is expected.");
        check.That(goods.PackCode is null || goods.Price is not null, $"{at}/item", $"No price of '{goods.Code}' in pack '{goods.PackCode}' is agreed for {onDay:yyyy-MM-dd}.");
        check.That(
            goods.Currency is null || currency is null || goods.Currency == currency, $"{at}/item",
            $"Its price is in {goods.Currency}, those before it in {currency}: an order has one currency.");
        return units is > 0 && goods.Price is not null
            ? new ContentLine
            {
                Line = line,
                Quantity = units,
                Product = goods.ProductId,
                Pack = goods.PackCode,
                Factor = goods.Factor,
                Price = goods.Price,
                PriceBaseQuantity = goods.PriceBaseQuantity,
            }
            : null;
    }

    /// <summary>A number of packs in base units; null where it is below zero, out of range or has more than three decimals.</summary>
    internal static decimal? Units(decimal? factor, decimal packs)
    {
        var largest = Quantity.MaxValue.ToDecimal();
        return factor is { } each && packs >= 0 && packs <= largest && packs * each <= largest && decimal.Round(packs * each, 3) == packs * each
            ? packs * each
            : null;
    }

    /// <summary>A quantity that a document tells of a line of the order: packs as ordered, or base units.</summary>
    internal static decimal? Units(Check check, string at, FoldedLine? line, bool inBaseUnits, decimal? told)
    {
        if (told is not { } packs)
        {
            return null;
        }

        var units = Units(inBaseUnits || line?.Pack is null ? 1 : line.Pack.Factor.ToDecimal(), packs);
        check.That(units is not null, at, "A quantity with at most three decimals, in base units too, is expected, not below zero.");
        return units;
    }
}
