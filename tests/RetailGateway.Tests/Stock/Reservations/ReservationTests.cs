using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Features.Stock;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock.Reservations;

public sealed class ReservationTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_reserved_is_not_available_and_still_on_hand()
    {
        var town = await Stocked();

        var made = (await town.Partner.Reserve(4, Beras, "PO-1", owner: town.Coop)).Must(HttpStatusCode.Created);

        Assert.Equal(("4", "0", "4"), ((string?)made.Json["quantity"], (string?)made.Json["committed"], (string?)made.Json["remaining"]));
        Assert.Equal($"/v1/stock/reservations/{made.Json["id"]}", made.Headers["Location"]);
        Assert.Equal((10, 6), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
    }

    [Fact]
    public async Task More_than_is_available_is_refused_with_what_is()
    {
        var town = await Stocked();

        var refused = await town.Partner.Reserve(10.001m, Beras, "PO-1", owner: town.Coop);

        Assert.Equal((HttpStatusCode.Conflict, "not-available"), (refused.Status, refused.Problem));
        Assert.Contains("10 can be reserved", (string?)refused.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(10, await town.Till.Available(Beras));
    }

    [Fact]
    public async Task Where_nothing_was_ever_recorded_nothing_can_be_reserved()
    {
        var town = await Stocked();

        Assert.Equal("not-available", (await town.Partner.Reserve(1, Gula, "PO-1", owner: town.Coop)).Problem);
    }

    [Fact]
    public async Task The_same_reference_again_answers_the_reservation_that_is_there()
    {
        var town = await Stocked();
        var made = (await town.Partner.Reserve(4, Beras, " PO-1 ", owner: town.Coop)).Must(HttpStatusCode.Created);

        var again = (await town.Partner.Reserve(4, Beras, " PO-1 ", owner: town.Coop)).Must(HttpStatusCode.OK);

        Assert.Equal((long)made.Json["id"]!, (long)again.Json["id"]!);
        Assert.Equal(6, await town.Till.Available(Beras));
        Assert.Equal("already-exists", (await town.Partner.Reserve(5, Beras, "PO-1", owner: town.Coop)).Problem);
    }

    [Fact]
    public async Task A_reservation_that_ends_gives_back_what_is_left()
    {
        var town = await Stocked(tillIsSystemOfRecord: true);
        var id = await Reserved(town, 6, "PO-1");

        (await town.Till.Commit(id, 2, "SJ-1", final: false)).Must(HttpStatusCode.OK);
        Assert.Equal(4, await town.Till.Available(Beras));
        var ended = (await town.Till.Commit(id, 1, "SJ-2", final: true)).Must(HttpStatusCode.OK);

        // What was committed is expected of the till; what was not is free again.
        Assert.Equal(7, await town.Till.Available(Beras));
        Assert.Equal(("3", "0"), ((string?)ended.Json["committed"], (string?)ended.Json["remaining"]));
        Assert.Equal(["commit 2 False SJ-1", "commit 1 True SJ-2"], Steps(ended));
        Assert.Equal("not-held", (await town.Till.Commit(id, 1, "SJ-3")).Problem);
    }

    [Fact]
    public async Task A_commit_moves_the_stock_where_people_keep_it()
    {
        var town = await Stocked(tillIsSystemOfRecord: false);
        var id = await Reserved(town, 6, "PO-1");

        (await town.Console.Commit(id, 4, "SJ-1")).Must(HttpStatusCode.OK);

        Assert.Equal((6, 6), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
        var newest = (await town.Till.Get($"/v1/stock/ledger?location={Shop}&product={Beras}")).Json["items"]![0]!;
        Assert.Equal(("sale", "-4", $"reservation/{id}/SJ-1"), ((string?)newest["kind"], (string?)newest["quantity"], (string?)newest["changeId"]));
    }

    [Fact]
    public async Task A_commit_leaves_the_movement_to_the_till_where_there_is_one()
    {
        var town = await Stocked(tillIsSystemOfRecord: true);
        var id = await Reserved(town, 6, "PO-1");

        (await town.Till.Commit(id, 4, "SJ-1")).Must(HttpStatusCode.OK);

        Assert.Equal(10, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_step_sent_again_is_made_once_and_another_under_its_reference_is_refused()
    {
        var town = await Stocked(tillIsSystemOfRecord: false);
        var id = await Reserved(town, 6, "PO-1");
        (await town.Console.Commit(id, 2, "SJ-1", final: false)).Must(HttpStatusCode.OK);

        var again = (await town.Console.Commit(id, 2, "SJ-1", final: false)).Must(HttpStatusCode.OK);

        Assert.Equal("4", (string?)again.Json["remaining"]);
        Assert.Equal(8, await town.Till.OnHand(Beras));
        Assert.Equal("already-exists", (await town.Console.Commit(id, 3, "SJ-1", final: false)).Problem);
    }

    [Fact]
    public async Task More_than_is_held_cannot_be_committed()
    {
        var town = await Stocked(tillIsSystemOfRecord: false);
        var id = await Reserved(town, 6, "PO-1");

        Assert.Equal("not-held", (await town.Console.Commit(id, 7, "SJ-1")).Problem);
        Assert.Equal((10, 4), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
    }

    [Theory]
    [InlineData("-1", true)]
    [InlineData("0", false)]
    [InlineData("0.0001", true)]
    public async Task A_commit_of_no_quantity_is_refused_by_its_place(string quantity, bool final)
    {
        var town = await Stocked(tillIsSystemOfRecord: false);
        var id = await Reserved(town, 6, "PO-1");

        var refused = await town.Console.Commit(id, decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture), "SJ-1", final);

        Assert.Equal(("invalid", "/quantity"), (refused.Problem, refused.Places.Single()));
        Assert.Equal(10, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task The_holder_releases_but_only_the_owner_commits()
    {
        var town = await Stocked();
        var id = await Reserved(town, 6, "PO-1");

        Assert.Equal("not-found", (await town.Partner.Commit(id, 1, "SJ-1")).Problem);
        (await town.Partner.Release(id, "batal")).Must(HttpStatusCode.OK);

        Assert.Equal(10, await town.Till.Available(Beras));
    }

    [Theory]
    [InlineData("terms")]
    [InlineData("partnership")]
    public async Task A_holder_lets_go_of_what_it_holds_after_its_terms_have_ended_and_sees_no_more_than_that(string ended)
    {
        var town = await Stocked();
        var other = await Town.Create(fixture.Gateway);
        await Shows(town, to: other);
        var id = await Reserved(town, 6, "PO-1");
        await End(town, ended);

        Assert.Equal("not-found", (await town.Partner.Commit(id, 1, "SJ-1")).Problem);
        var held = (await town.Partner.Get($"/v1/stock/reservations/{id}")).Must(HttpStatusCode.OK);
        var released = (await town.Partner.Release(id, "batal")).Must(HttpStatusCode.OK);

        Assert.Equal((Shop, Beras), ((string)held.Json["location"]!, (string)held.Json["product"]!));
        Assert.Equal(("0", "6"), ((string)released.Json["remaining"]!, (string)released.Json["quantity"]!));
        Assert.Equal((10, 10), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
        Assert.Equal(["4", "10"], Told((await town.Till.Feed(atLeast: 2)).Events));
        Assert.Equal(["4", "10"], Told((await other.Partner.Feed(atLeast: 2)).Events));
        Assert.Equal(["10"], Told((await town.Partner.Feed()).Events));
        Assert.Single((await town.Partner.Get("/v1/stock/reservations")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
        Assert.Equal("not-found", (await town.Partner.Reserve(1, Beras, "PO-2", owner: town.Coop)).Problem);
        foreach (var path in (string[])["/v1/stock/positions", "/v1/products", "/v1/locations"])
            Assert.Equal("not-found", (await town.Partner.Get($"{path}?ownerId={town.Coop}")).Problem);
    }

    [Fact]
    public async Task The_owner_commits_what_is_held_by_a_partner_whose_terms_have_ended()
    {
        var town = await Stocked(tillIsSystemOfRecord: false);
        var id = await Reserved(town, 6, "PO-1");
        await End(town, "terms");

        (await town.Console.Commit(id, 4, "SJ-1")).Must(HttpStatusCode.OK);

        Assert.Equal((6, 6), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
    }

    [Fact]
    public async Task The_owner_may_release_what_another_holds()
    {
        var town = await Stocked();
        var id = await Reserved(town, 6, "PO-1");

        (await town.Console.Release(id, "batal")).Must(HttpStatusCode.OK);

        Assert.Equal(10, await town.Till.Available(Beras));
    }

    [Fact]
    public async Task Owner_and_holder_read_a_reservation_and_nobody_else()
    {
        var town = await Stocked();
        var other = await Stocked();
        var id = await Reserved(town, 6, "PO-1");

        Assert.Equal(id, (long)(await town.Till.Get($"/v1/stock/reservations/{id}")).Must(HttpStatusCode.OK).Json["id"]!);
        Assert.Equal(id, (long)(await town.Partner.Get("/v1/stock/reservations")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Single()!["id"]!);
        Assert.Equal("not-found", (await other.Partner.Get($"/v1/stock/reservations/{id}")).Problem);
        Assert.Empty((await other.Till.Get("/v1/stock/reservations")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_reservation_whose_time_is_over_is_let_go_by_the_job_and_told()
    {
        var town = await Stocked();
        var id = await Reserved(town, 6, "PO-1");
        var lasting = await Reserved(town, 1, "PO-2");
        var cursor = (await town.Till.Feed(atLeast: 2)).Next;
        await town.Database.Run("update stock_reservation_open set expires_at = now() where owner_id = $1 and reservation_id = $2", town.Coop, id);

        await ActivatorUtilities.CreateInstance<ExpireReservations>(fixture.Gateway.Services).Run(Cancel);

        var expired = (await town.Partner.Get($"/v1/stock/reservations/{id}")).Must(HttpStatusCode.OK);
        Assert.Equal("0", (string?)expired.Json["remaining"]);
        Assert.Equal(["expire 0 True expire"], Steps(expired));
        Assert.Equal("1", (string?)(await town.Partner.Get($"/v1/stock/reservations/{lasting}")).Json["remaining"]);
        Assert.Equal(9, await town.Till.Available(Beras));
        Assert.Contains("9", (await town.Till.Feed(cursor, atLeast: 1)).Events.Select(told => (string)told["data"]!["available"]!));
    }

    [Fact]
    public async Task Of_two_hundred_who_want_one_of_the_last_ten_exactly_ten_get_it()
    {
        var town = await Stocked();

        var answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(buyer => town.Partner.Reserve(1, Beras, $"PO-{buyer}", owner: town.Coop)));

        Assert.Equal(10, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(190, answers.Count(answer => answer.Problem == "not-available"));
        Assert.Equal(0, await town.Till.Available(Beras));
        Assert.Equal("10", (string?)(await town.Till.Position(Beras))["reserved"]);
    }

    [Theory]
    [InlineData("quantity", "0", "/quantity")]
    [InlineData("quantity", "-1", "/quantity")]
    [InlineData("quantity", "0.0001", "/quantity")]
    [InlineData("quantity", "1000000000000", "/quantity")]
    [InlineData("reference", "", "/reference")]
    [InlineData("expiresAt", "2020-01-01T00:00:00Z", "/expiresAt")]
    [InlineData("expiresAt", "2500-01-01T00:00:00Z", "/expiresAt")]
    public async Task A_reservation_that_makes_no_sense_is_refused_by_its_place(string field, string value, string place)
    {
        var town = await Stocked();
        var wanted = new JsonObject
        {
            ["ownerId"] = town.Coop,
            ["location"] = Shop,
            ["product"] = Beras,
            ["quantity"] = "1",
            ["reference"] = "PO-1",
            ["expiresAt"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O"),
        };
        wanted[field] = value;

        var refused = await town.Partner.Post("/v1/stock/reservations", wanted);

        Assert.Equal("invalid", refused.Problem);
        Assert.Equal([place], refused.Places);
    }

    [Fact]
    public async Task Who_reserves_and_releases_tells_all_others_who_see_the_stock_partners_of_its_own_or_not()
    {
        var town = await Stocked();
        var other = await Town.Create(fixture.Gateway);
        await Shows(town, to: other);

        var id = await Reserved(town, 4, "PO-1");
        (await town.Partner.Release(id, "batal")).Must(HttpStatusCode.OK);

        Assert.Equal(["6", "10"], Told((await town.Till.Feed(atLeast: 2)).Events));
        Assert.Equal(["6", "10"], Told((await other.Partner.Feed(atLeast: 2)).Events));
        Assert.Empty((await other.Till.Feed()).Events);
    }

    private async Task<Town> Stocked(bool tillIsSystemOfRecord = true)
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord);
        await (tillIsSystemOfRecord ? town.Till : town.Console).Given(Count(10, Beras, at: "08:00"));
        return town;
    }

    /// <summary>The cooperative shows its stock to another town's chain, too.</summary>
    private static async Task Shows(Town town, Town to)
    {
        await town.Database.Run(
            "insert into partnership (owner_id, partner_id, environment, role, valid_from) values ($1, $2, $3, 'stockist', '2024-01-01')",
            town.Coop, to.Chain, town.Environment);
        await town.Database.Run(
            """
            insert into terms (
                owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
                response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, accepted_at)
            select owner_id, partnership_id, '2024-01-01', 30, 1, 1000, 24, 2, true, false, now()
            from partnership where owner_id = $1 and partner_id = $2
            """,
            town.Coop, to.Chain);
    }

    private static Task End(Town town, string ended) => town.Database.Run(
        ended == "terms"
            ? """
              insert into terms (
                  owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
                  response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, accepted_at)
              select owner_id, partnership_id, current_date, 30, 1, 1000, 24, 2, false, false, now()
              from partnership where owner_id = $1 and partner_id = $2
              """
            : "update partnership set valid_to = current_date where owner_id = $1 and partner_id = $2",
        town.Coop, town.Chain);

    private static async Task<long> Reserved(Town town, decimal quantity, string reference) =>
        (long)(await town.Partner.Reserve(quantity, Beras, reference, owner: town.Coop)).Must(HttpStatusCode.Created).Json["id"]!;

    private static IEnumerable<string> Told(IEnumerable<JsonNode> events) => events.Select(told => (string)told["data"]!["available"]!);

    private static IEnumerable<string> Steps(Reply reservation) => reservation.Json["steps"]!.AsArray()
        .Select(step => $"{step!["kind"]} {step["quantity"]} {(bool)step["final"]!} {step["reference"]}");
}
