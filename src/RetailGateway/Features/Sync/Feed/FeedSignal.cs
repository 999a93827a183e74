using Npgsql;
using RetailGateway.Database;

namespace RetailGateway.Features.Sync.Feed;

/// <summary>
/// Wakes whoever waits for a feed to grow, in this process, when any process's sequencer says so. It only
/// saves time: whoever waits looks again by itself, so a lost wake-up loses nothing.
/// </summary>
internal sealed class FeedSignal(GatewayDb database, ILogger<FeedSignal> log) : BackgroundService
{
    /// <summary>The channel that the sequencer notifies.</summary>
    internal const string Channel = "rg_feed";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private volatile TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the feeds grow next, or a little later.</summary>
    internal Task Next() => next.Task;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (NpgsqlException error)
            {
                log.LogWarning("Not listening for feed growth just now: {Reason}", error.Message);
                await Task.Delay(LookAgain, stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        await using var listen = new NpgsqlCommand($"listen {Channel}", connection);
        await listen.ExecuteNonQueryAsync(cancel);
        while (true)
        {
            await connection.WaitAsync(LookAgain, cancel);
            Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }
}
