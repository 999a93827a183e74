using Hangfire;
using Hangfire.Dashboard;
using Hangfire.PostgreSql;
using RetailGateway.Database;
using RetailGateway.Features.Stock;
using RetailGateway.Features.Stock.Expected;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Hosting;

namespace RetailGateway.Jobs;

/// <summary>The schedule, nothing else: what runs when. Each job is a slice of its feature.</summary>
internal static class JobsModule
{
    internal static void AddJobs(this WebApplicationBuilder builder)
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

        if (Roles.Of(builder.Configuration["roles"]).Jobs)
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
        if (!Verbs.OnlyDescribing)
        {
            var mayWrite = app.Configuration.GetValue("Jobs:DashboardWrites", defaultValue: false);
            app.MapHangfireDashboard("/jobs", new DashboardOptions
            {
                Authorization = [new AtTheMachine()],
                IsReadOnlyFunc = _ => !mayWrite,
                DisplayStorageConnectionString = false,
            });
        }
    }
}

/// <summary>
/// Lets in whoever sits at the machine: a loopback connection that asks for the machine by a loopback name and was
/// passed on by nobody. The name keeps out a proxy that tells nothing, and a page elsewhere whose name points here.
/// </summary>
internal sealed class AtTheMachine : IDashboardAuthorizationFilter
{
    private static readonly LocalRequestsOnlyAuthorizationFilter Loopback = new();

    public bool Authorize(DashboardContext context)
    {
        var request = context.GetHttpContext().Request;
        return Loopback.Authorize(context)
            && request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
            && !request.Headers.Keys.Any(name => name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Via", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>Puts the schedule in place when the host starts; putting it again changes nothing.</summary>
internal sealed class Schedule(IRecurringJobManager jobs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        jobs.AddOrUpdate<ExpireReservations>("stock.expire-reservations", job => job.Run(CancellationToken.None), Cron.Minutely);
        jobs.AddOrUpdate<RaiseUnfulfilled>("stock.raise-unfulfilled", job => job.Run(CancellationToken.None), Cron.Minutely);
        jobs.AddOrUpdate<CheckDrift>("sync.check-drift", job => job.Run(CancellationToken.None), Cron.Daily(18));
        jobs.AddOrUpdate<CheckDrift>("sync.check-asked-drift", job => job.RunAsked(CancellationToken.None), Cron.Minutely);
        jobs.AddOrUpdate<Retention>("house.retention", job => job.Run(CancellationToken.None), Cron.Daily(19));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
