using Hangfire;
using Hangfire.States;

namespace RetailGateway.Jobs;

/// <summary>
/// Jobs that share workers. Each workload has a queue and a server of its own: Hangfire empties the queues of one server
/// in alphabetical order, and a night's work must not keep the minute's waiting.
/// </summary>
/// <param name="Queue">Its queue. Jobs stay in the store, so the name is a contract as theirs are.</param>
/// <param name="Workers">How many of its jobs one process runs at a time.</param>
internal sealed record Workload(string Queue, int Workers)
{
    /// <summary>What a person or a shop waits for: seconds each. What is enqueued without a word of its queue is prompt too.</summary>
    internal static readonly Workload Prompt = new(EnqueuedState.DefaultQueue, Workers: 3);

    /// <summary>What goes over everything there is: minutes to hours.</summary>
    internal static readonly Workload Long = new("long", Workers: 2);

    internal static IReadOnlyList<Workload> All { get; } = [Prompt, Long];

    internal void Configure(BackgroundJobServerOptions server)
    {
        server.ServerName = $"{Environment.MachineName} {Queue}";
        server.Queues = [Queue];
        server.WorkerCount = Workers;
        server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
    }
}
