using System.Globalization;
using System.Net;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Parties;

/// <summary>What holds of every import alike, as CSV and as a workbook.</summary>
public sealed class ImportTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Terms = "payment_days,price_tolerance_percent,price_tolerance_rupiah,response_hours,delivery_days,stock_visible_to_partner,partner_stock_visible";

    /// <summary>Two good rows of a table, a bad one, and the column that its report names; @ is the chain's number, * one that nobody else has.</summary>
    private static readonly Dictionary<string, (string Table, string Bad, string Column)> Cases = new(StringComparer.Ordinal)
    {
        ["products"] = ("code,name,pack,factor\nA,Satu,DUS,12\nB,Dua,,\n", "C,,,\n", "name"),
        ["item-mappings"] = ($"connection,item_code,product\nkasir,A,{Town.Beras}\nkasir,B,{Town.Gula}\n", "kasir,C,TIADA\n", "product"),
        ["locations"] = ("code,name,format\nA,Satu,minimarket\nB,Dua,warehouse\n", "C,Tiga,kios\n", "format"),
        ["permits"] = ($"kind,number,expires,product\nhalal,H-1,2999-01-01,{Town.Beras}\nbpom,B-1,2999-01-01,{Town.Gula}\n", $"sni,S-1,2999-01-01,{Town.Gula}\n", "kind"),
        ["parties"] = (
            "code,name,kind,cooperative_kind,pkp\nKPN-*-A,Koperasi,cooperative,pesantren,true\nUMKM-*-A,Produsen,producer,,false\n",
            "RITEL-*-A,Toko,chain,,mungkin\n", "pkp"),
        ["partnerships"] = (
            $"partner_id,role,valid_from,{Terms}\n@,supplier,2026-01-01,14,1.5,5000,24,2,true,false\n@,stockist,2024-01-01,14,1.5,5000,24,2,true,false\n",
            "@,supplier,2020-13-01,,,,,,,\n", "valid_from"),
    };

    public static TheoryData<string> All => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_same_file_again_changes_nothing(string what)
    {
        var (town, caller) = await Caller(what);
        var file = Filled(Cases[what].Table, town);

        Assert.All((await caller.Import(Path(what), file)).Lines(), line => Assert.Matches(" (added|changed)$", line));
        var before = await Kept(town);
        Assert.Equal(["2 unchanged", "3 unchanged"], (await caller.Import(Path(what), file)).Lines());
        Assert.Equal(["2 unchanged", "3 unchanged"], (await caller.Import(Path(what), PartyCalls.AsWorkbook(file), PartyCalls.Workbook)).Lines());

        Assert.Equal(before, await Kept(town));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_bad_line_is_refused_by_its_column_and_its_neighbours_are_applied(string what)
    {
        var (town, caller) = await Caller(what);
        var lines = Filled(Cases[what].Table, town).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var file = string.Join('\n', [lines[0], Filled(Cases[what].Bad, town).TrimEnd('\n'), .. lines[1..]]);

        var report = (await caller.Import(Path(what), PartyCalls.AsWorkbook(file), PartyCalls.Workbook)).Lines();

        Assert.StartsWith($"2 refused {Cases[what].Column}: ", report[0], StringComparison.Ordinal);
        Assert.All(report[1..], line => Assert.Matches("^[34] (added|changed)$", line));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_line_that_stands_in_a_file_twice_is_refused_with_the_line_that_has_it(string what)
    {
        var (town, caller) = await Caller(what);
        var lines = Filled(Cases[what].Table, town).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var report = (await caller.Import(Path(what), string.Join('\n', [.. lines, lines[1]]))).Lines();

        Assert.Matches("^4 refused [a-z_]+: Line 2 ", report[2]);
    }

    [Theory]
    [InlineData("products", "product")]
    [InlineData("item-mappings", "item-mapping")]
    [InlineData("locations", "location")]
    [InlineData("permits", "permit")]
    [InlineData("parties", "party")]
    [InlineData("partnerships", "partnership")]
    public async Task What_came_in_is_in_the_log_with_its_counts(string what, string kind)
    {
        var (town, caller) = await Caller(what);
        (await caller.Import(Path(what), Filled(Cases[what].Table, town))).Lines();

        var entry = (await caller.Get($"/v1/sync/audit?subjectKind={kind}&limit=1")).Must(HttpStatusCode.OK).Json["items"]![0]!;

        Assert.Equal(("import", "*"), ((string?)entry["act"], (string?)entry["subjectId"]));
        Assert.Equal((2, 0), ((int)entry["after"]!["added"]! + (int)entry["after"]!["changed"]!, (int)entry["after"]!["refused"]!));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_key_that_may_only_read_imports_nothing(string what)
    {
        var (town, _) = await Caller(what);
        using var reader = town.Client(await town.Key(town.CoopCode, "kasir", "parties:read", "catalogue:read"));

        Assert.Equal("scope-missing", (await reader.Import(Path(what), Filled(Cases[what].Table, town))).Problem);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_column_that_is_not_known_refuses_the_file_whole(string what)
    {
        var (town, caller) = await Caller(what);

        var reply = await caller.Import(Path(what), $"warna,{Filled(Cases[what].Table, town)}");

        Assert.Equal("invalid", reply.Problem);
        Assert.StartsWith("The column 'warna' is not known here.", (string)reply.Json["errors"]![0]!["detail"]!, StringComparison.Ordinal);
    }

    private async Task<(Town Town, ApiClient Caller)> Caller(string what)
    {
        var town = await Town.Create(fixture.Gateway);
        return (town, what == "parties" ? await fixture.Gateway.Authority() : town.Console);
    }

    private static string Path(string what) => $"/v1/{what}/imports";

    private static string Filled(string table, Town town) => table
        .Replace("@", town.Chain.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("*", town.Coop.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>How many rows there are of everything but the answers kept for their keys, once all that happened is told.</summary>
    private static async Task<string> Kept(Town town)
    {
        var counts = await Eventually.See(() => town.Database.Counts(), all => all.Contains("outbox 0", StringComparison.Ordinal));
        return string.Join(", ", counts.Split(", ").Where(count => !count.StartsWith("stored_answer", StringComparison.Ordinal)));
    }
}
