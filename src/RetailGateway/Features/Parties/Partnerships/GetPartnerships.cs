using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>GET /v1/partnerships.</summary>
internal static class GetPartnerships
{
    internal static void Map(RouteGroupBuilder partnerships) => partnerships
        .MapGet("", Handle)
        .WithName("listPartnerships")
        .WithSummary("List partnerships")
        .WithDescription("Those you are a side of.")
        .RequireScope(Scope.PartiesRead)
        .Answers<Page<Partnership>>()
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var after = cursor is null ? 0 : Cursor.Number(Cursor.Parts(cursor, "partnership", 1)[0]);
        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await PartnershipRows.List(work, id: null, after, take + 1);
        return Page<Partnership>.Of(read, take, item => Cursor.Of("partnership", item.Id)).Answer(http);
    }
}
