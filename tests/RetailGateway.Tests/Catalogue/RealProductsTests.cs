using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using RetailGateway.Tests.RealInput;
using Sylvan.Data.Csv;

namespace RetailGateway.Tests.Catalogue;

/// <summary>280 products of Indonesian shops with their GTIN-13, as Open Food Facts has them.</summary>
public sealed class RealProductsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    /// <summary>The file has gtin13 and product_name: made into code, name and gtin, the code being the GTIN.</summary>
    [Fact]
    public async Task Real_products_come_in_with_their_barcodes_and_twice_without_effect()
    {
        var converted = await Converted(Path.Combine(RealData.Path("products-899"), "off_899.csv"));
        var town = await Town.Create(fixture.Gateway);

        var first = (await town.Console.Import("/v1/products/imports", converted.Csv)).Must(HttpStatusCode.OK).Json;
        var again = (await town.Console.Import("/v1/products/imports", converted.Csv)).Must(HttpStatusCode.OK).Json;

        Assert.Equal((converted.Rows, converted.Rows), (first["lines"]!.AsArray().Count, again["lines"]!.AsArray().Count));
        Assert.Equal(
            (int)first["added"]!,
            await town.Database.Ask<long>("select count(*) from pack k join product p using (owner_id, product_id) where k.owner_id = $1 and k.gtin = p.code", town.Coop));
        RealInputDoc.Holds(
            "Barcodes of real products",
            ("lines of the import", RealInputDoc.N(converted.Rows)),
            ("added", Said(first, "added")),
            ("changed", Said(first, "changed")),
            ("refused by the import", Said(first, "refused")),
            ("imported again: unchanged", Said(again, "unchanged")),
            ("imported again: added", Said(again, "added")),
            ("imported again: changed", Said(again, "changed")),
            ("imported again: refused", Said(again, "refused")));
    }

    private static string Said(JsonNode report, string what) => RealInputDoc.N((int)report[what]!);

    private static async Task<(string Csv, int Rows)> Converted(string file)
    {
        await using var reader = await CsvDataReader.CreateAsync(file);
        var csv = new StringBuilder("code,name,gtin\n");
        var rows = 0;
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows++;
            csv.Append(reader.GetString(0)).Append(",\"").Append(reader.GetString(1).Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\",").Append(reader.GetString(0)).Append('\n');
        }

        return (csv.ToString(), rows);
    }
}
