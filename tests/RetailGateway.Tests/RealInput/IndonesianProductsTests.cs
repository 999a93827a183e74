using RetailGateway.Domain.Measures;
using RetailGateway.Tests.Harness;
using Sylvan.Data.Csv;

namespace RetailGateway.Tests.RealInput;

/// <summary>280 products of Indonesian shops, each with the GTIN that is printed on it.</summary>
public sealed class IndonesianProductsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Goods_registered_with_their_barcode_are_found_by_it_however_long_it_is_written()
    {
        var (gtins, names) = Read();
        var town = await Town.Create(fixture.Gateway);
        await Register(town, gtins, names);

        var received = await town.Till.Record([.. gtins.Select((gtin, index) => Changes.Moved("receipt", index + 1, gtin, id: $"terima-1/{index}"))]);
        var sold = await town.Till.Record([.. gtins.Select((gtin, index) => Changes.Moved("sale", -1, gtin.PadLeft(14, '0'), at: "11:00", id: $"struk-1/{index}"))]);

        Assert.All(received.Concat(sold), outcome => Assert.Equal("applied", outcome.ToString()));
        var onHand = await town.Database.Jobs.All(
            "select g.name, p.on_hand from stock_position p join product g on g.owner_id = p.owner_id and g.product_id = p.product_id where p.owner_id = $1 order by p.product_id",
            row => (row.GetString(0), row.GetDecimal(1)),
            town.Coop);
        Assert.Equal(names.Select((name, index) => (name, (decimal)index)), onHand);
        RealInputDoc.Holds(
            "Barcodes of real products",
            ("products, each with its GTIN-13", RealInputDoc.N(gtins.Length)),
            ("applied", RealInputDoc.N(received.Concat(sold).Count(outcome => outcome.ToString() == "applied"))),
            ("review", RealInputDoc.N(received.Concat(sold).Count(outcome => outcome.Status == "review"))),
            ("refused", RealInputDoc.N(received.Concat(sold).Count(outcome => outcome.Status == "refused"))));
    }

    [Fact]
    public void Every_barcode_of_the_file_has_the_check_digit_that_we_expect()
    {
        Assert.All(Read().Gtins, gtin => Assert.True(Gtin.TryParse(gtin, out _, out _), gtin));
    }

    private static (string[] Gtins, string[] Names) Read()
    {
        var (gtins, names) = (new List<string>(), new List<string>());
        using var csv = CsvDataReader.Create(Path.Combine(RealData.Path("products-899"), "off_899.csv"));
        while (csv.Read())
        {
            gtins.Add(csv.GetString(0));
            names.Add(csv.GetString(1));
        }

        return ([.. gtins], [.. names]);
    }

    private static Task Register(Town town, string[] gtins, string[] names) => town.Database.Run(
        """
        with goods as (
            insert into product (owner_id, code, name, base_unit)
            select $1, 'OFF-' || g.n, g.name, 'PCS' from unnest($2::text[]) with ordinality as g (name, n) order by g.n
            returning owner_id, product_id, code)
        insert into pack (owner_id, product_id, code, name, factor, gtin)
        select owner_id, product_id, 'PCS', 'Satuan', 1, ($3::text[])[substr(code, 5)::integer] from goods
        """,
        town.Coop, names, gtins);
}
