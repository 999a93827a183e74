using RetailGateway.PartnerSimulator.Demo.Town;

namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary>What the chain sells and where, as its own office has it: the gateway is asked for nothing.</summary>
internal sealed record ManggaGoods(IReadOnlyList<string> Stores, IReadOnlyList<ManggaItem> Items)
{
    /// <summary>The chain's part of the town's files.</summary>
    public static ManggaGoods Read()
    {
        var packs = TownFiles.Read("packs").Where(row => row["party"] == ManggaVerb.Party).ToLookup(row => row["product"]);
        return new ManggaGoods(
            [.. TownFiles.Read("locations").Where(row => row["party"] == ManggaVerb.Party).Select(row => row["code"])],
            [.. TownFiles.Read("products").Where(row => row["party"] == ManggaVerb.Party).Select(row => new ManggaItem(
                row["code"],
                row["base_unit"] == "kg",
                packs[row["code"]].ToDictionary(pack => pack["pack"], pack => TownFiles.Number(pack["factor"]))))]);
    }

    /// <summary>How many base units a pack of an item holds; without a pack it is one.</summary>
    /// <exception cref="InvalidDataException">The chain has no such item or pack.</exception>
    public decimal Factor(string code, string pack) =>
        Items.FirstOrDefault(item => item.Code == code) is { } item && (pack.Length == 0 || item.Packs.ContainsKey(pack))
            ? pack.Length == 0 ? 1 : item.Packs[pack]
            : throw new InvalidDataException($"There is no item {code} in the pack '{pack}'.");
}

/// <summary>An item: its code, whether it is weighed in kilograms, and base units by pack.</summary>
internal sealed record ManggaItem(string Code, bool IsWeighed, IReadOnlyDictionary<string, decimal> Packs)
{
    /// <summary>The pack in which it is delivered.</summary>
    public string Carton { get; } = Packs.MaxBy(pack => pack.Value).Key;
}
