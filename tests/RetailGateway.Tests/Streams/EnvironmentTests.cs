using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>A live and a test cooperative bear the same code; what leads to the chain leads there for one of them.</summary>
public sealed class EnvironmentTests(TestCluster cluster)
{
    [Theory]
    [InlineData("live", 50)]
    [InlineData("test", 999)]
    public async Task Parties_of_the_other_environment_never_write_into_the_chain(string environment, int held)
    {
        await using var town = await Found(cluster);
        var twin = await Twin(town);
        await town.OpenGateway(environment == "live" ? [] : [("Partners:Basmalah:Environment", environment)]);
        using var twinsTill = town.Gateway.Client(twin.TillKey);

        await twinsTill.Given(Count(999, Minyak));
        await town.Till.Given(Count(50, Minyak));

        await town.Holds(held, ChainMinyak);
        Assert.Equal([1], await town.VersionsTaken(ChainMinyak));
        Assert.Equal(0, await town.Rows.Ask<long>(
            "select count(*) from partner_copy c join party p on p.owner_id = c.source_id where p.environment <> $1", environment));
        Assert.Equal(0, await town.Rows.Ask<long>(
            "select count(*) from sync_stream s join party p on p.owner_id = s.owner_id where p.environment <> $1", environment));
    }

    /// <summary>The same two parties and goods under the same codes, for trials.</summary>
    private static async Task<Town> Twin(PartnerTown town)
    {
        var twin = await Town.Create(town.Rows, new Uri("http://127.0.0.1:9"), environment: "test");
        await town.Rows.Run("insert into connection (owner_id, code, name, kind, dialect) values ($1, 'basmalah', 'Sistem Basmalah', 'connector', 'basmalah')", twin.Chain);
        await twin.Packs(Minyak, "DUS", 12);
        await twin.Maps(twin.Chain, "basmalah", ChainMinyak, Minyak, "DUS");
        await town.Rows.Run("update party set code = $2 where owner_id = $1", twin.Coop, town.Town.CoopCode);
        await town.Rows.Run("update party set code = $2 where owner_id = $1", twin.Chain, town.Town.ChainCode);
        return twin;
    }
}
