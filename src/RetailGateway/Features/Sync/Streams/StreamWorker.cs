using Npgsql;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// Runs a loop for each partner, so that a slow one never delays another. Woken by the feed and by itself; what is
/// due stands in the tables, so a lost wake-up or a stopped process loses nothing.
/// </summary>
internal abstract class StreamWorker(FeedSignal signal, IEnumerable<IConnector> connectors, ILogger log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>Who holds a lease: this process and this worker.</summary>
    protected string Holder { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Does what is due for one partner.</summary>
    /// <returns>Whether there may be more at once.</returns>
    protected abstract Task<bool> Step(IConnector connector, CancellationToken cancel);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(connectors.Select(connector => Run(connector, stoppingToken)));

    private async Task Run(IConnector connector, CancellationToken cancel)
    {
        await Task.Yield();
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var woken = signal.Next();
                if (!await Step(connector, cancel))
                {
                    await Task.WhenAny(woken, Task.Delay(LookAgain, cancel));
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                log.LogWarning("{Partner}: this round broke off and is taken up again: {Reason}", connector.Dialect, error.Message);
                await Task.Delay(AfterFailure, cancel);
            }
        }
    }
}
