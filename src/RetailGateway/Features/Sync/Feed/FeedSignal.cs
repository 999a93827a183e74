using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Features.Sync.Feed;

/// <summary>
/// Wakes whoever waits for a feed to grow, in this process, when any process's sequencer says which did. It only
/// saves time: whoever waits looks again by itself, so a lost wake-up loses nothing.
/// </summary>
internal sealed class FeedSignal(GatewayDb database, ILogger<FeedSignal> log) : BackgroundService
{
    /// <summary>The channel that the sequencer notifies.</summary>
    internal const string Channel = "rg_feed";

    /// <summary>The store takes less than 8,000 bytes.</summary>
    private const int LongestPayload = 7_000;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ConnectionId, TaskCompletionSource> feeds = new();

    private volatile TaskCompletionSource any = Waiting();

    /// <summary>Ends when a feed grows next, whosever it is.</summary>
    internal Task Next() => any.Task;

    /// <summary>Ends when the feed of this connection may have grown next.</summary>
    internal Task Next(ConnectionId connection) => feeds.GetOrAdd(connection, _ => Waiting()).Task;

    /// <summary>Names the connections whose feeds grew, by commas; empty means all, for there are too many to name.</summary>
    internal static string Payload(IReadOnlyCollection<int> connections)
    {
        var named = string.Join(',', connections.Select(connection => connection.ToString(CultureInfo.InvariantCulture)));
        return named.Length <= LongestPayload ? named : "";
    }

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
                await Task.Delay(AfterFailure, stoppingToken);
            }
        }
    }

    private static TaskCompletionSource Waiting() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task Listen(CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        connection.Notification += (_, told) => Wake(told.Payload);
        await using var listen = new NpgsqlCommand($"listen {Channel}", connection);
        await listen.ExecuteNonQueryAsync(cancel);

        // Whatever grew while nobody listened was not heard of.
        Wake("");
        while (true)
        {
            await connection.WaitAsync(cancel);
        }
    }

    private void Wake(string payload)
    {
        if (payload.Length == 0)
        {
            foreach (var connection in feeds.Keys)
            {
                Wake(connection);
            }
        }

        foreach (var named in payload.AsSpan().Split(','))
        {
            if (int.TryParse(payload.AsSpan(named), CultureInfo.InvariantCulture, out var connection))
            {
                Wake(new ConnectionId(connection));
            }
        }

        Interlocked.Exchange(ref any, Waiting()).SetResult();
    }

    private void Wake(ConnectionId connection)
    {
        if (feeds.TryRemove(connection, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
