using RetailGateway.PartnerSimulator.Demo.Town;

namespace RetailGateway.PartnerSimulator.Demo.Life;

/// <summary>Who orders what of whom.</summary>
/// <param name="Cooperative">The cooperative's code.</param>
/// <param name="Shop">Its shop with a till, where goods come from or go to.</param>
/// <param name="Chain">The chain's code.</param>
/// <param name="ChainBuys">The chain orders the cooperative's goods; else the cooperative orders of the chain.</param>
/// <param name="Stores">The chain's stores.</param>
/// <param name="Goods">The cooperative's products and packs that have a price.</param>
internal sealed record Deal(string Cooperative, string Shop, string Chain, bool ChainBuys, string[] Stores, DealtGood[] Goods)
{
    /// <summary>The partnerships of the town's in which orders are made, each in its direction.</summary>
    public static Deal[] All()
    {
        var shops = TownFiles.ShopsWithTill();
        var locations = TownFiles.Read("locations");
        var prices = TownFiles.Read("prices").ToLookup(row => (row["cooperative"], row["partner"], row["role"]));
        var factors = TownFiles.Read("packs").ToDictionary(row => (row["party"], row["product"], row["pack"]), row => TownFiles.Number(row["factor"]));
        return
        [
            .. TownFiles.Read("partnerships").Select(row => new Deal(
                row["cooperative"],
                locations.First(location => location["party"] == row["cooperative"] && shops.Contains(location["code"]))["code"],
                row["chain"],
                row["role"] == "stockist",
                [.. locations.Where(location => location["party"] == row["chain"] && location["format"] != "warehouse").Select(location => location["code"])],
                [.. prices[(row["cooperative"], row["chain"], row["role"])].Select(price => new DealtGood(
                    price["product"], price["pack"], factors[(row["cooperative"], price["product"], price["pack"])] > 1)).Distinct()]))
                .Where(deal => deal.Goods.Length > 0 && deal.Stores.Length > 0),
        ];
    }

    /// <summary>The chain's half is done by its own people in its own system, and only the cooperative's here.</summary>
    public bool IsHalfElsewhere => Chain == TownFiles.Chain;

    /// <summary>Whether the buyer acts here.</summary>
    public bool BuysHere => !(IsHalfElsewhere && ChainBuys);

    /// <summary>Whether the seller acts here.</summary>
    public bool SellsHere => !IsHalfElsewhere || ChainBuys;
}

/// <summary>A product in a pack.</summary>
/// <param name="Product">The cooperative's item code.</param>
/// <param name="Pack">The pack.</param>
/// <param name="IsPack">It holds several.</param>
internal sealed record DealtGood(string Product, string Pack, bool IsPack);
