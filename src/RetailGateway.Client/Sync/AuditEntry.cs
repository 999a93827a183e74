using System.Text.Json;

namespace RetailGateway.Client;

/// <summary>One act of somebody.</summary>
/// <param name="Id">Its number; later ones are higher.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: key: and the key's id, or gateway.</param>
/// <param name="Act">What was done.</param>
/// <param name="SubjectKind">To what kind of thing.</param>
/// <param name="SubjectId">To which.</param>
/// <param name="Connection">Through which of your systems.</param>
/// <param name="Before">The thing as it was, as far as the act touched it.</param>
/// <param name="After">As it became.</param>
/// <param name="Reason">Why, in the words of whoever acted.</param>
public sealed record AuditEntry(
    long Id, DateTimeOffset At, string Actor, string Act, string SubjectKind, string SubjectId, string? Connection = null,
    JsonElement? Before = null, JsonElement? After = null, string? Reason = null);
