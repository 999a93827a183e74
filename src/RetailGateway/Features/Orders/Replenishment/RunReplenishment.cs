using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>POST /v1/replenishment/runs: proposes orders now and not tonight.</summary>
internal static class RunReplenishment
{
    internal static void Map(RouteGroupBuilder replenishment) => replenishment
        .MapPost("/runs", Handle)
        .WithName("runReplenishment")
        .WithSummary("Propose orders for your shops")
        .WithDescription("For every shop of yours that has levels. The same is done each night; asking again changes nothing that somebody decided that day, and replaces what does not hold any more. Send an empty object.")
        .RequireScope(Scope.OrdersWrite)
        .Answers<ReplenishmentRun>()
        .Example("{}", """{"products":120,"changed":3,"left":0,"note":""}""")
        .RefusesAsPost(Problems.ReplenishmentUnderWay);

    private static async Task<IResult> Handle(HttpContext http, Body<ReplenishmentRequest> body, Caller caller, Writes writes, ProposeOrders propose)
    {
        // It goes first and in transactions of its own: it is idempotent by itself, and bounded by less than a request.
        var run = http.Request.Headers.ContainsKey("Idempotency-Key") ? await propose.Run(caller.Party.Value, http.RequestAborted) : null;
        return await writes.Once(http, caller, body, _ => Task.FromResult(Answer.Ok(new ReplenishmentRun(run!.Seen, run.Changed, run.Left, run.Note))));
    }
}

/// <summary>A run needs no words: an empty object.</summary>
internal sealed record ReplenishmentRequest;

/// <summary>What a run did.</summary>
/// <param name="Products">Levels looked at.</param>
/// <param name="Changed">Proposals made or taken off the board.</param>
/// <param name="Left">Shops that it left for the next run.</param>
/// <param name="Note">Why: a code, what it names and, after a colon, plain words; several are parted by a semicolon.</param>
internal sealed record ReplenishmentRun(long Products, long Changed, long Left, string Note);
