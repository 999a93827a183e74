using System.Text.Json.Nodes;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>Whatever goes wrong between the gateway and the chain: nothing counts twice, the figure is right in the end.</summary>
public sealed class FaultTests(TestCluster cluster)
{
    private static readonly (string, string) Impatient = ("Partners:Basmalah:Timeout", "00:00:01");

    [Theory]
    [InlineData(ChainFault.HtmlError, "unknown", "HTTP 500")]
    [InlineData(ChainFault.ServerError, "unknown", "HTTP 500")]
    [InlineData(ChainFault.HtmlPage, "unknown", "No clear answer")]
    [InlineData(ChainFault.TooManyRequests, "busy", "come again later")]
    [InlineData(ChainFault.Hang, "unknown", "no answer")]
    [InlineData(ChainFault.AbortBeforeCommit, "unknown", "no answer")]
    [InlineData(ChainFault.CommitThenAbort, "unknown", "no answer")]
    [InlineData(ChainFault.CommitThenHang, "unknown", "no answer")]
    [InlineData(ChainFault.TornBody, "unknown", "No clear answer")]
    [InlineData(ChainFault.AlteredEcho, "unknown", "speaks of something else")]
    [InlineData(ChainFault.EndlessBody, "unknown", "No clear answer")]
    internal async Task A_send_that_goes_wrong_counts_once_and_says_why_until_it_is_mended(ChainFault fault, string code, string words)
    {
        await using var town = await Open(cluster, Impatient);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);
        town.Chain.Faults.Next(fault);

        await town.Till.Given(Sale(8, Minyak, at: "09:00"));

        var failed = await town.Stream("stock_out", stream => stream["lastErrorCode"] is not null);
        Assert.Equal((code, "gateway"), ((string?)failed["lastErrorCode"], (string?)failed["turn"]));
        Assert.Contains(words, (string)failed["lastError"]!, StringComparison.Ordinal);

        await town.Holds(42, ChainMinyak);
        var mended = await town.Stream("stock_out", stream => stream["lastError"] is null && (long)stream["waiting"]! == 0);
        Assert.Equal(("nobody", 0m), ((string?)mended["turn"], StockCalls.Number(mended["lagSeconds"])));
        Assert.Equal([1, 2], await town.VersionsTaken(ChainMinyak));
        Assert.DoesNotContain("USANG", await town.Verdicts());
    }

    [Theory]
    [InlineData(ChainFault.HtmlError)]
    [InlineData(ChainFault.ServerError)]
    [InlineData(ChainFault.HtmlPage)]
    [InlineData(ChainFault.TooManyRequests)]
    [InlineData(ChainFault.Hang)]
    [InlineData(ChainFault.CommitThenAbort)]
    [InlineData(ChainFault.TornBody)]
    [InlineData(ChainFault.EndlessBody)]
    internal async Task A_feed_that_goes_wrong_is_read_again_from_where_it_was(ChainFault fault)
    {
        await using var town = await Open(cluster, Impatient);
        await town.InStep();
        town.Chain.Faults.Next(fault, "GET", "/stok/perubahan");
        var life = new ChainLife(town.Chain.Books, seed: 4);
        for (var step = 0; step < 40; step++)
            life.Step();

        Assert.Equal(0, await Eventually.See(() => Task.FromResult(town.Chain.Faults.Pending), pending => pending == 0));

        await town.InStep();
    }

    [Fact]
    public async Task A_chain_that_can_only_answer_questions_is_asked_less_and_less_often()
    {
        await using var town = await Open(cluster, Impatient);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);
        for (var fault = 0; fault < 3; fault++)
            town.Chain.Faults.Next(ChainFault.HtmlError);

        await town.Till.Given(Sale(8, Minyak, at: "09:00"));
        Assert.Equal(0, await Eventually.See(() => Task.FromResult(town.Chain.Faults.Pending), pending => pending == 0));

        var attempts = await Eventually.See(
            () => town.Rows.Ask<int>("select attempts from sync_stream where owner_id = $1 and kind = 'stock_out'", town.Town.Chain), seen => seen >= 3);
        Assert.Equal(3, attempts);
        await town.Holds(42, ChainMinyak);
    }

    [Fact]
    public async Task A_wait_that_the_chain_asks_for_is_kept()
    {
        await using var town = await Open(cluster, Impatient);
        town.Chain.Faults.Next(ChainFault.TooManyRequests);

        await town.Till.Given(Count(50, Minyak));

        JsonNode stream = await town.Stream("stock_out", seen => (string?)seen["lastErrorCode"] == "busy");
        var wait = DateTimeOffset.Parse((string)stream["nextAttemptAt"]!) - DateTimeOffset.Parse((string)stream["lastErrorAt"]!);
        Assert.Equal(TimeSpan.FromSeconds(2), wait);
        await town.Holds(50, ChainMinyak);
    }
}
