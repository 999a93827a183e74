using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Features.Settlements.Runs;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Settlements.ConsignedTown;

namespace RetailGateway.Tests.Settlements;

public sealed class SettlementTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_week_is_settled_with_every_figure_that_made_it()
    {
        var town = await Town();
        await town.Town.Till.Given(
            Count(10, Beras, at: 0.1), Moved("receipt", 5, Beras, 1), Moved("sale", -6, Beras, 2), Moved("return_in", 1, Beras, 3),
            Moved("damage", -1, Beras, 4), Count(8, Beras, at: 6.5));

        await town.Run();

        var week = (await Read(town.Town.Console))[0];
        var line = week["lines"]!.AsArray().Single()!;
        Assert.Equal((Day(Monday), Day(Monday.AddDays(6))), ((string)week["summary"]!["firstDay"]!, (string)week["summary"]!["lastDay"]!));
        Assert.Equal(
            ["0", "5", "1", "10", "1", "8", "7", "5", "1", "6", "57000"],
            Names("opening", "delivered", "returnsIn", "found", "damaged", "closing", "taken", "netSold", "shrinkage", "due", "amount").Select(name => (string?)line[name]));
        Assert.Equal("counted", (string)line["closingBy"]!);
        Assert.Equal("57000", (string)week["summary"]!["total"]!);
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_the_running_week_is_left_alone()
    {
        var town = await Town();
        await town.Town.Till.Given(Count(10, Beras, at: 0), Moved("sale", -2, Beras, 1), Moved("sale", -1, Beras, 8), Moved("sale", -4, Beras, 14));
        await town.Run();
        var first = await town.Lines();

        var second = await town.Run();

        Assert.Equal(["settlement 2 19000", "settlement 1 9500"], first);
        Assert.Equal(0, (long)second["lines"]!);
        Assert.Equal(first, await town.Lines());
    }

    [Fact]
    public async Task A_late_sale_goes_into_the_next_settlement_which_names_what_it_restates()
    {
        var town = await Town();
        await town.Town.Till.Given(Count(10, Beras, at: 0), Moved("sale", -2, Beras, 1));
        await town.SettleUntil(7);
        await town.Town.Till.Given(Moved("sale", -3, Beras, 2) with { Id = "terlambat/1" });

        await town.Run();

        var documents = await Read(town.Town.Console);
        var lines = documents[1]["lines"]!.AsArray();
        Assert.Equal(["adjustment 3", "settlement 0"], lines.Select(line => $"{line!["kind"]} {line["quantity"]}"));
        Assert.Equal(((long)documents[0]["summary"]!["id"]!, 1), ((long)lines[0]!["restates"]!["settlementId"]!, (int)lines[0]!["restates"]!["line"]!));
        Assert.Equal(("5", "5"), ((string)lines[0]!["closing"]!, (string)lines[1]!["opening"]!));
    }

    [Fact]
    public async Task A_reversal_after_the_settlement_gives_back_what_was_billed()
    {
        var town = await Town();
        await town.Town.Till.Given(Count(10, Beras, at: 0), Moved("sale", -2, Beras, 1) with { Id = "salah/1" });
        await town.SettleUntil(7);
        await town.Town.Till.Given(new Change("batal/1", Shop, Beras, "reversal", null, At(8), "salah/1"));

        await town.Run();

        Assert.Equal(["settlement 2 19000", "adjustment -2 -19000", "settlement 0 0"], await town.Lines());
    }

    [Fact]
    public async Task A_late_sale_that_the_closing_count_had_seen_is_an_adjustment_of_nothing()
    {
        var town = await Town();
        await town.Town.Till.Given(Count(10, Beras, at: 0), Count(6, Beras, at: 6.5));
        await town.SettleUntil(7);
        await town.Town.Till.Given(Moved("sale", -3, Beras, 2));

        await town.Run();

        Assert.Equal(["settlement 4 38000", "adjustment 0 0", "settlement 0 0"], await town.Lines());
    }

    [Fact]
    public async Task Two_runs_at_once_settle_each_period_once()
    {
        var town = await Town();
        await town.Town.Till.Given(Count(10, Beras, at: 0), Moved("sale", -2, Beras, 1), Moved("sale", -1, Beras, 8));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => town.Town.Console.Post("/v1/settlements/runs", new JsonObject())));

        Assert.Equal(["settlement 2 19000", "settlement 1 9500"], await town.Lines());
    }

    [Fact]
    public async Task Where_the_consignor_bears_shrinkage_recorded_sales_are_paid_and_without_a_till_what_is_gone()
    {
        var withTill = await Town(bearer: "consignor");
        var without = await ConsignedTown.Create(fixture.Gateway, till: false, bearer: "consignor");
        Change[] week = [Count(10, Beras, at: 0), Moved("sale", -3, Beras, 1), Count(5, Beras, at: 6.5)];
        await withTill.Town.Till.Given(week);
        await without.Town.Console.Given(week);
        await withTill.Run();
        await without.Run();

        Assert.Equal("settlement 3 28500", (await withTill.Lines())[0]);
        Assert.Equal("settlement 5 47500", (await without.Lines())[0]);
        Assert.Null((await Read(without.Town.Console))[0]["lines"]![0]!["shrinkage"]);
    }

    [Fact]
    public async Task Both_hops_are_settled_and_goods_under_way_or_at_the_stockist_are_still_held()
    {
        var town = await Town();
        await town.Stocks();
        (await town.Belongs(StoreItem, town.Town.CoopCode, location: Store, by: town.Town.Partner)).Must(HttpStatusCode.Created);
        await town.Town.Till.Given(Count(20, Beras, at: 0), Moved("transfer_out", -12, Beras, 1));
        await town.Town.Partner.Given(Moved("receipt", 8, StoreItem, 2).Where(Store), Moved("sale", -3, StoreItem, 3).Where(Store));

        await town.Run();

        var first = (await Read(town.Town.Console)).Where(document => (string)document["summary"]!["firstDay"]! == Day(Monday)).ToList();
        var byHop = first.ToDictionary(document => (string)document["summary"]!["hop"]!, document => document["lines"]!.AsArray()
            .Select(line => $"{line!["location"]} {line["product"]} {line["quantity"]} {line["amount"]}").ToArray());
        Assert.Equal([$"{Store} {Beras} 3 36000"], byHop["stockist"]);
        Assert.Equal([$"{Shop} {Beras} 0 0", $"{Store} {Beras} 3 28500"], byHop["producer"].Order(StringComparer.Ordinal));
        Assert.All(await Read(town.Town.Partner), document => Assert.Equal("stockist", (string)document["summary"]!["hop"]!));
        Assert.NotEmpty(await Read(town.Town.Partner));
    }

    [Fact]
    public async Task A_change_of_terms_cuts_the_week_and_each_part_is_settled_by_its_own()
    {
        var town = await Town();
        await town.Town.Till.Given(Count(10, Beras, at: 0), Moved("sale", -2, Beras, 1), Moved("sale", -3, Beras, 4));
        await town.Town.Database.Run(
            """
            insert into producer_terms (owner_id, producer_id, valid_from, payment_days, on_consignment, share_percent, shrinkage_borne_by, settled_every, settled_from_day, settlement_grace_days)
            values ($1, $2, $3, 7, true, 50, 'consignee', 'week', 1, 0)
            """,
            town.Town.Coop, town.ProducerId, Monday.AddDays(3));

        await town.Run();

        Assert.Equal(["settlement 2 19000", "settlement 3 14250", "settlement 0 0"], await town.Lines());
    }

    [Fact]
    public async Task Goods_that_were_the_consignors_for_part_of_a_week_are_settled_for_that_part()
    {
        var town = await Town();
        await town.Town.Till.Given(Count(10, Beras, at: 0), Moved("sale", -2, Beras, 1), Moved("sale", -5, Beras, 3));
        (await town.Belongs(Beras, null, day: 2.5)).Must(HttpStatusCode.Created);

        await town.Run();

        Assert.Equal(["settlement 2 19000"], await town.Lines());
    }

    [Fact]
    public async Task Owners_corrected_after_a_settlement_are_restated_although_no_next_one_comes()
    {
        var town = await Town();
        await town.Town.Till.Given(Count(10, Beras, at: 0), Moved("sale", -2, Beras, 1), Moved("sale", -5, Beras, 3));
        await town.Run();
        (await town.Belongs(Beras, null, day: 2.5)).Must(HttpStatusCode.Created);

        await town.Run();
        await town.Run();

        Assert.Equal(["settlement 7 66500", "settlement 0 0", "adjustment -5 -47500", "adjustment 0 0"], await town.Lines());
    }

    [Fact]
    public async Task Goods_without_a_price_wait_and_say_so_and_their_neighbours_are_settled()
    {
        var town = await Town();
        await town.Makes(Gula);
        (await town.Belongs(Gula, town.Producer)).Must(HttpStatusCode.Created);
        await town.Town.Till.Given(Count(10, Beras, at: 0), Moved("sale", -2, Beras, 1), Count(5, Gula, at: 0));

        var run = await town.Run();

        Assert.Equal(["settlement 2 19000", "settlement 0 0"], await town.Lines());
        Assert.Contains("no price is agreed", (string)run["note"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_is_explained_by_its_entries_to_both_sides_and_late_ones_are_marked()
    {
        var town = await Town();
        await town.Stocks();
        (await town.Belongs(StoreItem, town.Town.CoopCode, location: Store, by: town.Town.Partner)).Must(HttpStatusCode.Created);
        await town.Town.Partner.Given(Moved("receipt", 8, StoreItem, 2).Where(Store), Moved("sale", -3, StoreItem, 3).Where(Store));
        await town.Run();
        await town.Town.Partner.Given(Moved("sale", -1, StoreItem, 4).Where(Store));
        var id = (long)(await Read(town.Town.Partner))[0]["summary"]!["id"]!;

        foreach (var side in new[] { town.Town.Partner, town.Town.Console })
        {
            Assert.Equal(
                ["receipt 8 False", "sale -3 False", "sale -1 True"],
                (await side.Get($"/v1/settlements/{id}/lines/1/entries")).Items().Select(entry => $"{entry!["kind"]} {entry["quantity"]} {(bool)entry["late"]!}"));
        }
    }

    [Fact]
    public async Task Lists_are_narrowed_by_side_place_and_time()
    {
        var town = await Town();
        await town.Town.Till.Given(Count(10, Beras, at: 0));
        await town.Run();

        async Task<int> Found(string query) => (await town.Town.Console.Get($"/v1/settlements?{query}")).Items().Count;

        Assert.Equal(2, await Found($"consignor={town.Producer}&consignee={town.Town.CoopCode}&location={Shop}"));
        Assert.Equal(0, await Found($"consignor={town.Town.CoopCode}"));
        Assert.Equal(1, await Found($"to={Day(Monday.AddDays(6))}"));
        Assert.Equal(1, await Found($"from={Day(Monday.AddDays(7))}&limit=1"));
    }

    [Fact]
    public async Task The_authority_sees_no_settlement_and_a_chain_runs_none()
    {
        var town = await Town();
        using var authority = await fixture.Gateway.Authority();

        Assert.Equal("not-found", (await authority.Get("/v1/settlements")).Problem);
        Assert.Equal("not-found", (await authority.Post("/v1/settlements/runs", new JsonObject())).Problem);
        Assert.Equal("not-found", (await town.Town.Partner.Post("/v1/settlements/runs", new JsonObject())).Problem);
    }

    [Fact]
    public async Task The_nightly_job_tells_what_it_did()
    {
        var town = await Town();
        await town.Town.Till.Given(Count(10, Beras, at: 0), Moved("sale", -2, Beras, 1));

        await Job().Run(TestContext.Current.CancellationToken);

        Assert.Equal("settlement 2 19000", (await town.Lines())[0]);
        Assert.True(await town.Town.Database.Ask<long>("select max(changed) from job_run where job = $1", SettlePeriods.Job) > 0);
    }

    private SettlePeriods Job() =>
        Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<SettlePeriods>(fixture.Gateway.Services);

    private Task<ConsignedTown> Town(string bearer = "consignee") => ConsignedTown.Create(fixture.Gateway, bearer: bearer);

    private static string[] Names(params string[] names) => names;

    private static Change Count(decimal quantity, string of, double at) => Moved("count", quantity, of, at);

    private static Change Moved(string kind, decimal quantity, string of, double at) => Changes.Moved(kind, quantity, of) with { At = At(at) };
}
