using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Features.Stock.Expected;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock.Expected;

/// <summary>What a reservation's commit expects of a till, and what becomes of it.</summary>
public sealed class ExpectedTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_at_a_till_posts_nothing_and_leaves_what_is_available_as_it_was()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        var id = await Reserved(town, 6);

        (await town.Till.Commit(id, 4, "SJ-1")).Must(HttpStatusCode.OK);

        Assert.Equal("10 0 4 6", Said(await town.Till.Position(Beras)));
        var expected = (await town.Till.Expected()).Single();
        Assert.Equal(("sale", "-4", "4", "open", "kasir", $"reservation/{id}"), (
            (string?)expected["kind"], (string?)expected["quantity"], (string?)expected["remaining"], (string?)expected["state"], (string?)expected["connection"], (string?)expected["source"]));
        Assert.Equal("not-available", (await town.Partner.Reserve(7, Beras, "PO-2", owner: town.Coop)).Problem);
        (await town.Partner.Reserve(6, Beras, "PO-3", owner: town.Coop)).Must(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_tills_own_entry_with_that_reference_fulfils_it()
    {
        var town = await Committed(4);

        await town.Till.Given(Sale(4, Beras, at: "12:01").Of("SJ-1"));

        Assert.Equal("6 0 0 6", Said(await town.Till.Position(Beras)));
        Assert.Equal("fulfilled", (string?)(await town.Till.Expected()).Single()["state"]);
        Assert.Empty(await town.Till.Expected("open=true"));
    }

    [Fact]
    public async Task An_entry_that_came_before_its_document_fulfils_it_from_the_beginning()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        var id = await Reserved(town, 4);
        await town.Till.Given(Sale(4, Beras, at: "11:59").Of("SJ-1"));

        (await town.Till.Commit(id, 4, "SJ-1")).Must(HttpStatusCode.OK);

        Assert.Equal("6 0 0 6", Said(await town.Till.Position(Beras)));
    }

    [Fact]
    public async Task Several_entries_with_the_reference_add_up_and_another_document_says_nothing()
    {
        var town = await Committed(4);

        await town.Till.Given(Sale(1, Beras, at: "12:01").Of("SJ-1"), Sale(1, Beras, at: "12:02").Of("SJ-9"), Sale(2, Beras, at: "12:03").Of("SJ-1"));

        Assert.Equal("6 0 1 5", Said(await town.Till.Position(Beras)));
    }

    [Fact]
    public async Task Reversing_the_entry_opens_it_again()
    {
        var town = await Committed(4);
        await town.Till.Given(Sale(4, Beras, at: "12:01", id: "struk/1").Of("SJ-1"));

        await town.Till.Given(Reversal("struk/1", Beras, at: "12:05"));

        Assert.Equal("10 0 4 6", Said(await town.Till.Position(Beras)));
    }

    [Theory]
    [InlineData("12:00", 0)]
    [InlineData("11:59:59", 4)]
    public async Task A_count_at_its_instant_or_later_takes_it_up(string counted, decimal left)
    {
        var town = await Committed(4);

        await town.Till.Given(Count(6, Beras, at: counted, id: "opname/1"));

        Assert.Equal(left, StockCalls.Number((await town.Till.Position(Beras))["expectedOut"]));
        await town.Till.Given(Reversal("opname/1", Beras, at: "13:00"));
        Assert.Equal(4, StockCalls.Number((await town.Till.Position(Beras))["expectedOut"]));
    }

    [Fact]
    public async Task More_than_was_expected_is_raised_at_once_and_closes_when_it_comes_right()
    {
        var town = await Committed(4);

        await town.Till.Given(Sale(5, Beras, at: "12:01", id: "struk/1").Of("SJ-1"));
        Assert.Equal([Beras], await town.Console.Conflicts("expected_differs"));

        await town.Till.Given(Reversal("struk/1", Beras), Sale(4, Beras, at: "12:01").Of("SJ-1"));
        Assert.Empty(await town.Console.Conflicts("expected_differs"));
    }

    [Fact]
    public async Task What_no_till_told_in_time_is_raised_once_and_closes_when_the_till_tells()
    {
        var town = await Committed(4);
        await Raise();
        Assert.Empty(await town.Console.Conflicts("expected_unfulfilled"));

        await Overdue(town);
        await Raise();
        await Raise();
        Assert.Equal([Beras], await town.Console.Conflicts("expected_unfulfilled"));

        await town.Till.Given(Sale(4, Beras, at: "12:01").Of("SJ-1"));
        Assert.Empty(await town.Console.Conflicts("expected_unfulfilled"));
    }

    [Fact]
    public async Task The_rest_of_what_was_told_in_part_is_raised_when_its_time_is_over()
    {
        var town = await Committed(4);
        await town.Till.Given(Sale(3, Beras, at: "12:01").Of("SJ-1"));

        await Overdue(town);
        await Raise();

        Assert.Equal([Beras], await town.Console.Conflicts("expected_differs"));
        Assert.Empty(await town.Console.Conflicts("expected_unfulfilled"));
    }

    [Fact]
    public async Task What_a_person_accepts_is_posted_in_the_tills_name_and_the_conflict_is_its_reason()
    {
        var town = await Committed(4);
        await Overdue(town);
        await Raise();

        var accepted = (await town.Console.Decide((await town.Till.Expected()).Single(), "accept")).Must(HttpStatusCode.OK).Json;

        Assert.Equal(("accepted", "0"), ((string?)accepted["state"], (string?)accepted["remaining"]));
        Assert.Equal("6 0 0 6", Said(await town.Till.Position(Beras)));
        var entry = (await town.Till.Get($"/v1/stock/ledger?location={Shop}&product={Beras}")).Json["items"]![0]!;
        Assert.Equal(("kasir", $"expected/{accepted["id"]}/1", "SJ-1", "-4"), (
            (string?)entry["connection"], (string?)entry["changeId"], (string?)entry["document"], (string?)entry["quantity"]));
        Assert.Empty(await town.Console.Conflicts("expected_unfulfilled"));
        Assert.Equal(1, await town.Database.Ask<long>(
            """
            select count(*) from expected_decision d join conflict f using (owner_id, conflict_id)
            where d.owner_id = $1 and f.resolution = 'accepted' and f.closed_by like 'key:%'
            """,
            town.Coop));
        Assert.Equal("not-expected", (await town.Console.Decide(accepted, "accept")).Problem);
        Assert.Equal("not-expected", (await town.Console.Decide(accepted, "dismiss")).Problem);
        Assert.Equal("accept", (string?)(await town.Console.Get($"/v1/sync/audit?subjectKind=expected&subjectId={accepted["id"]}")).Json["items"]![0]!["act"]);
    }

    [Fact]
    public async Task The_tills_late_entry_for_what_was_accepted_is_a_duplicate_however_often_it_comes()
    {
        var town = await Accepted(4);
        var late = Sale(4, Beras, at: "12:01").Of("SJ-1");

        Assert.Equal("duplicate", (await town.Till.Record(late)).Single().Status);
        Assert.Equal("duplicate", (await town.Till.Record(late)).Single().Status);
        Assert.Equal("change-differs", (await town.Till.Record(late with { Quantity = "-3" })).Single().Problem);

        Assert.Equal("6 0 0 6", Said(await town.Till.Position(Beras)));
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
    }

    [Fact]
    public async Task A_late_entry_that_differs_from_what_was_accepted_is_a_conflict_and_moves_nothing()
    {
        var town = await Accepted(4);

        var late = (await town.Till.Record(Sale(3, Beras, at: "12:01").Of("SJ-1"))).Single();

        Assert.Equal(("refused", "change-differs"), (late.Status, late.Problem));
        Assert.Equal([Beras], await town.Console.Conflicts("change_differs"));
        Assert.Equal("6 0 0 6", Said(await town.Till.Position(Beras)));
    }

    [Fact]
    public async Task A_second_late_entry_is_a_movement_of_its_own_and_raised()
    {
        var town = await Accepted(4);
        await town.Till.Record(Sale(4, Beras, at: "12:01").Of("SJ-1"));

        Assert.Equal("applied", (await town.Till.Record(Sale(4, Beras, at: "12:02").Of("SJ-1"))).Single().Status);

        Assert.Equal(2, await town.Till.OnHand(Beras));
        Assert.Equal([Beras], await town.Console.Conflicts("expected_differs"));
    }

    [Fact]
    public async Task Reversing_a_late_entry_leaves_the_acceptance_and_is_raised()
    {
        var town = await Accepted(4);
        await town.Till.Record(Sale(4, Beras, at: "12:01", id: "struk/1").Of("SJ-1"));

        Assert.Equal("applied", (await town.Till.Record(Reversal("struk/1", Beras, at: "12:02"))).Single().Status);

        Assert.Equal("6 0 0 6", Said(await town.Till.Position(Beras)));
        Assert.Equal([Beras], await town.Console.Conflicts("expected_differs"));
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
    }

    [Fact]
    public async Task What_a_person_dismisses_is_let_go_and_moves_nothing()
    {
        var town = await Committed(4);
        await Overdue(town);
        await Raise();
        var cursor = (await town.Partner.Feed(atLeast: 2)).Next;

        var dismissed = (await town.Console.Decide((await town.Till.Expected()).Single(), "dismiss")).Must(HttpStatusCode.OK).Json;

        Assert.Equal("dismissed", (string?)dismissed["state"]);
        Assert.Equal("10 0 0 10", Said(await town.Till.Position(Beras)));
        Assert.Empty(await town.Console.Conflicts("expected_unfulfilled"));
        Assert.Equal("10", (string?)(await town.Partner.Feed(cursor, atLeast: 1)).Events[0]["data"]!["available"]);
        await town.Till.Given(Sale(4, Beras, at: "12:01").Of("SJ-1"));
        Assert.Equal([Beras], await town.Console.Conflicts("expected_differs"));
        Assert.Equal(6, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_sale_that_bites_into_what_is_expected_to_leave_is_told_to_a_person()
    {
        var town = await Committed(4);

        await town.Till.Given(Sale(7, Beras, at: "13:00"));
        Assert.Equal([Beras], await town.Console.Conflicts("oversold"));

        (await town.Console.Decide((await town.Till.Expected()).Single(), "dismiss")).Must(HttpStatusCode.OK);
        Assert.Empty(await town.Console.Conflicts("oversold"));
    }

    [Fact]
    public async Task A_reference_that_the_till_could_not_tell_apart_is_refused()
    {
        var town = await Committed(4);
        var other = await Reserved(town, 2, "PO-2");

        Assert.Equal("already-exists", (await town.Till.Commit(other, 2, "SJ-1")).Problem);
        Assert.Equal("10 2 4 4", Said(await town.Till.Position(Beras)));
    }

    [Fact]
    public async Task Two_persons_who_accept_at_once_post_it_once()
    {
        var town = await Committed(4);
        var expected = (await town.Till.Expected()).Single();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => town.Console.Decide(expected, "accept")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.Problem == "not-expected"));
        Assert.Equal(6, await town.Till.OnHand(Beras));
    }

    private async Task<Town> Accepted(decimal quantity)
    {
        var town = await Committed(quantity);
        (await town.Console.Decide((await town.Till.Expected()).Single(), "accept")).Must(HttpStatusCode.OK);
        return town;
    }

    /// <summary>Ten counted in the morning; some of them left at noon by the despatch note SJ-1.</summary>
    private async Task<Town> Committed(decimal quantity)
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        (await town.Till.Commit(await Reserved(town, quantity), quantity, "SJ-1")).Must(HttpStatusCode.OK);
        return town;
    }

    private static async Task<long> Reserved(Town town, decimal quantity, string reference = "PO-1") =>
        (long)(await town.Partner.Reserve(quantity, Beras, reference, owner: town.Coop)).Must(HttpStatusCode.Created).Json["id"]!;

    private static Task Overdue(Town town) => town.Database.Run("update expected_state set due_at = now() where owner_id = $1", town.Coop);

    private Task Raise() => ActivatorUtilities.CreateInstance<RaiseUnfulfilled>(fixture.Gateway.Services).Run(Cancel);

    /// <summary>On hand, reserved, expected out and available.</summary>
    private static string Said(JsonNode position) =>
        string.Join(' ', new[] { "onHand", "reserved", "expectedOut", "available" }.Select(name => (string?)position[name]));
}
