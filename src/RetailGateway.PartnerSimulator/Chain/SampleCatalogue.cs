using System.Globalization;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain;

/// <summary>A dozen goods, two stores and a warehouse: enough to run the chain without any other data.</summary>
internal static class SampleCatalogue
{
    /// <summary>The warehouse.</summary>
    public const string Warehouse = "GD-01";

    /// <summary>The first store.</summary>
    public const string Store = "TB-01";

    /// <summary>A counted item, in cartons of 40, packs of 10 and pieces.</summary>
    public const string Noodles = "BSM-100234";

    /// <summary>A weighed item.</summary>
    public const string Eggs = "BSM-200010";

    /// <summary>Builds it, with every item in stock everywhere.</summary>
    public static ChainCatalogue Create()
    {
        ChainItem[] items =
        [
            Counted(100234, "Mi instan goreng 85 g", "Makanan instan", 3_100, ("DUS", 40), ("PAK", 10)),
            Counted(100101, "Beras medium 5 kg", "Sembako", 68_500, ("PAK", 5)),
            Counted(100102, "Gula pasir 1 kg", "Sembako", 17_500, ("DUS", 20)),
            Counted(100103, "Minyak goreng 1 L", "Sembako", 18_900, ("DUS", 12)),
            Counted(100104, "Tepung terigu 1 kg", "Sembako", 12_800, ("DUS", 12)),
            Counted(100310, "Kopi bubuk 165 g", "Minuman", 14_200, ("DUS", 24), ("PAK", 6)),
            Counted(100311, "Teh celup isi 25", "Minuman", 6_900, ("DUS", 48), ("PAK", 12)),
            Counted(100312, "Air mineral 600 ml", "Minuman", 3_500, ("DUS", 24)),
            Counted(300501, "Keripik tempe 150 g", "Produk UMKM", 12_000, ("DUS", 30)),
            Counted(300502, "Sambal pecel 200 g", "Produk UMKM", 16_500, ("DUS", 24)),
            Weighed(200010, "Telur ayam", "Segar", 28_500),
            Weighed(200011, "Bawang merah", "Segar", 41_000),
        ];
        ChainLocation[] locations =
        [
            new(Warehouse, "Gudang Basmalah Sidogiri", ChainLocationKind.Warehouse),
            new(Store, "Toko Basmalah Rungkut", ChainLocationKind.Store),
            new("TB-02", "Toko Basmalah Wonokromo", ChainLocationKind.Store),
        ];
        var opening =
            from location in locations
            from item in items
            let scale = location.Kind == ChainLocationKind.Warehouse ? 10 : 1
            select new OpeningStock(location.Code, item.Code, item.Unit == ChainUnit.Kilogram ? 24.5m * scale : 50 * scale);
        return new ChainCatalogue(items, locations, [.. opening]);
    }

    private static ChainItem Weighed(int number, string name, string category, long price) =>
        new(Code(number), name, category, ChainUnit.Kilogram, price, Packs: []);

    private static ChainItem Counted(
        int number, string name, string category, long price, params (string Code, int Factor)[] packs) => new(
        Code(number), name, category, ChainUnit.Piece, price,
        [
            .. packs.Append(("BIJI", 1)).Select((pack, level) => new ChainPack(pack.Item1, pack.Item2, Gtin(number, level))),
        ]);

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"BSM-{number:D6}");

    /// <summary>A GTIN-13 below 952, the prefix that GS1 keeps for demonstrations.</summary>
    private static string Gtin(int number, int level)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"952{(number * 10L) + level:D9}");
        var sum = digits.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 3)).Sum();
        return digits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }
}
