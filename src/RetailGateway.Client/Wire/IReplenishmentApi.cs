using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses under /v1/replenishment.</summary>
internal interface IReplenishmentApi
{
    [Put("/v1/replenishment/levels")]
    Task<LevelResults> SetLevels([Header(Headers.Key)] string key, [Body] LevelBatch batch, CancellationToken cancel);

    [Get("/v1/replenishment/levels")]
    Task<Page<ReplenishmentLevel>> Levels(string? location, string? product, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/replenishment/runs")]
    Task<ReplenishmentRun> Run([Header(Headers.Key)] string key, [Body] ReplenishmentRequest wanted, CancellationToken cancel);

    [Get("/v1/replenishment/proposals")]
    Task<Page<OrderProposal>> Proposals(string? status, string? location, int? supplier, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/replenishment/proposals/{id}")]
    Task<OrderProposalWithLines> Proposal(long id, CancellationToken cancel);

    [Post("/v1/replenishment/proposals/{id}/approve")]
    Task<TradeOrderWithLines> Approve([Header(Headers.Key)] string key, long id, [Body] ProposalApproval approval, CancellationToken cancel);

    [Post("/v1/replenishment/proposals/{id}/dismiss")]
    Task<OrderProposal> Dismiss([Header(Headers.Key)] string key, long id, [Body] ProposalDismissal dismissal, CancellationToken cancel);
}

internal sealed record LevelBatch(IReadOnlyList<ReplenishmentLevel> Levels);

internal sealed record LevelResults(IReadOnlyList<LevelResult> Results);

internal sealed record ReplenishmentRequest;

internal sealed record ProposalDismissal(string Reason);
