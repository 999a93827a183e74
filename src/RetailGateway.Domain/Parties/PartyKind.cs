namespace RetailGateway.Domain.Parties;

/// <summary>What an organisation (<i>pihak</i>) is.</summary>
public enum PartyKind
{
    /// <summary>Owns shops (<i>koperasi</i>).</summary>
    Cooperative,

    /// <summary>A partner retailer with stores and distribution centres (<i>toko ritel</i>).</summary>
    Chain,

    /// <summary>A micro or small producer whose goods must stand on the front shelf (<i>UMKM</i>).</summary>
    Producer,

    /// <summary>The city's cooperative office (<i>dinas</i>).</summary>
    Authority,
}

/// <summary>Whose cooperative it is.</summary>
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

    /// <summary>Of anyone else.</summary>
    Other,
}
