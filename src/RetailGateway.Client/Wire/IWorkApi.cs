using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses under /v1/work.</summary>
internal interface IWorkApi
{
    [Get("/v1/work/runs")]
    Task<Page<JobRun>> Runs(string? job, bool? broke, bool? underWay, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/work/due")]
    Task<Page<DueWork>> Due(string? kind, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/work/streams/{id}/retry")]
    Task<DueWork> RetryStream([Header(Headers.Key)] string key, string id, [Body] StepIn why, CancellationToken cancel);

    [Post("/v1/work/streams/{id}/release")]
    Task<DueWork> ReleaseStream([Header(Headers.Key)] string key, string id, [Body] StepIn why, CancellationToken cancel);

    [Post("/v1/work/streams/{id}/park")]
    Task<DueWork> ParkStream([Header(Headers.Key)] string key, string id, [Body] StepIn why, CancellationToken cancel);

    [Post("/v1/work/streams/{id}/unpark")]
    Task<DueWork> UnparkStream([Header(Headers.Key)] string key, string id, [Body] StepIn why, CancellationToken cancel);
}

internal sealed record StepIn(string Reason);
