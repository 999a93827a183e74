using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Operations.Streams;

/// <summary>POST /v1/work/streams/{id}/park: nobody takes it up until it is unparked or retried.</summary>
internal static class ParkStream
{
    internal static readonly Step Step = new("park", (work, key, caller, reason) => Stepping.Set(
        work, key, "parked_at = now(), parked_by = @by, parked_because = @reason", new { by = caller.Party.Value, reason }));

    internal static void Map(RouteGroupBuilder work) => work
        .MapPost("/streams/{id}/park", Handle)
        .WithName("parkStream")
        .WithSummary("Put a stream aside")
        .WithDescription("An exchange under way is seen through; no other begins. Changes go on being recorded, and are sent as they are then once the stream goes on.")
        .RequireScope(Scope.WorkWrite)
        .Answers<DueWork>()
        .Example(
            """{"reason":"The chain moves its warehouse until Thursday."}""",
            """
            {"kind":"stream","id":"2-16-stock_out-1","what":"stock_out basmalah","party":"KPN-SEJAHTERA","count":0,"dueSince":null,"ageSeconds":"0","attempts":0,
             "holder":null,"heldUntil":null,"nextAttemptAt":"2026-11-24T07:05:12.1Z","lastErrorCode":null,"lastError":null,"parkedAt":"2026-11-24T07:05:12Z",
             "parkedBy":"KPN-SEJAHTERA","parkedBecause":"The chain moves its warehouse until Thursday."}
            """)
        .RefusesAsPost(Problems.ParkedByAnother);

    private static Task<IResult> Handle(HttpContext http, string id, Body<StepIn> body, Caller caller, Writes writes) =>
        Stepping.Answer(http, id, body, caller, writes, Step);
}
