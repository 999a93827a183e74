using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Faults;

/// <summary>The line between the gateway and a partner is late, cut, halved or reset, on the way there and on the way back.</summary>
public sealed class TornPartnerLineTests(TestCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(LineFault.Delay)]
    [InlineData(LineFault.Cut)]
    [InlineData(LineFault.Halve)]
    [InlineData(LineFault.Reset)]
    internal async Task The_partner_holds_every_change_once_and_nothing_stays_in_doubt(LineFault fault)
    {
        await using var town = await Found(cluster);
        await using var line = new FaultyProxy(new IPEndPoint(IPAddress.Loopback, town.Chain.BaseAddress.Port));
        await town.OpenGateway(town.Settings(line.Address));
        await town.Till.Given(Count(100, Minyak, at: "08:00"));
        await town.Holds(100, ChainMinyak);

        foreach (var (left, way) in new[] { (99, LineWay.There), (98, LineWay.Back) })
        {
            var met = line.Met;
            line.Next(fault, way);
            await town.Till.Given(Sale(1, Minyak, at: "09:00"));
            await town.Holds(left, ChainMinyak, Patience);
            Assert.True(await Eventually.See(() => Task.FromResult(line.Met), now => now > met) > met, $"Nothing met the fault on the way {way}.");
        }

        line.Heal();
        await town.InStep(Patience);
        Assert.Equal(0, await Eventually.See(() => town.Rows.Ask<long>("select count(*) from sync_stream where in_flight is not null"), unsure => unsure == 0, Patience));
        var versions = await town.VersionsTaken(ChainMinyak);
        Assert.Equal(versions.Distinct().Order(), versions);
    }
}
