using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Operations.Streams;

/// <summary>POST /v1/work/streams/{id}/release: takes a stream away from a holder that is gone.</summary>
internal static class ReleaseStream
{
    internal static readonly Step Step = new("release", (work, key, _, _) =>
        Stepping.Set(work, key, "lease_holder = null, lease_until = null, fence = fence + 1"));

    internal static void Map(RouteGroupBuilder work) => work
        .MapPost("/streams/{id}/release", Handle)
        .WithName("releaseStream")
        .WithSummary("Take a stream away from its holder")
        .WithDescription("Its lease ends now, and whatever its holder still reports is refused. A lease ends by itself within a minute; this is for whoever knows that the process is gone.")
        .RequireScope(Scope.WorkWrite)
        .Answers<DueWork>()
        .RefusesAsPost(Problems.ParkedByAnother);

    private static Task<IResult> Handle(HttpContext http, string id, Body<StepIn> body, Caller caller, Writes writes) =>
        Stepping.Answer(http, id, body, caller, writes, Step);
}
