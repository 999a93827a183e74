using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Operations.Streams;

/// <summary>POST /v1/work/streams/{id}/unpark: it goes on where it was.</summary>
internal static class UnparkStream
{
    internal static readonly Step Step = new("unpark", (work, key, _, _) =>
        Stepping.Set(work, key, "parked_at = null, parked_by = null, parked_because = null"));

    internal static void Map(RouteGroupBuilder work) => work
        .MapPost("/streams/{id}/unpark", Handle)
        .WithName("unparkStream")
        .WithSummary("Let a stream go on")
        .WithDescription("By the party that parked it. It is due when it was; its failures count on.")
        .RequireScope(Scope.WorkWrite)
        .Answers<DueWork>()
        .RefusesAsPost(Problems.ParkedByAnother);

    private static Task<IResult> Handle(HttpContext http, string id, Body<StepIn> body, Caller caller, Writes writes) =>
        Stepping.Answer(http, id, body, caller, writes, Step);
}
