using System.Net;
using System.Text;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using Sylvan.Data.Csv;

namespace RetailGateway.Tests.Catalogue;

/// <summary>280 products of Indonesian shops with their GTIN-13, as Open Food Facts has them.</summary>
public sealed class RealProductsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    /// <summary>The file has gtin13 and product_name: made into code, name and gtin, the code being the GTIN.</summary>
    [Fact]
    public async Task Real_products_come_in_with_their_barcodes_and_twice_without_effect()
    {
        var file = Path.Combine(
            Environment.GetEnvironmentVariable("RETAILGATEWAY_DATA") ?? Path.Combine(Repository.File("RetailGateway.sln").Directory!.FullName, "..", "shared", "data"),
            "products-899",
            "off_899.csv");
        if (!File.Exists(file))
            Assert.Skip($"{file} is not here: the import of real products was not tried. Name the data's folder in RETAILGATEWAY_DATA.");

        var town = await Town.Create(fixture.Gateway);
        var converted = await Converted(file);

        var first = (await town.Console.Import("/v1/products/imports", converted.Csv)).Must(HttpStatusCode.OK).Json;
        var again = (await town.Console.Import("/v1/products/imports", converted.Csv)).Must(HttpStatusCode.OK).Json;

        Assert.Equal(converted.Rows, (int)first["added"]! + (int)first["refused"]!);
        Assert.All(first["lines"]!.AsArray().Where(line => (string)line!["status"]! == "refused"), line => Assert.StartsWith("code: Line", (string)line!["problem"]!, StringComparison.Ordinal));
        Assert.Equal(((int)first["added"]!, 0, 0), ((int)again["unchanged"]!, (int)again["added"]!, (int)again["changed"]!));
        TestContext.Current.SendDiagnosticMessage("Of {0} real products {1} came in, {2} stood in the file twice.", converted.Rows, first["added"], first["refused"]);
    }

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
