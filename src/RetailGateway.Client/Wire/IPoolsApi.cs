using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses under /v1/pools.</summary>
internal interface IPoolsApi
{
    [Post("/v1/pools")]
    Task<Pool> Open([Header(Headers.Key)] string key, [Body] NewPool pool, CancellationToken cancel);

    [Get("/v1/pools")]
    Task<Page<Pool>> Pools(string? status, int? supplier, string? location, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/pools/{id}")]
    Task<PoolWithLines> Pool(long id, CancellationToken cancel);

    [Get("/v1/pools/{id}/shares")]
    Task<Page<PoolShare>> Shares(long id, string? location, string? product, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/pools/{id}/allocations")]
    Task<Page<ShareAllocation>> Allocations(long id, string? location, string? product, int limit, string? cursor, CancellationToken cancel);

    [Put("/v1/pools/{id}/shares")]
    Task<PoolShares> Give([Header(Headers.Key)] string key, long id, [Body] ShareBatch batch, CancellationToken cancel);

    [Post("/v1/pools/{id}/proposals")]
    Task<PoolShares> Gather([Header(Headers.Key)] string key, long id, [Body] PooledProposal proposal, CancellationToken cancel);

    [Post("/v1/pools/{id}/close")]
    Task<Pool> Close([Header(Headers.Key)] string key, long id, [Body] PoolClosure closure, CancellationToken cancel);

    [Post("/v1/pools/{id}/extend")]
    Task<Pool> Extend([Header(Headers.Key)] string key, long id, [Body] PoolExtension extension, CancellationToken cancel);

    [Post("/v1/pools/{id}/cancel")]
    Task<Pool> Cancel([Header(Headers.Key)] string key, long id, [Body] PoolCancellation cancellation, CancellationToken cancel);
}

internal sealed record ShareBatch(IReadOnlyList<NewPoolShare> Shares);

internal sealed record PoolShares(IReadOnlyList<PoolShare> Shares);

internal sealed record PooledProposal(long ProposalId);

internal sealed record PoolClosure(bool BelowMinimum);

internal sealed record PoolExtension(DateTimeOffset ClosesAt);

internal sealed record PoolCancellation(string Reason);
