using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Access;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Hosting;

public sealed class FirstStepsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_register_gets_its_authority_whose_key_registers_the_others()
    {
        var database = fixture.Gateway.Database;
        var id = await PartiesCreate.Create(database, "live", "DINAS", "Dinas Koperasi", "authority", cooperativeKind: null, Cancel);
        var key = await KeysCreate.Create(database, "live", "DINAS", "console", "Dinas", Scope.All, Cancel);
        using var authority = fixture.Gateway.Client(key.ToString());

        var registered = await authority.Post("/v1/parties", new JsonObject
        {
            ["code"] = "KPN-PERTAMA",
            ["name"] = "KPN Pertama",
            ["kind"] = "cooperative",
            ["cooperativeKind"] = "civil_servants",
            ["pkp"] = false,
        });

        Assert.Equal(HttpStatusCode.Created, registered.Status);
        Assert.Equal(HttpStatusCode.OK, (await authority.Get($"/v1/parties/{id}")).Status);
    }

    [Theory]
    [InlineData("live", "kecil", "chain", null, "capital letters")]
    [InlineData("live", "TOKO", "warung", null, "--kind takes")]
    [InlineData("live", "TOKO", "cooperative", null, "needs --cooperative-kind")]
    [InlineData("live", "TOKO", "chain", "other", "nobody else")]
    [InlineData("lama", "TOKO", "chain", null, "live or test")]
    public async Task A_party_that_the_register_cannot_hold_is_refused_with_the_way_out(string environment, string code, string kind, string? cooperativeKind, string said)
    {
        var refused = await Assert.ThrowsAsync<Misconfigured>(
            () => PartiesCreate.Create(fixture.Gateway.Database, environment, code, "Nama", kind, cooperativeKind, Cancel));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Areas_come_from_a_file_in_any_order_and_once()
    {
        const string file = "code,name,kind,parent\n35.74.01.1001,Ketapang,kelurahan,35.74.01\n35.74.01,Kademangan,kecamatan,35.74\n35.74,Kota Probolinggo,city,\n";

        Assert.Equal((3, 3), await AreasImport.Import(fixture.Gateway.Database, new StringReader(file), Cancel));
        Assert.Equal((0, 3), await AreasImport.Import(fixture.Gateway.Database, new StringReader(file), Cancel));
        Assert.Equal("35.74", await fixture.Gateway.Database.Ask<string>("select parent from area where code = '35.74.01'"));
    }

    [Theory]
    [InlineData("code,name\n1,Kota\n", "code, name, kind, parent")]
    [InlineData("code,name,kind,parent\n99,Desa,desa,\n", "area kind is known")]
    [InlineData("code,name,kind,parent\n99.1,Kecamatan,kecamatan,99\n", "area parent exists")]
    public async Task A_file_of_areas_with_a_fault_adds_nothing(string file, string said)
    {
        var refused = await Assert.ThrowsAsync<Misconfigured>(() => AreasImport.Import(fixture.Gateway.Database, new StringReader(file), Cancel));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await fixture.Gateway.Database.Ask<long>("select count(*) from area where code like '99%'"));
    }
}
