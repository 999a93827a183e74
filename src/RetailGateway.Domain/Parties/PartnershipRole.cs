namespace RetailGateway.Domain.Parties;

/// <summary>What the chain is to the cooperative in a partnership (<i>kemitraan</i>).</summary>
public enum PartnershipRole
{
    /// <summary>The chain supplies staples to the cooperative's shops.</summary>
    Supplier,

    /// <summary>The chain's stores sell UMKM goods that the cooperative delivers, outright or on consignment (<i>titip jual</i>).</summary>
    Stockist,
}
