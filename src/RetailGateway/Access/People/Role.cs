namespace RetailGateway.Access.People;

/// <summary>What a person is to their party. The store keeps the names in lower case with underscores.</summary>
internal enum Role
{
    /// <summary>Of a cooperative: keeps one shop's stock (<i>penjaga toko</i>).</summary>
    Shopkeeper,

    /// <summary>Of a cooperative: enters orders and receipts (<i>petugas</i>).</summary>
    Clerk,

    /// <summary>Of a cooperative: runs it, and works what is open (<i>manajer</i>).</summary>
    Manager,

    /// <summary>Of a cooperative: approves and pays (<i>bendahara</i>).</summary>
    Treasurer,

    /// <summary>Of a cooperative: approves above the treasurer's limit (<i>ketua</i>).</summary>
    Chair,

    /// <summary>Of a chain: follows orders, shelves and invoices.</summary>
    PartnerUser,

    /// <summary>Of a chain: keeps its system in step with ours.</summary>
    PartnerEngineer,

    /// <summary>Of the city: looks at shelves on the spot (<i>petugas lapangan</i>).</summary>
    Inspector,

    /// <summary>Of the city: keeps the register and decides (<i>pengawas</i>).</summary>
    Officer,

    /// <summary>Runs the gateway and gives access.</summary>
    Administrator,
}

/// <summary>Roles as the store and the cookie name them.</summary>
internal static class RoleNames
{
    /// <summary>The name in the store: <c>partner_user</c>.</summary>
    internal static string Name(this Role role) => role switch
    {
        Role.PartnerUser => "partner_user",
        Role.PartnerEngineer => "partner_engineer",
        _ => role.ToString().ToLowerInvariant(),
    };

    /// <summary>The role of a name in the store.</summary>
    /// <exception cref="FormatException">It is none of ours.</exception>
    internal static Role Parse(string name) =>
        Enum.GetValues<Role>().Where(role => role.Name() == name).Select(role => (Role?)role).FirstOrDefault()
        ?? throw new FormatException($"'{name}' is no role.");

    /// <summary>The roles that people of a party of this kind can have; an administrator belongs to any.</summary>
    internal static IReadOnlyList<Role> Of(Domain.Parties.PartyKind kind) => kind switch
    {
        Domain.Parties.PartyKind.Cooperative => [Role.Shopkeeper, Role.Clerk, Role.Manager, Role.Treasurer, Role.Chair, Role.Administrator],
        Domain.Parties.PartyKind.Chain => [Role.PartnerUser, Role.PartnerEngineer, Role.Administrator],
        Domain.Parties.PartyKind.Authority => [Role.Inspector, Role.Officer, Role.Administrator],
        _ => [],
    };
}
