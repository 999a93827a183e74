using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;

namespace RetailGateway.Tests.Catalogue;

public sealed class PermitImportTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Path = "/v1/permits/imports";

    [Fact]
    public async Task Permits_of_producers_and_of_goods_come_in_together()
    {
        var town = await Town.Create(fixture.Gateway);
        await fixture.Gateway.Producer("UMKM-SURAT");

        var lines = (await town.Console.Import(
            Path, $"kind,number,expires,producer,product\nPIRT,P-1,2030-01-31,umkm-surat,\nhalal,H-1,2020-01-31,,{Town.Beras}\n")).Lines();

        Assert.Equal(["2 added", "3 added"], lines);
        Assert.Equal(
            ["pirt P-1 UMKM-SURAT  False", $"halal H-1  {Town.Beras} True"],
            (await town.Console.Get("/v1/permits")).Items().Select(permit => $"{permit!["kind"]} {permit["number"]} {permit["producer"]} {permit["product"]} {(bool)permit["expired"]!}"));
    }

    [Fact]
    public async Task A_recorded_permit_stands_and_a_renewed_one_has_a_new_number()
    {
        var town = await Town.Create(fixture.Gateway);
        string File(string number, string expires) => $"kind,number,expires,product\nhalal,{number},{expires},{Town.Beras}\n";
        Assert.Equal(["2 added"], (await town.Console.Import(Path, File("H-1", "2026-01-31"))).Lines());

        Assert.Equal(
            ["2 refused expires: It is recorded with the last day 2026-01-31 and stands; a renewed permit has a new number."],
            (await town.Console.Import(Path, File("H-1", "2030-01-31"))).Lines());
        Assert.Equal(["2 added"], (await town.Console.Import(Path, File("H-2", "2030-01-31"))).Lines());
    }

    [Theory]
    [InlineData("halal,H-1,2030-01-31,,", "producer: Either a producer or a product is expected.")]
    [InlineData("halal,H-1,2030-01-31,X,BRS-5", "producer: Either a producer or a product is expected.; producer: 'X' is no producer in the register.")]
    [InlineData("halal,H-1,31/01/2030,,BRS-5", "expires: A date such as 2026-11-24 is expected.")]
    [InlineData("halal,,2030-01-31,,BRS-5", "number: 1 to 100 printable characters are expected.")]
    [InlineData("halal,H-1,2030-01-31,,TIADA", "product: 'TIADA' is no product of yours.")]
    [InlineData(",H-1,,,BRS-5", "kind: One of nib, pirt, halal, bpom is expected.; expires: Its last day is expected.")]
    public async Task A_bad_line_says_all_that_is_wrong_with_it(string row, string words)
    {
        var town = await Town.Create(fixture.Gateway);

        Assert.Equal([$"2 refused {words}"], (await town.Console.Import(Path, $"kind,number,expires,producer,product\n{row}\n")).Lines());
    }

    [Fact]
    public async Task Another_s_permit_with_the_same_number_is_none_of_ours()
    {
        var (other, town) = (await Town.Create(fixture.Gateway), await Town.Create(fixture.Gateway));
        const string file = $"kind,number,expires,product\nhalal,H-1,2030-01-31,{Town.Beras}\n";

        Assert.Equal(["2 added"], (await other.Console.Import(Path, file)).Lines());
        Assert.Equal(["2 added"], (await town.Console.Import(Path, file)).Lines());
        Assert.Single((await town.Console.Get("/v1/permits")).Items());
    }
}
