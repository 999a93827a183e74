using Hangfire;
using Hangfire.Dashboard;
using Hangfire.PostgreSql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Settlements.Runs;
using RetailGateway.Features.Stock;
using RetailGateway.Features.Stock.Expected;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Features.Sync.Files;

namespace RetailGateway.Jobs;

/// <summary>The schedule, nothing else: what runs when. Each job is a slice of its feature.</summary>
internal static class JobsModule
{
    internal static void AddJobs(this WebApplicationBuilder builder, bool works)
    {
        var connectionString = JobTables.AsScheduler(builder.Configuration.GetConnectionString("Gateway")!);
        builder.Services.AddSingleton<JobRuns>();
        builder.Services.AddHangfire(hangfire => hangfire
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(
                postgres => postgres.UseNpgsqlConnection(connectionString),
                new PostgreSqlStorageOptions
                {
                    SchemaName = JobTables.Schema,
                    PrepareSchemaIfNecessary = false,
                    // Two kills left jobs stuck for minutes at the default; seconds mend that.
                    DistributedLockTimeout = TimeSpan.FromSeconds(10),
                    InvisibilityTimeout = TimeSpan.FromMinutes(2),
                    QueuePollInterval = TimeSpan.FromSeconds(5),
                }));

        if (works)
        {
            builder.Services.AddHangfireServer(server =>
            {
                server.WorkerCount = 2;
                server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
            });
            builder.Services.AddHostedService<Schedule>();
        }
    }

    /// <summary>Hangfire's pages, for whoever sits at the machine; elsewhere they are not there.</summary>
    internal static void MapJobsDashboard(this WebApplication app)
    {
        var mayWrite = app.Configuration.GetValue("Jobs:DashboardWrites", defaultValue: false);
        app.MapHangfireDashboard("/jobs", new DashboardOptions
        {
            Authorization = [new WhoeverIsAtTheMachine()],
            IsReadOnlyFunc = _ => !mayWrite,
            DisplayStorageConnectionString = false,
        });
    }
}

/// <summary>Lets in whoever sits at the machine.</summary>
internal sealed class WhoeverIsAtTheMachine : IDashboardAuthorizationFilter
{
    public bool Authorize(DashboardContext context) => AtTheMachine.Asks(context.GetHttpContext());
}

/// <summary>
/// Puts the schedule in place when the host starts, and again and again: putting it again changes nothing, and where the
/// scheduler's tables were lost and made anew it comes back by itself.
/// </summary>
internal sealed class Schedule(IRecurringJobManager jobs, TimeProvider time, ILogger<Schedule> log) : BackgroundService
{
    private static readonly TimeSpan PutAgainAfter = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(PutAgainAfter, time);
        do
        {
            try
            {
                Put();
            }
            catch (Exception error)
            {
                // Whatever keeps the scheduler from its tables: what is prompt does not need them.
                log.LogWarning("The schedule could not be put in place and will be: {Reason}", error.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Put()
    {
        jobs.AddOrUpdate<ExpireReservations>("stock.expire-reservations", job => job.Run(CancellationToken.None), Cron.Minutely);
        jobs.AddOrUpdate<CheckDrift>("sync.check-drift", job => job.Run(CancellationToken.None), Cron.Daily(18));
        jobs.AddOrUpdate<CheckDrift>("sync.check-asked-drift", job => job.RunAsked(CancellationToken.None), Cron.Minutely);
        // Weekly for most; books that end on another day of the week or month are closed the night after, at one o'clock in WIB.
        jobs.AddOrUpdate<SettlePeriods>(SettlePeriods.Job, job => job.Run(CancellationToken.None), Cron.Daily(18));
        jobs.AddOrUpdate<RaiseUnfulfilled>("stock.raise-unfulfilled", job => job.Run(CancellationToken.None), Cron.Minutely);
        // One o'clock in Jakarta, when the shops are closed.
        jobs.AddOrUpdate<NightlyFiles>("sync.leave-files", job => job.Run(CancellationToken.None), Cron.Daily(18));
        jobs.AddOrUpdate<Retention>("house.retention", job => job.Run(CancellationToken.None), Cron.Daily(19));
    }
}
