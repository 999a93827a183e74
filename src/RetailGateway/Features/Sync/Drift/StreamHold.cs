using Dapper;
using Npgsql;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>A stream held still by its lease, so that nothing of it is recorded meanwhile. Its cursor and its turn are left as they are.</summary>
internal sealed class StreamHold : IAsyncDisposable
{
    private const string Lease = "45 seconds";
    private const int Tries = 100;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlDataSource jobs;
    private readonly DriftStream stream;
    private readonly long fence;

    private StreamHold(NpgsqlDataSource jobs, DriftStream stream, long fence)
    {
        this.jobs = jobs;
        this.stream = stream;
        this.fence = fence;
    }

    /// <summary>Waits its turn and takes the stream.</summary>
    /// <returns>Null where somebody else held it all the time.</returns>
    internal static async Task<StreamHold?> Take(NpgsqlDataSource jobs, DriftStream stream, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            await using (var connection = await jobs.OpenConnectionAsync(cancel))
            {
                if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                    $"""
                    update sync_stream set lease_holder = 'drift check', lease_until = now() + interval '{Lease}', fence = fence + 1
                    where owner_id = @ConnectionOwnerId and connection_id = @ConnectionId and kind = @Stream
                        and coalesce(lease_until, '-infinity') < now()
                    returning fence
                    """,
                    stream,
                    cancellationToken: cancel)) is { } fence)
                {
                    return new StreamHold(jobs, stream, fence);
                }
            }

            await Task.Delay(Between, cancel);
        }

        return null;
    }

    /// <summary>Holds on for another while.</summary>
    /// <exception cref="Unanswered">Another has taken the stream since: what is compared now would be of two moments.</exception>
    internal async Task Extend(CancellationToken cancel)
    {
        if (!await Update($"lease_until = now() + interval '{Lease}'", cancel))
        {
            throw new Unanswered("The stream was taken up again before the comparison was over.");
        }
    }

    public async ValueTask DisposeAsync() => await Update("lease_holder = null, lease_until = null", CancellationToken.None);

    private async Task<bool> Update(string set, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(
            $"update sync_stream set {set} where owner_id = @ConnectionOwnerId and connection_id = @ConnectionId and kind = @Stream and fence = @fence",
            new { stream.ConnectionOwnerId, stream.ConnectionId, stream.Stream, fence },
            cancellationToken: cancel)) == 1;
    }
}
