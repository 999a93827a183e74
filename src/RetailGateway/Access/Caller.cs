using RetailGateway.Domain.Parties;

namespace RetailGateway.Access;

/// <summary>Whose request this is: the key's party, the connection it belongs to, and what it may do.</summary>
internal sealed record Caller(
    PartyId Party, PartyKind Kind, ConnectionId Connection, string Environment, string KeyId, IReadOnlySet<string> Scopes)
{
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());
}
