namespace RetailGateway.PartnerSimulator.Chain.Books;

/// <summary>What the chain counts an item in.</summary>
internal enum ChainUnit
{
    /// <summary>Whole pieces, shown as packs plus loose pieces.</summary>
    Piece,

    /// <summary>Weighed goods, kilograms with three decimals, never packed.</summary>
    Kilogram,
}

/// <summary>A pack of the chain's own: <c>DUS</c> (carton), <c>PAK</c>, <c>BIJI</c> (the piece itself, factor 1).</summary>
/// <param name="Code">The chain's code of the pack.</param>
/// <param name="Factor">Pieces in one pack, at least 1.</param>
/// <param name="Gtin">The barcode printed on this pack, where there is one.</param>
internal sealed record ChainPack(string Code, int Factor, string? Gtin);

/// <summary>One line of the chain's catalogue.</summary>
/// <param name="Code">The chain's own item code, such as <c>BSM-100234</c>.</param>
/// <param name="Name">The name on the shelf label.</param>
/// <param name="Category">The chain's category.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Price">Whole rupiah for one piece or one kilogram.</param>
/// <param name="Packs">Largest first; empty for weighed goods.</param>
internal sealed record ChainItem(
    string Code, string Name, string Category, ChainUnit Unit, long Price, IReadOnlyList<ChainPack> Packs)
{
    /// <summary>The pack with this code, or none.</summary>
    public ChainPack? PackOf(string? code) => Packs.FirstOrDefault(pack => pack.Code == code);

    /// <summary>Whether the chain can hold this quantity: whole pieces, or kilograms to the gram.</summary>
    public bool Measures(decimal quantity) =>
        decimal.Round(quantity, Unit == ChainUnit.Piece ? 0 : 3) == quantity;
}

/// <summary>A store or a warehouse of the chain.</summary>
internal sealed record ChainLocation(string Code, string Name, ChainLocationKind Kind);

/// <summary>What a location of the chain is.</summary>
internal enum ChainLocationKind
{
    /// <summary>A store that sells to people.</summary>
    Store,

    /// <summary>A warehouse that supplies the stores.</summary>
    Warehouse,
}

/// <summary>What lay at a location on the day the books were opened, in pieces or kilograms.</summary>
internal sealed record OpeningStock(string Location, string Item, decimal Quantity);

/// <summary>What the chain orders of a co-op by its contract.</summary>
/// <param name="Cooperative">The co-op's code.</param>
/// <param name="Location">The co-op's location that sends it.</param>
/// <param name="Item">The chain's item code.</param>
/// <param name="Pack">The chain's pack that it orders in; none for weighed goods.</param>
/// <param name="Price">Rupiah for one such pack, or a kilogram.</param>
internal sealed record ContractedGood(string Cooperative, string Location, string Item, string? Pack, decimal Price);

/// <summary>The chain's goods, places, opening stock and contracts. It is given at the start and does not change.</summary>
internal sealed record ChainCatalogue(
    IReadOnlyList<ChainItem> Items, IReadOnlyList<ChainLocation> Locations, IReadOnlyList<OpeningStock> Opening,
    IReadOnlyList<ContractedGood>? Contracted = null)
{
    private readonly Dictionary<string, ChainItem> _items =
        Items.ToDictionary(item => item.Code, StringComparer.Ordinal);

    /// <summary>The item with this code, or none.</summary>
    public ChainItem? Find(string code) => _items.GetValueOrDefault(code);
}
