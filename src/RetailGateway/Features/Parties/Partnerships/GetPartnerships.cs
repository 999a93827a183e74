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
        var list = Listing.Of(CursorKind.Of("partnership", caller), limit, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await PartnershipRows.List(work, id: null, list.After, list.Take);
        return list.Answer(http, read, item => item.Id);
    }
}
