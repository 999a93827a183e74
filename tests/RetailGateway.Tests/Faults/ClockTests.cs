using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Faults;

/// <summary>A node whose clock is ten minutes off does what the others do: what counts is the database's clock.</summary>
public sealed class ClockTests(TestCluster cluster)
{
    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_node_ten_minutes_off_refuses_and_accepts_the_same_and_shares_the_work(int minutes)
    {
        await using var town = await Found(cluster);
        await town.OpenGateway();
        await using var off = await GatewayUnderTest.Start(
            town.Database, new OffClock(TimeSpan.FromMinutes(minutes)), [("roles", "web,jobs"), .. town.Settings()]);
        using var till = off.Client(town.Town.TillKey);
        var now = TimeProvider.System.GetUtcNow();

        foreach (var caller in new[] { town.Till, till })
        {
            await caller.Given(Count(50, Minyak) with { At = now.AddMinutes(4) });
            Assert.Equal("too-far-ahead", (await caller.Record(Count(50, Minyak) with { At = now.AddMinutes(7) })).Single().Problem);
        }

        await town.Holds(50, ChainMinyak);
        for (var sale = 0; sale < 10; sale++)
            await (sale % 2 == 0 ? town.Till : till).Given(Sale(1, Beras, at: "09:00"), Receipt(3, Beras, at: "09:00"));
        await town.Holds(20, ChainBeras);

        // A reservation of a minute lasts a minute by every node.
        (await till.Reserve(1, Minyak, "PO-1", lasts: TimeSpan.FromMinutes(1))).Must(HttpStatusCode.Created);
        await town.Holds(49, ChainMinyak);
        var versions = await town.VersionsTaken(ChainBeras);
        Assert.Equal(versions.Distinct().Order(), versions);
        Assert.DoesNotContain("USANG", await town.Verdicts());
    }

    private sealed class OffClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
