using Hangfire;
using Hangfire.Dashboard;
using Hangfire.PostgreSql;
using RetailGateway.Access;
using RetailGateway.Database;

namespace RetailGateway.Jobs;

/// <summary>The scheduler: its store, its servers and its pages. What runs when is the <see cref="Schedule"/>.</summary>
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
                    // A job under way is renewed every few seconds, however long it takes; that of a killed process is not,
                    // and begins again after this long.
                    UseSlidingInvisibilityTimeout = true,
                    InvisibilityTimeout = builder.Configuration.GetValue("Jobs:GivenUpAfter", defaultValue: TimeSpan.FromMinutes(1)),
                    QueuePollInterval = TimeSpan.FromSeconds(5),
                }));

        if (works)
        {
            foreach (var workload in Workload.All)
            {
                builder.Services.AddHangfireServer(workload.Configure);
            }

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
