using Npgsql;
using RetailGateway.Database;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.Tests.Faults;

/// <summary>A gateway killed in the middle of its work loses nothing that it had answered and does nothing twice.</summary>
public sealed class KillTests(TestCluster cluster)
{
    private const int Kills = 20;
    private const int Lines = 1_000;
    private const int Products = 50;

    [Fact]
    public async Task Twenty_kills_in_the_middle_of_batches_leave_every_answered_change_exactly_once()
    {
        var store = await cluster.Clone();
        await using var database = new GatewayDb(store.Gateway, 4);
        await using var owner = NpgsqlDataSource.Create(store.Owner);
        var gateway = await GatewayProcess.Start(store);
        var town = await Town.Create(database, gateway.Address);
        var products = await town.SellsMany("P", Products);
        using var enough = new CancellationTokenSource();

        var tills = Enumerable.Range(0, 2).Select(till => Sell(town, products, new Random(till), enough.Token)).ToArray();
        for (var kill = 0; kill < Kills; kill++)
        {
            if (!await Eventually.See(() => AtWork(owner), busy => busy || tills.Any(till => till.IsFaulted)))
                Assert.Fail("No batch was at work: nothing would be tested.");
            if (Array.Find(tills, till => till.IsFaulted) is { } broken)
                await broken;
            await gateway.Kill();
            await gateway.DisposeAsync();
            gateway = await GatewayProcess.Start(store, town.Address);
        }

        await enough.CancelAsync();
        var answered = (await Task.WhenAll(tills)).SelectMany(ids => ids).ToList();
        await gateway.DisposeAsync();

        var recorded = await database.Jobs.All("select change_id from stock_entry where owner_id = $1", row => row.GetString(0), town.Coop);
        Assert.Equal(answered.Order(StringComparer.Ordinal), recorded.Order(StringComparer.Ordinal));
        Assert.Empty(await LedgerCheck.Differences(database, town.Coop));
    }

    /// <summary>Batch after batch, each until it is answered; gives back the change ids that were.</summary>
    private static async Task<List<string>> Sell(Town town, string[] products, Random random, CancellationToken until)
    {
        var answered = new List<string>();
        while (!until.IsCancellationRequested)
        {
            var batch = Enumerable.Range(0, Lines).Select(_ => Line(products[random.Next(products.Length)], random)).ToArray();
            var (outcomes, _) = await town.Till.Insist(batch);
            Assert.All(outcomes, outcome => Assert.Contains(outcome.Status, new[] { "applied", "duplicate" }));
            answered.AddRange(outcomes.Select(outcome => outcome.ChangeId!));
        }

        return answered;
    }

    /// <summary>Mostly sales, now and then a count, at any minute of the day.</summary>
    private static Change Line(string product, Random random)
    {
        var at = $"{random.Next(24):00}:{random.Next(60):00}";
        return random.Next(10) == 0 ? Count(random.Next(100), product, at) : Sale(random.Next(1, 5), product, at);
    }

    /// <summary>A request's transaction is open at this moment.</summary>
    private static Task<bool> AtWork(NpgsqlDataSource owner) => owner.One<bool>(
        """
        select exists (
            select from pg_stat_activity
            where datname = current_database() and application_name = 'retailgateway rg_party' and xact_start is not null)
        """);
}
