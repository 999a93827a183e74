using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Settlements;

/// <summary>GET /v1/settlements.</summary>
internal static class GetSettlements
{
    internal static void Map(RouteGroupBuilder settlements) => settlements
        .MapGet("", Handle)
        .WithName("listSettlements")
        .WithSummary("List settlements")
        .WithDescription("Those you are a side of, newest first. `from` and `to` find the periods that have a day in common with them.")
        .RequireScope(Scope.SettlementsRead)
        .Answers<Page<SettlementSummary>>()
        .Example(
            null,
            """
            {"items":[{"id":12,"ownerId":2,"hop":"producer","consignorId":8,"consignor":"FENDYSA","consigneeId":2,"consignee":"KPN-SEJAHTERA",
              "firstDay":"2026-11-16","lastDay":"2026-11-22","currency":"IDR","total":"184000","settledAt":"2026-11-22T18:00:03Z"}],"next":null}
            """)
        .Refuses(Problems.NotFound, Problems.Malformed, Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("The consignor's code.")] string? consignor,
        [Description("The consignee's code.")] string? consignee,
        [Description("The code of a location with goods in it.")] string? location,
        [Description("A day such as 2026-11-16.")] DateOnly? from,
        [Description("A day such as 2026-11-22.")] DateOnly? to,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        SettlementReading.CheckMaySee(caller);
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("settlement", caller);
        var before = list.Number(cursor) ?? long.MaxValue;
        var filter = new SettlementFilter(
            Check.Query("consignor", consignor), Check.Query("consignee", consignee), Check.Query("location", location), from, to);
        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await SettlementReading.List(work, filter, before, take + 1);
        return Page<SettlementSummary>.Of(read, take, settlement => list.Cursor(settlement.Id)).Answer(http);
    }
}
