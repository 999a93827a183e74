using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Settlements;

/// <summary>GET /v1/settlements/{id}.</summary>
internal static class GetSettlement
{
    internal static void Map(RouteGroupBuilder settlements) => settlements
        .MapGet("/{id:long}", Handle)
        .WithName("getSettlement")
        .WithSummary("Read a settlement")
        .WithDescription("With its lines: each figure of what became of the goods, what is due, and for an adjustment the line that it restates.")
        .RequireScope(Scope.SettlementsRead)
        .Answers<SettlementDocument>()
        .Refuses(Problems.NotFound);

    private static async Task<IResult> Handle(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        SettlementReading.CheckMaySee(caller);
        await using var work = await database.Open(caller, http.RequestAborted);
        return Answer.Ok(new SettlementDocument(await SettlementReading.One(work, id), await SettlementReading.Lines(work, id)));
    }
}
