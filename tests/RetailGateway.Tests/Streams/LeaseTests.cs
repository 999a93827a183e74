using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>A stream is one process's at a time, and what a lost claim finds out no longer counts.</summary>
public sealed class LeaseTests(TestCluster cluster)
{
    private static readonly IConnector Basmalah = Dialect;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claimed_stream_is_nobody_elses_until_its_lease_ends()
    {
        await using var town = await Found(cluster);
        await StreamRows.Ensure(town.Rows.Jobs, Basmalah, Cancel);

        var first = await Claim(town, "pertama");
        var second = await Claim(town, "kedua");
        await EndLease(town);
        var third = await Claim(town, "ketiga");

        Assert.Null(second);
        Assert.Equal(first!.Fence + 1, third!.Fence);
    }

    [Fact]
    public async Task The_result_of_a_claim_that_was_lost_changes_nothing()
    {
        await using var town = await Found(cluster);
        await StreamRows.Ensure(town.Rows.Jobs, Basmalah, Cancel);
        var lost = (await Claim(town, "pertama"))!;
        await EndLease(town);
        var held = (await Claim(town, "kedua"))!;
        await using var connection = await town.Rows.Jobs.OpenConnectionAsync(Cancel);
        var page = new Page(new StockSend("rg-1", "KPN", []), Position: 7, Places: [7]);

        Assert.False(await StreamRows.Sending(connection, lost, page, Cancel));
        Assert.False(await StreamRows.Answered(connection, lost, page, Cancel));
        Assert.False(await StreamRows.GoesOn(town.Rows.Jobs, Basmalah, lost, page, page, Cancel));
        Assert.False(await StreamRows.Owes(connection, lost, page, Cancel));
        Assert.False(await StreamRows.Succeeded(connection, lost, "feed:salah", TimeSpan.Zero, Cancel));
        Assert.False(await StreamRows.Failed(connection, lost, "unknown", "salah", TimeSpan.Zero, keepInFlight: false, Cancel));
        Assert.False(await StreamRows.NeverArrived(connection, lost, Cancel));
        Assert.False(await StreamRows.LetGo(connection, lost, Cancel));

        Assert.True(await StreamRows.Succeeded(connection, held, "feed:benar", TimeSpan.Zero, Cancel));
        Assert.Equal("feed:benar", await town.Rows.Ask<string>("select cursor from sync_stream where owner_id = $1 and kind = 'stock_in'", town.Town.Chain));
    }

    [Fact]
    public async Task A_gateway_that_stops_in_the_middle_of_an_exchange_leaves_no_lease_behind()
    {
        await using var town = await Open(cluster);
        town.Chain.Faults.Next(ChainFault.CommitThenHang);
        await town.Till.Given(Count(50, Minyak));
        await Eventually.See(() => Task.FromResult(town.HeldOf(ChainMinyak)), held => held is not null);

        await town.CloseGateway();

        Assert.Equal(0, await town.Rows.Ask<long>("select count(*) from sync_stream where lease_holder is not null"));
        await town.OpenGateway();
        await town.Stream("stock_out", stream => (long)stream["waiting"]! == 0);
        Assert.Equal([1], await town.VersionsTaken(ChainMinyak));
    }

    [Fact]
    public async Task Two_gateways_share_the_streams_without_double_effect()
    {
        await using var town = await Open(cluster);
        await using var another = await town.Another();
        await town.Till.Given(Count(500, Minyak, at: "08:00"), Count(500, Beras, at: "08:00"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var life = new ChainLife(town.Chain.Books, seed: 7).Run(TimeSpan.FromMilliseconds(15), TimeProvider.System, stop.Token);
        using var till = another.Client(town.Town.TillKey);

        for (var sale = 0; sale < 40; sale++)
            await (sale % 2 == 0 ? town.Till : till).Given(Sale(1, Minyak, at: "09:00"), Sale(2, Beras, at: "09:00"));
        await stop.CancelAsync();
        await life;

        await town.Holds(460, ChainMinyak);
        await town.Holds(420, ChainBeras);
        await town.InStep();
        Assert.DoesNotContain("USANG", await town.Verdicts());
        foreach (var item in new[] { ChainMinyak, ChainBeras })
        {
            var versions = await town.VersionsTaken(item);
            Assert.Equal(versions.Distinct().Order(), versions);
        }
    }

    private static Task<ClaimedStream?> Claim(PartnerTown town, string holder) =>
        StreamRows.Claim(town.Rows.Jobs, Basmalah, "stock_in", holder, Cancel);

    private static Task EndLease(PartnerTown town) =>
        town.Rows.Run("update sync_stream set lease_until = now() - interval '1 second' where owner_id = $1", town.Town.Chain);
}
