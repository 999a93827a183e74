namespace RetailGateway.Domain.Parties;

/// <summary>A permit of a producer or product. "An expired permit stops new shipments and front-shelf credit; returns and settlement go on."</summary>
public enum PermitKind
{
    /// <summary>Business identification number (NIB).</summary>
    Nib,

    /// <summary>Home-made food (P-IRT).</summary>
    Pirt,

    /// <summary>Halal certificate.</summary>
    Halal,

    /// <summary>Food and drug agency (BPOM).</summary>
    Bpom,
}
