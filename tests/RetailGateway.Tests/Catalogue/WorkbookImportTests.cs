using System.IO.Compression;
using System.Text;
using MiniExcelLibs;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;

namespace RetailGateway.Tests.Catalogue;

/// <summary>Catalogues as Excel keeps them, and workbooks that would cost more than they are worth.</summary>
public sealed class WorkbookImportTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Path = "/v1/products/imports";
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    [Fact]
    public async Task A_barcode_that_Excel_keeps_as_a_number_and_a_formulas_text_come_in()
    {
        var town = await Town.Create(fixture.Gateway);
        var file = Workbook(Row(("code", 101), ("name", "=1+1"), ("gtin", 9521100000017d), ("staple", true)), Row(("code", "B"), ("name", "Dua"), ("gtin", null), ("staple", false)));

        Assert.Equal(["2 added", "3 added"], (await town.Console.Import(Path, file, PartyCalls.Workbook)).Lines());
        Assert.Equal(["2 unchanged", "3 unchanged"], (await town.Console.Import(Path, file, PartyCalls.Workbook)).Lines());

        var product = (await town.Console.Get("/v1/products?code=101")).Items().Single()!;
        Assert.Equal(("=1+1", "9521100000017", true), ((string)product["name"]!, (string)product["packs"]![0]!["gtin"]!, (bool)product["staple"]!));
    }

    [Fact]
    public async Task A_workbook_that_unpacks_to_more_than_we_hold_is_refused()
    {
        var town = await Town.Create(fixture.Gateway);
        var file = Changed(archive => Add(archive, "xl/media/image1.bin", new string('0', 60 * 1024 * 1024)));

        Assert.True(file.Length < 5 * 1024 * 1024);
        Assert.Equal("too-large", (await town.Console.Import(Path, file, PartyCalls.Workbook)).Problem);
    }

    [Theory]
    [InlineData("""<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>""")]
    [InlineData("""<row r="1"><c r="XFD1"><v>1</v></c></row>""")]
    [InlineData("""<row r="1"><c r="A1"><v>1</v></c><c r="A2000000000"><v>1</v></c></row>""")]
    public async Task A_sheet_with_a_cell_far_out_is_refused_before_its_rows_are_made_up(string rows)
    {
        var town = await Town.Create(fixture.Gateway);

        Assert.Equal("too-large", (await town.Console.Import(Path, Sheet($"<sheetData>{rows}</sheetData>"), PartyCalls.Workbook)).Problem);
        Assert.Equal("too-large", (await town.Console.Import(Path, Sheet($"""<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>"""), PartyCalls.Workbook)).Problem);
    }

    [Fact]
    public async Task What_is_no_workbook_is_refused_in_plain_words()
    {
        var town = await Town.Create(fixture.Gateway);
        byte[][] files =
        [
            Encoding.UTF8.GetBytes("code,name\nA,B\n"),
            [],
            Workbook(Row(("code", "A"), ("name", "B")))[..^200],
            Sheet("<sheetData><row>"),
            Sheet("<!DOCTYPE x [<!ENTITY a \"b\">]><sheetData/>"),
        ];

        foreach (var file in files)
            Assert.Equal("invalid", (await town.Console.Import(Path, file, PartyCalls.Workbook)).Problem);
    }

    private static Dictionary<string, object?> Row(params (string Column, object? Value)[] cells) => cells.ToDictionary(cell => cell.Column, cell => cell.Value);

    private static byte[] Workbook(params Dictionary<string, object?>[] rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(rows);
        return stream.ToArray();
    }

    private static byte[] Sheet(string content) => Changed(archive =>
    {
        var sheet = archive.Entries.Single(entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal));
        var name = sheet.FullName;
        sheet.Delete();
        Add(archive, name, $"<worksheet {Main}>{content}</worksheet>");
    });

    private static byte[] Changed(Action<ZipArchive> change)
    {
        var stream = new MemoryStream();
        stream.Write(Workbook(Row(("code", "A"), ("name", "B"))));
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
            change(archive);
        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(text);
    }
}
