using System.Text.Json.Serialization;

namespace RetailGateway.Client;

/// <summary>Whether a product is ever stocked.</summary>
public enum ProductKind
{
    /// <summary>Stocked.</summary>
    Goods,

    /// <summary>Never stocked.</summary>
    Service,
}

/// <summary>How PPN, the value-added tax, treats a product.</summary>
public enum VatClass
{
    /// <summary>The standard rate.</summary>
    Standard,

    /// <summary>Luxury goods.</summary>
    Luxury,

    /// <summary>Exempt.</summary>
    Exempt,

    /// <summary>Due and not collected.</summary>
    NotCollected,

    /// <summary>Outside the tax.</summary>
    Outside,
}

/// <summary>A pack of a product.</summary>
/// <param name="Code">Its code, unique within the product.</param>
/// <param name="Name">Its name.</param>
/// <param name="Factor">How many base units it holds.</param>
/// <param name="Gtin">Its own GTIN, as given.</param>
public sealed record Pack(string Code, string Name, decimal Factor, string? Gtin = null);

/// <summary>What a pack is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Factor">How many base units it holds; above zero, at most three decimals.</param>
/// <param name="Gtin">Its own GTIN; its check digit is verified.</param>
public sealed record PackContent(string Name, decimal Factor, string? Gtin = null);

/// <summary>Something traded, with its packs.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">In whose catalogue it stands.</param>
/// <param name="Code">The owner's item code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">The owner's category.</param>
/// <param name="Kind">Goods, or a service that is never stocked.</param>
/// <param name="BaseUnit">What stock is counted in.</param>
/// <param name="VatClass">How PPN treats it.</param>
/// <param name="Staple">A staple (sembako) or not.</param>
/// <param name="Packs">Smallest first.</param>
/// <param name="Producer">The producer's code, of UMKM goods.</param>
public sealed record Product(
    int Id, int OwnerId, string Code, string Name, string Category, ProductKind Kind, string BaseUnit, VatClass VatClass, bool Staple,
    IReadOnlyList<Pack> Packs, string? Producer = null);

/// <summary>A product to add to your catalogue.</summary>
/// <param name="Code">Your item code, 1 to 64 characters, unique with you without regard to letter case.</param>
/// <param name="Name">Its name.</param>
/// <param name="BaseUnit">What stock is counted in; it never changes.</param>
/// <param name="Category">Your category.</param>
/// <param name="Kind"><see cref="ProductKind.Goods"/> when null; it never changes.</param>
/// <param name="VatClass"><see cref="Client.VatClass.Standard"/> when null.</param>
/// <param name="Staple">A staple (sembako) or not.</param>
/// <param name="Producer">The producer's code, of UMKM goods.</param>
/// <param name="Packs">Its packs. That of one base unit is added where you leave it out.</param>
public sealed record NewProduct(
    string Code, string Name, string BaseUnit, string? Category = null, ProductKind? Kind = null, VatClass? VatClass = null,
    bool Staple = false, string? Producer = null, IReadOnlyList<Pack>? Packs = null);

/// <summary>What of a product changes; what is left out stays.</summary>
public sealed record ProductChanges
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Your category; empty for none.</summary>
    public string? Category { get; init; }

    /// <summary>How PPN treats it.</summary>
    public VatClass? VatClass { get; init; }

    /// <summary>A staple (sembako) or not.</summary>
    public bool? Staple { get; init; }

    /// <summary>The producer's code; can be cleared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Edit<string> Producer { get; init; }
}

/// <summary>Which products to read.</summary>
/// <param name="OwnerId">A partner's, where terms show them to you; yours when null.</param>
/// <param name="Text">A text anywhere in name or code, without regard to letter case.</param>
/// <param name="Code">An item code, whole.</param>
/// <param name="Category">A category, whole.</param>
/// <param name="Producer">A producer's code.</param>
/// <param name="Staple">Staples only, or none of them.</param>
public sealed record ProductFilter(
    int? OwnerId = null, string? Text = null, string? Code = null, string? Category = null, string? Producer = null, bool? Staple = null);
