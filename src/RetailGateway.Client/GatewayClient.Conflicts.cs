using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Matters that a person should look at.</content>
public sealed partial class GatewayClient
{
    /// <summary>Every conflict.</summary>
    /// <param name="filter">Which; all that are open when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Conflict> Conflicts(ConflictFilter? filter = null, CancellationToken cancel = default) =>
        Pages.All(
            (cursor, stop) => matters.Conflicts(
                filter?.Closed, filter?.Kind, filter?.Location, filter?.Product, filter?.Connection, Pages.Size, cursor, stop),
            cancel);

    /// <summary>One conflict, its position as it is now, and what can be done.</summary>
    /// <param name="id">The conflict's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ConflictDetail> Conflict(long id, CancellationToken cancel = default) =>
        matters.Conflict(id, cancel);

    /// <summary>What stands is right, or what was expected has happened.</summary>
    /// <param name="id">The conflict's number.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: somebody was first.</exception>
    public Task<ConflictEffect> AcceptConflict(long id, string reason, string? key = null, CancellationToken cancel = default) =>
        matters.AcceptConflict(Key(key), id, new Reasoned(reason), cancel);

    /// <summary>Records what really is.</summary>
    /// <param name="id">The conflict's number.</param>
    /// <param name="correction">What really is.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/still-in-trouble</c>: it would not end the matter.</exception>
    public Task<ConflictEffect> CorrectConflict(long id, ConflictCorrection correction, string? key = null, CancellationToken cancel = default) =>
        matters.CorrectConflict(Key(key), id, correction, cancel);

    /// <summary>Lets it be tried again.</summary>
    /// <param name="id">The conflict's number.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: somebody was first.</exception>
    public Task<ConflictEffect> RetryConflict(long id, string reason, string? key = null, CancellationToken cancel = default) =>
        matters.RetryConflict(Key(key), id, new Reasoned(reason), cancel);

    /// <summary>Closes the matter; there is nothing to do.</summary>
    /// <param name="id">The conflict's number.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: somebody was first.</exception>
    public Task<ConflictEffect> DismissConflict(long id, string reason, string? key = null, CancellationToken cancel = default) =>
        matters.DismissConflict(Key(key), id, new Reasoned(reason), cancel);

    /// <summary>What an action would do; nothing is written.</summary>
    /// <param name="id">The conflict's number.</param>
    /// <param name="decision">The action.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ConflictEffect> PreviewConflict(long id, ConflictDecision decision, CancellationToken cancel = default) =>
        matters.PreviewConflict(id, decision, cancel);
}
