using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Lines that wait for a person.</content>
public sealed partial class GatewayClient
{
    /// <summary>Every line that waits for its code to be mapped, or waited.</summary>
    /// <param name="filter">Which; all that wait when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<ReviewItem> ReviewItems(ReviewFilter? filter = null, CancellationToken cancel = default) =>
        Pages.All(
            (cursor, stop) => matters.ReviewItems(filter?.Closed, filter?.Connection, filter?.ItemCode, filter?.Location, Pages.Size, cursor, stop), cancel);

    /// <summary>One line, what its code may mean, and what can be done.</summary>
    /// <param name="id">The line's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ReviewItemDetail> ReviewItem(long id, CancellationToken cancel = default) =>
        matters.ReviewItem(id, cancel);

    /// <summary>Gives its code a meaning, and applies it to every line that waits with it.</summary>
    /// <param name="id">The line's number.</param>
    /// <param name="mapping">What the code means.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: somebody was first.</exception>
    public Task<ReviewEffect> MapReviewItem(long id, ReviewMapping mapping, string? key = null, CancellationToken cancel = default) =>
        matters.MapReviewItem(Key(key), id, mapping, cancel);

    /// <summary>Records the line if nothing stands against it by now.</summary>
    /// <param name="id">The line's number.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: somebody was first.</exception>
    public Task<ReviewEffect> RetryReviewItem(long id, string reason, string? key = null, CancellationToken cancel = default) =>
        matters.RetryReviewItem(Key(key), id, new Reasoned(reason), cancel);

    /// <summary>Tries every waiting line again, in the background.</summary>
    /// <param name="which">Which of them, and why.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ReviewEffect> RetryReviewItems(ReviewRetry which, string? key = null, CancellationToken cancel = default) =>
        matters.RetryReviewItems(Key(key), which, cancel);

    /// <summary>Records the line with another item, location or quantity.</summary>
    /// <param name="id">The line's number.</param>
    /// <param name="correction">What it should have been.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: somebody was first.</exception>
    public Task<ReviewEffect> CorrectReviewItem(long id, ReviewCorrection correction, string? key = null, CancellationToken cancel = default) =>
        matters.CorrectReviewItem(Key(key), id, correction, cancel);

    /// <summary>Does not record the line, now or when it comes again.</summary>
    /// <param name="id">The line's number.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: somebody was first.</exception>
    public Task<ReviewEffect> DismissReviewItem(long id, string reason, string? key = null, CancellationToken cancel = default) =>
        matters.DismissReviewItem(Key(key), id, new Reasoned(reason), cancel);

    /// <summary>What an action would do; nothing is written.</summary>
    /// <param name="id">The line's number.</param>
    /// <param name="decision">The action.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ReviewEffect> PreviewReviewItem(long id, ReviewDecision decision, CancellationToken cancel = default) =>
        matters.PreviewReviewItem(id, decision, cancel);
}
