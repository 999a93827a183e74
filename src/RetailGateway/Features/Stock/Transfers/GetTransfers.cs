using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Transfers;

/// <summary>GET /v1/stock/transfers and /{id}: what went from one of the caller's locations to another.</summary>
internal static class GetTransfers
{
    internal static void Map(RouteGroupBuilder stock)
    {
        stock.MapGet("/transfers", All)
            .WithName("listTransfers")
            .WithSummary("List transfers")
            .RequireScope(Scope.StockRead)
            .Answers<Page<Transfer>>()
            .Example(null, $$"""{"items":[{{TransferStock.Example}}],"next":null}""")
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        stock.MapGet("/transfers/{id:long}", One)
            .WithName("getTransfer")
            .WithSummary("Read a transfer")
            .RequireScope(Scope.StockRead)
            .Answers<Transfer>()
            .Example(null, TransferStock.Example)
            .Refuses(Problems.NotFound);
    }

    private static async Task<IResult> All(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("transfer", caller);
        var after = list.Number(cursor) ?? 0;
        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await TransferRows.List(work, id: null, reference: null, after, take + 1);
        return Page<Transfer>.Of(read, take, item => list.Cursor(item.Id)).Answer(http);
    }

    private static async Task<IResult> One(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        return Answer.Ok(await TransferRows.ById(work, id) ?? throw new Refusal(Problems.NotFound, "No transfer of yours has that number."));
    }
}
