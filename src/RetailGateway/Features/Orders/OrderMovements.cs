using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;

namespace RetailGateway.Features.Orders;

/// <summary>
/// What a document moves of its sender's own stock: a despatch takes out what it sends, a receipt brings in what it accepts
/// beyond what was accepted before. Where a partner's own system keeps the stock, that system tells of it.
/// </summary>
internal static class OrderMovements
{
    internal static async Task Make(
        Work work, PartyBooks books, Caller caller, OrderHead order, OrderDocument document, long number, FoldedOrder before, FoldedOrder after,
        CancellationToken cancel)
    {
        var place = document switch
        {
            DespatchAdvice => order.ShipFromId,
            ReceiptAdvice => order.ShipToId,
            _ => null,
        };
        var moved = place is null ? [] : Moved(document, before, after);
        if (moved.Count == 0 || !await IsKeptHere(work, caller, place!.Value, document.IssuedAt))
        {
            return;
        }

        var own = await OwnProducts(work, caller, order);
        var goods = moved.Where(one => own.ContainsKey(one.Product)).Select(one => (Product: own[one.Product], one.Quantity)).ToList();
        if (goods.Count == 0)
        {
            return;
        }

        var book = await books.GetKnowing(caller.Party, place.Value, goods[0].Product, cancel);
        var at = book.LocationsById[place.Value];
        var lines = goods
            .Where(one => book.ProductsById[one.Product].Stocked)
            .Select(one => new DocumentLine(
                string.Create(CultureInfo.InvariantCulture, $"order/{order.OrderId}/{number}/{one.Product}"),
                at, book.ProductsById[one.Product], Kind(document, one.Quantity), one.Quantity))
            .ToList();
        if (lines.Count > 0)
        {
            await DocumentMovements.Make(
                work, caller, book, new MovingDocument(document.Id.Value, document.IssuedAt, (Names.Of(document.Kind), number), lines), cancel);
        }
    }

    /// <summary>By the cooperative's product; signed as the sender's stock moves, and nothing that comes to nothing.</summary>
    private static List<(int Product, Quantity Quantity)> Moved(OrderDocument document, FoldedOrder before, FoldedOrder after)
    {
        var was = before.Lines.ToDictionary(line => line.Id);
        return [.. after.Lines
            .Where(line => line.Product is not null)
            .GroupBy(line => line.Product!.Value.Value)
            .Select(group => (group.Key, group.Aggregate(Quantity.Zero, (sum, line) => sum + Moved(line))))
            .Where(one => one.Item2 != Quantity.Zero)];

        Quantity Moved(FoldedLine line)
        {
            var earlier = was.GetValueOrDefault(line.Id);
            return document is DespatchAdvice
                ? (earlier?.Despatched ?? Quantity.Zero) - line.Despatched
                : line.Accepted - (earlier?.Accepted ?? Quantity.Zero);
        }
    }

    /// <summary>A receipt that is put right downwards says that goods were never there.</summary>
    private static EntryKind Kind(OrderDocument document, Quantity moved) =>
        document is DespatchAdvice ? EntryKind.Sale : moved.IsNegative ? EntryKind.Adjustment : EntryKind.Receipt;

    private static Task<bool> IsKeptHere(Work work, Caller caller, int place, DateTimeOffset at) => work.Connection.ExecuteScalarAsync<bool>(
        """
        select exists (
            select from system_of_record r
            join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
            where r.owner_id = @owner and r.location_id = @place and r.during @> @at and c.kind <> 'connector')
        """,
        new { owner = caller.Party.Value, place, at = at.UtcDateTime });

    /// <summary>The caller's own products behind the cooperative's.</summary>
    private static async Task<Dictionary<int, int>> OwnProducts(Work work, Caller caller, OrderHead order) =>
        (await work.Connection.QueryAsync<(int Product, int? Own)>(
            "select product_id, case when @isOwner then product_id else partner_product_id end from ordered_goods(@OwnerId, @OrderId)",
            new { isOwner = caller.Party.Value == order.OwnerId, order.OwnerId, order.OrderId }))
            .Where(row => row.Own is not null)
            .ToDictionary(row => row.Product, row => row.Own!.Value);
}
