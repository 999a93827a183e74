using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Faults;

/// <summary>A worker that stood still past its lease finds its token stale when it goes on.</summary>
public sealed class StaleHolderTests(TestCluster cluster)
{
    [Fact]
    public async Task A_worker_stopped_in_an_exchange_and_continued_after_its_lease_changes_nothing()
    {
        await using var town = await Found(cluster);
        await using var web = await GatewayUnderTest.Start(town.Database);
        using var till = web.Client(town.Town.TillKey);
        await using var stopped = await GatewayProcess.Start(
            town.Database, roles: "jobs", settings: [.. town.Settings(), ("Partners:Basmalah:Timeout", "00:00:03")]);
        await till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);
        town.Chain.Faults.Next(ChainFault.Hang);
        await till.Given(Sale(1, Minyak, at: "09:00"));
        Assert.Equal(0, await Eventually.See(() => Task.FromResult(town.Chain.Faults.Pending), pending => pending == 0));
        Assert.True(await InFlight(town));
        await stopped.Freeze();

        // Its lease ends while it stands still, and another goes on.
        await town.Rows.Run("update sync_stream set lease_until = now() - interval '1 second' where kind = 'stock_out'");
        await town.OpenGateway();
        await town.Holds(49, ChainMinyak);
        await Eventually.See(() => InFlight(town), under => !under);

        // It meets the end of its patience, and what it makes of that is refused: no failure is written down. What else it held
        // when it was stopped, the other needs to end in peace.
        await stopped.Resume();
        await town.CloseGateway();
        await till.Given(Sale(2, Minyak, at: "10:00"));
        await town.Holds(47, ChainMinyak, TimeSpan.FromSeconds(60));
        Assert.Equal(0, await town.Rows.Ask<long>("select count(*) from sync_stream where kind = 'stock_out' and (last_error_at is not null or attempts > 0)"));
        var versions = await town.VersionsTaken(ChainMinyak);
        Assert.Equal([1, 2, 3], versions);
    }

    private static Task<bool> InFlight(PartnerTown town) =>
        town.Rows.Ask<bool>("select coalesce(bool_or(in_flight is not null and lease_until > now()), false) from sync_stream where kind = 'stock_out'");
}
