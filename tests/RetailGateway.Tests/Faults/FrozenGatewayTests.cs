using Npgsql;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Faults;

/// <summary>A host that stops in mid-transaction, without dying, must not hold the shop's stock for long.</summary>
public sealed class FrozenGatewayTests(TestCluster cluster)
{
    private const int Tries = 400;

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

        // Ten seconds is what the store grants an idle transaction; without that bound this would never be answered.
        var (sold, _) = await till.Insist([Sale(1, Beras, at: "23:00")]).WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);

        Assert.Equal("applied", sold.Single().Status);
        await frozen.Kill();
        await Task.WhenAll(load);
        Assert.Empty(await LedgerCheck.Differences(other.Database, town.Coop));
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
        """
        select exists (
            select from pg_stat_activity a
            join pg_locks l on l.pid = a.pid and l.granted and l.relation = 'stock_position'::regclass and l.mode = 'RowShareLock'
            where a.datname = current_database() and a.application_name = 'retailgateway rg_party' and a.state = 'idle in transaction'
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
