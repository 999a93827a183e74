namespace RetailGateway.Client;

/// <summary>A file that came.</summary>
/// <param name="Id">Its number: the one in the names of its answer and of its copy.</param>
/// <param name="Connection">The code of the connection it came by.</param>
/// <param name="Name">Its name; what no name has is shown as '_'.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ReceivedAt">When it was taken out of its folder.</param>
/// <param name="State">taken, answered or refused.</param>
/// <param name="Lines">Lines answered so far.</param>
/// <param name="Applied">Of them, lines that count now.</param>
/// <param name="Duplicate">Of them, lines that counted already.</param>
/// <param name="Review">Of them, lines whose code waits for a mapping.</param>
/// <param name="Refused">Of them, lines that do not count.</param>
/// <param name="Sha256">Of its content, in hexadecimal; null where it was refused unread.</param>
/// <param name="RefusedCode">Why the whole file was refused, as a code; null where it was not.</param>
/// <param name="Why">The same in plain words, with the figures.</param>
/// <param name="ConcludedAt">When its answer was there; null before.</param>
/// <param name="Attempts">How often its taking broke off on the gateway's side.</param>
/// <param name="NextAttemptAt">When it is tried again; null where it is not to be.</param>
/// <param name="LastError">Why it broke off last, in plain words.</param>
/// <param name="ParkedAt">Since when it is put aside, until it is retried; null where it is not.</param>
public sealed record ReceivedFile(
    long Id, string Connection, string Name, long Bytes, DateTimeOffset ReceivedAt, string State, int Lines, int Applied, int Duplicate,
    int Review, int Refused, string? Sha256 = null, string? RefusedCode = null, string? Why = null, DateTimeOffset? ConcludedAt = null,
    int Attempts = 0, DateTimeOffset? NextAttemptAt = null, string? LastError = null, DateTimeOffset? ParkedAt = null);
