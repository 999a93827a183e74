using System.Net;
using System.Text;
using Npgsql;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Sync;

public sealed class FeedTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_change_is_told_to_the_partys_other_systems_and_not_to_where_it_came_from()
    {
        var town = await Town.Create(fixture.Gateway);

        await town.Till.Given(Count(10, Beras), Receipt(3, Minyak));

        var told = (await town.Console.Feed(atLeast: 2)).Events;
        Assert.Equal(["BRS-5 10", "MYK-1 3"], told.Select(one => $"{one["data"]!["product"]} {one["data"]!["onHand"]}"));
        Assert.Equal(["stock.position.changed", "stock.position.changed"], told.Select(one => (string)one["type"]!));
        Assert.Empty((await town.Till.Feed()).Events);
    }

    [Fact]
    public async Task A_partner_is_told_what_is_available_in_its_own_code_and_nothing_more()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Beras, "KARUNG", 5);
        await town.Maps(town.Chain, "pusat", "RTL-778", Beras, "KARUNG");

        await town.Till.Given(Count(10, Beras));

        var data = (await town.Partner.Feed(atLeast: 1)).Events.Single()["data"]!;
        Assert.Equal(("RTL-778", "KARUNG", "5", "10"), ((string?)data["item"], (string?)data["pack"], (string?)data["packFactor"], (string?)data["available"]));
        Assert.Null(data["onHand"]);
        Assert.Null(data["reserved"]);
    }

    [Fact]
    public async Task A_reservation_is_told_to_the_till_and_not_to_the_system_that_made_it()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras));
        var cursor = (await town.Partner.Feed(atLeast: 1)).Next;

        (await town.Partner.Reserve(4, Beras, "PO-1", owner: town.Coop)).Must(HttpStatusCode.Created);

        Assert.Equal("6", (string?)(await town.Till.Feed(atLeast: 1)).Events.Single()["data"]!["available"]);
        Assert.Empty((await town.Partner.Feed(cursor)).Events);
    }

    [Fact]
    public async Task Strangers_are_told_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        var other = await Town.Create(fixture.Gateway);

        await town.Till.Given(Count(10, Beras));

        await town.Console.Feed(atLeast: 1);
        Assert.Empty((await other.Console.Feed()).Events);
        Assert.Empty((await other.Partner.Feed()).Events);
    }

    [Fact]
    public async Task Terms_that_hide_the_stock_end_the_telling()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras));
        var cursor = (await town.Partner.Feed(atLeast: 1)).Next;
        await town.Agrees(from: "2025-01-01", stockVisible: false);

        await town.Till.Given(Sale(1, Beras));

        await town.Console.Feed(atLeast: 2);
        Assert.Empty((await town.Partner.Feed(cursor)).Events);
        Assert.Equal("not-found", (await town.Partner.Get($"/v1/stock/positions?ownerId={town.Coop}")).Problem);
    }

    [Fact]
    public async Task A_batch_that_touches_a_position_often_tells_of_it_once()
    {
        var town = await Town.Create(fixture.Gateway);

        await town.Till.Given([.. Enumerable.Range(0, 50).Select(_ => Receipt(1, Beras))]);
        await town.Till.Given(Receipt(1, Minyak));

        Assert.Equal(["50", "1"], (await town.Console.Feed(atLeast: 2)).Events.Select(told => (string)told["data"]!["onHand"]!));
    }

    [Fact]
    public async Task A_reader_who_waits_is_told_when_something_comes()
    {
        var town = await Town.Create(fixture.Gateway);
        var cursor = (await town.Console.Feed()).Next;
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        var since = await owner.One<DateTime>("select clock_timestamp()");

        var waiting = town.Console.Get($"/v1/events?wait=30&cursor={cursor}");
        // It has looked, and its look is over: the party's only session since then is idle again, and no answer has come.
        Assert.True(await Eventually.See(
            () => owner.One<bool>(
                """
                select coalesce(bool_and(state = 'idle' and query <> ''), false)
                from pg_stat_activity
                where datname = current_database() and application_name = 'retailgateway rg_party' and state_change > $1
                """,
                since),
            looked => looked));
        Assert.False(waiting.IsCompleted);
        await town.Till.Given(Count(10, Beras));

        Assert.Equal("10", (string?)(await waiting).Must(HttpStatusCode.OK).Json["events"]!.AsArray().Single()!["data"]!["onHand"]);
    }

    [Fact]
    public async Task A_reader_for_whom_nothing_comes_gets_an_empty_page_and_goes_on_from_there()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        var cursor = (await town.Console.Feed(atLeast: 1)).Next;

        var page = (await town.Console.Get($"/v1/events?wait=1&cursor={cursor}")).Must(HttpStatusCode.OK).Json;

        Assert.Empty(page["events"]!.AsArray());
        await town.Till.Given(Sale(1, Beras, at: "09:00"));
        Assert.Equal("9", (string?)(await town.Console.Feed((string)page["next"]!, atLeast: 1)).Events.Single()["data"]!["onHand"]);
    }

    [Fact]
    public async Task The_feed_goes_on_page_by_page_without_a_gap()
    {
        var town = await Town.Create(fixture.Gateway);
        var products = await town.SellsMany("P", 7);
        await town.Till.Given([.. products.Select(product => Receipt(1, product))]);
        await town.Console.Feed(atLeast: 7);

        var seen = new List<string>();
        var cursor = "";
        for (var page = 0; page < 4; page++)
        {
            var read = (await town.Console.Get($"/v1/events?limit=3{cursor}")).Must(HttpStatusCode.OK).Json;
            seen.AddRange(read["events"]!.AsArray().Select(told => (string)told!["data"]!["product"]!));
            cursor = $"&cursor={read["next"]}";
        }

        Assert.Equal(products, seen);
    }

    [Fact]
    public async Task A_cursor_that_cannot_be_gone_on_from_says_why()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras));
        await town.Till.Given(Sale(1, Beras));
        var start = (await town.Console.Feed(atLeast: 2)).Next;
        var parts = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(start)).Split('|');
        string Cursor(int epochs, int positions) => System.Buffers.Text.Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes($"feed|{int.Parse(parts[1]) + epochs}|{parts[2]}|{int.Parse(parts[3]) + positions}"));
        async Task<(HttpStatusCode, string?)> Refusal(ApiClient client, string cursor)
        {
            var reply = await client.Get($"/v1/events?cursor={cursor}");
            Assert.Equal(["#/query/cursor"], reply.Places);
            return (reply.Status, reply.Problem);
        }

        await town.Database.Run(
            "update feed_head h set expired_through = 1 from connection c where h.owner_id = $1 and c.owner_id = h.owner_id and c.connection_id = h.connection_id and c.code = 'console'", town.Coop);

        Assert.Equal((HttpStatusCode.Gone, "cursor-of-another-epoch"), await Refusal(town.Console, Cursor(1, 0)));
        Assert.Equal((HttpStatusCode.Gone, "cursor-beyond-head"), await Refusal(town.Console, Cursor(0, 1)));
        Assert.Equal((HttpStatusCode.Gone, "cursor-expired"), await Refusal(town.Console, Cursor(0, -2)));
        Assert.Equal((HttpStatusCode.BadRequest, "cursor-of-another-feed"), await Refusal(town.Till, start));
        Assert.Equal((HttpStatusCode.BadRequest, "cursor-invalid"), await Refusal(town.Console, "bukan-kursor"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid"), await Refusal(town.Console, "%00"));
        Assert.Equal((HttpStatusCode.BadRequest, "cursor-invalid"), await Refusal(town.Console, ""));
    }

    [Fact]
    public async Task Events_that_expire_while_a_page_is_read_are_not_passed_over_in_silence()
    {
        var town = await Town.Create(fixture.Gateway);
        var cursor = (await town.Console.Feed()).Next;
        await town.Till.Given(Count(10, Beras));
        await town.Till.Given(Sale(1, Beras));
        await town.Console.Feed(atLeast: 2);
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        await using var connection = await owner.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var retention = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, retention);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        // The reader has seen where its feed stands and waits for the page, whose table is locked.
        await Run("lock table feed_event in access exclusive mode");
        var reading = town.Console.Get($"/v1/events?cursor={cursor}");
        await Eventually.See(
            () => owner.One<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'retailgateway rg_party' and wait_event_type = 'Lock'"),
            waiting => waiting > 0);
        await Run($"delete from feed_event where owner_id = {town.Coop} and position = 1");
        await Run($"update feed_head set expired_through = 1 where owner_id = {town.Coop}");
        await retention.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("cursor-expired", (await reading).Problem);
    }
}
