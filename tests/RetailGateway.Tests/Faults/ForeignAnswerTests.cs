using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Faults;

/// <summary>A partner that mixes up two parties is not believed.</summary>
public sealed class ForeignAnswerTests(TestCluster cluster)
{
    [Fact]
    public async Task Another_partys_data_in_an_answer_is_not_taken_and_becomes_a_conflict_that_does_not_name_it()
    {
        await using var town = await Found(cluster);
        using var proxy = new ChainProxy(town.Chain.BaseAddress);
        proxy.Once("POST", "/mitra/v2/ketersediaan", answer =>
        {
            var mixed = JsonNode.Parse(answer)!;
            mixed["koperasi"] = "KPN-TETANGGA";
            return Task.FromResult(mixed.ToJsonString());
        });
        await town.OpenGateway(town.Settings(proxy.Address));

        await town.Till.Given(Count(50, Minyak));

        var conflicts = await Eventually.See(
            async () => (await town.Till.Get("/v1/sync/conflicts?closed=true")).Json["items"]!.AsArray(), items => items.Count > 0);
        Assert.Equal("tenant_mismatch", (string?)conflicts.Single()!["kind"]);
        var stream = await town.Stream("stock_out", seen => seen["lastErrorAt"] is not null);
        Assert.DoesNotContain("KPN-TETANGGA", stream.ToJsonString() + conflicts.ToJsonString(), StringComparison.Ordinal);

        // It is asked what became of the send, and the answer to that is the right one.
        await town.Stream("stock_out", seen => seen["lastError"] is null && (long)seen["waiting"]! == 0);
        Assert.Equal([1], await town.VersionsTaken(ChainMinyak));
        Assert.Equal("mended", await town.Rows.Ask<string>("select resolution from conflict where kind = 'tenant_mismatch'"));
    }
}
