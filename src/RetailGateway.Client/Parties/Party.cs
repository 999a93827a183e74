namespace RetailGateway.Client;

/// <summary>What a party is.</summary>
public enum PartyKind
{
    /// <summary>A cooperative (koperasi): owns shops.</summary>
    Cooperative,

    /// <summary>A chain of stores (toko ritel).</summary>
    Chain,

    /// <summary>A micro or small producer (UMKM).</summary>
    Producer,

    /// <summary>The city's cooperative office (dinas).</summary>
    Authority,
}

/// <summary>What kind of cooperative it is.</summary>
public enum CooperativeKind
{
    /// <summary>Of civil servants (KPN).</summary>
    CivilServants,

    /// <summary>Of a pesantren (Kopontren).</summary>
    Pesantren,

    /// <summary>Of a farmers' group.</summary>
    FarmersGroup,

    /// <summary>Savings and loan.</summary>
    SavingsAndLoan,

    /// <summary>Another.</summary>
    Other,
}

/// <summary>An organisation (pihak).</summary>
/// <param name="Id">Its number, the owner of all it registers.</param>
/// <param name="Code">Its code, unique in its environment.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Environment">live or test; nothing crosses the two.</param>
/// <param name="RegisteredAt">Since when it is in the register.</param>
/// <param name="CooperativeKind">Of a cooperative: of what kind.</param>
/// <param name="Pkp">Registered for VAT today; null where that is not shown to you or not recorded.</param>
public sealed record Party(
    int Id, string Code, string Name, PartyKind Kind, string Environment, DateTimeOffset RegisteredAt,
    CooperativeKind? CooperativeKind = null, bool? Pkp = null);

/// <summary>A party for the register.</summary>
/// <param name="Code">2 to 40 capital letters, digits and hyphens; unique in the environment, for ever.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">A cooperative, a chain or a producer.</param>
/// <param name="Pkp">Registered for VAT.</param>
/// <param name="CooperativeKind">Of a cooperative: of what kind.</param>
/// <param name="PkpFrom">The day from which <paramref name="Pkp"/> holds; today when null.</param>
public sealed record NewParty(
    string Code, string Name, PartyKind Kind, bool Pkp, CooperativeKind? CooperativeKind = null, DateOnly? PkpFrom = null);

/// <summary>A VAT registration to record.</summary>
/// <param name="ValidFrom">The first day it holds.</param>
/// <param name="Pkp">Registered for VAT (PKP) or not.</param>
public sealed record NewTaxStatus(DateOnly ValidFrom, bool Pkp);

/// <summary>Whether a party is registered for VAT, from a day on.</summary>
/// <param name="PartyId">Whose.</param>
/// <param name="ValidFrom">The first day it holds.</param>
/// <param name="Pkp">Registered for VAT (PKP) or not.</param>
public sealed record TaxStatus(int PartyId, DateOnly ValidFrom, bool Pkp);
