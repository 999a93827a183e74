using System.Globalization;
using System.Text;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace RetailGateway.Tests.Demo;

/// <summary>
/// The demo's files are read as they lie in the source tree, so that a slip in a row shows here
/// and not halfway through a seed.
/// </summary>
public sealed class DemoDataTests
{
    private static readonly IReadOnlyList<Row> Areas = Read("areas");
    private static readonly IReadOnlyList<Row> Parties = Read("parties");
    private static readonly IReadOnlyList<Row> Locations = Read("locations");
    private static readonly IReadOnlyList<Row> Products = Read("products");
    private static readonly IReadOnlyList<Row> Packs = Read("packs");
    private static readonly IReadOnlyList<Row> Mappings = Read("mappings");
    private static readonly IReadOnlyList<Row> Permits = Read("permits");
    private static readonly IReadOnlyList<Row> Partnerships = Read("partnerships");
    private static readonly IReadOnlyList<Row> Terms = Read("terms");
    private static readonly IReadOnlyList<Row> Prices = Read("prices");
    private static readonly IReadOnlyList<Row> Opening = Read("opening");
    private static readonly IReadOnlyList<Row> ByHand = Read("by_hand");

    /// <summary>The city's kelurahan as the Ministry of Home Affairs numbers them, by kecamatan.</summary>
    private static readonly Dictionary<string, string[]> OfficialKelurahan = new(StringComparer.Ordinal)
    {
        ["35.74.01"] = ["1001", "1002", "1003", "1007", "1008", "1009"],
        ["35.74.02"] = ["1001", "1002", "1003", "1005", "1006", "1007"],
        ["35.74.03"] = ["1001", "1002", "1004", "1007", "1010"],
        ["35.74.04"] = ["1001", "1002", "1003", "1004", "1005", "1006"],
        ["35.74.05"] = ["1001", "1002", "1003", "1004", "1005", "1006"],
    };

    [Fact]
    public void Every_kelurahan_is_one_of_the_29_real_ones_and_none_is_missing()
    {
        var official = OfficialKelurahan.SelectMany(entry => entry.Value.Select(number => $"{entry.Key}.{number}"));
        Assert.Equal(official, OfKind("kelurahan").Select(area => area["code"]), StringComparer.Ordinal);
        Assert.Equal(OfficialKelurahan.Keys, OfKind("kecamatan").Select(area => area["code"]), StringComparer.Ordinal);
        Assert.Equal(["35.74"], OfKind("city").Select(area => area["code"]), StringComparer.Ordinal);
        AllKnown(Areas.Where(area => area["parent"].Length > 0), Areas, ["parent"], ["code"]);
        AllKnown(Locations, OfKind("kelurahan"), ["kelurahan"], ["code"]);
        AllKnown(Parties, OfKind("city"), ["city_area"], ["code"]);
    }

    [Fact]
    public void The_kecamatan_and_kelurahan_bear_their_real_names()
    {
        Assert.Equal(["Kademangan", "Wonoasih", "Mayangan", "Kanigaran", "Kedopok"], OfKind("kecamatan").Select(area => area["name"]), StringComparer.Ordinal);
        Assert.Equal(
            [
                "Ketapang", "Triwung Lor", "Triwung Kidul", "Pohsangit Kidul", "Kademangan", "Pilang",
                "Jrebeng Kidul", "Pakistaji", "Kedunggaleng", "Kedung Asem", "Sumber Taman", "Wonoasih",
                "Mayangan", "Mangunharjo", "Jati", "Sukabumi", "Wiroborang",
                "Tisnonegaran", "Sukoharjo", "Kanigaran", "Kebonsari Wetan", "Curahgrinting", "Kebonsari Kulon",
                "Jrebeng Kulon", "Kareng Lor", "Sumber Wetan", "Jrebeng Lor", "Kedopok", "Jrebeng Wetan",
            ],
            OfKind("kelurahan").Select(area => area["name"]),
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("KPN-SEJAHTERA", "Koperasi Pegawai Negeri Sejahtera", "cooperative", "civil_servants")]
    [InlineData("KOPONTREN-AZIDAN", "Kopontren Azidan Barokatu Zainil Hasan", "cooperative", "pesantren")]
    [InlineData("KOPONTREN-MAMBAUL-ULUM", "Kopontren Mambaul Ulum", "cooperative", "pesantren")]
    [InlineData("KOPONTREN-RIYADLUS", "Kopontren Riyadlus Sholihin", "cooperative", "pesantren")]
    [InlineData("KOPTAN-SUMBER-WETAN", "Koperasi Kelompok Tani Sumber Wetan", "cooperative", "farmers_group")]
    [InlineData("BASMALAH", "Toko Basmalah", "chain", "")]
    public void The_parties_that_the_press_names_are_there_with_a_shop_of_their_own(string code, string name, string kind, string cooperativeKind)
    {
        var party = Parties.Single(party => party["code"] == code);

        Assert.Equal((name, kind, cooperativeKind), (party["name"], party["kind"], party["cooperative_kind"]));
        Assert.Contains(Locations, location => location["party"] == code && location["format"] == (kind == "chain" ? "minimarket" : "coop_shop"));
    }

    [Theory]
    [InlineData("Fendysa")]
    [InlineData("IFA")]
    [InlineData("Dua Putra")]
    [InlineData("Dinda")]
    [InlineData("Jaya Tri")]
    [InlineData("Iskandar Jaya")]
    [InlineData("Dwi Surya")]
    [InlineData("Kembang Sari")]
    [InlineData("Sulastri")]
    public void Each_of_the_nine_real_producers_makes_something(string name)
    {
        var producer = Assert.Single(Producers, producer => producer["name"] == name)["code"];

        Assert.Contains(Products, product => product["producer"] == producer && product["kind"] == "goods");
    }

    [Fact]
    public void Every_reference_between_the_files_leads_to_a_row()
    {
        string[] productKey = ["party", "code"];
        AllKnown(Locations, Parties, ["party"], ["code"]);
        AllKnown(Products, Parties, ["party"], ["code"]);
        AllKnown(Products.Where(product => product["producer"].Length > 0), Producers, ["producer"], ["code"]);
        AllKnown(Packs, Products, ["party", "product"], productKey);
        AllKnown(Mappings, Packs, ["party", "product", "pack"], ["party", "product", "pack"]);
        Assert.All(Mappings, mapping => Assert.NotNull(TheirPack(mapping)));
        AllKnown(Permits.Where(permit => permit["producer"].Length > 0), Producers, ["producer"], ["code"]);
        AllKnown(Permits.Where(permit => permit["product"].Length > 0), Products, ["producer_or_product_owner", "product"], productKey);
        AllKnown(Partnerships, Parties.Where(party => party["kind"] == "cooperative"), ["cooperative"], ["code"]);
        AllKnown(Partnerships, Parties.Where(party => party["kind"] == "chain"), ["chain"], ["code"]);
        AllKnown(Terms, Partnerships, ["cooperative", "partner", "role"], ["cooperative", "chain", "role"]);
        AllKnown(Prices, Partnerships, ["cooperative", "partner", "role"], ["cooperative", "chain", "role"]);
        AllKnown(Prices, Packs, ["cooperative", "product", "pack"], ["party", "product", "pack"]);
        AllKnown(Opening, Locations, ["party", "location"], productKey);
        AllKnown(Opening, Products, ["party", "product"], productKey);
        AllKnown(ByHand, Locations.Where(location => location["kept_by"] == "console"), ["party", "location"], productKey);
        AllKnown(ByHand, Products, ["party", "product"], productKey);
    }

    [Fact]
    public void No_file_names_the_same_thing_twice()
    {
        AllDifferent(Areas, "code");
        AllDifferent(Parties, "code");
        AllDifferent(Locations, "party", "code");
        AllDifferent(Products, "party", "code");
        AllDifferent(Products, "party", "name");
        AllDifferent(Packs, "party", "product", "pack");
        AllDifferent(Packs.Where(pack => pack["gtin"].Length > 0), "party", "gtin");
        AllDifferent(Mappings, "party", "connection_party", "item_code");
        AllDifferent(Permits, "producer_or_product_owner", "producer", "product", "kind", "number");
        AllDifferent(Partnerships, "cooperative", "chain", "role");
        AllDifferent(Terms, "cooperative", "partner", "role", "valid_from");
        AllDifferent(Prices, "cooperative", "partner", "role", "product", "pack", "valid_from");
        AllDifferent(Opening, "location", "product");
        AllDifferent(ByHand, "number");
    }

    [Fact]
    public void Every_gtin_carries_the_demonstration_prefix_and_a_right_check_digit()
    {
        var gtins = Packs.Select(pack => pack["gtin"]).Where(gtin => gtin.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(gtins);
        Assert.All(gtins, gtin => Assert.True(IsDemonstration(gtin), gtin));
    }

    [Fact]
    public void At_least_200_staples_of_the_cooperative_and_of_its_supplier_bear_a_right_gtin()
    {
        foreach (var party in (string[])["KPN-SEJAHTERA", "BASMALAH"])
        {
            var staples = Products.Where(product => product["party"] == party && product["staple"] == "true").Select(product => product["code"]).ToHashSet(StringComparer.Ordinal);
            var marked = Packs.Where(pack => pack["party"] == party && staples.Contains(pack["product"]) && IsDemonstration(pack["gtin"])).Select(pack => pack["product"]).Distinct(StringComparer.Ordinal);

            Assert.True(marked.Count() >= 200, party);
        }
    }

    [Fact]
    public void A_gtin_means_the_same_goods_and_quantity_in_every_catalogue()
    {
        var sold = Mappings.Select(mapping => (
            Ours: Pack(mapping["party"], mapping["product"], mapping["pack"]),
            Theirs: TheirPack(mapping)));
        Assert.All(sold, pair => Assert.Equal((pair.Theirs["gtin"], pair.Theirs["factor"]), (pair.Ours["gtin"], pair.Ours["factor"])));
    }

    [Fact]
    public void Every_product_has_one_base_pack_and_every_larger_pack_holds_more()
    {
        var packsOfProducts = Packs.ToLookup(pack => (pack["party"], pack["product"]), pack => Number(pack["factor"]));
        Assert.All(Products, product => Assert.Single(packsOfProducts[(product["party"], product["code"])], factor => factor == 1));
        Assert.All(packsOfProducts, factors => Assert.All(factors, factor => Assert.True(factor >= 1)));
    }

    [Fact]
    public void The_cooperative_and_its_supplier_each_keep_at_least_200_staples()
    {
        Assert.All(["KPN-SEJAHTERA", "BASMALAH"], party =>
            Assert.True(Products.Count(product => product["party"] == party && product["staple"] == "true") >= 200, party));
    }

    [Fact]
    public void No_producer_but_the_invented_one_has_a_permit_that_ends_within_its_first_years()
    {
        Assert.Equal(["2026-10-14", "2026-12-19"], Permits.Where(Ends).Select(permit => permit["expires"]).Distinct(StringComparer.Ordinal));
        Assert.All(Permits.Where(Ends), permit => Assert.Equal("CONTOH-RASA", permit["producer"]));

        static bool Ends(Row permit) => string.CompareOrdinal(permit["expires"], "2027-07-01") < 0;
    }

    [Fact]
    public void Ten_producers_each_have_goods_in_the_cooperative_and_a_food_permit()
    {
        Assert.Equal(10, Producers.Count());
        Assert.All(Producers, producer =>
        {
            Assert.Contains(Products, product => product["party"] == "KPN-SEJAHTERA" && product["producer"] == producer["code"]);
            Assert.Contains(Permits, permit => permit["producer"] == producer["code"] && permit["kind"] == "pirt");
        });
    }

    [Fact]
    public void The_supplier_counts_some_goods_in_a_larger_pack_than_the_cooperative()
    {
        Assert.Contains(Mappings, mapping => mapping["party"] == "KPN-SEJAHTERA"
            && Pack(mapping["party"], mapping["product"], mapping["pack"])["factor"] == "40");
    }

    [Fact]
    public void A_permit_is_of_a_producer_or_of_a_product_and_never_of_both()
    {
        Assert.All(Permits, permit => Assert.NotEqual(permit["producer"].Length > 0, permit["product"].Length > 0));
    }

    [Fact]
    public void A_carton_costs_what_its_base_units_cost_on_the_same_day()
    {
        var perBaseUnit = Prices.GroupBy(
            price => Key(price, ["cooperative", "partner", "role", "product", "valid_from"]),
            price => Number(price["price"]) / Number(Pack(price["cooperative"], price["product"], price["pack"])["factor"]),
            StringComparer.Ordinal);
        Assert.All(perBaseUnit, prices => Assert.Single(prices.Distinct()));
        Assert.All(Prices, price => Assert.Matches("^[1-9][0-9]*$", price["price"]));
    }

    /// <summary>Thirteen digits after GS1's demonstration prefix, of which the last one checks the others.</summary>
    private static bool IsDemonstration(string gtin) => gtin.Length == 13 && gtin.StartsWith("952", StringComparison.Ordinal) && gtin.All(char.IsAsciiDigit)
        && gtin.Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;

    private static IEnumerable<Row> Producers => Parties.Where(party => party["kind"] == "producer");

    private static IEnumerable<Row> OfKind(string kind) => Areas.Where(area => area["kind"] == kind);

    private static Row Pack(string party, string product, string pack) =>
        Packs.Single(row => row["party"] == party && row["product"] == product && row["pack"] == pack);

    /// <summary>The chain's own pack that a mapping means; one that numbers packs too writes item and pack, divided by a slash.</summary>
    private static Row TheirPack(Row mapping) => mapping["item_code"].Split('/') is [var item, var pack]
        ? Pack(mapping["connection_party"], item, pack)
        : Pack(mapping["connection_party"], mapping["item_code"], mapping["pack"]);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Key(Row row, string[] columns) => string.Join(" / ", columns.Select(column => row[column]));

    private static void AllKnown(IEnumerable<Row> rows, IEnumerable<Row> target, string[] columns, string[] targetColumns)
    {
        var known = target.Select(row => Key(row, targetColumns));
        Assert.Empty(rows.Select(row => Key(row, columns)).Except(known, StringComparer.Ordinal));
    }

    /// <summary>Codes are compared without regard to letter case, as the catalogue does.</summary>
    private static void AllDifferent(IEnumerable<Row> rows, params string[] columns) =>
        Assert.Empty(rows.GroupBy(row => Key(row, columns), StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1).Select(same => same.Key));

    private static List<Row> Read(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "RetailGateway.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("No RetailGateway.sln above the tests.");
        var lines = File.ReadAllLines(Path.Combine(root.FullName, "src/RetailGateway/Hosting/Demo/Data", name + ".csv"));
        var columns = Fields(lines[0]);
        return [.. lines.Skip(1).Select(line => (Row)columns.Zip(Fields(line)).ToDictionary(
            pair => pair.First, pair => pair.Second, StringComparer.Ordinal))];
    }

    /// <summary>Our files quote a field that holds a comma, and never hold a quote or a line end inside one.</summary>
    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var character in line)
        {
            if (character == '"')
                quoted = !quoted;
            else if (character == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(character);
        }

        fields.Add(field.ToString());
        return fields;
    }
}
