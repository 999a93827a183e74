using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Stock.Contracts;

namespace RetailGateway.Features.Sync.Review;

/// <summary>
/// Applies waiting lines that a mapping covers and that its own transaction did not reach: they were too many, or they
/// came in while it was being made. What is due stands in the table, so a stopped process strands no line.
/// </summary>
internal sealed class ApplyMapped(GatewayDb database, WaitingLines waiting, TimeProvider time, ILogger<ApplyMapped> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(3);

    /// <summary>How often every open line is held against the mappings; between, those that came lately are.</summary>
    private static readonly TimeSpan Whole = TimeSpan.FromMinutes(5);

    // A mapping's transaction is long over when a line that it missed is this old.
    private const string Due =
        $"""
        r.waits_because is null and (r.due or r.opened_at > @since and r.opened_at < now() - interval '2 seconds' and {WaitingLines.Covered})
        """;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var whole = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = Rest;
            try
            {
                var now = time.GetUtcNow();
                var isWhole = now - whole > Whole;
                while (await Step(isWhole ? DateTime.UnixEpoch : (now - (2 * Whole)).UtcDateTime, stoppingToken))
                {
                }

                whole = isWhole ? now : whole;
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, and a torn answer of the store has many names: the host goes on.
                log.LogWarning("Waiting lines were not applied just now: {Reason}", error.Message);
                rest = AfterFailure;
            }

            await Task.Delay(rest, time, stoppingToken);
        }
    }

    /// <summary>Applies up to a transaction's worth of one connection's lines.</summary>
    /// <returns>Whether there may be more at once.</returns>
    private async Task<bool> Step(DateTime since, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var next = await work.Connection.QuerySingleOrDefaultAsync<(int Owner, int Connection)?>(new CommandDefinition(
            $"select r.owner_id, r.connection_id from review_item r where {WaitingLines.Open} and {Due} limit 1",
            new { since },
            cancellationToken: cancel));
        if (next is not { } group)
        {
            return false;
        }

        var (owner, connection) = (new PartyId(group.Owner), new ConnectionId(group.Connection));
        var lines = await WaitingLines.Lock(work, owner, connection, Due, cancel, since);
        if (lines.Count == 0)
        {
            return false;
        }

        var effect = await waiting.Apply(work, owner, connection, lines, cancel);
        await work.Commit(cancel);
        return effect.Lines.Any(line => !line.IsUnknown);
    }
}
