using Npgsql;
using RetailGateway.Database;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.Tests.Faults;

/// <summary>A gateway killed in the middle of its work loses nothing that it had answered and does nothing twice.</summary>
public sealed class KillTests(TestCluster cluster)
{
    private const int Kills = 20;
    private const int KillsAfterCommit = 4;
    private const int Tills = 2;
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

        var told = new Told();
        var tills = Enumerable.Range(0, Tills).Select(till => Sell(town, products, new Random(till), told, enough.Token)).ToArray();
        var inTheMiddle = 0;
        for (var kill = 0; inTheMiddle < Kills; kill++)
        {
            Assert.True(kill < 2 * Kills, $"Of {kill} kills only {inTheMiddle} have cut a batch.");
            // Mostly in the first work of a gateway, and now and then after it has answered.
            if (kill % 4 == 3)
                await Answered(told, tills, batches: 1);
            await AtWork(owner, tills);
            var before = line.Cut;
            await Replace();
            inTheMiddle += line.Cut > before ? 1 : 0;
        }

        for (var kill = 0; Recorded(line) < KillsAfterCommit; kill++)
        {
            Assert.True(kill < 2 * KillsAfterCommit, $"Of {kill} lost answers only {Recorded(line)} were of what had just been recorded.");
            // Not the answer to a batch that comes again: that one is let through.
            await Answered(told, tills, batches: Tills);
            await AnswerHeldBack(line, tills);
            await Replace();
        }

        await enough.CancelAsync();
        var sold = await Task.WhenAll(tills);
        await gateway.DisposeAsync();

        // A batch that says duplicate was recorded by a request that died without its answer: the other requests that died had recorded nothing.
        var late = told.Duplicates / Lines;
        Assert.True(late >= Recorded(line), $"{Recorded(line)} batches were recorded and their answers lost, and {late} were found to be recorded already.");
        Assert.True(line.Cut + Recorded(line) - late >= Kills, $"Of {line.Cut} requests that were cut, {late - Recorded(line)} had been recorded.");
        var recorded = await database.Jobs.All("select change_id from stock_entry where owner_id = $1", row => row.GetString(0), town.Coop);
        Assert.Equal(sold.SelectMany(answered => answered).Order(StringComparer.Ordinal), recorded.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["count", "reversal", "sale"],
            await database.Jobs.All("select distinct kind::text from stock_entry where owner_id = $1 order by 1", row => row.GetString(0), town.Coop));
        Assert.Empty(await LedgerCheck.Differences(database, town.Coop));

        async Task Replace()
        {
            await gateway.Kill();
            await gateway.DisposeAsync();
            await NobodyLeft(owner);
            gateway = await GatewayProcess.Start(store, gateway.Address);
        }
    }

    /// <summary>Batch after batch, each until it is answered; gives back the change ids that were.</summary>
    private static async Task<List<string>> Sell(Town town, string[] products, Random random, Told told, CancellationToken until)
    {
        var answered = new List<string>();
        Change[] batch = [];
        while (!until.IsCancellationRequested)
        {
            batch = Batch(batch, products, random);
            var (outcomes, _) = await town.Till.Insist(batch);
            Assert.All(outcomes, outcome => Assert.Contains(outcome.Status, new[] { "applied", "duplicate" }));
            Assert.Single(outcomes.DistinctBy(outcome => outcome.Status));
            answered.AddRange(outcomes.Select(outcome => outcome.ChangeId!));
            told.Add(outcomes);
        }

        return answered;
    }

    /// <summary>Mostly sales; now and then a count, or a line of this or the last batch taken back. At any minute of the day.</summary>
    private static Change[] Batch(Change[] last, string[] products, Random random)
    {
        var lines = new List<Change>(last);
        while (lines.Count < last.Length + Lines)
        {
            var (product, at) = (products[random.Next(products.Length)], $"{random.Next(24):00}:{random.Next(60):00}");
            lines.Add(random.Next(10) switch
            {
                0 => Count(random.Next(100), product, at),
                1 when lines.Count > 0 && lines[random.Next(lines.Count)] is { Reverses: null } mistaken => Reversal(mistaken.Id, mistaken.Item, at),
                _ => Sale(random.Next(1, 5), product, at),
            });
        }

        return [.. lines[last.Length..]];
    }

    /// <summary>Waits until so many more batches are answered.</summary>
    private static async Task Answered(Told told, Task[] tills, int batches)
    {
        var wanted = told.Batches + batches;
        var answered = await Eventually.See(() => Task.FromResult(told.Batches), seen => seen >= wanted || Array.Exists(tills, till => till.IsFaulted));
        await Sound(tills);
        Assert.True(answered >= wanted, "No batch was answered.");
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

    /// <summary>Lost answers that told of changes just recorded, and not of what had been there before.</summary>
    private static int Recorded(LossyProxy line) => line.Kept.Count(answer => answer.Body.AsSpan().IndexOf("\"applied\""u8) >= 0);

    /// <summary>What the killed process had sent may be at work in the store for a while: the next kill is to meet its successor.</summary>
    private static async Task NobodyLeft(NpgsqlDataSource owner) =>
        Assert.Equal(0, await Eventually.See(() => owner.One<long>($"select count(*) {Transactions}"), left => left == 0));

    private static async Task Sound(Task[] tills)
    {
        if (Array.Find(tills, till => till.IsFaulted) is { } broken)
            await broken;
    }

    /// <summary>What all tills were answered so far.</summary>
    private sealed class Told
    {
        private int batches;
        private int duplicates;

        internal int Batches => Volatile.Read(ref batches);

        /// <summary>Lines that were said to be there already.</summary>
        internal int Duplicates => Volatile.Read(ref duplicates);

        internal void Add(Outcome[] outcomes)
        {
            Interlocked.Increment(ref batches);
            Interlocked.Add(ref duplicates, outcomes.Count(outcome => outcome.Status == "duplicate"));
        }
    }
}
