using RetailGateway.EmbeddedPostgres;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.Tests.Faults;

/// <summary>The store falls over under load and comes back.</summary>
public sealed class StoreStopTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rg-stop-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_store_is_away_callers_are_told_to_come_back_and_then_it_goes_on_with_nothing_lost()
    {
        var cluster = await Start();
        var store = await TestCluster.Migrated(cluster, "gateway", Cancel);
        await using var gateway = await GatewayUnderTest.Start(store);
        var town = await Town.Create(gateway);
        var products = await town.SellsMany("P", 20);
        using var enough = new CancellationTokenSource();

        var tills = Enumerable.Range(0, 4).Select(till => Sell(town, products, new Random(till), enough.Token)).ToArray();
        await Eventually.See(() => town.Database.Ask<long>("select count(*) from stock_entry"), entries => entries > 500);
        await cluster.StopImmediately();
        var away = await Eventually.See(() => town.Till.Get("/v1/stock/positions"), reply => reply.Problem == "unavailable");
        await using var again = await Start();
        await Eventually.See(() => town.Till.Get("/v1/stock/positions"), reply => (int)reply.Status == 200);
        await enough.CancelAsync();
        var answered = (await Task.WhenAll(tills)).SelectMany(ids => ids).ToList();

        Assert.Equal((503, "unavailable", "2"), ((int)away.Status, away.Problem, away.Headers.GetValueOrDefault("Retry-After")));
        var recorded = await town.Database.Jobs.All("select change_id from stock_entry where owner_id = $1", row => row.GetString(0), town.Coop);
        Assert.Equal(answered.Order(StringComparer.Ordinal), recorded.Order(StringComparer.Ordinal));
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
    }

    public void Dispose() => TestCluster.Delete(folder);

    /// <summary>Durable: what was answered must have reached the disk.</summary>
    private Task<PrivateCluster> Start() =>
        PrivateCluster.Start(new PrivateClusterOptions { DataFolder = folder.FullName, Durable = true }, TimeProvider.System, Cancel);

    private static async Task<List<string>> Sell(Town town, string[] products, Random random, CancellationToken until)
    {
        var answered = new List<string>();
        while (!until.IsCancellationRequested)
        {
            var batch = Enumerable.Range(0, 50).Select(_ => Sale(1, products[random.Next(products.Length)])).ToArray();
            var (outcomes, unavailable) = await town.Till.Insist(batch);
            Assert.All(unavailable, reply => Assert.True(reply.Headers.ContainsKey("Retry-After")));
            answered.AddRange(outcomes.Select(outcome => outcome.ChangeId!));
        }

        return answered;
    }
}
