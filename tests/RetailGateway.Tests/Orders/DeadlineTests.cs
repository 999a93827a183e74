using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RetailGateway.Features.Messages;
using RetailGateway.Features.Orders.Deadlines;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Messages;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Orders.OrderTown;

namespace RetailGateway.Tests.Orders;

/// <summary>What is done about orders that are late: each step once, and nothing that only the seller or a person decides.</summary>
public sealed class DeadlineTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seller_is_reminded_the_named_role_told_the_partner_asked_and_then_asked_to_cancel_each_once()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var (chain, manager) = (await town.Person("partner_user", party: town.ChainCode), await town.Person("manager"));
        await town.Person("clerk");
        var order = (await town.Console.OrdersOfChain(town, "PO-1", ("1", Beras, 5))).Must(HttpStatusCode.Created).Id();
        await town.Begins(order);

        await Passes(order, 11);
        Assert.Empty(await town.Told());
        await Passes(order, 2);
        Assert.Equal([(chain, "remind_halfway")], await town.Told());
        await Passes(order, 12);
        Assert.Equal([(chain, "remind_halfway"), (chain, "remind_due")], await town.Told());
        await Passes(order, 24);
        Assert.Equal((manager, "escalate"), (await town.Told())[^1]);
        Assert.Equal(0, await Asked(town));
        await Passes(order, 24);
        Assert.Equal(1, await Asked(town));
        Assert.Equal("submitted", (await town.Console.ReadOrder(order)).State());
        await Passes(order, 24);

        Assert.Equal("cancellation_requested", (await town.Console.ReadOrder(order)).State());
        Assert.Equal(
            [("order", "buyer", "PO-1"), ("order_cancellation", "buyer", "deadline-1")],
            (await town.Partner.Get($"/v1/orders/{order}/timeline")).Json["steps"]!.AsArray().Select(step => ((string)step!["document"]!, (string)step["by"]!, (string)step["id"]!)));
        Assert.Equal(["remind_halfway", "remind_due", "escalate", "ask_partner", "request_cancellation"], await town.Steps(order));
        Assert.Equal(3, (await town.Told()).Count);
        Assert.Equal(1, await Asked(town));
    }

    [Fact]
    public async Task Stock_is_given_back_by_the_sellers_answer_and_not_by_the_request()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Console.Given(Count(10, Beras, "07:00"));
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4));
        await town.Begins(order);

        foreach (var hours in new[] { 60, 24, 24 })
            await Passes(order, hours);

        Assert.Equal(["escalate", "ask_partner", "request_cancellation"], await town.Steps(order));
        Assert.Equal(("cancellation_requested", 6), ((await town.Partner.ReadOrder(order)).State(), await town.Till.Available(Beras)));
        (await town.Console.Answers(order, "accepted", about: About("order_cancellation", "deadline-1"))).Must(HttpStatusCode.OK);
        Assert.Equal(("cancelled", 10), ((await town.Partner.ReadOrder(order)).State(), await town.Till.Available(Beras)));
        Assert.Null((await town.Partner.ReadOrder(order))["order"]!["dueAt"]);
    }

    [Fact]
    public async Task Runs_at_once_take_each_step_once()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var manager = await town.Person("manager");
        List<long> orders = [];
        for (var number = 1; number <= 8; number++)
        {
            orders.Add(await town.Partner.Ordered(town, $"PO-{number}", ("1", Beras, 1)));
            await town.Begins(orders[^1]);
        }

        foreach (var hours in new[] { 60, 24, 24 })
        {
            await fixture.Gateway.TimePasses(hours, [.. orders]);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => fixture.Gateway.KeepsDeadlines()));

            // What one run had in its hands another passed over.
            await fixture.Gateway.KeepsDeadlines();
        }

        Assert.Equal([(manager, "escalate")], (await town.Told()).Distinct());
        Assert.Equal(8, (await town.Told()).Count);
        Assert.Equal(8, await Asked(town, "kasir"));
        Assert.Equal(8, await town.Database.Ask<long>("select count(*) from order_document where owner_id = $1 and kind = 'order_cancellation'", town.Coop));
    }

    [Fact]
    public async Task A_run_that_is_killed_in_the_middle_leaves_nothing_half_done_and_the_next_goes_on()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Console.Given(Count(10, Beras, "07:00"));
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4));
        await town.Begins(order);
        await Passes(order, 60);
        await Passes(order, 24);
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        await using (var held = await HeldRow.Of(owner, town, Beras))
        {
            using var killed = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            await fixture.Gateway.TimePasses(24, order);
            var run = fixture.Gateway.KeepsDeadlines(killed.Token);
            await Eventually.See(() => HeldRow.IsWaitedFor(owner), waits => waits);
            await killed.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }

        Assert.Equal(["escalate", "ask_partner"], await town.Steps(order));
        Assert.Equal("submitted", (await town.Partner.ReadOrder(order)).State());
        await fixture.Gateway.KeepsDeadlines();
        await fixture.Gateway.KeepsDeadlines();
        Assert.Equal(["escalate", "ask_partner", "request_cancellation"], await town.Steps(order));
        Assert.Equal("cancellation_requested", (await town.Partner.ReadOrder(order)).State());
    }

    [Fact]
    public async Task While_the_partner_is_down_nothing_is_asked_of_it_and_nothing_given_up_until_it_is_back()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var order = (await town.Console.OrdersOfChain(town, "PO-1", ("1", Beras, 5))).Must(HttpStatusCode.Created).Id();
        (await town.Partner.Answers(order, "received")).Must(HttpStatusCode.OK);
        await town.IsDown(true);
        await town.Begins(order);

        await Passes(order, 60);
        for (var week = 0; week < 3; week++)
            await Passes(order, 7 * 24);

        Assert.Equal(["escalate"], await town.Steps(order));
        Assert.Equal(("acknowledged", 0L), ((await town.Console.ReadOrder(order)).State(), await Asked(town)));
        Assert.True(await town.Database.Ask<bool>("select awaits_partner from trade_order where order_id = $1", order));

        await town.IsDown(false);
        await Passes(order, 1);
        Assert.Equal(["escalate", "ask_partner"], await town.Steps(order));
        await Passes(order, 23);
        Assert.Equal("acknowledged", (await town.Console.ReadOrder(order)).State());
        await Passes(order, 2);
        Assert.Equal("cancellation_requested", (await town.Console.ReadOrder(order)).State());
        Assert.False(await town.Database.Ask<bool>("select awaits_partner from trade_order where order_id = $1", order));
    }

    [Fact]
    public async Task What_never_reached_the_seller_is_withdrawn_and_ends()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var order = (await town.Console.OrdersOfChain(town, "PO-1", ("1", Beras, 5))).Must(HttpStatusCode.Created).Id();
        await town.IsDown(true);
        await town.Begins(order);

        await Passes(order, 60);
        await Passes(order, 24);
        Assert.Equal("submitted", (await town.Console.ReadOrder(order)).State());
        await Passes(order, 24);

        var ended = await town.Console.ReadOrder(order);
        Assert.Equal(("cancelled", null, 5m), (ended.State(), (string?)ended["order"]!["turn"], ended.Figures("1", "cancelled")[0]!.Value));
        Assert.Equal(["escalate", "withdraw"], await town.Steps(order));
        Assert.Equal(0, await Asked(town));
    }

    [Fact]
    public async Task Steps_of_a_deadline_that_no_longer_runs_are_not_taken_and_the_next_deadline_has_its_own()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var (chain, clerk) = (await town.Person("partner_user", party: town.ChainCode), await town.Person("clerk"));
        var order = (await town.Console.OrdersOfChain(town, "PO-1", ("1", Beras, 5))).Must(HttpStatusCode.Created).Id();
        await town.Begins(order);
        await Passes(order, 25);
        (await town.Partner.Answers(order, "accepted_with_changes", lines: Line("1", "changed", 3))).Must(HttpStatusCode.OK);

        await fixture.Gateway.KeepsDeadlines();
        Assert.Equal([(chain, "remind_due")], await town.Told());
        await town.Begins(order);
        await Passes(order, 90);
        await Passes(order, 90);

        // A buyer is told and no more: nobody cancels for it.
        Assert.Equal(["remind_due", "escalate"], await town.Steps(order));
        Assert.DoesNotContain(await town.Told(), told => told.Person == clerk && told.What == "escalate");
        Assert.Equal("accepted_with_changes", (await town.Console.ReadOrder(order)).State());
    }

    [Fact]
    public async Task Delivery_days_pass_over_the_public_holidays_by_the_clock_of_where_the_goods_go()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Database.Run("insert into location (owner_id, code, name, format, time_zone) values ($1, 'TIMUR', 'Toko Timur', 'minimarket', 'WIT')", town.Chain);
        List<string?> due = [];
        foreach (var place in new[] { "TIMUR", Store })
        {
            var order = (await town.Partner.Post("/v1/orders", Order(town.Coop, $"PO-{place}", place, ("1", Beras, 1)))).Must(HttpStatusCode.Created).Id();
            (await town.Console.Answers(order, "accepted", $"R-{place}")).Must(HttpStatusCode.OK);
            await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);

            // Half past four on the afternoon of the 22nd in Greenwich: in the east the 23rd has begun. Then come Christmas, its
            // collective leave, and a weekend.
            await using var dated = owner.CreateCommand(
                $"""
                update order_document set recorded_at = '2026-12-22T16:30:00Z' where order_id = {order};
                update trade_order set deadline = null, deadline_from = null, due_at = null, next_step_at = now() where order_id = {order}
                """);
            await dated.ExecuteNonQueryAsync(Cancel);
            await ActivatorUtilities.CreateInstance<KeepDeadlines>(fixture.Gateway.Services).Run(Cancel);
            due.Add((string?)(await town.Partner.ReadOrder(order))["order"]!["dueAt"]);
        }

        Assert.Equal(["2026-12-29T15:00:00Z", "2026-12-28T17:00:00Z"], due);
    }

    [Fact]
    public async Task A_list_of_late_orders_is_of_those_whose_time_is_over()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var (late, timely) = (await town.Partner.Ordered(town, "PO-1", ("1", Beras, 1)), await town.Partner.Ordered(town, "PO-2", ("1", Beras, 1)));
        await town.Database.Run("update trade_order set due_at = now() where order_id = $1", late);

        Assert.Equal([(late, true)], await List("true"));
        Assert.Equal([(timely, false)], await List("false"));
        (await town.Console.Answers(late, "rejected")).Must(HttpStatusCode.OK);
        Assert.Empty(await List("true"));

        async Task<List<(long, bool)>> List(string asked) =>
            [.. (await town.Console.Get($"/v1/orders?late={asked}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Select(one => ((long)one!["id"]!, (bool)one["late"]!))];
    }

    [Fact]
    public async Task What_is_late_on_our_side_and_what_does_not_fit_waits_in_the_inbox_worst_rupiah_first_and_is_told_once()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var manager = await town.Person("manager");
        var (small, large) = (await town.Partner.Ordered(town, "PO-KECIL", ("1", Beras, 1)), await town.Partner.Ordered(town, "PO-BESAR", ("1", Beras, 3)));
        var theirs = (await town.Console.OrdersOfChain(town, "PO-MEREKA", ("1", Beras, 9))).Must(HttpStatusCode.Created).Id();
        var doubtful = (await town.Console.OrdersOfChain(town, "PO-RAGU", ("1", Beras, 2))).Must(HttpStatusCode.Created).Id();
        (await town.Partner.Answers(doubtful, "accepted")).Must(HttpStatusCode.OK);
        (await town.Console.Receives(doubtful, "T-1", null, ("1", 5, 0))).Must(HttpStatusCode.OK);
        foreach (var order in new[] { small, large, theirs })
        {
            await town.Begins(order);
            await Passes(order, 25);
        }

        await Tell();

        Assert.Equal(
            [("PO-BESAR", "late"), ("PO-RAGU", "doubtful"), ("PO-KECIL", "late")],
            (await Matters(town)).Select(matter => (matter.Subject!, matter.Detail!)));
        Assert.Equal([(manager, "doubtful"), (manager, "remind_due"), (manager, "remind_due")], (await town.Told()).Where(told => told.Person == manager).OrderBy(told => told.What));

        (await town.Console.Answers(large, "accepted")).Must(HttpStatusCode.OK);
        await Tell();
        Assert.Equal(
            "PO-BESAR",
            Assert.Single(await town.Database.Jobs.All("select arguments ->> 'subject' from message where person_id = $1 and read_at is not null", row => row.GetString(0), manager)));
    }

    [Fact]
    public async Task Terms_say_how_far_the_steps_lie_apart_and_who_is_told_and_a_day_and_the_manager_where_they_do_not()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var partnership = await town.Database.Ask<int>("select min(partnership_id) from partnership where owner_id = $1", town.Coop);
        JsonObject Terms(string from) => new()
        {
            ["validFrom"] = from,
            ["paymentDays"] = 1,
            ["priceTolerancePercent"] = "1",
            ["priceToleranceRupiah"] = "1",
            ["responseHours"] = 1,
            ["deliveryDays"] = 1,
            ["stockVisibleToPartner"] = true,
            ["partnerStockVisible"] = true,
        };
        var (said, silent, wrong) = (Terms("2999-01-01"), Terms("2999-01-02"), Terms("2999-01-03"));
        (said["stepHours"], said["escalatesTo"], wrong["stepHours"]) = (6, "chair", 0);

        var kept = new[] { said, silent }.Select(async terms => (await town.Console.Post($"/v1/partnerships/{partnership}/terms", terms)).Must(HttpStatusCode.Created).Json);

        Assert.Equal([(6, "chair"), (24, "manager")], (await Task.WhenAll(kept)).Select(terms => ((int)terms["stepHours"]!, (string)terms["escalatesTo"]!)));
        (await town.Console.Post($"/v1/partnerships/{partnership}/terms", wrong)).Must(HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>Twice: what was done is not done again.</summary>
    private async Task Passes(long order, int hours)
    {
        await fixture.Gateway.Passes(order, hours);
        await fixture.Gateway.KeepsDeadlines();
    }

    private Task Tell() => ActivatorUtilities.CreateInstance<TellOfMatters>(fixture.Gateway.Services).Run(Cancel);

    private async Task<IEnumerable<Features.Sync.Contracts.AskedMatter>> Matters(Town town)
    {
        var people = await fixture.Gateway.Services.GetRequiredService<Features.Messages.Contracts.Recipients>().ByParty(Cancel);
        var asked = fixture.Gateway.Services.GetRequiredService<Features.Sync.Contracts.AskedOf>();
        return (await asked.Read(people.Single(party => party.Key.Value == town.Coop).First().Caller, 10, Cancel)).First.Where(matter => matter.Kind == "order");
    }

    /// <summary>How often a seller's system was asked how an order stands, in its feed or on the way there.</summary>
    private static Task<long> Asked(Town town, string system = "pusat") => town.Database.Ask<long>(
        """
        select count(*)
        from connection c
        join (select owner_id, connection_id, body from outbox union all select owner_id, connection_id, body from feed_event) e
            on e.owner_id = c.owner_id and e.connection_id = c.connection_id
        where c.owner_id in ($1, $2) and c.code = $3 and e.body like '%order.status_requested%'
        """,
        town.Coop, town.Chain, system);
}
