using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Conflicts;

/// <summary>POST /v1/sync/conflicts/{id}/...: accept, correct, retry, dismiss, and a preview of each.</summary>
internal static class ResolveConflicts
{
    internal static void Map(RouteGroupBuilder sync)
    {
        Add(sync.MapPost("/conflicts/{id:long}/accept", Accept), "acceptConflict", "Accept what stands",
            "`change_differs`: the first content stands, and what was sent after it is dismissed. "
            + "`expected_unfulfilled`, `expected_differs`: it happened, and what remains is posted in the name of the system of record, at the document's instant, as the change `expected/{id}/{n}`; where nothing remains, the entries of the system of record stand.");
        Add(sync.MapPost("/conflicts/{id:long}/correct", Correct), "correctConflict", "Record what really is",
            "`negative_on_hand`, `oversold`: a count or an adjustment in the name of the location's system of record, under the change id `conflict/{id}`. "
            + "`change_differs`: the first content is reversed and the later one recorded.");
        Add(sync.MapPost("/conflicts/{id:long}/retry", Retry), "retryConflict", "Let it be tried again",
            "`stock_drift`: our figure is told to the partner once more under a higher version, or for the partner's own stock a check is asked for that takes its figure as a count. `partner_refuses`: what was refused is offered again. "
            + "`order_refused`: the document is sent again; `order_unread`: it is read again with what is registered now; `order_differs`: both books are compared again. "
            + "`echo_differs`, `tenant_mismatch`: the stream is due now. The matter is closed, and opens anew if it is found again.");
        Add(sync.MapPost("/conflicts/{id:long}/dismiss", Dismiss), "dismissConflict", "Dismiss a conflict",
            "Closes the matter and changes no stock. `expected_unfulfilled`, `expected_differs`: it never happened, and what remains is let go. `stock_drift`: the finding stays, and is not raised again while the difference stays the same.");
        sync.MapPost("/conflicts/{id:long}/preview", Preview)
            .WithName("previewConflict")
            .WithSummary("See what an action on a conflict would do")
            .WithDescription("The action is done, looked at and taken back: nothing is written. Its Idempotency-Key is of no use and may be left out.")
            .WithMetadata(new KeyOptional())
            .RequireScope(Scope.SyncRead)
            .Answers<ConflictEffect>()
            .RefusesAsPost(Problems.AlreadyClosed, Problems.ActionNotPossible, Problems.StillInTrouble, Problems.NotExpected);
    }

    private static void Add(RouteHandlerBuilder endpoint, string name, string summary, string description) => endpoint
        .WithName(name)
        .WithSummary(summary)
        .WithDescription(description)
        .RequireScope(Scope.StockWrite)
        .Answers<ConflictEffect>()
        .RefusesAsPost(Problems.AlreadyClosed, Problems.ActionNotPossible, Problems.StillInTrouble, Problems.NotExpected);

    private static Task<IResult> Accept(HttpContext http, long id, Body<Reasoned> body, Caller caller, Writes writes, ConflictActions actions) =>
        Act(http, id, body, caller, writes, actions, new ConflictDecision(ConflictAction.Accept), body.Value.Reason);

    private static Task<IResult> Correct(HttpContext http, long id, Body<ConflictCorrection> body, Caller caller, Writes writes, ConflictActions actions) =>
        Act(
            http, id, body, caller, writes, actions,
            new ConflictDecision(ConflictAction.Correct, body.Value.Kind, body.Value.Quantity, body.Value.OccurredAt), body.Value.Reason);

    private static Task<IResult> Retry(HttpContext http, long id, Body<Reasoned> body, Caller caller, Writes writes, ConflictActions actions) =>
        Act(http, id, body, caller, writes, actions, new ConflictDecision(ConflictAction.Retry), body.Value.Reason);

    private static Task<IResult> Dismiss(HttpContext http, long id, Body<Reasoned> body, Caller caller, Writes writes, ConflictActions actions) =>
        Act(http, id, body, caller, writes, actions, new ConflictDecision(ConflictAction.Dismiss), body.Value.Reason);

    private static Task<IResult> Act<T>(
        HttpContext http, long id, Body<T> body, Caller caller, Writes writes, ConflictActions actions, ConflictDecision decision, string reason) =>
        writes.Once(http, caller, body, async work =>
            Answer.Ok(await actions.Act(work, caller, id, decision, Reasoned.Of(reason), http.RequestAborted)));

    private static async Task<IResult> Preview(
        HttpContext http, long id, Body<ConflictDecision> body, Caller caller, GatewayDb database, ConflictActions actions) =>
        await Previews.Run(
            database, caller, work => actions.Act(work, caller, id, body.Value, "preview", http.RequestAborted), http.RequestAborted);
}
