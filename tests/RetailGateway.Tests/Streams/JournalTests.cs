using System.Text.Json.Nodes;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>What goes over the wire, by the journal of a proxy before the chain.</summary>
public sealed class JournalTests(TestCluster cluster)
{
    private const string Sends = "/mitra/v2/ketersediaan";
    private const string Changes = "/mitra/v2/stok/perubahan";

    [Fact]
    public async Task A_send_that_took_effect_and_was_met_by_silence_is_asked_after_and_not_sent_again()
    {
        await using var town = await Found(cluster);
        using var proxy = new ChainProxy(town.Chain.BaseAddress);
        proxy.Once("POST", Sends, async answer =>
        {
            await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
            return answer;
        });
        await Open(town, proxy);

        await town.Till.Given(Count(50, Minyak));

        await town.Stream("stock_out", stream => stream["lastErrorCode"] is not null);
        await town.Stream("stock_out", stream => stream["lastErrorCode"] is null && (long)stream["waiting"]! == 0);
        var send = (string)(await town.Sends()).Single()["sendId"]!;
        var asked = await Eventually.See(
            () => Task.FromResult(proxy.Journal().Where(line => line.Contains(Sends, StringComparison.Ordinal)).ToArray()),
            journal => journal.Any(line => line.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Equal([$"POST {Sends}", $"GET {Sends}/kiriman/{send}"], asked);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_kept_in_review_and_its_neighbours_go_in()
    {
        await using var town = await Found(cluster);
        using var proxy = new ChainProxy(town.Chain.BaseAddress);
        await Open(town, proxy);
        await town.InStep();

        proxy.Once("GET", Changes, Garble);
        town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainMinyak, -2);
        town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -3);

        Assert.Equal(1, await Eventually.See(town.ReviewItems, kept => kept == 1));
        var copy = await Eventually.See(town.OurCopy, copy => copy[$"{Store} {ChainBeras}"] == 117);
        Assert.Equal((120, 117), (copy[$"{Store} {ChainMinyak}"], copy[$"{Store} {ChainBeras}"]));

        // The sale of oil becomes a kind of change that nobody has heard of, with a letter that no store can keep.
        Task<string> Garble(string answer)
        {
            var page = JsonNode.Parse(answer)!;
            if (page["baris"]!.AsArray() is [var first, ..])
            {
                first!["jenis"] = "PINJAM\0";
                return Task.FromResult(page.ToJsonString());
            }

            proxy.Once("GET", Changes, Garble);
            return Task.FromResult(answer);
        }
    }

    private static Task Open(PartnerTown town, ChainProxy proxy) =>
        town.OpenGateway([.. town.Settings(proxy.Address), ("Partners:Basmalah:Timeout", "00:00:02")]);
}
