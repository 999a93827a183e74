using System.Net;
using System.Text;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;

namespace RetailGateway.Tests.Catalogue;

public sealed class ProductImportTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Path = "/v1/products/imports";

    [Fact]
    public async Task A_catalogue_comes_in_a_pack_a_line_and_the_same_file_again_changes_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        await fixture.Gateway.Producer("UMKM-FILE");
        const string file =
            """
            code,name,category,base_unit,vat_class,staple,producer,kind,pack,pack_name,factor,gtin
            MI-1,Mi instan,Mi,bungkus,standard,true,,goods,bungkus,Bungkus,1,9521100000017
            MI-1,Mi instan,Mi,bungkus,standard,true,,goods,DUS,Dus isi 40,40,9521100000024
            KRP-1,Keripik tempe,Camilan,bungkus,outside,no,umkm-file,goods,,,,
            """;

        Assert.Equal(["2 added", "3 added", "4 added"], (await town.Console.Import(Path, file)).Lines());
        var version = await Version(town);
        Assert.Equal(["2 unchanged", "3 unchanged", "4 unchanged"], (await town.Console.Import(Path, file)).Lines());

        Assert.Equal(version, await Version(town));
        var noodles = (await town.Console.Get("/v1/products?code=MI-1")).Items().Single()!;
        Assert.Equal(["bungkus 1", "DUS 40"], noodles["packs"]!.AsArray().Select(pack => $"{pack!["code"]} {pack["factor"]}"));
        Assert.Equal("UMKM-FILE", (string)(await town.Console.Get("/v1/products?q=keripik")).Items().Single()!["producer"]!);
    }

    [Fact]
    public async Task Only_what_differs_is_changed_and_what_is_not_said_stays()
    {
        var town = await Town.Create(fixture.Gateway);
        (await town.Console.Import(Path, "code,name,category,staple\nA,Satu,Sembako,true\nB,Dua,Sembako,true\n")).Must(HttpStatusCode.OK);

        Assert.Equal(["2 changed", "3 unchanged", "4 added"], (await town.Console.Import(Path, "code,name\na,Satu baru\nb,Dua\nC,Tiga\n")).Lines());

        Assert.Equal(2, (await town.Console.Get("/v1/products?staple=true&category=Sembako")).Items().Count);
    }

    [Fact]
    public async Task A_bad_line_is_refused_by_its_column_and_its_neighbours_are_applied()
    {
        var town = await Town.Create(fixture.Gateway);

        var lines = (await town.Console.Import(
            Path,
            """
            code,name,producer,pack,factor,gtin,vat_class
            A,Baik,,,,,
            B,Salah angka,,,,9521100000018,
            A,Kembar,,,,,
            C,Tak dikenal,SIAPA,,,,
            D,Nol,,DUS,0,,
            E,Tanpa isi,,DUS,,,
            F,Pajak,,,,,mewah
            G,Lebih,,,,,,9
            H,Baik juga,,DUS,2.5,,
            """)).Lines();

        Assert.Equal(["2 added", "10 added"], [lines[0], lines[8]]);
        string[] expected = ["gtin: The check digit of '9521100000018' should be 7.", "code: Line 2", "producer: 'SIAPA'", "factor: '0'", "factor: How many", "vat_class: 'mewah'", "row: 7 cells"];
        Assert.All(expected.Zip(lines[1..8]), pair => Assert.Contains($"refused {pair.First}", pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_GTIN_of_another_pack_is_refused_with_its_name()
    {
        var town = await Town.Create(fixture.Gateway);

        var lines = (await town.Console.Import(Path, "code,name,gtin\nA,Satu,9521100000017\nB,Dua,09521100000017\n")).Lines();
        var later = (await town.Console.Import(Path, "code,name,gtin\nC,Tiga,9521100000017\n")).Lines();

        Assert.Equal(["2 added", "3 refused gtin: '09521100000017' is the pack 'pcs' of 'A'."], lines);
        Assert.Equal(["2 refused gtin: '9521100000017' is the pack 'pcs' of 'A'."], later);
    }

    [Fact]
    public async Task What_stock_is_counted_in_never_changes()
    {
        var town = await Town.Create(fixture.Gateway);

        var lines = (await town.Console.Import(Path, $"code,name,base_unit,kind\n{Town.Beras},Beras,karung,goods\n{Town.Gula},Gula,PCS,service\n")).Lines();

        Assert.Contains("2 refused base_unit: It is 'PCS'", lines[0], StringComparison.Ordinal);
        Assert.Contains("3 refused kind: It is 'goods'", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_formula_is_a_text_as_any_other()
    {
        var town = await Town.Create(fixture.Gateway);
        (await town.Console.Import(Path, "code,name\nX,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\n")).Must(HttpStatusCode.OK);

        Assert.Equal("=HYPERLINK(\"http://x\",\"y\")", (string)(await town.Console.Get("/v1/products?code=X")).Items().Single()!["name"]!);
    }

    [Fact]
    public async Task A_line_is_counted_as_an_editor_counts_it()
    {
        var town = await Town.Create(fixture.Gateway);

        Assert.Equal(["2 added", "5 added"], (await town.Console.Import(Path, "\uFEFFcode;name\r\nA;\"Satu, dua\"\r\n\r\n;\r\nB;Tiga\r\n")).Lines());
    }

    [Theory]
    [InlineData("code,name,warna\nA,B,merah\n", "The column 'warna' is not known here.")]
    [InlineData("code,gtin\nA,\n", "The column 'name' is missing.")]
    [InlineData("code,name,CODE\nA,B,C\n", "The column 'CODE' stands here twice.")]
    [InlineData("", "The file is empty")]
    [InlineData("code,name\nA,\"terbuka\n", "From line 2 on the file is not CSV")]
    public async Task A_file_that_does_not_fit_is_refused_whole(string file, string words)
    {
        var town = await Town.Create(fixture.Gateway);

        var reply = await town.Console.Import(Path, file);

        Assert.Equal("invalid", reply.Problem);
        Assert.Contains(words, (string)reply.Json["errors"]![0]!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_of_another_encoding_are_refused_by_their_line()
    {
        var town = await Town.Create(fixture.Gateway);

        var reply = await town.Console.Import(Path, [.. Encoding.UTF8.GetBytes("code,name\nA,Satu\nB,Caf"), 0xE9, (byte)'\n']);

        Assert.Equal("invalid", reply.Problem);
        Assert.Contains("Line 3 holds bytes that are not UTF-8", reply.Text, StringComparison.Ordinal);
        Assert.Empty((await town.Console.Get("/v1/products?code=A")).Items());
    }

    [Fact]
    public async Task Ten_thousand_rows_come_in_and_one_more_is_too_many()
    {
        var town = await Town.Create(fixture.Gateway);
        string File(int rows) => "code,name\n" + string.Concat(Enumerable.Range(1, rows).Select(row => $"R-{row},Barang {row}\n"));

        Assert.Equal("too-large", (await town.Console.Import(Path, File(10_001))).Problem);
        Assert.Equal(10_000, (int)(await town.Console.Import(Path, File(10_000))).Must(HttpStatusCode.OK).Json["added"]!);
    }

    [Fact]
    public async Task A_file_under_the_same_key_is_answered_as_before()
    {
        var town = await Town.Create(fixture.Gateway);
        var file = Encoding.UTF8.GetBytes("code,name\nA,Satu\n");

        var first = await town.Console.PostRaw(Path, file, "kunci-1", "text/csv");
        var again = await town.Console.PostRaw(Path, file, "kunci-1", "text/csv");

        Assert.Equal(["2 added"], again.Lines());
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("idempotency-key-required", (await town.Console.PostRaw(Path, file, mediaType: "text/csv")).Problem);
        Assert.Equal("unsupported-media-type", (await town.Console.PostRaw(Path, file, "kunci-2", "text/plain")).Problem);
    }

    [Fact]
    public async Task Two_files_at_once_leave_one_catalogue()
    {
        var town = await Town.Create(fixture.Gateway);
        var file = "code,name\n" + string.Concat(Enumerable.Range(1, 200).Select(row => $"S-{row},Barang {row}\n"));

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.Console.Import(Path, file)));

        Assert.Equal([0, 0, 0, 200], replies.Select(reply => (int)reply.Must(HttpStatusCode.OK).Json["added"]!).Order());
    }

    private static Task<long> Version(Town town) => town.Database.Ask<long>("select book_version from party where owner_id = $1", town.Coop);
}
