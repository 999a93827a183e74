using RetailGateway.Access;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Settlements.Runs;

/// <summary>POST /v1/settlements/runs: settles what has ended, now and not tonight.</summary>
internal static class RunSettlements
{
    internal static void Map(RouteGroupBuilder settlements) => settlements
        .MapPost("/runs", Handle)
        .WithName("runSettlements")
        .WithSummary("Settle every period that has ended")
        .WithDescription("By a cooperative, for its producers and its stockists. The same is done each night; asking again changes nothing. One run settles at a time. Send an empty object.")
        .RequireScope(Scope.SettlementsWrite)
        .Answers<SettlementRun>()
        .Example("{}", """{"lines":3,"left":0,"note":""}""")
        .RefusesAsPost(Problems.SettlementUnderWay);

    private static async Task<IResult> Handle(HttpContext http, Body<SettlementRequest> body, Caller caller, Writes writes, SettlePeriods settle)
    {
        // It goes first and in transactions of its own: it is idempotent by itself, and bounded by less than a request.
        var run = caller.Kind == PartyKind.Cooperative && http.Request.Headers.ContainsKey("Idempotency-Key")
            ? await settle.Run(caller.Party.Value, http.RequestAborted)
            : null;
        return await writes.Once(http, caller, body, _ => Task.FromResult(run is null
            ? throw new Refusal(Problems.NotFound, "Settlements are run by their cooperative; the key belongs to another kind of party.")
            : Answer.Ok(new SettlementRun(run.Changed, run.Left, run.Note))));
    }
}

/// <summary>A run needs no words: an empty object.</summary>
internal sealed record SettlementRequest;

/// <summary>What a run did.</summary>
/// <param name="Lines">Settlements and adjustments written.</param>
/// <param name="Left">Goods that are due and wait for something.</param>
/// <param name="Note">What they wait for: a code, what it names and, after a colon, plain words; several are parted by a semicolon.</param>
internal sealed record SettlementRun(long Lines, long Left, string Note);
