using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses of the API that a <see cref="GatewayClient"/> uses.</summary>
internal interface IGatewayApi
{
    /// <summary>Where batches go; safe to send again without a key.</summary>
    const string ChangesPath = "/v1/stock/changes";

    /// <summary>The header of a key that every try of one write carries.</summary>
    const string KeyHeader = "Idempotency-Key";

    [Post(ChangesPath)]
    Task<ChangeResults> RecordChanges([Body] ChangeBatch batch, CancellationToken cancel);

    [Get("/v1/stock/positions")]
    Task<PositionPage> Positions(int? ownerId, string? location, string? product, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/stock/ledger")]
    Task<LedgerPage> Ledger(string location, string product, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/stock/reservations")]
    Task<Reservation> Reserve([Header(KeyHeader)] string key, [Body] NewReservation wanted, CancellationToken cancel);

    [Post("/v1/stock/reservations/{id}/commits")]
    Task<Reservation> Commit([Header(KeyHeader)] string key, long id, [Body] NewCommit commit, CancellationToken cancel);

    [Post("/v1/stock/reservations/{id}/releases")]
    Task<Reservation> Release([Header(KeyHeader)] string key, long id, [Body] NewRelease release, CancellationToken cancel);

    [Get("/v1/events")]
    Task<EventPage> Events(string? cursor, int limit, int wait, CancellationToken cancel);

    [Get("/v1/sync/connections")]
    Task<SyncStatus> Connections(CancellationToken cancel);

    [Get("/v1/sync/conflicts")]
    Task<Page<Conflict>> Conflicts(int limit, CancellationToken cancel);
}

internal sealed record ChangeBatch(IReadOnlyList<StockChange> Changes);

internal sealed record ChangeResults(IReadOnlyList<ChangeResult> Results);

internal sealed record NewRelease(string Reference);

internal sealed record SyncStatus(IReadOnlyList<SyncConnection> Connections);

internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
