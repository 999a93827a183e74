using System.Text.Json;
using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// Reads a partner's own stock into its part of the ledger: a snapshot where there is no cursor, the change feed
/// from then on. Entries and cursor are written together, and each entry has the partner's own id.
/// </summary>
internal sealed class ReadStock(
    GatewayDb database, StockLedger ledger, FeedSignal signal, IEnumerable<IConnector> connectors, ILogger<ReadStock> log)
    : StreamWorker(database, signal, connectors.OfType<IReadsStock>(), log)
{
    private const string FromSnapshot = "snapshot:";
    private const string FromFeed = "feed:";
    private const int Attempts = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>Between tries, with jitter: two that stumbled over each other do not do so again in step.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    protected override async Task<bool> Step(IConnector connector, CancellationToken cancel)
    {
        var partner = (IReadsStock)connector;
        return await StreamRows.Claim(Database.Jobs, partner, "stock_in", Holder, cancel) is { } stream
            && await Holding(stream, () => stream.Cursor?.StartsWith(FromFeed, StringComparison.Ordinal) is true
                ? TakeChanges(partner, stream, cancel)
                : TakeSnapshotPage(partner, stream, cancel));
    }

    private async Task<bool> TakeChanges(IReadsStock partner, ClaimedStream stream, CancellationToken cancel) =>
        await partner.ReadChanges(stream.Cursor![FromFeed.Length..], cancel) switch
        {
            Outcome<StockChanges>.Accepted { Value: var page } => await Write(
                stream, page.Changes, FromFeed + page.Next, more: page.More && page.Changes.Count > 0, cancel),
            Outcome<StockChanges>.Rejected { Code: IReadsStock.CursorGone } => await Write(stream, [], null, more: false, cancel),
            var other => await Failed(stream, other, cancel),
        };

    private async Task<bool> TakeSnapshotPage(IReadsStock partner, ClaimedStream stream, CancellationToken cancel)
    {
        switch (await partner.ReadSnapshot(stream.Cursor?[FromSnapshot.Length..], cancel))
        {
            case Outcome<StockSnapshot>.Accepted { Value: var page }:
                // A partner's clock is coarse: what we read before and what the snapshot saw may bear the same time, and
                // nobody can tell which came first. A moment later another snapshot is beyond doubt.
                return stream.Cursor is null && await IsDoubtful(stream, page, cancel)
                    ? await Write(stream, [], null, more: false, cancel)
                    : await Write(stream, page.Balances, page.Continuation is { } next ? FromSnapshot + next : FromFeed + page.Cursor, more: true, cancel);
            case Outcome<StockSnapshot>.Rejected { Code: IReadsStock.CursorGone }:
                return await Write(stream, [], null, more: false, cancel);
            case var other:
                return await Failed(stream, other, cancel);
        }
    }

    private async Task<bool> IsDoubtful(ClaimedStream stream, StockSnapshot page, CancellationToken cancel)
    {
        if (page.Balances.Count == 0)
        {
            return false;
        }

        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (
                select from stock_position
                where owner_id = @OwnerId and last_entry_connection_id = @ConnectionId and last_entry_at >= @asOf)
            """,
            new { stream.OwnerId, stream.ConnectionId, asOf = page.Balances[0].OccurredAt.UtcDateTime },
            cancellationToken: cancel));
    }

    private async Task<bool> Write(ClaimedStream stream, IReadOnlyList<PartnerEntry> entries, string? cursor, bool more, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var work = await Database.BeginJob(cancel);
            try
            {
                var readable = entries.Where(entry => entry.Quantity is not null).ToList();
                if (readable.Count > 0)
                {
                    var results = await ledger.Record(
                        work, new PartyId(stream.OwnerId), new ConnectionId(stream.ConnectionId), readable.ConvertAll(Entry), cancel);
                    await Keep(work, stream, readable.Zip(results).Where(pair => pair.Second.Problem is not null).Select(pair => (pair.First, pair.Second.Problem!.Detail)), cancel);
                }

                await Keep(work, stream, entries.Where(entry => entry.Quantity is null).Select(entry => (entry, entry.Document ?? "unreadable")), cancel);
                if (!await StreamRows.Succeeded(work.Connection, stream, cursor, more ? TimeSpan.Zero : Rest, cancel))
                {
                    return false;
                }

                await work.Commit(cancel);
                return more;
            }
            catch (StaleBook) when (attempt < Attempts)
            {
                // The chain's catalogue moved on between its copy and the lock; the next try reads it anew.
            }

            await Task.Delay(Pause * (0.5 + Random.Shared.NextDouble()) * attempt, cancel);
        }
    }

    /// <summary>What could not be recorded is kept whole for a person; its neighbours went in.</summary>
    private static async Task Keep(Work work, ClaimedStream stream, IEnumerable<(PartnerEntry Entry, string Why)> lines, CancellationToken cancel)
    {
        foreach (var (entry, why) in lines)
        {
            await work.Connection.ExecuteAsync(new CommandDefinition(
                """
                insert into review_item (owner_id, connection_id, change_id, item_code, location_id, line)
                select @OwnerId, @ConnectionId, @Id, @Item, l.location_id, @line::jsonb
                from location l where l.owner_id = @OwnerId
                order by upper(l.code) = upper(@Location) desc, l.location_id
                limit 1
                on conflict do nothing
                """,
                new { stream.OwnerId, stream.ConnectionId, entry.Id, entry.Item, entry.Location, line = JsonSerializer.Serialize(new { entry, why }, Json.Options) },
                cancellationToken: cancel));
        }
    }

    private async Task<bool> Failed<T>(ClaimedStream stream, Outcome<T> outcome, CancellationToken cancel)
    {
        var (code, words, wait) = outcome switch
        {
            Outcome<T>.Rejected no => (no.Code, $"The partner refused: {no.Words}", StreamRows.Backoff(stream.Attempts + 3)),
            Outcome<T>.Busy busy => ("busy", "The partner asked us to come again later.", StreamRows.Patience(busy.After, stream.Attempts)),
            Outcome<T>.Unknown unknown => ("unknown", $"No clear answer. {unknown.Why}", StreamRows.Backoff(stream.Attempts)),
            _ => throw new InvalidOperationException("An accepted outcome is not a failure."),
        };
        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        await StreamRows.Failed(connection, stream, code, words, wait, keepInFlight: false, cancel);
        Tell(stream, words);
        return false;
    }

    private static NewEntry Entry(PartnerEntry entry) => new(
        entry.Id, entry.Location, entry.Item, entry.Kind, Quantity.FromDecimal(entry.Quantity!.Value), entry.OccurredAt, entry.Document);
}
