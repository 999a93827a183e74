using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Stock;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Faults;

/// <summary>The scheduler's tables are not ours to depend on: what is prompt goes on without them.</summary>
public sealed class LostScheduleTests(TestCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_the_schedulers_tables_gone_stock_flows_and_a_migrate_brings_the_schedule_back_without_a_restart()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(500, Minyak, at: "08:00"));
        await town.Holds(500, ChainMinyak);
        await Eventually.See(() => Task.FromResult(Scheduled(town)), there => there);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var sales = Sell(town, enough.Token);

        await using (var owner = NpgsqlDataSource.Create(town.Database.Owner))
        await using (var drop = owner.CreateCommand("drop schema hangfire cascade"))
            await drop.ExecuteNonQueryAsync(Cancel);

        var before = town.HeldOf(ChainMinyak)!.Version;
        await Eventually.See(() => Task.FromResult(town.HeldOf(ChainMinyak)!.Version), version => version > before + 5);
        await Migrator.Migrate(town.Database.Owner, town.Database.Gateway, Cancel);
        Assert.True(await Eventually.See(() => Task.FromResult(Scheduled(town)), there => there, Patience), "The schedule did not come back.");

        var runs = await Runs(town);
        town.Gateway.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<ExpireReservations>(job => job.Run(CancellationToken.None));
        Assert.True(await Eventually.See(() => Runs(town), now => now > runs, Patience) > runs, "Nobody works at the schedule.");

        await enough.CancelAsync();
        await town.Holds(500 - await sales, ChainMinyak);
    }

    /// <summary>Sells piece by piece, every one accepted, until told to stop; gives back how many.</summary>
    private static async Task<int> Sell(PartnerTown town, CancellationToken until)
    {
        var sold = 0;
        while (!until.IsCancellationRequested && sold < 400)
        {
            await town.Till.Given(Sale(1, Minyak, at: "09:00"));
            sold++;
            await Task.Delay(50, Cancel);
        }

        return sold;
    }

    private static bool Scheduled(PartnerTown town)
    {
        try
        {
            using var storage = town.Gateway.Services.GetRequiredService<JobStorage>().GetConnection();
            return storage.GetRecurringJobs().Any(job => job.Id == "stock.expire-reservations");
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    private static Task<long> Runs(PartnerTown town) => town.Rows.Ask<long>("select count(*) from job_run where job = 'stock.expire-reservations' and ended_at is not null");
}
