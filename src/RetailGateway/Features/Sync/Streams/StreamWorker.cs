using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// Runs a loop for each partner, so that a slow one never delays another. Woken by the feed and by itself; what is
/// due stands in the tables, so a lost wake-up or a stopped process loses nothing.
/// </summary>
internal abstract class StreamWorker(GatewayDb database, FeedSignal signal, IEnumerable<IConnector> connectors, ILogger log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    /// <summary>The store.</summary>
    protected GatewayDb Database { get; } = database;

    /// <summary>Who holds a lease: this process and this worker.</summary>
    protected string Holder { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Does what is due for one partner.</summary>
    /// <returns>Whether there may be more at once.</returns>
    protected abstract Task<bool> Step(IConnector connector, CancellationToken cancel);

    /// <summary>Acts on a claimed stream; one that breaks off, or is told to stop, does not leave the lease behind.</summary>
    protected async Task<bool> Holding(ClaimedStream stream, Func<Task<bool>> act)
    {
        try
        {
            return await act();
        }
        catch (OperationCanceledException)
        {
            await GiveBack((connection, cancel) => StreamRows.LetGo(connection, stream, cancel));
            throw;
        }
        catch (Exception error)
        {
            await GiveBack((connection, cancel) => StreamRows.Failed(
                connection, stream, "broke-off", $"It broke off on our side: {error.Message}", StreamRows.Backoff(stream.Attempts), keepInFlight: true, cancel));
            throw;
        }
    }

    /// <summary>Writes in one transaction of the jobs.</summary>
    protected async Task<T> Conclude<T>(Func<NpgsqlConnection, Task<T>> write, CancellationToken cancel)
    {
        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var done = await write(connection);
        await transaction.CommitAsync(cancel);
        return done;
    }

    /// <summary>One sentence a failure; whose turn it is and since when, the stream itself says.</summary>
    protected void Tell(ClaimedStream stream, string words) =>
        log.LogWarning("{Stream} of {Party}: {Words}", stream.Kind, stream.Counterparty, words);

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
            catch (Exception error)
            {
                // Whatever a partner's answer makes go wrong here: the other partners and the host go on.
                log.LogWarning(error, "{Partner}: this round broke off and is taken up again", connector.Dialect);
                await Task.Delay(AfterFailure, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task GiveBack(Func<NpgsqlConnection, CancellationToken, Task<bool>> write)
    {
        using var patience = new CancellationTokenSource(Goodbye);
        try
        {
            await using var connection = await Database.Jobs.OpenConnectionAsync(patience.Token);
            await write(connection, patience.Token);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            log.LogWarning("A claim could not be given back; its lease ends by itself: {Reason}", error.Message);
        }
    }
}
