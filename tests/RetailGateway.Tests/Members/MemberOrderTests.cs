using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Domain.Parties;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Orders;
using RetailGateway.Tests.Parties;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Members.MemberCalls;

namespace RetailGateway.Tests.Members;

/// <summary>The life of a member's order: ordered of the seller, deducted, missed, paid by hand, settled early.</summary>
public sealed class MemberOrderTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_adds_up_to_the_rupiah_and_is_agreed_as_it_was_previewed()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Joins("M");

        var preview = (await town.Console.Post("/v1/member-orders/preview", Plan("M-DINAS", 18_000_007), key: "")).Must(HttpStatusCode.OK).Json;
        var agreed = await town.MemberOrder(await town.Buys("M", 18_000_007));

        Assert.Equal(["1600007", "1600000"], preview["instalments"]!.AsArray().Take(2).Select(one => (string)one!["amount"]!));
        Assert.Equal(19_200_007, agreed["instalments"]!.AsArray().Sum(one => decimal.Parse((string)one!["amount"]!, CultureInfo.InvariantCulture)));
        Assert.Equal(
            preview["instalments"]!.AsArray().Select(one => $"{one!["dueOn"]} {one["amount"]}"), agreed["instalments"]!.AsArray().Select(one => $"{one!["dueOn"]} {one["amount"]}"));
        Assert.Equal(1, await Rows(town, "member_order"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_plan_is_named_all_at_once()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Joins("M");
        var goods = Goods("M-A1", "M-DINAS", price: 0.5m, months: 0);
        var ordered = Goods("M-A1", "M-DINAS", price: -1, months: 0);

        Assert.Equal(["/plan/price"], (await town.Console.Post("/v1/member-orders", goods)).Places);
        Assert.Equal(["/plan/price", "/plan/months"], (await town.Console.Post("/v1/member-orders", ordered)).Places);
        Assert.Equal(0, await Rows(town, "member_order"));
    }

    [Fact]
    public async Task The_order_to_the_seller_is_one_as_any_other_and_names_nobody()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Joins("M", "Siti Rahasia");

        var placed = (await town.Console.Post("/v1/member-orders", Goods("M-A1", "M-DINAS", product: Beras, order: new JsonObject { ["sellerId"] = town.Chain, ["shipTo"] = Shop })))
            .Must(HttpStatusCode.Created).Json;

        var order = await town.Partner.ReadOrder((long)placed["order"]!["orderId"]!);
        Assert.Equal(($"ANGGOTA-{placed["order"]!["id"]}", "submitted"), ((string)order["order"]!["number"]!, order.State()));
        (await town.Partner.Answers((long)order["order"]!["id"]!, "accepted")).Must(HttpStatusCode.OK);
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        foreach (var table in new[] { "outbox", "feed_event", "audit_entry", "trade_order", "order_document", "message" })
            Assert.Equal(0, await owner.One<long>($"select count(*) from {table} t where t::text like '%Rahasia%' or t::text like '%NIP-M-A1%'"));
    }

    [Fact]
    public async Task An_order_that_the_seller_does_not_take_leaves_no_members_order()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Joins("M");

        var refused = await town.Console.Post("/v1/member-orders", Goods("M-A1", "M-DINAS", product: Antar, order: new JsonObject { ["sellerId"] = town.Chain, ["shipTo"] = Shop }));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(0, await Rows(town, "member_order"));
    }

    [Fact]
    public async Task A_refused_instalment_is_asked_again_beside_the_next_months_own_and_never_merged()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Joins("M");
        var order = await town.Buys("M");
        var (january, file) = await town.AsksFor("M-DINAS", "2999-01");
        Assert.Equal(["asked", "open"], (await town.MemberOrder(order)).States(2));

        (await town.AnswersWith(january, Answered(file, refused: 1))).Must(HttpStatusCode.OK);
        Assert.Equal(["missed", "open"], (await town.MemberOrder(order)).States(2));
        var (february, both) = await town.AsksFor("M-DINAS", "2999-02");

        Assert.Equal([$"{order};1;1600000", $"{order};2;1600000"], both.Split("\r\n")[1..3].Select(line => string.Join(';', line.Split(';')[6..9])));
        (await town.AnswersWith(february, Answered(both))).Must(HttpStatusCode.OK);
        var after = await town.MemberOrder(order);
        Assert.Equal(["paid", "paid", "open"], after.States(3));
        Assert.Equal((3_200_000, 16_000_000, 0), (after.Rupiah("paid"), after.Rupiah("owed"), after.Rupiah("overpaid")));
    }

    [Fact]
    public async Task Who_settles_early_pays_todays_amount_and_what_is_deducted_afterwards_is_overpaid()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Joins("M");
        var order = await town.Buys("M");
        (await town.Console.Post($"/v1/member-orders/{order}/payments", new JsonObject { ["amount"] = "2000000" })).Must(HttpStatusCode.OK);
        var (run, file) = await town.AsksFor("M-DINAS", "2999-02");
        var offer = (await town.Console.Get($"/v1/member-orders/{order}/settlement")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(("16000000", "1200000"), ((string)offer["amount"]!, (string)offer["waived"]!));

        var wrong = await town.Console.Post($"/v1/member-orders/{order}/settlements", new JsonObject { ["amount"] = "15999999" });
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.Console.Post($"/v1/member-orders/{order}/settlements", new JsonObject { ["amount"] = "16000000" })));
        (await town.AnswersWith(run, Answered(file))).Must(HttpStatusCode.OK);

        Assert.Equal("settlement-moved", wrong.Problem);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict], all.Select(reply => reply.Status).Order());
        var after = await town.MemberOrder(order);
        Assert.Equal((0m, 1_200_000m), (after.Rupiah("owed"), after.Rupiah("overpaid")));
        Assert.Equal(2, await Rows(town, "member_payment"));
    }

    [Fact]
    public async Task Nobody_but_the_cooperatives_own_people_sees_anything_of_members()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.MembersOneMore("M");
        var other = await Town.Create(fixture.Gateway);
        using var office = await fixture.Gateway.Authority();
        var order = await Ask(town, "select max(member_order_id) from member_order where owner_id = $1");
        var run = await Ask(town, "select max(run_id) from deduction_run where owner_id = $1");

        foreach (var stranger in new[] { other.Console, town.Partner, office })
        {
            foreach (var list in new[] { "/v1/employers", "/v1/members", "/v1/member-orders", "/v1/deductions" })
                Assert.DoesNotContain("M-A1", (await stranger.Get(list)).Text, StringComparison.Ordinal);
            foreach (var address in new[] { $"/v1/member-orders/{order}", $"/v1/member-orders/{order}/settlement", $"/v1/deductions/{run}" })
                Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(address)).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await town.Client(await town.Key(town.CoopCode, "kasir", Scope.OrdersRead)).Get("/v1/members")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await town.Partner.Post("/v1/employers", Employer("RITEL"))).Status);
        Assert.Empty(await SeenByAShopkeeper(town));
    }

    /// <summary>Tables of members in which a shopkeeper sees a row, or may write one.</summary>
    private async Task<List<string>> SeenByAShopkeeper(Town town)
    {
        var place = await town.Database.Ask<int>("select location_id from location where owner_id = $1 and code = $2", town.Coop, Shop);
        var keeper = new Caller(new PartyId(town.Coop), PartyKind.Cooperative, new ConnectionId(1), town.Environment, "", new HashSet<string>()) { Person = 1, Location = new LocationId(place) };
        await using var work = await fixture.Gateway.Database.Open(keeper, Cancel);
        var seen = new List<string>();
        foreach (var table in new[]
        {
            "employer", "member", "member_order", "member_instalment", "member_payment", "deduction_run", "deduction_line", "deduction_answer", "deduction_answer_line",
        })
        {
            await using var count = new NpgsqlCommand($"select exists (select from {table})", work.Connection);
            if ((bool)(await count.ExecuteScalarAsync(Cancel))!)
                seen.Add(table);
        }

        await using var added = new NpgsqlCommand($"insert into employer (owner_id, code, name, payday) values ({town.Coop}, 'X', 'X', 1)", work.Connection);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => added.ExecuteNonQueryAsync(Cancel))).SqlState);
        return seen;
    }

    private Task<long> Rows(Town town, string table) => Ask(town, $"select count(*) from {table} where owner_id = $1");

    private async Task<long> Ask(Town town, string sql)
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        return await owner.One<long>(sql, town.Coop);
    }
}
