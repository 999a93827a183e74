namespace RetailGateway.Client;

/// <summary>A piece of work that is due, under way, or waits for a person.</summary>
/// <param name="Kind">What kind of work it is: feed, job, line, reservations or stream.</param>
/// <param name="Id">Its id; a stream's stands in the addresses that work it.</param>
/// <param name="What">Which stream, line or job it is.</param>
/// <param name="Count">How many pieces wait in it: positions of a stream, changes of the feed, reservations.</param>
/// <param name="AgeSeconds">The same as an age; 0 where nothing waits.</param>
/// <param name="Attempts">How often in a row it failed.</param>
/// <param name="Party">The code of the party whose goods it is about.</param>
/// <param name="DueSince">Since when the oldest of them waits; null where nothing does.</param>
/// <param name="Holder">Who is at work on it: machine, process and worker.</param>
/// <param name="HeldUntil">When its lease ends by itself.</param>
/// <param name="NextAttemptAt">When it is tried next.</param>
/// <param name="LastErrorCode">Why it failed last, as a code.</param>
/// <param name="LastError">The same in plain words.</param>
/// <param name="ParkedAt">Since when a person, or the gateway for a line, has put it aside.</param>
/// <param name="ParkedBy">The code of the party that did.</param>
/// <param name="ParkedBecause">Why.</param>
public sealed record DueWork(
    string Kind, string Id, string What, long Count, decimal AgeSeconds, int Attempts, string? Party = null, DateTimeOffset? DueSince = null,
    string? Holder = null, DateTimeOffset? HeldUntil = null, DateTimeOffset? NextAttemptAt = null, string? LastErrorCode = null,
    string? LastError = null, DateTimeOffset? ParkedAt = null, string? ParkedBy = null, string? ParkedBecause = null);
