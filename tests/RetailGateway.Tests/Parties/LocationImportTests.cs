using System.Net;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Parties;

public sealed class LocationImportTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Path = "/v1/locations/imports";

    [Fact]
    public async Task Stores_come_in_once_and_the_same_file_again_changes_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        const string file = "code;name;format;time_zone;licence_expires\nT-1;Toko satu;minimarket;;2028-01-31\nT-2;Toko dua;department_store;WIT;\n";

        Assert.Equal(["2 added", "3 added"], (await town.Partner.Import(Path, file)).Lines());
        var version = await Version(town);
        Assert.Equal(["2 unchanged", "3 unchanged"], (await town.Partner.Import(Path, file)).Lines());

        Assert.Equal(version, await Version(town));
        Assert.Equal(["2028-01-31", null], (await town.Partner.Get("/v1/locations")).Items().Select(location => (string?)location!["licenceExpires"]));
    }

    [Fact]
    public async Task A_bad_line_is_refused_by_its_column_and_its_neighbours_are_applied()
    {
        var town = await Town.Create(fixture.Gateway);

        var lines = (await town.Partner.Import(
            Path, "code,name,format,gln,kelurahan\nA,Satu,minimarket,,\nB,Dua,kios,9521101530002,99\na,Tiga,minimarket,,\nC,Empat,supermarket,9521101530001,\n")).Lines();

        Assert.Equal("2 added", lines[0]);
        Assert.All(["format: 'kios'", "gln: The check digit", "kelurahan: '99'"], words => Assert.Contains(words, lines[1], StringComparison.Ordinal));
        Assert.Equal("4 refused code: Line 2 has 'a' already.", lines[2]);
        Assert.Equal("5 added", lines[3]);
    }

    [Fact]
    public async Task An_absent_column_leaves_what_is_there_and_an_empty_cell_clears_it()
    {
        var town = await Town.Create(fixture.Gateway);
        (await town.Partner.Import(Path, "code,name,format,licence_number\nA,Satu,minimarket,503/1\n")).Must(HttpStatusCode.OK);

        Assert.Equal(["2 changed"], (await town.Partner.Import(Path, "code,name,format\na,Satu baru,minimarket\n")).Lines());
        Assert.Equal("503/1", (string?)(await town.Partner.Get("/v1/locations?code=A")).Items().Single()!["licenceNumber"]);
        Assert.Equal(["2 changed"], (await town.Partner.Import(Path, "code,name,format,licence_number\nA,Satu baru,minimarket,\n")).Lines());
        Assert.Null((string?)(await town.Partner.Get("/v1/locations?code=A")).Items().Single()!["licenceNumber"]);
    }

    private static Task<long> Version(Town town) => town.Database.Ask<long>("select book_version from party where owner_id = $1", town.Chain);
}
