using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses under /v1/settlements.</summary>
internal interface ISettlementsApi
{
    [Get("/v1/settlements")]
    Task<Page<SettlementSummary>> Settlements(
        string? consignor, string? consignee, string? location, string? from, string? to, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/settlements/{id}")]
    Task<SettlementDocument> Settlement(long id, CancellationToken cancel);

    [Get("/v1/settlements/{id}/lines/{line}/entries")]
    Task<Page<SettledEntry>> Entries(long id, int line, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/settlements/runs")]
    Task<SettlementRun> Run([Header(Headers.Key)] string key, [Body] SettlementRequest wanted, CancellationToken cancel);
}

internal sealed record SettlementRequest;
