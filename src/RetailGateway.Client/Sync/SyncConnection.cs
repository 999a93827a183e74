namespace RetailGateway.Client;

/// <summary>One partner system, or the console.</summary>
/// <param name="Id">The connection.</param>
/// <param name="Party">The code of the party whose system it is.</param>
/// <param name="Code">The connection's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">console, api (it calls the gateway) or connector (the gateway speaks to it).</param>
/// <param name="Streams">What flows over it, where the gateway drives it.</param>
/// <param name="Dialect">What a connector speaks.</param>
/// <param name="LastEntryAt">When the newest stock change that it evidenced happened; null for a partner's.</param>
public sealed record SyncConnection(
    int Id, string Party, string Code, string Name, string Kind, IReadOnlyList<StreamStatus> Streams,
    string? Dialect = null, DateTimeOffset? LastEntryAt = null);

/// <summary>One stream of a connection.</summary>
/// <param name="Kind">stock_in (the partner's stock to the gateway) or stock_out (a cooperative's availability to the partner), orders_in and orders_out (the same of documents of orders).</param>
/// <param name="Party">The code of the party whose goods it carries.</param>
/// <param name="Waiting">Positions whose newest state the partner has not acknowledged.</param>
/// <param name="Refused">Positions that the partner refuses to take.</param>
/// <param name="LagSeconds">Outward: the age of the oldest change not yet delivered; 0 when none waits. Inward: how long ago all that the partner had recorded was here; what it recorded since may wait.</param>
/// <param name="Turn">Who must act next: nobody, gateway, you, partner or administrator.</param>
/// <param name="Next">What is to be done, in plain words.</param>
/// <param name="LastSuccessAt">When it last worked.</param>
/// <param name="LastErrorAt">When it last did not.</param>
/// <param name="LastError">Why, in plain words; null once it works again.</param>
/// <param name="LastErrorCode">The same as a code.</param>
/// <param name="NextAttemptAt">When it is tried next.</param>
/// <param name="Conflicts">Open conflicts of yours about it.</param>
/// <param name="RupiahAtRisk">What may be lost at most: open conflicts of yours and open drift, at the dearest price in force. Null where none of it has a price.</param>
public sealed record StreamStatus(
    string Kind, string Party, long Waiting, long Refused, decimal LagSeconds, string Turn, string Next,
    DateTimeOffset? LastSuccessAt = null, DateTimeOffset? LastErrorAt = null, string? LastError = null, string? LastErrorCode = null,
    DateTimeOffset? NextAttemptAt = null, long? Conflicts = null, decimal? RupiahAtRisk = null);
