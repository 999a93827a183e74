using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Features.Stock.Expected;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Sync;

/// <summary>What a person decides at the conflict about an expected movement.</summary>
public sealed class ExpectedConflictTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Accepting_the_conflict_posts_what_remains_in_the_tills_name_and_closes_it_once()
    {
        var town = await Unfulfilled(4);
        var conflict = await town.Console.Conflict("expected_unfulfilled");

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.Console.Resolve(conflict, "accept")));

        var done = Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK).Json;
        Assert.Equal(("accepted", "6"), ((string?)done["resolution"], (string?)done["positions"]![0]!["onHandAfter"]));
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.OK), reply => Assert.Equal("already-closed", reply.Problem));
        var entry = (await town.Till.Get($"/v1/stock/ledger?location={Shop}&product={Beras}")).Json["items"]![0]!;
        Assert.Equal(("kasir", "SJ-1", "-4"), ((string?)entry["connection"], (string?)entry["document"], (string?)entry["quantity"]));
        var closed = (await town.Console.Get($"/v1/sync/conflicts/{conflict}")).Must(HttpStatusCode.OK).Json["conflict"]!;
        Assert.Equal(("accepted", "diperiksa di rak"), ((string?)closed["resolution"], (string?)closed["closedBecause"]));
        Assert.Equal(1, await town.Database.Ask<long>("select count(*) from expected_decision where owner_id = $1 and conflict_id = $2", town.Coop, conflict));
        Assert.Equal(["accept"], await town.Console.Acts());
        Assert.Equal("duplicate", (await town.Till.Record(Sale(4, Beras, at: "12:01").Of("SJ-1"))).Single().Status);
    }

    [Fact]
    public async Task Dismissing_the_conflict_lets_go_what_remains_and_moves_nothing()
    {
        var town = await Unfulfilled(4);

        var done = (await town.Console.Resolve(await town.Console.Conflict("expected_unfulfilled"), "dismiss")).Must(HttpStatusCode.OK).Json["positions"]![0]!;

        Assert.Equal(("10", "10", "6", "10"), (
            (string?)done["onHandBefore"], (string?)done["onHandAfter"], (string?)done["availableBefore"], (string?)done["availableAfter"]));
        Assert.Equal("dismissed", (string?)(await town.Till.Expected()).Single()["state"]);
        Assert.Equal(["dismiss"], await town.Console.Acts());
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("dismiss")]
    public async Task A_preview_is_what_the_act_does_and_writes_nothing(string act)
    {
        var town = await Unfulfilled(4);
        var conflict = await town.Console.Conflict("expected_unfulfilled");
        await Eventually.See(() => town.Database.Counts(), counts => counts.Contains("outbox 0", StringComparison.Ordinal));
        var before = await town.Database.Counts();

        var preview = (await town.Console.Resolve(conflict, "preview", new JsonObject { ["action"] = act })).Must(HttpStatusCode.OK);

        Assert.Equal(before, await town.Database.Counts());
        Assert.Equal(preview.Text, (await town.Console.Resolve(conflict, act)).Must(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task What_was_told_in_part_is_posted_for_the_rest()
    {
        var town = await Committed(4);
        await town.Till.Given(Sale(3, Beras, at: "12:01").Of("SJ-1"));
        await Raise(town);

        (await town.Console.Resolve(await town.Console.Conflict("expected_differs"), "accept")).Must(HttpStatusCode.OK);

        Assert.Equal(6, await town.Till.OnHand(Beras));
        Assert.Empty(await town.Console.Conflicts("expected_differs"));
    }

    [Fact]
    public async Task Where_more_was_told_than_expected_accepting_leaves_the_tills_word()
    {
        var town = await Committed(4);
        await town.Till.Given(Sale(5, Beras, at: "12:01").Of("SJ-1"));

        var done = (await town.Console.Resolve(await town.Console.Conflict("expected_differs"), "accept")).Must(HttpStatusCode.OK).Json;

        Assert.Empty(done["positions"]!.AsArray());
        Assert.Equal(5, await town.Till.OnHand(Beras));
        Assert.Empty(await town.Console.Conflicts("expected_differs"));
    }

    private async Task<Town> Unfulfilled(decimal quantity)
    {
        var town = await Committed(quantity);
        await Raise(town);
        return town;
    }

    /// <summary>Ten counted in the morning; some of them left at noon by the despatch note SJ-1.</summary>
    private async Task<Town> Committed(decimal quantity)
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        var held = (long)(await town.Partner.Reserve(quantity, Beras, "PO-1", owner: town.Coop)).Must(HttpStatusCode.Created).Json["id"]!;
        (await town.Till.Commit(held, quantity, "SJ-1")).Must(HttpStatusCode.OK);
        return town;
    }

    private async Task Raise(Town town)
    {
        await town.Database.Run("update expected_state set due_at = now() where owner_id = $1", town.Coop);
        await ActivatorUtilities.CreateInstance<RaiseUnfulfilled>(fixture.Gateway.Services).Run(TestContext.Current.CancellationToken);
    }
}
