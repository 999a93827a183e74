using RetailGateway.Access;
using RetailGateway.Client;
using RetailGateway.Database;
using RetailGateway.Hosting;
using RetailGateway.Hosting.Demo;
using RetailGateway.PartnerSimulator.Callers.Anggur;
using RetailGateway.PartnerSimulator.Demo.Check;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Callers;

/// <summary>The demo's register with Anggur Mart in it, and a cooperative that trades beside it.</summary>
internal sealed class AnggurTown : IDisposable
{
    private const int Pace = 1_800;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rg-anggur-");

    internal string ChainKey { get; private init; } = "";

    internal string TillKey { get; private init; } = "";

    /// <summary>Looks at what the gateway holds of the chain, at a pace of its own: it takes nothing of the chain's.</summary>
    private string LookingKey { get; init; } = "";

    private int Seed { get; init; }

    private string StateFile => Path.Combine(folder.FullName, "anggur.json");

    internal static async Task<AnggurTown> Create(TestDatabase store, int seed = 7)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = new GatewayDb(store.Gateway, 4);
        await using (var work = await database.BeginJob(cancel))
        {
            await new DemoRegister(work.Connection, "live").Write();
            await work.Commit(cancel);
        }

        return new AnggurTown
        {
            Seed = seed,
            ChainKey = (await KeysCreate.Create(database, "live", "ANGGUR", "pusat", "test", Scope.All, cancel)).ToString(),
            LookingKey = (await KeysCreate.Create(database, "live", "ANGGUR", "pusat", "looking", Scope.All, cancel)).ToString(),
            TillKey = (await KeysCreate.Create(database, "live", "KOPTAN-SUMBER-WETAN", "kasir", "test", Scope.All, cancel)).ToString(),
        };
    }

    /// <summary>The chain with the books it has; a pace of 0 concludes what is owed.</summary>
    internal AnggurMart Mart(Uri gateway, int pace = Pace, TimeSpan? holdsFor = null) => new(new AnggurOptions
    {
        Gateway = gateway,
        Key = ChainKey,
        StateFile = StateFile,
        Pace = pace,
        Seed = Seed,
        HoldsFor = holdsFor ?? TimeSpan.FromMinutes(3),
        Patience = new GatewayClientOptions { Attempts = 3 },
    });

    /// <summary>Runs the chain until something has happened to it, then stops it where it is.</summary>
    internal async Task Live(Uri gateway, Func<AnggurMart, Task> meanwhile)
    {
        using var mart = Mart(gateway);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var life = mart.Run(closing.Token);
        var trade = Trade(gateway, closing.Token);
        try
        {
            await meanwhile(mart);
        }
        finally
        {
            await closing.CancelAsync();
            await Task.WhenAll(life, trade);
        }
    }

    /// <summary>So many more things happen in the stores.</summary>
    internal static async Task Steps(AnggurMart mart, int more)
    {
        var enough = mart.Steps + more;
        Assert.True(
            await Eventually.See(() => Task.FromResult(mart.Steps), steps => steps >= enough, TimeSpan.FromSeconds(60)) >= enough,
            $"Anggur Mart stands still: {mart.Trouble}");
    }

    /// <summary>Waits until its stores are counted and open.</summary>
    internal static Task IsOpen(AnggurMart mart) => Sees(mart, state => state.Shelves.Count > 0);

    /// <summary>Waits until it has told, told again and reserved.</summary>
    internal static Task HasLived(AnggurMart mart) => Sees(mart, HasLived);

    /// <summary>Starts the chain anew without a life, lets it conclude, and holds its books to the gateway's.</summary>
    internal async Task Agree(Uri gateway)
    {
        using var mart = Mart(gateway, pace: 0);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var life = mart.Run(closing.Token);
        using var looking = new GatewayClient(gateway, LookingKey, new GatewayClientOptions { Attempts = 20 });
        var differences = await Eventually.See(
            async () => await Differences(looking), found => found.Count == 0, TimeSpan.FromSeconds(60));
        await closing.CancelAsync();
        await life;

        Assert.Empty(differences);
        var state = AnggurState.Load(StateFile);
        Assert.True(HasLived(state), Told(state));
        Assert.False(state.Figures.ContainsKey("counted twice") || state.Figures.ContainsKey("refused") || state.Figures.ContainsKey("review"), Told(state));
    }

    internal AnggurState State() => AnggurState.Load(StateFile);

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>What was told under an answer that was lost is a duplicate when it is told again.</summary>
    private static bool HasLived(AnggurState state) =>
        state.Figures.GetValueOrDefault("told") + state.Figures.GetValueOrDefault("duplicate") > 100
        && state.Figures.GetValueOrDefault("sent twice") > 0
        && state.Figures.GetValueOrDefault("reserved") > 0;

    private static async Task Sees(AnggurMart mart, Func<AnggurState, bool> until) =>
        Assert.True(
            await Eventually.See(() => Task.FromResult(mart.Read(until)), seen => seen, TimeSpan.FromSeconds(120)),
            $"Anggur Mart stands still: {mart.Trouble}; {mart.Read(Told)}");

    private static string Told(AnggurState state) => string.Join(", ", state.Figures);

    private async Task<List<string>> Differences(GatewayClient looking)
    {
        var state = AnggurState.Load(StateFile);
        List<Comparison> comparisons = await AnggurComparison.Compare(state, looking, TestContext.Current.CancellationToken);
        var expected = await looking.ExpectedMovements(new ExpectedFilter(Open: true), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        return
        [
            .. comparisons.SelectMany(comparison => comparison.Differences),
            .. state.Outbox.Select(change => $"{change.ChangeId} is not told"),
            .. expected.Select(movement => $"{movement.Reference} is expected of a till that told everything"),
        ];
    }

    /// <summary>The farmers' shop counts and sells its UMKM goods meanwhile, whatever happens to the gateway.</summary>
    private async Task Trade(Uri gateway, CancellationToken until)
    {
        using var till = new GatewayClient(gateway, TillKey);
        for (var number = 1; !until.IsCancellationRequested; number++)
        {
            try
            {
                var item = $"SW-90{(number % 10) + 1:00}";
                await till.RecordChanges(
                    [
                        new StockChange($"T-{Environment.TickCount64}-{number}", "KTS-01", item, number <= 10 ? ChangeKind.Count : ChangeKind.Receipt, 9, TimeProvider.System.GetUtcNow()),
                    ],
                    cancel: until);
                await Task.Delay(50, until);
            }
            catch (Exception passing) when (passing is HttpRequestException or GatewayProblemException { Status: >= 429 })
            {
                await Task.Delay(100, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
