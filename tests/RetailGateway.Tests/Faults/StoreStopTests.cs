using System.Net;
using Npgsql;
using RetailGateway.EmbeddedPostgres;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

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
        var sold = await Task.WhenAll(tills);
        var answered = sold.SelectMany(till => till.Answered);

        Assert.All(sold, till => Assert.NotEmpty(till.Unavailable));
        Assert.All(sold.SelectMany(till => till.Unavailable), reply => Assert.Equal(("unavailable", "2"), (reply.Problem, reply.Headers.GetValueOrDefault("Retry-After"))));
        Assert.Equal((503, "unavailable", "2"), ((int)away.Status, away.Problem, away.Headers.GetValueOrDefault("Retry-After")));
        var recorded = await town.Database.Jobs.All("select change_id from stock_entry where owner_id = $1", row => row.GetString(0), town.Coop);
        Assert.Equal(answered.Order(StringComparer.Ordinal), recorded.Order(StringComparer.Ordinal));
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
    }

    [Theory]
    [InlineData("kiriman-1")]
    [InlineData("")]
    public async Task A_write_whose_store_stops_in_the_middle_of_it_is_told_to_come_back_and_then_done_once(string key)
    {
        var cluster = await Start();
        var store = await TestCluster.Migrated(cluster, "gateway", Cancel);
        await using var gateway = await GatewayUnderTest.Start(store);
        var town = await Town.Create(gateway);
        await town.Till.Given(Count(100, Beras, at: "08:00"));
        var batch = StockCalls.Batch(Sale(3, Beras), Sale(4, Beras));
        await using var owner = NpgsqlDataSource.Create(store.Owner);
        await using var row = await HeldRow.Of(owner, town, Beras);

        var cut = town.Till.Post(StockCalls.ChangesPath, batch, key);
        Assert.True(await Eventually.See(() => HeldRow.IsWaitedFor(owner), waits => waits), "The write never waited for the row.");
        await cluster.StopImmediately();
        var away = await cut;
        await using var again = await Start();
        var done = await Eventually.See(() => town.Till.Post(StockCalls.ChangesPath, batch, key), reply => reply.Status == HttpStatusCode.MultiStatus);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable", "2"), (away.Status, away.Problem, away.Headers.GetValueOrDefault("Retry-After")));
        Assert.All(done.Must(HttpStatusCode.MultiStatus).Outcomes(), outcome => Assert.Equal("applied", outcome.Status));
        await using var look = NpgsqlDataSource.Create(store.Owner);
        Assert.Equal(93, await look.One<decimal>("select on_hand from stock_position where owner_id = $1", town.Coop));
        Assert.Equal(3, await look.One<long>("select count(*) from stock_entry where owner_id = $1", town.Coop));
    }

    public void Dispose() => TestCluster.Delete(folder);

    /// <summary>Durable: what was answered must have reached the disk.</summary>
    private Task<PrivateCluster> Start() =>
        PrivateCluster.Start(new PrivateClusterOptions { DataFolder = folder.FullName, Durable = true }, TimeProvider.System, Cancel);

    private static async Task<(List<string> Answered, List<Reply> Unavailable)> Sell(Town town, string[] products, Random random, CancellationToken until)
    {
        var (answered, refused) = (new List<string>(), new List<Reply>());
        while (!until.IsCancellationRequested)
        {
            var batch = Enumerable.Range(0, 50).Select(_ => Sale(1, products[random.Next(products.Length)])).ToArray();
            var (outcomes, unavailable) = await town.Till.Insist(batch);
            refused.AddRange(unavailable);
            answered.AddRange(outcomes.Select(outcome => outcome.ChangeId!));
        }

        return (answered, refused);
    }
}
