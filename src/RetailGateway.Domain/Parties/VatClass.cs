namespace RetailGateway.Domain.Parties;

/// <summary>How PPN treats a product; the rates and bases are data of the tax profiles.</summary>
public enum VatClass
{
    /// <summary>Non-luxury: taxed on 11/12 of the price today.</summary>
    Standard,

    /// <summary>Luxury: taxed on the full price.</summary>
    Luxury,

    /// <summary>Exempt.</summary>
    Exempt,

    /// <summary>Tax that is printed and not collected.</summary>
    NotCollected,

    /// <summary>Outside PPN.</summary>
    Outside,
}
