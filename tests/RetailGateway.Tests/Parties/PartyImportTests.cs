using System.Net;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Parties;

public sealed class PartyImportTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Path = "/v1/parties/imports";

    [Fact]
    public async Task The_register_comes_in_and_each_party_has_its_console()
    {
        using var office = await fixture.Gateway.Authority();

        var lines = (await office.Import(
            Path, "code,name,kind,cooperative_kind,pkp,pkp_from\nKPN-MASUK,KPN,cooperative,civil_servants,ya,2025-01-01\nTOKO-MASUK,Toko,chain,,tidak,\n")).Lines();

        Assert.Equal(["2 added", "3 added"], lines);
        var party = (await office.Get("/v1/parties?code=KPN-MASUK")).Items().Single()!;
        Assert.Equal(("civil_servants", "live", true), ((string)party["cooperativeKind"]!, (string)party["environment"]!, (bool)party["pkp"]!));
        Assert.Equal("console", (string)Assert.Single((await office.Get($"/v1/connections?ownerId={party["id"]}")).Items())!["kind"]!);
    }

    [Fact]
    public async Task A_name_changes_and_what_a_party_is_does_not()
    {
        using var office = await fixture.Gateway.Authority();
        Assert.Equal(["2 added"], (await office.Import(Path, "code,name,kind,cooperative_kind\nKPN-NAMA,Lama,cooperative,pesantren\n")).Lines());

        Assert.Equal(["2 changed"], (await office.Import(Path, "code,name,kind\nKPN-NAMA,Baru,cooperative\n")).Lines());
        var refused = (await office.Import(Path, "code,name,kind,cooperative_kind\nKPN-NAMA,Baru,chain,\n")).Lines();

        Assert.Equal(["2 refused kind: It is 'cooperative' and never changes.; cooperative_kind: It is 'pesantren' and never changes."], refused);
        Assert.Equal("Baru", (string)(await office.Get("/v1/parties?code=KPN-NAMA")).Items().Single()!["name"]!);
    }

    [Fact]
    public async Task A_tax_status_is_recorded_where_another_holds_on_its_day_and_a_recorded_one_stands()
    {
        using var office = await fixture.Gateway.Authority();
        async Task<string> Import(string pkp, string from) => (await office.Import(Path, $"code,name,kind,pkp,pkp_from\nTOKO-PKP,Toko,chain,{pkp},{from}\n")).Lines().Single();

        Assert.Equal("2 added", await Import("true", "2020-01-01"));
        Assert.Equal("2 unchanged", await Import("true", ""));
        Assert.Equal("2 unchanged", await Import("true", "2999-01-01"));
        Assert.Equal("2 changed", await Import("false", "2999-01-01"));
        Assert.Equal("2 refused pkp_from: From 2999-01-01 another status is recorded. It stands as it was.", await Import("true", "2999-01-01"));
        Assert.Equal("2 changed", await Import("false", ""));

        Assert.False((bool)(await office.Get("/v1/parties?code=TOKO-PKP")).Items().Single()!["pkp"]!);
    }

    [Theory]
    [InlineData("kecil,Toko,chain,", "code: 2 to 40 capital letters")]
    [InlineData("KPN-X,Koperasi,cooperative,", "cooperative_kind: A cooperative has one; nobody else has.")]
    [InlineData("DINAS-X,Dinas,authority,", "kind: An authority is set up by whoever runs the gateway.")]
    [InlineData("TOKO-X,,chain,", "name: 1 to 200 printable characters are expected.")]
    [InlineData("TOKO-X,Toko,,", "kind: One of cooperative, chain, producer, authority is expected.")]
    public async Task A_bad_line_is_refused_by_its_column(string row, string words)
    {
        using var office = await fixture.Gateway.Authority();

        Assert.Contains(words, (await office.Import(Path, $"code,name,kind,cooperative_kind\n{row}\n")).Lines().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_an_authority_imports_parties_and_each_environment_has_its_own()
    {
        using var live = await fixture.Gateway.Authority();
        using var test = await fixture.Gateway.Authority("test");
        var town = await Town.Create(fixture.Gateway);
        const string file = "code,name,kind\nTOKO-DUA,Toko,chain\n";

        Assert.Equal("not-found", (await town.Console.Import(Path, file)).Problem);
        Assert.Equal(["2 added"], (await live.Import(Path, file)).Lines());
        Assert.Equal(["2 added"], (await test.Import(Path, file)).Lines());
        Assert.Equal("test", (string)(await test.Get("/v1/parties?code=TOKO-DUA")).Must(HttpStatusCode.OK).Items().Single()!["environment"]!);
    }
}
