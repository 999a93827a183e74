using RetailGateway.Database;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Faults;

public sealed class KillTests(TestCluster cluster)
{
    [Fact]
    public async Task What_a_killed_gateway_had_answered_is_there_for_the_next()
    {
        var database = await cluster.Clone();
        await using var rows = new GatewayDb(database.Gateway, 4);
        await using var first = await GatewayProcess.Start(database);
        var town = await Town.Create(rows, first.Address);
        await town.Till.Given(Count(10, Beras));

        await first.Kill();

        await using var second = await GatewayProcess.Start(database, first.Address);
        Assert.Equal(10, await town.Till.OnHand(Beras));
    }
}
