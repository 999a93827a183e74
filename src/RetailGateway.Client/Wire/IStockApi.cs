using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses under /v1/stock, and the feed.</summary>
internal interface IStockApi
{
    /// <summary>Where batches go; safe to send again without a key.</summary>
    const string ChangesPath = "/v1/stock/changes";

    [Post(ChangesPath)]
    Task<ChangeResults> RecordChanges([Body] ChangeBatch batch, CancellationToken cancel);

    [Get("/v1/stock/positions")]
    Task<PositionPage> Positions(int? ownerId, string? location, string? product, bool? negative, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/stock/ledger")]
    Task<LedgerPage> Ledger(string location, string product, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/stock/safety-stocks")]
    Task<SafetyStock> SetSafetyStock([Header(Headers.Key)] string key, [Body] SafetyStock kept, CancellationToken cancel);

    [Get("/v1/stock/owners")]
    Task<Page<GoodsOwner>> Owners(string? location, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/stock/owners")]
    Task<GoodsOwner> SetOwner([Header(Headers.Key)] string key, [Body] NewGoodsOwner owner, CancellationToken cancel);

    [Get("/v1/stock/reservations")]
    Task<Page<Reservation>> Reservations(int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/stock/reservations/{id}")]
    Task<Reservation> Reservation(long id, CancellationToken cancel);

    [Post("/v1/stock/reservations")]
    Task<Reservation> Reserve([Header(Headers.Key)] string key, [Body] NewReservation wanted, CancellationToken cancel);

    [Post("/v1/stock/reservations/{id}/commits")]
    Task<Reservation> Commit([Header(Headers.Key)] string key, long id, [Body] NewCommit commit, CancellationToken cancel);

    [Post("/v1/stock/reservations/{id}/releases")]
    Task<Reservation> Release([Header(Headers.Key)] string key, long id, [Body] NewRelease release, CancellationToken cancel);

    [Get("/v1/stock/transfers")]
    Task<Page<Transfer>> Transfers(int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/stock/transfers/{id}")]
    Task<Transfer> Transfer(long id, CancellationToken cancel);

    [Post("/v1/stock/transfers")]
    Task<Transfer> AddTransfer([Header(Headers.Key)] string key, [Body] NewTransfer transfer, CancellationToken cancel);

    [Get("/v1/stock/expected")]
    Task<Page<ExpectedMovement>> Expected(
        string? location, string? product, string? reference, bool? open, bool? overdue, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/stock/expected/{id}")]
    Task<ExpectedMovement> ExpectedMovement(long id, CancellationToken cancel);

    [Post("/v1/stock/expected/{id}/accept")]
    Task<ExpectedMovement> AcceptExpected([Header(Headers.Key)] string key, long id, [Body] Reasoned why, CancellationToken cancel);

    [Post("/v1/stock/expected/{id}/dismiss")]
    Task<ExpectedMovement> DismissExpected([Header(Headers.Key)] string key, long id, [Body] Reasoned why, CancellationToken cancel);

    [Get("/v1/events")]
    Task<EventPage> Events(string? cursor, int limit, int wait, CancellationToken cancel);
}

internal sealed record ChangeBatch(IReadOnlyList<StockChange> Changes, DateTimeOffset? SentAt = null);

internal sealed record ChangeResults(IReadOnlyList<ChangeResult> Results);

internal sealed record NewRelease(string Reference);
