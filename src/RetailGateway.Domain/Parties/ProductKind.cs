namespace RetailGateway.Domain.Parties;

/// <summary>Whether a product can lie on a shelf.</summary>
public enum ProductKind
{
    /// <summary>Stocked.</summary>
    Goods,

    /// <summary>Never stocked.</summary>
    Service,
}
