using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses under /v1/sync.</summary>
internal interface ISyncApi
{
    [Get("/v1/sync/connections")]
    Task<SyncStatus> Connections(CancellationToken cancel);

    [Get("/v1/sync/review-items")]
    Task<Page<ReviewItem>> ReviewItems(int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/sync/conflicts")]
    Task<Page<Conflict>> Conflicts(bool? closed, int limit, string? cursor, CancellationToken cancel);
}

internal sealed record SyncStatus(IReadOnlyList<SyncConnection> Connections);
