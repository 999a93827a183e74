using Hangfire;
using Hangfire.Dashboard;
using Hangfire.PostgreSql;
using RetailGateway.Access;
using RetailGateway.Access.People;
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

    /// <summary>Hangfire's pages, for whoever sits at the machine and, to look at, for administrators; for others they are not there.</summary>
    internal static void MapJobsDashboard(this WebApplication app)
    {
        var mayWrite = app.Configuration.GetValue("Jobs:DashboardWrites", defaultValue: false);
        app.MapHangfireDashboard("/jobs", new DashboardOptions
        {
            Authorization = [new WhoeverRunsTheGateway()],
            IsReadOnlyFunc = context => !mayWrite || !AtTheMachine.Asks(context.GetHttpContext()),
            DisplayStorageConnectionString = false,
        });
    }
}

/// <summary>Lets in whoever sits at the machine, and administrators who have signed in to the console.</summary>
internal sealed class WhoeverRunsTheGateway : IDashboardAuthorizationFilter
{
    public bool Authorize(DashboardContext context)
    {
        var http = context.GetHttpContext();
        return AtTheMachine.Asks(http) || http.Features.Get<Visitor>()?.May(Permission.SeeJobs) == true;
    }
}
