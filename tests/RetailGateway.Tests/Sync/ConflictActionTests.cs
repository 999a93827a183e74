using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Sync;

/// <summary>What people do with conflicts, and what becomes of the stock.</summary>
public sealed class ConflictActionTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_count_corrects_a_negative_position_in_the_name_of_its_system_of_record()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Sale(2, Beras));
        var conflict = await town.Console.Conflict("negative_on_hand");

        (await town.Console.Resolve(conflict, "correct", Counted(7))).Must(HttpStatusCode.OK);

        Assert.Equal(7, await town.Till.OnHand(Beras));
        Assert.Equal("kasir", (string?)(await town.Console.Position(Beras))["evidencedBy"]);
        var closed = (await town.Console.Get($"/v1/sync/conflicts/{conflict}")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(("corrected", "diperiksa di rak"), ((string?)closed["conflict"]!["resolution"], (string?)closed["conflict"]!["closedBecause"]));
        Assert.Empty(closed["actions"]!.AsArray());
        Assert.Equal(["correct"], await town.Console.Acts());
    }

    [Fact]
    public async Task A_count_that_finds_the_goods_corrects_what_was_oversold()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        (await town.Partner.Reserve(8, Beras, "PO-1", owner: town.Coop)).Must(HttpStatusCode.Created);
        await town.Till.Given(Sale(5, Beras, at: "10:00"));
        var conflict = await town.Console.Conflict("oversold");

        Assert.Equal("still-in-trouble", (await town.Console.Resolve(conflict, "correct", Counted(7))).Problem);
        (await town.Console.Resolve(conflict, "correct", Counted(9))).Must(HttpStatusCode.OK);

        Assert.Equal((9, 1), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
        Assert.Empty(await town.Console.Conflicts("oversold"));
    }

    [Fact]
    public async Task Of_two_people_who_correct_one_conflict_at_once_one_has_an_effect()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Sale(2, Beras));
        var conflict = await town.Console.Conflict("negative_on_hand");

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            town.Console.Resolve(conflict, "correct", new JsonObject { ["kind"] = "adjustment", ["quantity"] = "5" })));

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.OK), reply => Assert.Equal("already-closed", reply.Problem));
        Assert.Equal(3, await town.Till.OnHand(Beras));
        Assert.Single(await town.Console.Acts());
    }

    [Fact]
    public async Task A_correction_that_leaves_the_position_negative_is_refused_and_kept_nowhere()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Sale(5, Beras));

        var reply = await town.Console.Resolve(await town.Console.Conflict("negative_on_hand"), "correct", new JsonObject { ["kind"] = "adjustment", ["quantity"] = "2" });

        Assert.Equal("still-in-trouble", reply.Problem);
        Assert.Equal(-5, await town.Till.OnHand(Beras));
        Assert.Empty(await town.Console.Acts());
    }

    [Fact]
    public async Task A_preview_of_a_correction_is_what_the_correction_does_and_writes_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Sale(2, Beras));
        var conflict = await town.Console.Conflict("negative_on_hand");
        await Eventually.See(() => town.Database.Counts(), counts => counts.Contains("outbox 0", StringComparison.Ordinal));
        var before = await town.Database.Counts();
        var action = Counted(7);
        action["action"] = "correct";

        var preview = (await town.Console.Resolve(conflict, "preview", action)).Must(HttpStatusCode.OK);

        Assert.Equal(before, await town.Database.Counts());
        Assert.Equal(preview.Text, (await town.Console.Resolve(conflict, "correct", Counted(7))).Must(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task Accepting_what_was_recorded_first_is_not_asked_again()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);
        await town.Till.Given(sale);
        await town.Till.Record(sale with { Quantity = "-3" });

        (await town.Console.Resolve(await town.Console.Conflict("change_differs"), "accept")).Must(HttpStatusCode.OK);
        await town.Till.Record(sale with { Quantity = "-3" });

        Assert.Equal(-2, await town.Till.OnHand(Beras));
        Assert.Empty(await town.Console.Conflicts("change_differs"));
    }

    [Fact]
    public async Task Correcting_a_change_that_differs_puts_the_later_content_in_the_place_of_the_first()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras, at: "10:00");
        await town.Till.Given(Count(10, Beras, at: "08:00"), sale);
        await town.Till.Record(sale with { Quantity = "-3", Item = Gula });

        (await town.Console.Resolve(await town.Console.Conflict("change_differs"), "correct")).Must(HttpStatusCode.OK);

        Assert.Equal((10, -3), (await town.Till.OnHand(Beras), await town.Till.OnHand(Gula)));
        Assert.Empty(await town.Console.Conflicts("change_differs"));
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
    }

    [Fact]
    public async Task An_action_that_the_kind_does_not_take_is_refused_by_name()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Sale(2, Beras));

        Assert.Equal("action-not-possible", (await town.Console.Resolve(await town.Console.Conflict("negative_on_hand"), "accept")).Problem);
    }

    [Fact]
    public async Task What_may_be_lost_is_told_at_the_dearest_price_in_force()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Beras, "KARUNG", 5);
        await town.Database.Run(
            """
            insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
            select r.owner_id, r.partnership_id, p.product_id, n.pack, n.day::date, n.amount
            from partnership r
            join product p on p.owner_id = r.owner_id and p.code = $2
            cross join (values ('PCS', '2024-01-01', 99000), ('PCS', '2025-01-01', 14000), ('KARUNG', '2025-01-01', 75000), ('PCS', '2999-01-01', 99000)) as n (pack, day, amount)
            where r.owner_id = $1
            """,
            town.Coop, Beras);

        await town.Till.Given(Sale(2, Beras), Sale(2, Gula));

        var open = (await town.Console.Get("/v1/sync/conflicts")).Must(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Equal(
            [(Beras, "30000"), (Gula, null)],
            open.Select(conflict => ((string)conflict!["product"]!, (string?)conflict["rupiahAtRisk"])).Order());
    }

    [Fact]
    public async Task Conflicts_are_found_by_kind_product_location_and_connection()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Sale(2, Beras), Sale(2, Gula));

        foreach (var query in new[] { $"kind=negative_on_hand&product={Gula}", $"product={Gula}&location={Shop}&connection=kasir" })
            Assert.Equal([Gula], (await town.Console.Get($"/v1/sync/conflicts?{query}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Select(item => (string)item!["product"]!));
        foreach (var query in new[] { "kind=oversold", "connection=gudang", "location=X" })
            Assert.Empty((await town.Console.Get($"/v1/sync/conflicts?{query}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
    }

    private static JsonObject Counted(int quantity) => new() { ["kind"] = "count", ["quantity"] = $"{quantity}", ["occurredAt"] = At("22:00").ToString("O", System.Globalization.CultureInfo.InvariantCulture) };
}
