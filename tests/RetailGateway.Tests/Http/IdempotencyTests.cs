using System.Net;
using System.Text;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Jobs;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Http;

public sealed class IdempotencyTests(TestCluster cluster) : IAsyncLifetime
{
    /// <summary>Small, so that a request that took a connection without need would show.</summary>
    private const int PoolBound = 5;

    private GatewayUnderTest gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await GatewayUnderTest.Start(await cluster.Clone(), ("Database:RequestConnections", $"{PoolBound}"));

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task The_same_request_again_is_answered_byte_for_byte_and_done_once()
    {
        var town = await Town.Create(gateway);
        var batch = StockCalls.Batch(Receipt(5, Beras), Sale(1, "TIDAK-DIKENAL"), Sale(1, Beras) with { Kind = "theft" });

        var first = await town.Till.Post(StockCalls.ChangesPath, batch, key: "kiriman-1");
        var again = await town.Till.Post(StockCalls.ChangesPath, batch, key: "kiriman-1");

        Same(first, again);
        Assert.Equal(HttpStatusCode.MultiStatus, again.Status);
        Assert.Equal("applied", again.Outcomes()[0].Status);
        Assert.Equal(5, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_created_answer_comes_again_with_its_location()
    {
        var town = await Town.Create(gateway);
        await town.Till.Given(Count(10, Beras));
        var body = Reservation("PO-1", 4);

        var first = await town.Till.PostRaw("/v1/stock/reservations", body, "k-1");
        var again = await town.Till.PostRaw("/v1/stock/reservations", body, "k-1");

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Same(first, again);
        Assert.Equal(first.Headers["Location"], again.Headers["Location"]);
    }

    [Fact]
    public async Task An_answer_is_kept_for_30_days_and_no_longer()
    {
        var town = await Town.Create(gateway);
        await town.Till.Given(Count(10, Beras));
        var body = Reservation("PO-2", 4);
        var old = await town.Till.PostRaw("/v1/stock/reservations", Reservation("PO-1", 4), "k-lama");
        var young = await town.Till.PostRaw("/v1/stock/reservations", body, "k-muda");
        await town.Database.Run("update stored_answer set stored_at = now() - interval '30 days 1 minute' where owner_id = $1 and idempotency_key = 'k-lama'", town.Coop);
        await town.Database.Run("update stored_answer set stored_at = now() - interval '29 days 23 hours' where owner_id = $1 and idempotency_key = 'k-muda'", town.Coop);

        await new Retention(gateway.Database, new JobRuns(gateway.Database)).Run(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (old.Status, young.Status));
        Same(young, await town.Till.PostRaw("/v1/stock/reservations", body, "k-muda"));
        // The key is as new: what it is sent with is asked anew.
        Assert.Equal("not-available", (await town.Till.PostRaw("/v1/stock/reservations", Reservation("PO-3", 4), "k-lama")).Problem);
    }

    [Fact]
    public async Task A_decided_refusal_is_stored_too_and_stands_though_the_goods_have_come()
    {
        var town = await Town.Create(gateway);
        await town.Till.Given(Count(1, Beras, at: "08:00"));
        var body = Reservation("PO-1", 4);
        var refused = await town.Till.PostRaw("/v1/stock/reservations", body, "k-1");
        await town.Till.Given(Receipt(10, Beras, at: "09:00"));

        var again = await town.Till.PostRaw("/v1/stock/reservations", body, "k-1");

        Assert.Equal("not-available", refused.Problem);
        Same(refused, again);
    }

    [Fact]
    public async Task A_refused_whole_batch_is_stored_too()
    {
        var town = await Town.Create(gateway);
        var broken = Encoding.UTF8.GetBytes("""{"changes":[{"changeId":""");

        var refused = await town.Till.PostRaw(StockCalls.ChangesPath, broken, "k-1");
        var again = await town.Till.PostRaw(StockCalls.ChangesPath, broken, "k-1");

        Assert.Equal("malformed", refused.Problem);
        Same(refused, again);
    }

    [Fact]
    public async Task The_same_key_for_another_body_or_another_address_is_refused()
    {
        var town = await Town.Create(gateway);
        await town.Till.Post(StockCalls.ChangesPath, StockCalls.Batch(Receipt(5, Beras)), key: "k-1");

        var otherBody = await town.Till.Post(StockCalls.ChangesPath, StockCalls.Batch(Receipt(6, Beras)), key: "k-1");
        var otherAddress = await town.Till.PostRaw("/v1/stock/reservations", Reservation("PO-1", 1), "k-1");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (otherBody.Status, otherBody.Problem));
        Assert.Equal("idempotency-key-reused", otherAddress.Problem);
        Assert.Equal(5, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task Two_parties_may_use_the_same_key()
    {
        var town = await Town.Create(gateway);
        var other = await Town.Create(gateway);

        await town.Till.Post(StockCalls.ChangesPath, StockCalls.Batch(Receipt(5, Beras)), key: "k-1");
        var second = await other.Till.Post(StockCalls.ChangesPath, StockCalls.Batch(Receipt(6, Beras)), key: "k-1");

        Assert.Equal(HttpStatusCode.MultiStatus, second.Status);
        Assert.Equal(6, await other.Till.OnHand(Beras));
    }

    [Fact]
    public async Task Where_the_key_is_required_its_absence_is_named()
    {
        var town = await Town.Create(gateway);

        var refused = await town.Till.PostRaw("/v1/stock/reservations", Reservation("PO-1", 1), key: null);

        Assert.Equal((HttpStatusCode.BadRequest, "idempotency-key-required"), (refused.Status, refused.Problem));
        Assert.Equal(["#/header/Idempotency-Key"], refused.Places);
    }

    [Fact]
    public async Task A_batch_without_a_key_sent_again_gives_the_same_end_and_says_duplicate()
    {
        var town = await Town.Create(gateway);
        Change[] batch = [.. Enumerable.Range(0, 100).Select(_ => Sale(1, Beras)), Count(500, Minyak)];
        await town.Till.Given(batch);
        var before = await Settled(town);

        var again = await town.Till.Record(batch);

        Assert.All(again, outcome => Assert.Equal("duplicate", outcome.Status));
        Assert.Equal((-100, 500), (await town.Till.OnHand(Beras), await town.Till.OnHand(Minyak)));
        Assert.Equal(before, await Settled(town));
    }

    [Fact]
    public async Task A_hundred_at_once_with_one_key_have_one_effect_and_hold_one_connection_of_the_pool()
    {
        var town = await Town.Create(gateway);
        await town.Till.Given(Count(1000, Beras), Count(1000, Minyak));
        var body = Reservation("PO-1", 3);
        await using var owner = NpgsqlDataSource.Create(gateway.Store.Owner);
        await using var row = await HeldRow.Of(owner, town, Beras);
        var before = (await Held(owner)).All;

        var asked = Enumerable.Range(0, 100).Select(_ => town.Till.PostRaw("/v1/stock/reservations", body, "k-1")).ToArray();
        var (most, refused) = await MostHeldUntil(owner, () => asked.Count(answer => answer.IsCompleted), 99);
        var another = await town.Till.Reserve(2, Minyak, "PO-2", key: "k-2");
        var wasWaiting = asked.Count(answer => !answer.IsCompleted);
        await row.LetGo();
        var answers = await Task.WhenAll(asked);

        Assert.Equal((99, 1), (refused, wasWaiting));
        Assert.InRange(before, 1, PoolBound - 1);
        Assert.Equal((before, 1), (most.All, most.Busy));
        Assert.Equal(HttpStatusCode.Created, another.Status);
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), InUse);
        Assert.Equal("3", (string?)(await town.Till.Position(Beras))["reserved"]);
        Assert.Equal(1, await gateway.Database.Ask<long>("select count(*) from stored_answer where owner_id = $1 and idempotency_key = 'k-1'", town.Coop));
    }

    [Fact]
    public async Task A_hundred_at_once_with_keys_of_their_own_hold_the_whole_pool_and_no_more()
    {
        var town = await Town.Create(gateway);
        await town.Till.Given(Count(1000, Beras));
        await using var owner = NpgsqlDataSource.Create(gateway.Store.Owner);
        await using var row = await HeldRow.Of(owner, town, Beras);

        var asked = Enumerable.Range(0, 100).Select(index => town.Till.Reserve(1, Beras, $"PO-{index}", key: $"k-{index}")).ToArray();
        var waiting = await Eventually.See(() => Held(owner), held => held.Busy >= PoolBound);
        await row.LetGo();
        var (most, _) = await MostHeldUntil(owner, () => asked.Count(answer => answer.IsCompleted), asked.Length);
        var answers = await Task.WhenAll(asked);

        Assert.Equal((PoolBound, PoolBound), waiting);
        Assert.Equal(PoolBound, most.All);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
    }

    [Fact]
    public async Task One_key_at_two_gateways_over_one_store_is_at_work_in_one_of_them_alone()
    {
        var town = await Town.Create(gateway);
        await town.Till.Given(Count(1000, Beras));
        var body = Reservation("PO-1", 3);
        await using var second = await GatewayUnderTest.Start(gateway.Store);
        using var there = second.Client(town.TillKey);
        (await there.Get("/v1/stock/positions")).Must(HttpStatusCode.OK);
        await using var owner = NpgsqlDataSource.Create(gateway.Store.Owner);
        await using var row = await HeldRow.Of(owner, town, Beras);

        var here = town.Till.PostRaw("/v1/stock/reservations", body, "k-1");
        Assert.True(await Eventually.See(() => HeldRow.IsWaitedFor(owner), waits => waits));
        var refused = await there.PostRaw("/v1/stock/reservations", body, "k-1");
        await row.LetGo();
        var first = await here;
        var again = await there.PostRaw("/v1/stock/reservations", body, "k-1");

        InUse(refused);
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Same(first, again);
        Assert.Equal("3", (string?)(await town.Till.Position(Beras))["reserved"]);
    }

    [Fact]
    public async Task Twenty_at_once_with_one_key_at_two_gateways_have_one_effect()
    {
        var town = await Town.Create(gateway);
        await town.Till.Given(Count(1000, Beras));
        await using var second = await GatewayUnderTest.Start(gateway.Store);
        using var there = second.Client(town.TillKey);

        for (var round = 0; round < 5; round++)
        {
            var (body, key) = (Reservation($"PO-{round}", 3), $"k-{round}");
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => (index % 2 == 0 ? town.Till : there).PostRaw("/v1/stock/reservations", body, key)));

            Assert.Single(answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.Text).Distinct());
            Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), InUse);
        }

        Assert.Equal("15", (string?)(await town.Till.Position(Beras))["reserved"]);
        Assert.Equal(5, await gateway.Database.Ask<long>("select count(*) from stock_reservation where owner_id = $1", town.Coop));
    }

    [Fact]
    public async Task A_hundred_batches_at_once_are_all_applied_through_a_pool_of_five()
    {
        var town = await Town.Create(gateway);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => town.Till.Given(Receipt(1, Beras), Receipt(1, Minyak))));

        Assert.Equal((100, 100), (await town.Till.OnHand(Beras), await town.Till.OnHand(Minyak)));
    }

    private static void Same(Reply first, Reply again)
    {
        Assert.Equal(first.Status, again.Status);
        Assert.Equal(first.Body, again.Body);
        Assert.Equal(first.Headers["Content-Type"], again.Headers["Content-Type"]);
    }

    private static byte[] Reservation(string reference, int quantity) => Encoding.UTF8.GetBytes(
        $$"""{"location":"{{Shop}}","product":"{{Beras}}","quantity":"{{quantity}}","reference":"{{reference}}","expiresAt":"{{TimeProvider.System.GetUtcNow().AddHours(1):O}}"}""");

    /// <summary>Rows once nothing is on its way from the outbox to the feeds.</summary>
    private static Task<string> Settled(Town town) =>
        Eventually.See(() => town.Database.Counts(), counts => counts.Contains("outbox 0", StringComparison.Ordinal));

    private static void InUse(Reply answer) => Assert.Equal(
        (HttpStatusCode.Conflict, "idempotency-key-in-use", "1"), (answer.Status, answer.Problem, answer.Headers.GetValueOrDefault("Retry-After")));

    /// <summary>Connections of requests, and those of them that are at work, at this moment.</summary>
    private static async Task<(long All, long Busy)> Held(NpgsqlDataSource owner) => (await owner.All(
        """
        select count(*), count(*) filter (where state <> 'idle')
        from pg_stat_activity where datname = current_database() and application_name = 'retailgateway rg_party'
        """,
        row => (row.GetInt64(0), row.GetInt64(1)))).Single();

    /// <summary>
    /// The most that was held until so many are done, and how many were. A connection that was needed for a moment
    /// stays in the pool, so that none escapes the looks.
    /// </summary>
    private static async Task<((long All, long Busy) Most, int Done)> MostHeldUntil(NpgsqlDataSource owner, Func<int> done, int enough)
    {
        var most = (All: 0L, Busy: 0L);
        var last = await Eventually.See(
            async () =>
            {
                var finished = done();
                var (all, busy) = await Held(owner);
                most = (Math.Max(most.All, all), Math.Max(most.Busy, busy));
                return finished;
            },
            count => count >= enough);
        return (most, last);
    }
}
