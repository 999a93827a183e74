using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Expected;

/// <summary>POST /v1/stock/expected/{id}/accept and /dismiss: a person's word where the till is silent.</summary>
internal static class DecideExpected
{
    private const int ReasonLength = 500;

    internal static void Map(RouteGroupBuilder stock)
    {
        stock.MapPost("/expected/{id:long}/accept", Accept)
            .WithName("acceptExpectedMovement")
            .WithSummary("Accept an expected movement")
            .WithDescription("It happened and the till did not tell: what remains is posted in the name of the system of record, at the document's instant, as the change `expected/{id}/{n}`. The till's own entry with that reference that comes after all is then a duplicate, or a conflict where its quantity differs.")
            .RequireScope(Scope.StockWrite)
            .Answers<ExpectedMovement>()
            .Example(
                """{"reason":"Surat jalan SJ-8841/1 ditandatangani penerima."}""",
                GetExpected.Example)
            .Refuses(Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.NotExpected, Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);
        stock.MapPost("/expected/{id:long}/dismiss", Dismiss)
            .WithName("dismissExpectedMovement")
            .WithSummary("Dismiss an expected movement")
            .WithDescription("It never happened: what remains is let go and no stock moves. An entry with that reference that comes after all is recorded as any other, and raised.")
            .RequireScope(Scope.StockWrite)
            .Answers<ExpectedMovement>()
            .Example(
                """{"reason":"Barang tidak jadi dikirim."}""",
                GetExpected.Example)
            .Refuses(Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.NotExpected, Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);
    }

    private static Task<IResult> Accept(HttpContext http, long id, Body<ExpectedReason> body, Caller caller, Writes writes, ExpectedDecisions decisions) =>
        writes.Once(http, caller, body, async work =>
            Answer.Ok(await decisions.Accept(work, caller, id, Reason(body.Value), http.RequestAborted)));

    private static Task<IResult> Dismiss(HttpContext http, long id, Body<ExpectedReason> body, Caller caller, Writes writes, ExpectedDecisions decisions) =>
        writes.Once(http, caller, body, async work =>
            Answer.Ok(await decisions.Dismiss(work, caller, id, Reason(body.Value), http.RequestAborted)));

    private static string Reason(ExpectedReason given)
    {
        var check = new Check();
        var reason = check.Text("/reason", given.Reason, ReasonLength);
        check.Done();
        return reason;
    }
}

/// <summary>Why a person decides so.</summary>
/// <param name="Reason">1 to 500 characters; kept in the audit log and with the conflict.</param>
internal sealed record ExpectedReason(string Reason);
