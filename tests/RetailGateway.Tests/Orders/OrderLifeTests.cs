using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Orders.OrderTown;

namespace RetailGateway.Tests.Orders;

/// <summary>Orders from their first word to their last, in both directions.</summary>
public sealed class OrderLifeTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_chain_orders_of_a_cooperative_and_the_goods_leave_its_shop_once()
    {
        var town = await Stocked();
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4), ("2", Minyak, 3));
        Assert.Equal((6, 7), (await town.Till.Available(Beras), await town.Till.Available(Minyak)));

        (await town.Console.Answers(order, "received", "AB-1")).Must(HttpStatusCode.OK);
        var accepted = (await town.Console.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        Assert.Equal(("accepted", "seller"), (accepted.Json.State(), (string?)accepted.Json["order"]!["turn"]));

        (await town.Console.Despatches(order, "SJ-1", ("1", 3, 1), ("2", 3, null))).Must(HttpStatusCode.OK);
        Assert.Equal((7, 6), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
        (await town.Console.Despatches(order, "SJ-2", ("1", 1, null))).Must(HttpStatusCode.OK);
        Assert.Equal((6, 6), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));

        var done = (await town.Partner.Receives(order, "BTB-1", null, ("1", 4, 1), ("2", 3, 0))).Must(HttpStatusCode.OK).Json;
        Assert.Equal(("completed", null), (done.State(), (string?)done["order"]!["turn"]));
        Assert.Equal([4, 4, 4, 4, 1, 0], done.Figures("1", "ordered", "confirmed", "despatched", "received", "rejected", "held"));
        Assert.Equal("332501.5", (string?)done["order"]!["amount"]);
        Assert.Equal((6, 7), (await town.Till.OnHand(Beras), await town.Till.OnHand(Minyak)));
    }

    [Fact]
    public async Task A_cooperative_orders_of_a_chain_and_what_it_accepts_comes_into_its_shop()
    {
        var town = await Stocked();
        var made = (await town.Console.OrdersOfChain(town, "PO-9", ("A-7", Beras, 5))).Must(HttpStatusCode.Created);
        var order = made.Id();
        Assert.Equal([null, null], made.Json.Figures("A-7", "held", "short"));

        (await town.Partner.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        (await town.Partner.Despatches(order, "DO-1", ("A-7", 5, null))).Must(HttpStatusCode.OK);
        Assert.Equal(10, await town.Till.OnHand(Beras));
        (await town.Console.Receives(order, "BTB-1", "T-1", ("A-7", 5, 1))).Must(HttpStatusCode.OK);
        Assert.Equal(14, await town.Till.OnHand(Beras));

        // The same number again replaces: one more had been taken after all.
        var done = (await town.Console.Receives(order, "BTB-2", "T-1", ("A-7", 5, 0))).Must(HttpStatusCode.OK).Json;
        Assert.Equal((15, "completed"), (await town.Till.OnHand(Beras), done.State()));
        (await town.Console.Receives(order, "BTB-3", "T-1", ("A-7", 3, 0))).Must(HttpStatusCode.OK);
        Assert.Equal(13, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task Where_a_till_keeps_the_stock_its_own_entry_is_expected_of_both_documents()
    {
        var town = await Stocked(tillIsSystemOfRecord: true);
        var sold = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4));
        (await town.Console.Answers(sold, "accepted")).Must(HttpStatusCode.OK);
        (await town.Console.Despatches(sold, "SJ-1", ("1", 4, null))).Must(HttpStatusCode.OK);
        var bought = (await town.Console.OrdersOfChain(town, "PO-9", ("1", Beras, 5))).Must(HttpStatusCode.Created).Id();
        (await town.Console.Receives(bought, "BTB-1", null, ("1", 5, 0))).Must(HttpStatusCode.OK);

        Assert.Equal((10, 6), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
        var expected = await town.Till.Expected();
        Assert.Equal(["SJ-1 -4", "BTB-1 5"], expected.Select(one => $"{one["reference"]} {one["quantity"]}"));
        await town.Till.Given(Sale(4, Beras, "12:00").Of("SJ-1"), Receipt(5, Beras, "12:01").Of("BTB-1"));
        Assert.Equal((11, 11), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
    }

    [Fact]
    public async Task Accepted_with_changes_waits_for_the_buyer_and_a_change_that_is_accepted_makes_it_so()
    {
        var town = await Stocked();
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 6), ("2", Minyak, 2));

        var answered = (await town.Console.Answers(
            order, "accepted_with_changes", "R-1", null, Line("1", "changed", 4), Line("2", "changed", 2, Gula), Line("9", "added", 1, Gula))).Must(HttpStatusCode.OK).Json;
        Assert.Equal(("accepted_with_changes", "buyer"), (answered.State(), (string?)answered["order"]!["turn"]));
        Assert.Equal([6, 4, 2, 4], answered.Figures("1", "ordered", "confirmed", "refused", "held"));
        Assert.Equal((6, 10), (await town.Till.Available(Beras), await town.Till.Available(Minyak)));

        (await town.Partner.AsksFor(order, "U-1", Line("1", "changed", 4), Line("2", "deleted"), Line("3", "added", 1, Gula))).Must(HttpStatusCode.OK);
        var done = (await town.Console.Answers(order, "accepted", "R-2", About("order_change", "U-1"))).Must(HttpStatusCode.OK).Json;
        Assert.Equal("accepted", done.State());
        Assert.Equal([4, 4, 4], done.Figures("1", "ordered", "confirmed", "held"));
        Assert.Equal([1, 1, 1], done.Figures("3", "ordered", "confirmed", "held"));
        Assert.Equal((6, 10, 9), (await town.Till.Available(Beras), await town.Till.Available(Minyak), await town.Till.Available(Gula)));
        Assert.Equal("296000", (string?)done["order"]!["amount"]);
    }

    [Fact]
    public async Task Rejection_and_an_accepted_cancellation_give_back_all_that_was_held_and_a_request_alone_nothing()
    {
        var town = await Stocked();
        var refused = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4));
        (await town.Console.Answers(refused, "rejected")).Must(HttpStatusCode.OK);
        Assert.Equal(10, await town.Till.Available(Beras));

        var order = await town.Partner.Ordered(town, "PO-2", ("1", Beras, 4));
        var asked = (await town.Partner.Cancels(order)).Must(HttpStatusCode.OK).Json;
        Assert.Equal(("cancellation_requested", 6), (asked.State(), await town.Till.Available(Beras)));
        var given = (await town.Console.Answers(order, "accepted", "R-1", About("order_cancellation", "B-1"))).Must(HttpStatusCode.OK).Json;
        Assert.Equal(("cancelled", 10), (given.State(), await town.Till.Available(Beras)));
    }

    [Fact]
    public async Task A_short_despatch_gives_back_exactly_what_never_comes()
    {
        var town = await Stocked();
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 10));
        (await town.Console.Answers(order, "accepted")).Must(HttpStatusCode.OK);

        var sent = (await town.Console.Despatches(order, "SJ-1", ("1", 6, 3))).Must(HttpStatusCode.OK).Json;

        Assert.Equal([3, 1, 3], sent.Figures("1", "later", "never", "held"));
        Assert.Equal((4, 1), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
    }

    [Fact]
    public async Task More_than_was_ordered_and_more_than_was_sent_is_kept_and_shown_as_a_doubt()
    {
        var town = await Stocked();
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 8));
        (await town.Console.Answers(order, "accepted")).Must(HttpStatusCode.OK);

        var sent = (await town.Console.Despatches(order, "SJ-1", ("1", 9, null))).Must(HttpStatusCode.OK).Json;
        Assert.Equal(["despatched_above_ordered 1"], Doubts(sent));
        var came = (await town.Partner.Receives(order, "BTB-1", null, ("1", 11, 0))).Must(HttpStatusCode.OK).Json;
        Assert.Equal(["despatched_above_ordered 1", "received_above_despatched 2"], Doubts(came));
        Assert.Equal((1, 1), (await town.Till.OnHand(Beras), await town.Till.Available(Beras)));
        Assert.Single((await town.Partner.Get("/v1/orders?doubtful=true")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());

        // Put right by a receipt of the same number.
        var mended = (await town.Partner.Receives(order, "BTB-2", "BTB-1", ("1", 9, 0))).Must(HttpStatusCode.OK).Json;
        Assert.Equal(["despatched_above_ordered 1"], Doubts(mended));
    }

    [Fact]
    public async Task A_late_despatch_above_what_is_still_held_raises_oversold_where_it_bites()
    {
        var town = await Stocked();
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 10));
        (await town.Console.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        (await town.Console.Despatches(order, "SJ-1", ("1", 4, 2))).Must(HttpStatusCode.OK);
        var other = await town.Partner.Ordered(town, "PO-2", ("1", Beras, 4));

        (await town.Console.Despatches(order, "SJ-2", ("1", 5, 0))).Must(HttpStatusCode.OK);

        Assert.Equal([4, 0], (await town.Partner.ReadOrder(other)).Figures("1", "held", "short"));
        Assert.Equal(1, await town.Till.OnHand(Beras));
        var open = (await town.Till.Get("/v1/sync/conflicts?kind=oversold")).Must(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Single(open);
    }

    [Fact]
    public async Task An_illegal_step_is_refused_with_what_is_possible_now()
    {
        var town = await Stocked();
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4));

        var early = await town.Console.Despatches(order, "SJ-1", ("1", 4, null));
        Assert.Equal((HttpStatusCode.Conflict, "step-refused"), (early.Status, early.Problem));
        Assert.Contains("the seller has not accepted it as it stands", (string?)early.Json["detail"], StringComparison.Ordinal);
        Assert.Contains("an order_response 'accepted' to the order", (string?)early.Json["detail"], StringComparison.Ordinal);
        Assert.Equal("step-refused", (await town.Partner.Answers(order, "accepted")).Problem);
        Assert.Equal("step-refused", (await town.Console.Answers(order, "accepted", "R-1", About("order_change", "U-1"))).Problem);
        Assert.Equal(["order_change", "order_cancellation", "receipt_advice"], Possible(await town.Partner.ReadOrder(order)));
        (await town.Console.Answers(order, "rejected")).Must(HttpStatusCode.OK);
        Assert.Equal("step-refused", (await town.Partner.Cancels(order)).Problem);
        Assert.Empty(Possible(await town.Partner.ReadOrder(order)));
    }

    [Fact]
    public async Task A_document_that_comes_again_changes_nothing_and_another_under_its_id_is_refused()
    {
        var town = await Stocked();
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4));
        Assert.Equal(order, (await town.Partner.Orders(town, "PO-1", ("1", Beras, 4))).Must(HttpStatusCode.OK).Id());
        Assert.Equal("already-exists", (await town.Partner.Orders(town, "PO-1", ("1", Beras, 5))).Problem);
        Assert.Equal(6, await town.Till.Available(Beras));

        (await town.Console.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        var body = new JsonObject
        {
            ["id"] = "SJ-1",
            ["issuedAt"] = Text(At("09:00")),
            ["lines"] = new JsonArray(new JsonObject { ["line"] = "1", ["quantity"] = "4" }),
        };
        (await town.Console.Post($"/v1/orders/{order}/despatches", body)).Must(HttpStatusCode.OK);
        var version = (long)(await town.Partner.ReadOrder(order))["order"]!["version"]!;
        var again = (await town.Console.Post($"/v1/orders/{order}/despatches", body)).Must(HttpStatusCode.OK);

        Assert.Equal(version, (long)again.Json["order"]!["version"]!);
        Assert.Equal(6, await town.Till.OnHand(Beras));
        body["lines"]![0]!["quantity"] = "3";
        Assert.Equal("already-exists", (await town.Console.Post($"/v1/orders/{order}/despatches", body)).Problem);
    }

    [Fact]
    public async Task The_timeline_tells_each_document_with_where_the_order_stood_after_it()
    {
        var town = await Stocked();
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4));
        (await town.Console.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        (await town.Console.Despatches(order, "SJ-1", ("1", 4, null))).Must(HttpStatusCode.OK);
        (await town.Partner.Receives(order, "BTB-1", null, ("1", 4, 0))).Must(HttpStatusCode.OK);

        var timeline = (await town.Partner.Get($"/v1/orders/{order}/timeline")).Must(HttpStatusCode.OK).Json["steps"]!.AsArray();

        Assert.Equal(
            ["order PO-1 buyer submitted", "order_response R-1 seller accepted", "despatch_advice SJ-1 seller despatched", "receipt_advice BTB-1 buyer completed"],
            timeline.Select(step => $"{step!["document"]} {step["id"]} {step["by"]} {step["state"]}"));
    }

    [Fact]
    public async Task Both_sides_systems_are_told_of_each_document_but_the_one_that_sent_it()
    {
        var town = await Stocked();
        var (till, partner) = (await Head(town.Till), await Head(town.Partner));
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4));
        (await town.Console.Answers(order, "accepted")).Must(HttpStatusCode.OK);

        Assert.Equal(["submitted order 1", "accepted order_response 2"], await Told(town.Till, till, 2));
        Assert.Equal(["accepted order_response 2"], await Told(town.Partner, partner, 1));
    }

    [Fact]
    public async Task What_is_a_strangers_is_not_there()
    {
        var (town, other) = (await Stocked(), await Stocked());
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4));

        Assert.Equal("not-found", (await other.Partner.Get($"/v1/orders/{order}")).Problem);
        Assert.Equal("not-found", (await other.Console.Answers(order, "accepted")).Problem);
        Assert.Equal("not-found", (await other.Partner.Orders(town, "PO-1", ("1", Beras, 4))).Problem);
        Assert.Empty((await other.Partner.Get("/v1/orders")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task The_list_shows_what_waits_for_whom()
    {
        var town = await Stocked();
        var waiting = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4));
        var ended = await town.Partner.Ordered(town, "PO-2", ("1", Beras, 20));
        (await town.Console.Answers(ended, "rejected")).Must(HttpStatusCode.OK);
        var lacking = await town.Partner.Ordered(town, "PO-3", ("1", Beras, 7));

        Assert.Equal([lacking, ended, waiting], await Listed(town.Partner, ""));
        Assert.Equal([lacking, waiting], await Listed(town.Console, "?mine=true"));
        Assert.Equal([lacking, waiting], await Listed(town.Partner, "?mine=false"));
        Assert.Equal([lacking], await Listed(town.Partner, "?short=true"));
        Assert.Equal([ended], await Listed(town.Partner, "?state=rejected"));
        Assert.Equal([waiting], await Listed(town.Console, "?number=PO-1"));
        var page = (await town.Partner.Get("/v1/orders?limit=2")).Must(HttpStatusCode.OK).Json;
        Assert.Equal([waiting], await Listed(town.Partner, $"?limit=2&cursor={page["next"]}"));
    }

    private static async Task<long[]> Listed(ApiClient client, string query) =>
        [.. (await client.Get($"/v1/orders{query}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Select(order => (long)order!["id"]!)];

    private static async Task<string> Head(ApiClient client) => (string)(await client.Get("/v1/events?limit=5000")).Must(HttpStatusCode.OK).Json["next"]!;

    private static Task<string[]> Told(ApiClient client, string from, int count) => Eventually.See(
        async () => (await client.Get($"/v1/events?limit=5000&cursor={from}")).Must(HttpStatusCode.OK).Json["events"]!.AsArray()
            .Where(one => (string)one!["type"]! == "order.changed")
            .Select(one => $"{one!["data"]!["state"]} {one["data"]!["document"]!["kind"]} {one["data"]!["version"]}").ToArray(),
        told => told.Length >= count);

    private static string[] Doubts(JsonNode order) => [.. order["doubts"]!.AsArray().Select(doubt => $"{doubt!["code"]} {doubt["quantity"]}")];

    private static string[] Possible(JsonNode order) => [.. order["possible"]!.AsArray().Select(one => (string)one!["document"]!)];

    private async Task<Town> Stocked(bool tillIsSystemOfRecord = false)
    {
        var town = await OrderTown.Create(fixture.Gateway, tillIsSystemOfRecord);
        await (tillIsSystemOfRecord ? town.Till : town.Console).Given(Count(10, Beras, "07:00"), Count(10, Minyak, "07:00"), Count(10, Gula, "07:00"));
        return town;
    }
}
