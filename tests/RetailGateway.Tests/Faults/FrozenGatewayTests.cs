using System.Net;
using Npgsql;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Faults;

/// <summary>A host that stops in mid-transaction, without dying, must not hold the shop's stock for long.</summary>
public sealed class FrozenGatewayTests(TestCluster cluster)
{
    private const int Tries = 400;

    /// <summary>Transactions of requests that have locked a position and stand idle.</summary>
    private const string IdleWithARow =
        """
        from pg_stat_activity a
        join pg_locks l on l.pid = a.pid and l.granted and l.relation = 'stock_position'::regclass and l.mode = 'RowShareLock'
        where a.datname = current_database() and a.application_name = 'retailgateway rg_party' and a.state = 'idle in transaction'
        """;

    /// <summary>Ten seconds is what the store grants an idle transaction; without that bound nobody behind it would ever be answered.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_that_stands_still_with_a_lock_is_cut_off_and_another_goes_on()
    {
        var store = await cluster.Clone();
        await using var frozen = await GatewayProcess.Start(store);
        await using var other = await GatewayUnderTest.Start(store);
        var town = await Town.Create(other.Database, frozen.Address);
        await using var owner = NpgsqlDataSource.Create(store.Owner);
        using var till = other.Client(town.TillKey);
        await till.Given(Count(1_000_000, Beras, at: "01:00"));
        using var enough = new CancellationTokenSource();

        var load = Enumerable.Range(0, 4).Select(_ => Sell(town, enough.Token)).ToArray();
        await FreezeHoldingALock(frozen, owner);
        await enough.CancelAsync();

        var (sold, _) = await till.Insist([Sale(1, Beras, at: "23:00")]).WaitAsync(Patience, Cancel);

        Assert.Equal("applied", sold.Single().Status);
        await frozen.Kill();
        await Task.WhenAll(load);
        Assert.Empty(await LedgerCheck.Differences(other.Database, town.Coop));
    }

    [Fact]
    public async Task A_batch_that_is_stuck_in_a_gateway_that_stands_still_is_recorded_once_by_another_and_not_again_when_the_first_goes_on()
    {
        var store = await cluster.Clone();
        await using var frozen = await GatewayProcess.Start(store);
        await using var other = await GatewayUnderTest.Start(store);
        var town = await Town.Create(other.Database, frozen.Address);
        await using var owner = NpgsqlDataSource.Create(store.Owner);
        using var till = other.Client(town.TillKey);
        await till.Given(Count(100, Beras, at: "01:00"));
        Change[] batch = [Sale(3, Beras), Sale(4, Beras)];

        await using var row = await HeldRow.Of(owner, town, Beras);
        var stuck = town.Till.Post(StockCalls.ChangesPath, StockCalls.Batch(batch), key: "");
        await FreezeAtTheRow(frozen, owner, row);
        var (sold, _) = await till.Insist(batch).WaitAsync(Patience, Cancel);
        await frozen.Resume();
        var late = await stuck;
        var again = await town.Till.Record(batch);

        Assert.All(sold, outcome => Assert.Contains(outcome.Status, new[] { "applied", "duplicate" }));
        AssertNothingNew(late);
        Assert.All(again, outcome => Assert.Equal("duplicate", outcome.Status));
        await AssertOnce(other, town, entries: 3, onHand: 93);
    }

    [Fact]
    public async Task A_keyed_batch_that_is_stuck_in_a_gateway_that_stands_still_is_told_to_come_again_by_another_and_then_answered_and_done_once()
    {
        var store = await cluster.Clone();
        await using var frozen = await GatewayProcess.Start(store);
        await using var other = await GatewayUnderTest.Start(store);
        var town = await Town.Create(other.Database, frozen.Address);
        await using var owner = NpgsqlDataSource.Create(store.Owner);
        using var till = other.Client(town.TillKey);
        await till.Given(Count(100, Beras, at: "01:00"));
        var batch = StockCalls.Batch(Sale(3, Beras), Sale(4, Beras));

        await using var row = await HeldRow.Of(owner, town, Beras);
        var stuck = town.Till.Post(StockCalls.ChangesPath, batch, key: "kiriman-1");
        await FreezeAtTheRow(frozen, owner, row);
        var early = await till.Post(StockCalls.ChangesPath, batch, key: "kiriman-1");
        var answered = await Eventually.See(
            () => till.Post(StockCalls.ChangesPath, batch, key: "kiriman-1"), reply => reply.Status == HttpStatusCode.MultiStatus, Patience);
        await frozen.Resume();
        var late = await stuck;
        var again = await town.Till.Post(StockCalls.ChangesPath, batch, key: "kiriman-1");

        Assert.Equal((HttpStatusCode.Conflict, "idempotency-key-in-use", "1"), (early.Status, early.Problem, early.Headers.GetValueOrDefault("Retry-After")));
        Assert.All(answered.Must(HttpStatusCode.MultiStatus).Outcomes(), outcome => Assert.Equal("applied", outcome.Status));
        AssertNothingNew(late);
        Assert.Equal(answered.Body, again.Must(HttpStatusCode.MultiStatus).Body);
        await AssertOnce(other, town, entries: 3, onHand: 93);
    }

    /// <summary>
    /// Stops a gateway whose request waits in the store for the row, and lets go of the row: from then on the request's
    /// transaction idles with the row in its hands, and nobody to go on with it.
    /// </summary>
    private static async Task FreezeAtTheRow(GatewayProcess gateway, NpgsqlDataSource owner, HeldRow row)
    {
        // A wait for the row ends after a while and is begun anew: what counts is that it waits when the gateway stands.
        var isStuck = await Eventually.See(
            async () =>
            {
                if (!await HeldRow.IsWaitedFor(owner))
                    return false;
                await gateway.Freeze();
                if (await HeldRow.IsWaitedFor(owner))
                    return true;
                await gateway.Resume();
                return false;
            },
            stuck => stuck);
        Assert.True(isStuck, "The request never waited for the row.");
        await row.LetGo();
        Assert.True(await Eventually.See(() => owner.One<bool>($"select exists (select {IdleWithARow})"), idles => idles), "The request's transaction did not get the row.");
    }

    /// <summary>The one that stood still was cut off: it says so, or finds what the other had done.</summary>
    private static void AssertNothingNew(Reply late)
    {
        if (late.Status == HttpStatusCode.MultiStatus)
            Assert.All(late.Outcomes(), outcome => Assert.Equal("duplicate", outcome.Status));
        else
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable", true), (late.Status, late.Problem, late.Headers.ContainsKey("Retry-After")));
    }

    private static async Task AssertOnce(GatewayUnderTest gateway, Town town, int entries, decimal onHand)
    {
        Assert.Equal(entries, await gateway.Database.Ask<long>("select count(*) from stock_entry where owner_id = $1", town.Coop));
        Assert.Equal(onHand, await town.Till.OnHand(Beras));
        Assert.Empty(await LedgerCheck.Differences(gateway.Database, town.Coop));
    }

    /// <summary>Stops the process where it stands, again and again, until one of its transactions idles with the rice's row locked.</summary>
    private static async Task FreezeHoldingALock(GatewayProcess gateway, NpgsqlDataSource owner)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            await gateway.Freeze();
            if (await HoldsALock(owner))
                return;
            await gateway.Resume();
            await Task.Delay(attempt % 7, TestContext.Current.CancellationToken);
        }

        throw new Xunit.Sdk.XunitException("The gateway was never caught with a lock in its hands.");
    }

    /// <summary>What the frozen process had sent before may still be at work in the store: only what idles is held.</summary>
    private static Task<bool> HoldsALock(NpgsqlDataSource owner) => owner.One<bool>(
        $"""
        select exists (
            select {IdleWithARow}
                and exists (select from pg_stat_activity b where a.pid = any (pg_blocking_pids(b.pid))))
        """);

    /// <summary>Sells until told to stop; what is cut off with the process is nobody's matter here.</summary>
    private static async Task Sell(Town town, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            try
            {
                await town.Till.Record([.. Enumerable.Range(0, 20).Select(_ => Sale(1, Beras, at: "12:00"))]);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
