using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Review;

/// <summary>POST /v1/sync/review-items/{id}/...: map, retry, correct, dismiss, and a preview of each.</summary>
internal static class ResolveReviewItems
{
    internal static void Map(RouteGroupBuilder sync)
    {
        Add(sync.MapPost("/review-items/{id:long}/map", MapCode), Scope.CatalogueWrite, "mapReviewItem", "Map the code of a line in review",
            "Makes an effective-dated mapping and applies it to every line that waits with this code of this connection and happened in the mapping's time, and to those alone. "
            + "Up to 500 at once; where more wait, all follow within seconds (`inBackground`). A line that is refused for another reason waits on with that reason.");
        Add(sync.MapPost("/review-items/{id:long}/retry", Retry), Scope.StockWrite, "retryReviewItem", "Try a line in review again",
            "It is recorded if its code means something by now and nothing else stands against it; else it waits on.");
        Add(sync.MapPost("/review-items/{id:long}/correct", Correct), Scope.StockWrite, "correctReviewItem", "Put a line in review right",
            "What came is kept whole; the corrected line is recorded under the same change id. The line sent again as it first came is answered `duplicate`.");
        Add(sync.MapPost("/review-items/{id:long}/dismiss", Dismiss), Scope.StockWrite, "dismissReviewItem", "Dismiss a line in review",
            "It is not recorded. Sent again it is answered `refused`, with `line-dismissed` and your reason.");
        Add(sync.MapPost("/review-items/retry", RetryAll), Scope.StockWrite, "retryReviewItems", "Try all waiting lines again",
            "Those of a connection or of a code, or all: within seconds, in the background.");
        sync.MapPost("/review-items/{id:long}/preview", Preview)
            .WithName("previewReviewItem")
            .WithSummary("See what an action on a line in review would do")
            .WithDescription("The action is done, looked at and taken back: nothing is written. Its Idempotency-Key is of no use and may be left out.")
            .WithMetadata(new KeyOptional())
            .RequireScope(Scope.SyncRead)
            .Answers<ReviewEffect>()
            .RefusesAsPost(Problems.AlreadyClosed, Problems.StillInTrouble);
    }

    private static void Add(RouteHandlerBuilder endpoint, string scope, string name, string summary, string description) => endpoint
        .WithName(name)
        .WithSummary(summary)
        .WithDescription(description)
        .RequireScope(scope)
        .Answers<ReviewEffect>()
        .RefusesAsPost(Problems.AlreadyClosed, Problems.StillInTrouble);

    private static Task<IResult> MapCode(HttpContext http, long id, Body<ReviewMapping> body, Caller caller, Writes writes, ReviewActions actions) =>
        Act(http, id, body, caller, writes, actions, new ReviewDecision(ReviewAction.Map, body.Value.Product, body.Value.Pack, body.Value.From), body.Value.Reason);

    private static Task<IResult> Retry(HttpContext http, long id, Body<Reasoned> body, Caller caller, Writes writes, ReviewActions actions) =>
        Act(http, id, body, caller, writes, actions, new ReviewDecision(ReviewAction.Retry), body.Value.Reason);

    private static Task<IResult> Correct(HttpContext http, long id, Body<ReviewCorrection> body, Caller caller, Writes writes, ReviewActions actions) =>
        Act(
            http, id, body, caller, writes, actions,
            new ReviewDecision(ReviewAction.Correct, Item: body.Value.Item, Location: body.Value.Location, Quantity: body.Value.Quantity), body.Value.Reason);

    private static Task<IResult> Dismiss(HttpContext http, long id, Body<Reasoned> body, Caller caller, Writes writes, ReviewActions actions) =>
        Act(http, id, body, caller, writes, actions, new ReviewDecision(ReviewAction.Dismiss), body.Value.Reason);

    private static Task<IResult> Act<T>(
        HttpContext http, long id, Body<T> body, Caller caller, Writes writes, ReviewActions actions, ReviewDecision decision, string reason) =>
        writes.Once(http, caller, body, async work =>
            Answer.Ok(await actions.Act(work, caller, id, decision, Reasoned.Of(reason), http.RequestAborted)));

    private static Task<IResult> RetryAll(HttpContext http, Body<ReviewRetry> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
            Answer.Ok(await ReviewActions.RetryAll(work, caller, body.Value, Reasoned.Of(body.Value.Reason), http.RequestAborted)));

    private static async Task<IResult> Preview(
        HttpContext http, long id, Body<ReviewDecision> body, Caller caller, GatewayDb database, ReviewActions actions) =>
        await Previews.Run(
            database, caller, work => actions.Act(work, caller, id, body.Value, "preview", http.RequestAborted), http.RequestAborted);
}
