using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Demo.Town;

/// <summary>Toko Basmalah's catalogue and opening stock, as the demo's files have them.</summary>
internal static class TownChain
{
    /// <summary>What a piece costs where no price list names it.</summary>
    private const long UsualPrice = 10_000;

    public static ChainCatalogue Catalogue()
    {
        var packs = TownFiles.Read("packs").Where(row => row["party"] == TownFiles.Chain).ToLookup(row => row["product"]);
        var prices = Prices();
        return new ChainCatalogue(
            [.. TownFiles.Read("products").Where(row => row["party"] == TownFiles.Chain).Select(row => Item(row, packs[row["code"]], prices))],
            [.. TownFiles.Read("locations").Where(row => row["party"] == TownFiles.Chain).Select(row => new ChainLocation(
                row["code"], row["name"], row["format"] == "warehouse" ? ChainLocationKind.Warehouse : ChainLocationKind.Store))],
            [.. TownFiles.Read("opening").Where(row => row["party"] == TownFiles.Chain).Select(row => new OpeningStock(
                row["location"], row["product"], TownFiles.Number(row["quantity"])))],
            Contracted());
    }

    /// <summary>The producers' goods that the chain buys of cooperatives, by the piece and by its own codes.</summary>
    private static List<ContractedGood> Contracted()
    {
        var shops = TownFiles.ShopsWithTill();
        var senders = TownFiles.Read("locations").Where(row => shops.Contains(row["code"])).DistinctBy(row => row["party"]).ToDictionary(row => row["party"], row => row["code"]);
        var items = TownFiles.Read("mappings").Where(row => row["connection_party"] == TownFiles.Chain)
            .ToDictionary(row => (row["party"], row["product"], row["pack"]), row => row["item_code"]);
        return
        [
            .. TownFiles.Read("prices").Where(row => row["partner"] == TownFiles.Chain && row["role"] == "stockist")
                .OrderByDescending(row => row["valid_from"], StringComparer.Ordinal)
                .DistinctBy(row => (row["cooperative"], row["product"], row["pack"]))
                .Where(row => items.ContainsKey((row["cooperative"], row["product"], row["pack"])))
                .Select(row => new ContractedGood(
                    row["cooperative"], senders[row["cooperative"]], items[(row["cooperative"], row["product"], row["pack"])], row["pack"], TownFiles.Number(row["price"]))),
        ];
    }

    private static ChainItem Item(
        Dictionary<string, string> row, IEnumerable<Dictionary<string, string>> packs, Dictionary<string, long> prices)
    {
        var weighed = row["base_unit"] == "kg";
        return new ChainItem(
            row["code"], row["name"], row["category"], weighed ? ChainUnit.Kilogram : ChainUnit.Piece,
            prices.GetValueOrDefault(row["code"], UsualPrice),
            weighed ? [] : [.. packs
                .Select(pack => new ChainPack(pack["pack"], (int)TownFiles.Number(pack["factor"]), pack["gtin"].Length > 0 ? pack["gtin"] : null))
                .OrderByDescending(pack => pack.Factor)]);
    }

    /// <summary>Rupiah for a piece or kilogram, by item: the newest price of any cooperative's price list.</summary>
    private static Dictionary<string, long> Prices()
    {
        var items = TownFiles.Read("mappings").Where(row => row["connection_party"] == TownFiles.Chain).ToDictionary(row => (row["party"], row["product"]), row => row["item_code"]);
        var factors = TownFiles.Read("packs").ToDictionary(row => (row["party"], row["product"], row["pack"]), row => TownFiles.Number(row["factor"]));
        var prices = new Dictionary<string, long>();
        foreach (var row in TownFiles.Read("prices").OrderBy(row => row["valid_from"], StringComparer.Ordinal))
        {
            if (items.TryGetValue((row["cooperative"], row["product"]), out var item))
                prices[item] = (long)(TownFiles.Number(row["price"]) / factors[(row["cooperative"], row["product"], row["pack"])]);
        }

        return prices;
    }
}
