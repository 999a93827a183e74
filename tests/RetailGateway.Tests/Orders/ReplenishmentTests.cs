using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Orders.Replenishment;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Orders.OrderTown;
using static RetailGateway.Tests.Orders.ReplenishmentCalls;

namespace RetailGateway.Tests.Orders;

/// <summary>Levels, what the job makes of them, and what people make of that.</summary>
public sealed class ReplenishmentTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task The_job_proposes_what_the_rule_proposes_of_the_same_shop()
    {
        const int goods = 40;
        var town = await OrderTown.Create(fixture.Gateway);
        var random = new Random(41);
        var codes = await town.SellsMany("ISI", goods);
        var (products, levels) = (new List<StockedProduct>(), new List<JsonObject>());
        for (var index = 0; index < goods; index++)
        {
            var (code, factor, price, isPriced) = (codes[index], random.Next(1, 13), random.Next(1, 60) * 500m, index % 7 != 0);
            var (minimum, above, onHand, packsOnOrder) = (random.Next(0, 60), random.Next(0, 60), random.Next(0, 90), isPriced && index % 3 == 0 ? random.Next(1, 4) : 0);
            await town.Packs(code, "DUS", factor);
            if (isPriced)
                await town.Costs(code, "DUS", price);
            await town.Console.Given(Count(onHand, code));
            if (packsOnOrder > 0)
            {
                var ordered = Order(town.Chain, $"PO-{code}", Shop, ("1", code, packsOnOrder));
                ordered["lines"]![0]!["pack"] = "DUS";
                (await town.Console.Post("/v1/orders", ordered)).Must(HttpStatusCode.Created);
            }

            levels.Add(Level(code, minimum, minimum + above));
            products.Add(new StockedProduct(
                new LocationId(1), new ProductId(index), new ReplenishmentLevel(Units(minimum), Units(minimum + above)),
                new StockOutlook(Units(onHand), Units(onHand), Units(packsOnOrder * factor), Quantity.Zero), new PartyId(town.Chain),
                new OrderedPack("DUS", Units(factor)), isPriced ? new UnitPrice(price, factor, "IDR") : null));
        }

        // A rupiah more than what is wanted comes to: something that will soon be wanted goes along.
        var minimumValue = Proposed(products, town, minimum: 0).Orders.Single().Value.Amount + 1;
        await town.Asks(minimumValue, "top_up");
        await town.Sets([.. levels]);
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        var proposed = (await town.Proposal(Assert.Single(await town.Proposals("open"))))!;

        var expected = Proposed(products, town, minimumValue);
        var order = Assert.Single(expected.Orders);
        Assert.Contains(order.Lines, line => line.Cause == ProposalCause.TopUp);
        Assert.NotEmpty(expected.Unresolved);
        Assert.Equal(
            order.Lines.Select(line => (Code: codes[line.Of.Product.Value], line.Packs, line.Quantity.ToDecimal(), line.Value.Amount)).OrderBy(line => line.Code, StringComparer.Ordinal),
            Lines(proposed).Where(line => line["packs"] is not null)
                .Select(line => (Code: (string)line["product"]!, (long)line["packs"]!, Number(line["quantity"]), Number(line["value"]))).OrderBy(line => line.Code, StringComparer.Ordinal));
        Assert.Equal(
            expected.Unresolved.Select(product => codes[product.Of.Product.Value]).Order(StringComparer.Ordinal),
            Lines(proposed).Where(line => line["packs"] is null).Select(line => (string)line["product"]!).Order(StringComparer.Ordinal));
        Assert.Equal(
            (order.Value.Amount, order.KeptBack is not null), (Number(proposed["proposal"]!["value"]), (bool)proposed["proposal"]!["keptBack"]!));
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_one_after_a_change_replaces_what_is_still_open()
    {
        var town = await Stocked();
        await town.Sets(Level(Beras, 15, 40), Level(Minyak, 5, 20));
        var first = (await town.Replenishes()).Must(HttpStatusCode.OK).Json;
        var open = Assert.Single(await town.Proposals("open"));
        Assert.Equal((2, 1), ((int)first["products"]!, (int)first["changed"]!));

        Assert.Equal(0, (int)(await town.Replenishes()).Must(HttpStatusCode.OK).Json["changed"]!);
        Assert.Equal(open, Assert.Single(await town.Proposals("open")));

        await town.Console.Given(Sale(5, Beras, "12:00"));
        Assert.Equal(2, (int)(await town.Replenishes()).Must(HttpStatusCode.OK).Json["changed"]!);
        Assert.Equal(open, Assert.Single(await town.Proposals("superseded")));
        var rice = Lines((await town.Proposal(Assert.Single(await town.Proposals("open"))))!).Single();
        Assert.Equal([5, 5, 0, 15, 40], Figures(rice, "onHand", "projected", "onOrder", "minimum", "target"));
        Assert.Equal(("CTN", 4, 40, 2_760_000), ((string)rice["pack"]!, (int)rice["packs"]!, Number(rice["quantity"]), Number(rice["value"])));

        await town.Console.Given(Receipt(30, Beras, "13:00"));
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        Assert.Empty(await town.Proposals("open"));
    }

    [Fact]
    public async Task Approved_from_many_phones_at_once_it_is_one_order_and_is_not_proposed_again()
    {
        var town = await Stocked();
        await town.Sets(Level(Beras, 15, 40));
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        var proposal = Assert.Single(await town.Proposals("open"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => town.Approves(proposal)));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Text));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Single(answers.Select(answer => answer.Id()).Distinct());
        Assert.Equal(1, await town.Database.Ask<long>("select count(*) from trade_order where owner_id = $1", town.Coop));
        var order = await town.Console.ReadOrder(answers[0].Id());
        Assert.Equal(($"RPL-{proposal}", Shop, "submitted"), ((string)order["order"]!["number"]!, (string)order["order"]!["shipTo"]!, order.State()));
        Assert.Equal([30, 3, 690_000], order.Figures("1", "ordered", "packsOrdered", "price"));
        var decided = (await town.Proposal(proposal))!["proposal"]!;
        Assert.Equal(("approved", answers[0].Id()), ((string)decided["status"]!, (long)decided["orderId"]!));
        Assert.Equal(1, await town.Database.Ask<long>(
            "select count(*) from audit_entry where owner_id = $1 and act = 'approve' and subject_kind = 'proposal' and actor like 'key:%'", town.Coop));

        // The day after, what is on order counts.
        await town.DecidedYesterday();
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        Assert.Empty(await town.Proposals("open"));
        Assert.Equal("already-closed", (await town.Dismisses(proposal)).Problem);
    }

    [Fact]
    public async Task A_manager_changes_packs_leaves_goods_out_and_pays_the_price_of_the_day()
    {
        var town = await Stocked();
        await town.Sets(Level(Beras, 15, 40), Level(Minyak, 15, 20), Level(Gula, 1, 8));
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        var proposal = Assert.Single(await town.Proposals("open"));
        await town.Costs(Beras, "CTN", 700_000, from: "2025-01-01");

        var unknown = await town.Approves(proposal, (Antar, 1), (Minyak, -1));
        Assert.Equal(("invalid", 2), (unknown.Problem, unknown.Places.Length));
        Assert.Equal(["/lines/0/product", "/lines/1/packs"], unknown.Places);
        Assert.Equal(["/lines"], (await town.Approves(proposal, (Beras, 0), (Minyak, 0), (Gula, 0))).Places);
        var order = (await town.Approves(proposal, (Beras, 1), (Gula, 0))).Must(HttpStatusCode.Created).Json;

        Assert.Equal(2, order["lines"]!.AsArray().Count);
        Assert.Equal([10, 700_000], order.Figures("1", "ordered", "price"));
        Assert.Equal([10], order.Figures("2", "ordered"));
        // What was left out is proposed on the next day, and not before; what is on order counts.
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        Assert.Empty(await town.Proposals("open"));
        await town.DecidedYesterday();
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        Assert.Equal([Gula], Lines((await town.Proposal(Assert.Single(await town.Proposals("open"))))!).Select(line => (string)line["product"]!));
    }

    [Fact]
    public async Task What_is_dismissed_stays_so_that_day_and_says_why()
    {
        var town = await Stocked();
        await town.Sets(Level(Beras, 15, 40));
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        var proposal = Assert.Single(await town.Proposals("open"));

        Assert.Equal(["/reason"], (await town.Dismisses(proposal, reason: " ")).Places);
        var dismissed = (await town.Dismisses(proposal)).Must(HttpStatusCode.OK).Json;
        Assert.Equal(("dismissed", "Rak direnovasi."), ((string)dismissed["status"]!, (string)dismissed["reason"]!));
        Assert.Equal("already-closed", (await town.Approves(proposal)).Problem);

        await town.Console.Given(Sale(5, Beras, "12:00"));
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        Assert.Empty(await town.Proposals("open"));
        await town.DecidedYesterday();
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        Assert.Single(await town.Proposals("open"));
    }

    [Fact]
    public async Task What_is_too_small_is_kept_back_and_what_nobody_supplies_says_so()
    {
        var town = await Stocked(minimumOrderValue: 5_000_000);
        await town.Sells(("TANPA", "Tanpa harga", "goods"));
        await town.Sets(Level(Beras, 15, 40), Level("TANPA", 1, 2));
        (await town.Replenishes()).Must(HttpStatusCode.OK);

        var proposal = (await town.Proposal(Assert.Single(await town.Proposals("open"))))!;

        Assert.Equal((true, 2_070_000, 5_000_000, 1, 1), (
            (bool)proposal["proposal"]!["keptBack"]!, Number(proposal["proposal"]!["value"]), Number(proposal["proposal"]!["minimumOrderValue"]),
            (int)proposal["proposal"]!["lines"]!, (int)proposal["proposal"]!["unresolved"]!));
        Assert.Equal(["no_price_in_force"], Lines(proposal)[1]["faults"]!.AsArray().Select(fault => (string)fault!));
    }

    [Fact]
    public async Task A_chain_s_store_is_supplied_by_the_cooperative_whose_goods_it_calls_by_its_own_code()
    {
        var town = await Stocked();
        await town.Database.Run(
            "with g as (insert into product (owner_id, code, name, base_unit) values ($1, 'R-77', 'Beras', 'PCS') returning *) insert into pack (owner_id, product_id, code, name, factor) select owner_id, product_id, 'PCS', 'PCS', 1 from g",
            town.Chain);
        await town.Maps(town.Chain, "pusat", "R-77", Beras);
        (await town.Partner.Put("/v1/replenishment/levels", new JsonObject
        {
            ["levels"] = new JsonArray(new JsonObject { ["location"] = Store, ["product"] = "R-77", ["minimum"] = "5", ["target"] = "8", ["supplierId"] = town.Coop }),
        })).Must(HttpStatusCode.MultiStatus);
        (await town.Partner.Post("/v1/replenishment/runs", new JsonObject())).Must(HttpStatusCode.OK);
        var proposal = (await town.Partner.Get("/v1/replenishment/proposals?status=open")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Single()!;

        var order = (await town.Partner.Post($"/v1/replenishment/proposals/{proposal["id"]}/approve", new JsonObject())).Must(HttpStatusCode.Created).Json;

        Assert.Equal((town.Coop, Beras), ((int)order["order"]!["sellerId"]!, (string)order["lines"]![0]!["product"]!));
        Assert.Equal([10], order.Figures("1", "ordered"));
    }

    [Fact]
    public async Task A_level_that_does_not_hold_keeps_none_of_its_neighbours_back()
    {
        var town = await Stocked();
        var stranger = await Town.Create(fixture.Gateway);

        var reply = (await town.Console.Put("/v1/replenishment/levels", new JsonObject
        {
            ["levels"] = new JsonArray(
                Level(Beras, 5, 4), Level("TIADA", 1, 2), Level(Gula, 1, 2, stranger.Chain), Level(Minyak, 5, 20, town.Chain), Level(Minyak, 6, 20), Level(Antar, 1, 2)),
        })).Must(HttpStatusCode.MultiStatus).Json;

        Assert.Equal(
            ["refused /levels/0/target", "refused /levels/1/product", "refused /levels/2/supplierId", "set ", "set ", "refused /levels/5/product"],
            reply["results"]!.AsArray().Select(result => $"{result!["status"]} {(result["problem"] is { } problem ? string.Join(' ', Reply.Pointers(problem)) : "")}"));
        var page = (await town.Console.Get("/v1/replenishment/levels?limit=1")).Must(HttpStatusCode.OK).Json;
        Assert.Equal((Minyak, 6), ((string)page["items"]!.AsArray().Single()!["product"]!, Number(page["items"]![0]!["minimum"])));
    }

    [Fact]
    public async Task A_stranger_sees_and_decides_nothing_of_it()
    {
        var town = await Stocked();
        await town.Sets(Level(Beras, 15, 40));
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        var proposal = Assert.Single(await town.Proposals("open"));
        var other = await Town.Create(fixture.Gateway);

        foreach (var stranger in new[] { other.Console, town.Partner })
        {
            Assert.Empty((await stranger.Get("/v1/replenishment/proposals")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
            Assert.Empty((await stranger.Get("/v1/replenishment/levels")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
            (await stranger.Get($"/v1/replenishment/proposals/{proposal}")).Must(HttpStatusCode.NotFound);
            (await stranger.Post($"/v1/replenishment/proposals/{proposal}/approve", new JsonObject())).Must(HttpStatusCode.NotFound);
            (await stranger.Post($"/v1/replenishment/proposals/{proposal}/dismiss", new JsonObject { ["reason"] = "x" })).Must(HttpStatusCode.NotFound);
        }

        Assert.Equal(proposal, Assert.Single(await town.Proposals("open")));
    }

    [Fact]
    public async Task The_night_s_job_goes_over_every_party_and_says_what_it_did()
    {
        var (town, other) = (await Stocked(), await Stocked());
        await town.Sets(Level(Beras, 15, 40));
        await other.Sets(Level(Gula, 2, 9));

        await fixture.Gateway.Services.GetRequiredService<ProposeOrders>().Run(TestContext.Current.CancellationToken);

        Assert.Single(await town.Proposals("open"));
        Assert.Single(await other.Proposals("open"));
        Assert.True(await town.Database.Ask<bool>(
            "select changed >= 2 and not broke and left_over = 0 from job_run where job = $1 order by job_run_id desc limit 1", ProposeOrders.Job));
    }

    /// <summary>A town with ten pieces of rice and of oil in its shop; the chain's terms ask for so much an order.</summary>
    private async Task<Town> Stocked(decimal minimumOrderValue = 0)
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Asks(minimumOrderValue, "keep_back");
        await town.Console.Given(Count(10, Beras), Count(10, Minyak));
        return town;
    }

    private static ReplenishmentProposal Proposed(List<StockedProduct> products, Town town, decimal minimum) =>
        ReplenishmentProposal.Of(products, [new SupplierTerms(new PartyId(town.Chain), new Money(minimum, "IDR"), SmallOrderRule.TopUp)]);

    private static Quantity Units(int units) => Quantity.FromDecimal(units);

    private static decimal Number(JsonNode? text) => decimal.Parse((string)text!, CultureInfo.InvariantCulture);

    private static decimal[] Figures(JsonNode line, params string[] names) => [.. names.Select(name => Number(line[name]))];

    private static JsonNode[] Lines(JsonNode proposal) => [.. proposal["lines"]!.AsArray().Select(line => line!)];
}
