using RetailGateway.Domain.Parties;

namespace RetailGateway.Access.People;

/// <summary>Who is signed in, as the store knows them at this request.</summary>
/// <param name="Person">Their number.</param>
/// <param name="Session">Where they are signed in.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Roles">What they are to their party.</param>
/// <param name="PartyName">Their party's name.</param>
/// <param name="ShopName">A shopkeeper's one shop.</param>
/// <param name="TimeZone">WIB, WITA or WIT: their shop's, else their party's first location's.</param>
/// <param name="Caller">Their party, as the handlers know a caller: the same rows, seen in the same way.</param>
internal sealed record Visitor(
    int Person, Guid Session, string Name, string Email, IReadOnlyList<Role> Roles, string PartyName, string? ShopName, string TimeZone, Caller Caller)
{
    /// <summary>The party's kind.</summary>
    internal PartyKind Kind => Caller.Kind;

    /// <summary>Whether their roles permit it.</summary>
    internal bool May(Permission permission) => Permissions.Allow(Roles, permission);

    /// <summary>Goes on where their roles permit it.</summary>
    /// <exception cref="NotPermitted">They do not.</exception>
    internal void Must(Permission permission)
    {
        if (!May(permission))
        {
            throw new NotPermitted(permission);
        }
    }
}
