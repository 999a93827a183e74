using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Owners;

/// <summary>GET /v1/stock/owners: goods on consignment, at one's own locations or of one's own at others'.</summary>
internal static class GetOwners
{
    internal static void Map(RouteGroupBuilder stock) => stock
        .MapGet("/owners", Handle)
        .WithName("listConsignedGoods")
        .WithSummary("List goods on consignment")
        .WithDescription("What lies at your locations and belongs to others, and what of yours lies at others', now and before. Terms that have goods bought outright end it, from their day on.")
        .RequireScope(Scope.StockRead)
        .Answers<Page<GoodsOwner>>()
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("A location's code.")] string? location,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("owners", caller);
        var after = After(list, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        var read = (await work.Connection.QueryAsync<Row>(
            """
            select c.owner_id, c.location_id, c.product_id, l.code as location, g.code as product, p.code as consignor,
                coalesce(lower(c.during), '-infinity') as began, lower(c.during) as valid_from, upper(c.during) as valid_until
            from goods_of_consignors c
            join location l on l.owner_id = c.owner_id and l.location_id = c.location_id
            join product g on g.owner_id = c.owner_id and g.product_id = c.product_id
            join party p on p.owner_id = c.consignor_id
            where (@location::text is null or l.code_key = upper(@location))
                and (c.owner_id, c.location_id, c.product_id, coalesce(lower(c.during), '-infinity')) > (@Owner, @Place, @Product, @Began)
            order by c.owner_id, c.location_id, c.product_id, coalesce(lower(c.during), '-infinity')
            limit @take
            """,
            new { location, after.Owner, after.Place, after.Product, after.Began, take = take + 1 })).AsList();
        var page = Page<Row>.Of(read, take, row => list.Cursor(row.OwnerId, row.LocationId, row.ProductId, row.Began.Ticks));
        return new Page<GoodsOwner>([.. page.Items.Select(row => row.Goods)], page.Next).Answer(http);
    }

    private static (int Owner, int Place, int Product, DateTime Began) After(CursorKind list, string? cursor)
    {
        if (cursor is null)
        {
            return (0, 0, 0, DateTime.MinValue);
        }

        var parts = list.Parts(cursor, 4);
        return (CursorPart.Id(parts[0]), CursorPart.Id(parts[1]), CursorPart.Id(parts[2]), CursorPart.Instant(parts[3]));
    }

    private sealed record Row(
        int OwnerId, int LocationId, int ProductId, string Location, string Product, string Consignor, DateTime Began, DateTime? ValidFrom, DateTime? ValidUntil)
    {
        internal GoodsOwner Goods => new(Location, Product, Consignor, ValidFrom, ValidUntil);
    }
}
