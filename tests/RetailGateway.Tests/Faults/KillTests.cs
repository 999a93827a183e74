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

    /// <summary>Transactions of requests that are open at this moment.</summary>
    private const string Transactions =
        "from pg_stat_activity where datname = current_database() and application_name = 'retailgateway rg_party' and xact_start is not null";

    [Fact]
    public async Task Twenty_kills_in_the_middle_of_batches_leave_every_answered_change_exactly_once()
    {
        var store = await cluster.Clone();
        await using var database = new GatewayDb(store.Gateway, 4);
        await using var owner = NpgsqlDataSource.Create(store.Owner);
        var gateway = await GatewayProcess.Start(store);
        await using var line = new LossyProxy(gateway.Address);
        var town = await Town.Create(database, line.Address);
        var products = await town.SellsMany("P", Products);
        using var enough = new CancellationTokenSource();

        var tills = Enumerable.Range(0, 2).Select(till => Sell(town, products, new Random(till), enough.Token)).ToArray();
        for (var kill = 0; kill < Kills; kill++)
        {
            // By turns in the middle of a transaction, and after one whose answer has not arrived.
            if (kill % 2 == 0)
                await AtWork(owner, tills);
            else
                await AnswerHeldBack(line, tills);
            await gateway.Kill();
            await gateway.DisposeAsync();
            await NobodyLeft(owner);
            gateway = await GatewayProcess.Start(store, gateway.Address);
        }

        await enough.CancelAsync();
        var sold = await Task.WhenAll(tills);
        await gateway.DisposeAsync();

        Assert.True(line.Cut >= Kills / 4, $"{line.Cut} requests were cut.");
        Assert.True(line.Lost >= Kills / 4, $"{line.Lost} answers were lost.");
        Assert.True(sold.Sum(till => till.Duplicates) >= Lines, "No batch was found to be recorded already.");
        var recorded = await database.Jobs.All("select change_id from stock_entry where owner_id = $1", row => row.GetString(0), town.Coop);
        Assert.Equal(sold.SelectMany(till => till.Answered).Order(StringComparer.Ordinal), recorded.Order(StringComparer.Ordinal));
        Assert.Empty(await LedgerCheck.Differences(database, town.Coop));
    }

    /// <summary>Batch after batch, each until it is answered; gives back the change ids that were, and how many were said to be there already.</summary>
    private static async Task<(List<string> Answered, int Duplicates)> Sell(Town town, string[] products, Random random, CancellationToken until)
    {
        var (answered, duplicates) = (new List<string>(), 0);
        while (!until.IsCancellationRequested)
        {
            var batch = Enumerable.Range(0, Lines).Select(_ => Line(products[random.Next(products.Length)], random)).ToArray();
            var (outcomes, _) = await town.Till.Insist(batch);
            Assert.All(outcomes, outcome => Assert.Contains(outcome.Status, new[] { "applied", "duplicate" }));
            answered.AddRange(outcomes.Select(outcome => outcome.ChangeId!));
            duplicates += outcomes.Count(outcome => outcome.Status == "duplicate");
        }

        return (answered, duplicates);
    }

    /// <summary>Mostly sales, now and then a count, at any minute of the day.</summary>
    private static Change Line(string product, Random random)
    {
        var at = $"{random.Next(24):00}:{random.Next(60):00}";
        return random.Next(10) == 0 ? Count(random.Next(100), product, at) : Sale(random.Next(1, 5), product, at);
    }

    /// <summary>Waits until a request's transaction is open.</summary>
    private static async Task AtWork(NpgsqlDataSource owner, Task[] tills)
    {
        var isAtWork = await Eventually.See(() => owner.One<bool>($"select exists (select {Transactions})"), busy => busy || Array.Exists(tills, till => till.IsFaulted));
        await Sound(tills);
        Assert.True(isAtWork, "No batch was at work: nothing would be tested.");
    }

    /// <summary>Waits until a batch is recorded and answered, and its answer is held back on the line.</summary>
    private static async Task AnswerHeldBack(LossyProxy line, Task[] tills)
    {
        var before = line.Lost;
        line.LoseNextAnswer();
        var lost = await Eventually.See(() => Task.FromResult(line.Lost), lost => lost > before || Array.Exists(tills, till => till.IsFaulted));
        await Sound(tills);
        Assert.True(lost > before, "No batch was answered: nothing would be tested.");
    }

    /// <summary>What the killed process had sent may be at work in the store for a while: the next kill is to meet its successor.</summary>
    private static async Task NobodyLeft(NpgsqlDataSource owner) =>
        Assert.Equal(0, await Eventually.See(() => owner.One<long>($"select count(*) {Transactions}"), left => left == 0));

    private static async Task Sound(Task[] tills)
    {
        if (Array.Find(tills, till => till.IsFaulted) is { } broken)
            await broken;
    }
}
