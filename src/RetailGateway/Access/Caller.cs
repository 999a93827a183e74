using RetailGateway.Domain.Parties;

namespace RetailGateway.Access;

/// <summary>Whose request this is: the party, the connection it comes through, and what it may do.</summary>
/// <param name="Party">Whose rows it sees.</param>
/// <param name="Kind">What that party is.</param>
/// <param name="Connection">The key's connection; a person's is the party's console.</param>
/// <param name="Environment">live or test.</param>
/// <param name="KeyId">The key; empty for a person, and for the gateway itself.</param>
/// <param name="Scopes">What the key may do; a person's permissions are asked for by the pages.</param>
internal sealed record Caller(
    PartyId Party, PartyKind Kind, ConnectionId Connection, string Environment, string KeyId, IReadOnlySet<string> Scopes)
{
    /// <summary>The person who asks; null for a key and for the gateway itself.</summary>
    internal int? Person { get; init; }

    /// <summary>The one location whose rows it sees, and writes; null for all of its party's.</summary>
    internal LocationId? Location { get; init; }

    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());
}
