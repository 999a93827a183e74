using System.Collections.Concurrent;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Faults;

/// <summary>A job that takes longer than its process may be silent, and jobs that a night's work would keep waiting.</summary>
public sealed class LongJobTests(TestCluster cluster)
{
    private const string GivenUpAfter = "00:00:08";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_job_that_goes_on_beyond_the_time_after_which_a_silent_one_is_given_up_begins_once()
    {
        var database = await cluster.Clone();
        await using var jobs = await GatewayUnderTest.Start(database, ("roles", "jobs"), ("Jobs:GivenUpAfter", GivenUpAfter));
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        var work = Guid.NewGuid();

        using var vigils = new Vigils();
        jobs.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<Vigil>(job => job.Keep(work));
        await Eventually.See(() => Task.FromResult(Vigil.Begun(work)), begun => begun > 0, Patience);

        // Twice the time over, by the store's clock: whoever looks for work has looked several times.
        Assert.True(await Eventually.See(
            () => owner.One<bool>($"select now() > min(createdat) + 2 * interval '{GivenUpAfter}' from hangfire.job where arguments::text like '%{work}%'"), over => over, Patience));
        Assert.Equal(1, Vigil.Begun(work));
    }

    [Trait("Length", "long")]
    [Fact]
    public async Task While_long_jobs_fill_their_workers_the_minutes_jobs_run()
    {
        var database = await cluster.Clone();
        await using var jobs = await GatewayUnderTest.Start(database, ("roles", "jobs"));
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        var client = jobs.Services.GetRequiredService<IBackgroundJobClient>();
        var night = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToList();

        using var vigils = new Vigils();
        foreach (var work in night)
            client.Enqueue<Vigil>("long", job => job.Keep(work));
        await Eventually.See(() => Task.FromResult(night.Count(work => Vigil.Begun(work) > 0)), begun => begun == 2, Patience);

        var minute = Guid.NewGuid();
        client.Enqueue<Vigil>(job => job.Keep(minute));
        Assert.Equal(1, await Eventually.See(() => Task.FromResult(Vigil.Begun(minute)), begun => begun > 0, Patience));
        Assert.Equal(2, night.Count(work => Vigil.Begun(work) > 0));
    }

    [Fact]
    public async Task Every_scheduled_job_is_run_by_the_server_of_its_workload()
    {
        var database = await cluster.Clone();
        await using var jobs = await GatewayUnderTest.Start(database, ("roles", "jobs"));
        await using var owner = NpgsqlDataSource.Create(database.Owner);

        var manager = jobs.Services.GetRequiredService<IRecurringJobManager>();
        await Eventually.See(() => owner.One<long>("select count(*) from hangfire.set where key = 'recurring-jobs'"), there => there == 13, Patience);
        foreach (var name in await owner.All("select value from hangfire.set where key = 'recurring-jobs'", row => row.GetString(0)))
            manager.Trigger(name);

        var servers = await Eventually.See(
            () => owner.All(
                """
                select distinct trim('"' from p.value), split_part(s.data ->> 'ServerId', ':', 1)
                from hangfire.jobparameter p join hangfire.state s on s.jobid = p.jobid and s.name = 'Processing'
                where p.name = 'RecurringJobId'
                order by 1
                """,
                row => (row.GetString(0), row.GetString(1)[(Environment.MachineName.Length + 1)..])),
            seen => seen.Count == 13,
            Patience);

        Assert.Equal(
            [
                ("house.retention", "long"), ("messages.digest", "default"), ("messages.tell", "default"), ("orders.close-pools", "default"),
                ("orders.keep-deadlines", "default"),
                ("orders.replenish", "long"), ("settlement.run", "long"), ("stock.expire-reservations", "default"), ("stock.raise-unfulfilled", "default"),
                ("sync.check-asked-drift", "default"),
                ("sync.check-drift", "long"), ("sync.leave-files", "long"), ("sync.note-lag", "default"),
            ],
            servers);
    }

    /// <summary>A job that lasts until all are ended, and counts how often it began.</summary>
    public sealed class Vigil
    {
        private static readonly ConcurrentDictionary<Guid, int> Begins = new();

        /// <summary>Begins, and waits for the end.</summary>
        public Task Keep(Guid work)
        {
            Begins.AddOrUpdate(work, 1, (_, begun) => begun + 1);
            return Vigils.End.Task;
        }

        internal static int Begun(Guid work) => Begins.GetValueOrDefault(work);
    }

    /// <summary>Ends them all with the test, also where it fails: a gateway that stops waits for its jobs.</summary>
    private sealed class Vigils : IDisposable
    {
        internal static TaskCompletionSource End { get; private set; } = Begin();

        internal Vigils() => End = Begin();

        public void Dispose() => End.TrySetResult();

        private static TaskCompletionSource Begin() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
