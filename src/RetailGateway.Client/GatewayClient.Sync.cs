using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>How the exchange stands.</content>
public sealed partial class GatewayClient
{
    /// <summary>How every stream that concerns you stands, and whose turn it is.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public async Task<IReadOnlyList<SyncConnection>> SyncStatus(CancellationToken cancel = default) =>
        (await sync.Connections(cancel)).Connections;

    /// <summary>Every file that came by your connections, newest first.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<ReceivedFile> ReceivedFiles(CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => sync.Files(Pages.Size, cursor, stop), cancel);

    /// <summary>Takes a file up again whose taking broke off, also one that was put aside.</summary>
    /// <param name="id">The file.</param>
    /// <param name="reason">Why; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ReceivedFile> RetryFile(long id, string reason, string? key = null, CancellationToken cancel = default) =>
        sync.RetryFile(Key(key), id, new Reasoned(reason), cancel);

    /// <summary>Who did what to your data, newest first.</summary>
    /// <param name="subjectKind">Only of this kind: conflict, review-item, item-mapping.</param>
    /// <param name="subjectId">Only of this subject; with <paramref name="subjectKind"/>.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<AuditEntry> Audit(string? subjectKind = null, string? subjectId = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => sync.Audit(subjectKind, subjectId, Pages.Size, cursor, stop), cancel);

    /// <summary>Every difference between the gateway's book and a partner's.</summary>
    /// <param name="resolved">Resolved ones too.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<DriftFinding> Drift(bool resolved = false, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => sync.Drift(resolved ? true : null, Pages.Size, cursor, stop), cancel);

    /// <summary>Every comparison of both ends of a stream.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<DriftCheck> DriftChecks(CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => sync.DriftChecks(Pages.Size, cursor, stop), cancel);

    /// <summary>Asks for a comparison now; it is done within a minute or two.</summary>
    /// <param name="wanted">The stream.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<DriftCheck> AskForDriftCheck(NewDriftCheck wanted, string? key = null, CancellationToken cancel = default) =>
        sync.AskForDriftCheck(Key(key), wanted, cancel);
}
