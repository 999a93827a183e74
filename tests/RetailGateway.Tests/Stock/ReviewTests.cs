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

    [Fact]
    public async Task A_full_batch_of_unknown_codes_is_kept_beside_a_large_catalogue()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.SellsMany("UMK-FEN", 2_000);
        var sales = Enumerable.Range(1, 5_000).Select(line => Sale(1, $"FEN-{line}/X", id: $"lembar/{line}")).ToArray();

        var outcomes = await town.Till.Record(sales);

        Assert.Equal(5_000, outcomes.Count(outcome => outcome.Status == "review"));
        Assert.Equal(5_000, await town.Database.Ask<long>("select count(*) from review_item where owner_id = $1", town.Coop));
    }

    [Fact]
    public async Task Candidates_are_told_with_their_reason_by_their_codes()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Sells(("KRP-9", "Keripik", "goods"), ("KRP-90", "Keripik besar", "goods"), ("A-1", "Stok KRP9 lama", "goods"), ("KRP", "Kerupuk", "goods"));

        await town.Till.Record(Sale(1, "krp 9"));

        var candidates = (await Waiting(town)).Single()["candidates"]!.AsArray();
        Assert.Equal(
            [
                ("A-1", "the name holds the code"), ("KRP", "the code begins the same"),
                ("KRP-9", "the same code but for punctuation"), ("KRP-90", "the code begins the same"),
            ],
            candidates.Select(candidate => ((string)candidate!["product"]!, (string)candidate["reason"]!)));
    }

    [Fact]
    public async Task A_recorded_change_sent_again_with_an_unknown_code_and_another_quantity_is_refused()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);
        await town.Till.Given(sale);

        var outcome = (await town.Till.Record(sale with { Item = "BRS5", Quantity = "-3" })).Single();

        Assert.Equal(("refused", "change-differs"), (outcome.Status, outcome.Problem));
        Assert.Empty(await Waiting(town));
        Assert.Equal([Beras], await town.Console.Conflicts("change_differs"));
    }

    [Fact]
    public async Task A_recorded_change_whose_mapping_has_ended_since_is_a_duplicate()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Minyak, "DUS", 12);
        await town.Maps(town.Coop, "kasir", "MYK-DUS", Minyak, "DUS");
        var sale = Sale(2, "MYK-DUS");
        await town.Till.Given(sale);
        await town.Database.Run("update item_mapping set during = tstzrange(null, $2) where owner_id = $1", town.Coop, At("00:00").UtcDateTime);

        var outcomes = await town.Till.Record(sale, sale with { Quantity = "-3" });

        Assert.Equal(["duplicate", "refused"], outcomes.Select(outcome => outcome.Status));
        Assert.Empty(await Waiting(town));
    }

    [Fact]
    public async Task A_waiting_line_sent_again_with_other_content_is_refused_and_the_first_stands()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, "BRS5");
        await town.Till.Record(sale);

        var outcomes = await town.Till.Record(sale with { Quantity = "-3" }, sale with { Item = "GUL9" }, sale with { Item = "brs5" });

        Assert.Equal(["change-differs", "change-differs", null], outcomes.Select(outcome => outcome.Problem));
        Assert.Equal("review", outcomes[2].Status);
        Assert.Equal("-2", (string?)(await Waiting(town)).Single()["line"]!["quantity"]);
    }

    [Fact]
    public async Task Of_two_lines_of_one_batch_with_one_unknown_change_the_first_stands()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, "BRS5");

        var outcomes = await town.Till.Record(sale, sale with { Quantity = "-3" });

        Assert.Equal(["review", "refused"], outcomes.Select(outcome => outcome.Status));
        Assert.Equal("-2", (string?)(await Waiting(town)).Single()["line"]!["quantity"]);
    }

    [Fact]
    public async Task A_line_with_an_unknown_code_from_the_future_is_refused()
    {
        var town = await Town.Create(fixture.Gateway);

        var outcome = (await town.Till.Record(Sale(2, "BRS5") with { At = TimeProvider.System.GetUtcNow().AddMinutes(7) })).Single();

        Assert.Equal("too-far-ahead", outcome.Problem);
        Assert.Empty(await Waiting(town));
    }

    private static async Task<JsonNode[]> Waiting(Town town) =>
        [.. (await town.Console.Get("/v1/sync/review-items")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Select(item => item!)];
}
