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
        .WithDescription("What lies at your locations and belongs to others, and what of yours lies at others', now and before.")
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
        var skip = cursor is null ? 0 : (int)Cursor.Number(Cursor.Parts(cursor, "owners", 1)[0]);
        await using var work = await database.Open(caller, http.RequestAborted);
        var rows = (await work.Connection.QueryAsync<(string Location, string Product, string Consignor, DateTime? From, DateTime? Until)>(
            """
            select l.code, g.code, p.code, lower(c.during), upper(c.during)
            from consigned_goods c
            join location l on l.owner_id = c.owner_id and l.location_id = c.location_id
            join product g on g.owner_id = c.owner_id and g.product_id = c.product_id
            join party p on p.owner_id = c.consignor_id
            where @location::text is null or upper(l.code) = upper(@location)
            order by c.owner_id, c.location_id, c.product_id, lower(c.during)
            offset @skip limit @take
            """,
            new { location, skip, take = take + 1 })).Select(row => new GoodsOwner(row.Location, row.Product, row.Consignor, row.From, row.Until)).ToList();
        return Page<GoodsOwner>.Of(rows, take, _ => Cursor.Of("owners", skip + take)).Answer(http);
    }
}
