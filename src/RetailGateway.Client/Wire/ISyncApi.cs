using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses under /v1/sync.</summary>
internal interface ISyncApi
{
    [Get("/v1/sync/connections")]
    Task<SyncStatus> Connections(CancellationToken cancel);

    [Get("/v1/sync/files")]
    Task<Page<ReceivedFile>> Files(int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/sync/files/{id}/retry")]
    Task<ReceivedFile> RetryFile([Header(Headers.Key)] string key, long id, [Body] Reasoned reason, CancellationToken cancel);

    [Get("/v1/sync/audit")]
    Task<Page<AuditEntry>> Audit(string? subjectKind, string? subjectId, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/sync/drift")]
    Task<Page<DriftFinding>> Drift(bool? resolved, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/sync/drift/checks")]
    Task<Page<DriftCheck>> DriftChecks(int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/sync/drift/checks")]
    Task<DriftCheck> AskForDriftCheck([Header(Headers.Key)] string key, [Body] NewDriftCheck wanted, CancellationToken cancel);
}

internal sealed record SyncStatus(IReadOnlyList<SyncConnection> Connections);

internal sealed record Reasoned(string Reason);
