using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses of what waits for a person: lines in review, and conflicts.</summary>
internal interface IMattersApi
{
    [Get("/v1/sync/review-items")]
    Task<Page<ReviewItem>> ReviewItems(
        bool? closed, string? connection, string? itemCode, string? location, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/sync/review-items/{id}")]
    Task<ReviewItemDetail> ReviewItem(long id, CancellationToken cancel);

    [Post("/v1/sync/review-items/{id}/map")]
    Task<ReviewEffect> MapReviewItem([Header(Headers.Key)] string key, long id, [Body] ReviewMapping mapping, CancellationToken cancel);

    [Post("/v1/sync/review-items/{id}/retry")]
    Task<ReviewEffect> RetryReviewItem([Header(Headers.Key)] string key, long id, [Body] Reasoned why, CancellationToken cancel);

    [Post("/v1/sync/review-items/{id}/correct")]
    Task<ReviewEffect> CorrectReviewItem([Header(Headers.Key)] string key, long id, [Body] ReviewCorrection correction, CancellationToken cancel);

    [Post("/v1/sync/review-items/{id}/dismiss")]
    Task<ReviewEffect> DismissReviewItem([Header(Headers.Key)] string key, long id, [Body] Reasoned why, CancellationToken cancel);

    [Post("/v1/sync/review-items/{id}/preview")]
    Task<ReviewEffect> PreviewReviewItem(long id, [Body] ReviewDecision decision, CancellationToken cancel);

    [Post("/v1/sync/review-items/retry")]
    Task<ReviewEffect> RetryReviewItems([Header(Headers.Key)] string key, [Body] ReviewRetry which, CancellationToken cancel);

    [Get("/v1/sync/conflicts")]
    Task<Page<Conflict>> Conflicts(
        bool? closed, string? kind, string? location, string? product, string? connection, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/sync/conflicts/{id}")]
    Task<ConflictDetail> Conflict(long id, CancellationToken cancel);

    [Post("/v1/sync/conflicts/{id}/accept")]
    Task<ConflictEffect> AcceptConflict([Header(Headers.Key)] string key, long id, [Body] Reasoned why, CancellationToken cancel);

    [Post("/v1/sync/conflicts/{id}/correct")]
    Task<ConflictEffect> CorrectConflict([Header(Headers.Key)] string key, long id, [Body] ConflictCorrection correction, CancellationToken cancel);

    [Post("/v1/sync/conflicts/{id}/retry")]
    Task<ConflictEffect> RetryConflict([Header(Headers.Key)] string key, long id, [Body] Reasoned why, CancellationToken cancel);

    [Post("/v1/sync/conflicts/{id}/dismiss")]
    Task<ConflictEffect> DismissConflict([Header(Headers.Key)] string key, long id, [Body] Reasoned why, CancellationToken cancel);

    [Post("/v1/sync/conflicts/{id}/preview")]
    Task<ConflictEffect> PreviewConflict(long id, [Body] ConflictDecision decision, CancellationToken cancel);
}
