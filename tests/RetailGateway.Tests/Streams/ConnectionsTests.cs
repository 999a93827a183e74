using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary><c>GET /v1/sync/connections</c>: how the streams stand, for those they concern.</summary>
public sealed class ConnectionsTests(TestCluster cluster)
{
    [Fact]
    public async Task A_chain_that_is_away_shows_as_a_growing_lag_with_its_reason_and_whose_turn_it_is()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        var well = await town.Stream("stock_out", stream => stream["lastSuccessAt"] is not null && (long)stream["waiting"]! == 0);
        Assert.Equal(("nobody", 0m, null), ((string?)well["turn"], StockCalls.Number(well["lagSeconds"]), (string?)well["lastError"]));

        await town.CloseChain();
        await town.Till.Given(Sale(1, Minyak, at: "09:00"), Count(7, Beras, at: "09:00"));
        var away = await town.Stream("stock_out", stream => (long)stream["waiting"]! == 2 && stream["lastError"] is not null);
        var later = await town.Stream("stock_out", stream => StockCalls.Number(stream["lagSeconds"]) > StockCalls.Number(away["lagSeconds"]));

        Assert.True(StockCalls.Number(later["lagSeconds"]) > StockCalls.Number(away["lagSeconds"]));
        Assert.Equal("gateway", (string?)away["turn"]);
        Assert.StartsWith("No clear answer; we ask before sending again. no answer: ", (string)away["lastError"]!, StringComparison.Ordinal);
        Assert.Contains("Nothing is lost", (string)away["next"]!, StringComparison.Ordinal);
        await town.OpenChain();
    }

    [Fact]
    public async Task The_chain_sees_both_directions_and_a_stranger_sees_neither()
    {
        await using var town = await Open(cluster);
        var stranger = await Town.Create(town.Rows, new Uri("http://127.0.0.1:9"));
        using var chain = town.Gateway.Client(town.Town.PartnerKey);
        using var strange = town.Gateway.Client(stranger.TillKey);
        using var rival = town.Gateway.Client(stranger.PartnerKey);
        await town.Till.Given(Count(50, Minyak));
        await town.Holds(50, ChainMinyak);
        await town.InStep();

        Assert.NotNull(await town.Stream("stock_in", chain));
        Assert.NotNull(await town.Stream("stock_out", chain, town.Town.CoopCode));
        Assert.Null(await town.Stream("stock_in"));
        foreach (var other in new[] { strange, rival })
        {
            Assert.Null(await town.Stream("stock_out", other));
            Assert.Null(await town.Stream("stock_in", other));
        }
    }
}
