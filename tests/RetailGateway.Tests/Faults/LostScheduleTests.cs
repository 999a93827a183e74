using Npgsql;
using RetailGateway.Database;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Faults;

/// <summary>The scheduler's tables are not ours to depend on: what is prompt goes on without them.</summary>
public sealed class LostScheduleTests(TestCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Trait("Length", "long")]
    [Fact]
    public async Task With_the_schedulers_tables_gone_stock_flows_and_a_migrate_brings_the_schedule_back_without_a_restart()
    {
        await using var town = await Found(cluster);
        await using var gateway = await GatewayProcess.Start(town.Database, roles: "web,jobs", settings: town.Settings());
        await using var owner = NpgsqlDataSource.Create(town.Database.Owner);
        using var till = gateway.Client(town.Town.TillKey);
        await till.Given(Count(500, Minyak, at: "08:00"));
        await town.Holds(500, ChainMinyak);
        await Eventually.See(() => Scheduled(owner), there => there);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var sales = Sell(till, enough.Token);

        await using (var drop = owner.CreateCommand("drop schema hangfire cascade"))
            await drop.ExecuteNonQueryAsync(Cancel);

        var before = town.HeldOf(ChainMinyak)!.Version;
        Assert.True(
            await Eventually.See(() => Task.FromResult(town.HeldOf(ChainMinyak)!.Version), version => version > before + 5) > before + 5,
            "What is prompt stood still with the scheduler's tables gone.");
        Assert.False(await Scheduled(owner));
        await Migrator.Migrate(town.Database.Owner, town.Database.Gateway, Cancel);
        Assert.True(await Eventually.See(() => Scheduled(owner), there => there, Patience), "The schedule did not come back.");

        var runs = await Runs(town);
        Assert.True(await Eventually.See(() => Runs(town), now => now > runs, Patience) > runs, "Nobody works at the schedule.");

        await enough.CancelAsync();
        await town.Holds(500 - await sales, ChainMinyak);
    }

    /// <summary>Sells piece by piece, every one accepted, until told to stop; gives back how many.</summary>
    private static async Task<int> Sell(ApiClient till, CancellationToken until)
    {
        var sold = 0;
        while (!until.IsCancellationRequested && sold < 400)
        {
            await till.Given(Sale(1, Minyak, at: "09:00"));
            sold++;
            await Task.Delay(50, Cancel);
        }

        return sold;
    }

    private static async Task<bool> Scheduled(NpgsqlDataSource owner) =>
        await owner.One<bool>("select to_regclass('hangfire.set') is not null")
        && await owner.One<bool>("select exists (select from hangfire.set where key = 'recurring-jobs' and value = 'stock.expire-reservations')");

    private static Task<long> Runs(PartnerTown town) => town.Rows.Ask<long>("select count(*) from job_run where job = 'stock.expire-reservations' and ended_at is not null");
}
