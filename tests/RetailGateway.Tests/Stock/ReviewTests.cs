using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock;

public sealed class ReviewTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_line_with_an_unknown_code_is_kept_whole_with_candidates_and_moves_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, "BRS5", id: "struk-9/1");

        Assert.Equal("review", (await town.Till.Record(sale)).Single().Status);

        var item = (await Waiting(town)).Single();
        Assert.Equal(("struk-9/1", "BRS5", "kasir", Shop), ((string?)item["changeId"], (string?)item["itemCode"], (string?)item["connection"], (string?)item["location"]));
        Assert.Equal("-2", (string?)item["line"]!["quantity"]);
        Assert.Contains(Beras, item["candidates"]!.AsArray().Select(candidate => (string)candidate!["product"]!));
        Assert.Empty((await town.Till.Get("/v1/stock/positions")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_line_sent_again_while_it_waits_is_kept_once()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, "BRS5");

        await town.Till.Record(sale);
        await town.Till.Record(sale);

        Assert.Single(await Waiting(town));
    }

    [Fact]
    public async Task A_line_sent_again_after_its_code_is_mapped_is_applied_and_waits_no_more()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, "BRS5");
        await town.Till.Record(sale);
        await town.Maps(town.Coop, "kasir", "BRS5", Beras);

        Assert.Equal("applied", (await town.Till.Record(sale)).Single().Status);

        Assert.Empty(await Waiting(town));
        Assert.Equal(-2, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_line_sent_again_with_a_known_code_waits_no_more()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, "BRS5");
        await town.Till.Record(sale);

        Assert.Equal("applied", (await town.Till.Record(sale with { Item = Beras })).Single().Status);

        Assert.Empty(await Waiting(town));
    }

    private static async Task<JsonNode[]> Waiting(Town town) =>
        [.. (await town.Console.Get("/v1/sync/review-items")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Select(item => item!)];
}
