using System.Text.Json;
using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// Reads a partner's own stock into its part of the ledger: a snapshot where there is no cursor, the change feed
/// from then on; of a partner without a feed one snapshot after the other, of which only what is new is written
/// (<see cref="SnapshotNews"/>). Entries and cursor are written together, and each entry has the partner's own id.
/// </summary>
internal sealed class ReadStock(
    GatewayDb database, StockLedger ledger, PartyBooks books, FeedSignal signal, IEnumerable<IConnector> connectors, ILogger<ReadStock> log)
    : StreamWorker(database, signal, connectors.OfType<IReadsStock>(), log)
{
    private const string FromSnapshot = "snapshot:";
    private const string FromFeed = "feed:";
    private const int Attempts = 5;
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>The end of the feed: all that there was when it was asked.</summary>
    private static readonly DateTimeOffset s_end = DateTimeOffset.MaxValue;

    /// <summary>Between tries, with jitter: two that stumbled over each other do not do so again in step.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    protected override async Task<bool> Step(IConnector connector, CancellationToken cancel)
    {
        var partner = (IReadsStock)connector;
        await StreamRows.Ensure(Database.Jobs, partner, cancel);
        return await StreamRows.Claim(Database.Jobs, partner, "stock_in", Holder, cancel) is { } stream
            && await Holding(stream, () => Take(partner, stream, cancel));
    }

    /// <summary>The question to the partner and what is recorded of its answer stand in one trace.</summary>
    private async Task<bool> Take(IReadsStock partner, ClaimedStream stream, CancellationToken cancel)
    {
        using var exchange = Exchange.Begin("read stock", partner, stream);
        return partner is IReadsStockChanges tells && stream.Cursor?.StartsWith(FromFeed, StringComparison.Ordinal) is true
            ? await TakeChanges(tells, stream, cancel)
            : await TakeSnapshotPage(partner, stream, cancel);
    }

    private async Task<bool> TakeChanges(IReadsStockChanges partner, ClaimedStream stream, CancellationToken cancel) =>
        await partner.ReadChanges(stream.Cursor![FromFeed.Length..], cancel) switch
        {
            Outcome<StockChanges>.Accepted { Value: var page } => await Write(
                stream, page.Changes, FromFeed + page.Next, page.More ? Newest(page.Changes) : s_end, page.More && page.Changes.Count > 0 ? AtOnce : Rest, cancel),
            Outcome<StockChanges>.Rejected { Code: IReadsStock.CursorGone } => await Write(stream, [], null, upTo: null, Rest, cancel),
            var other => await Failed(stream, other, cancel),
        };

    /// <summary>Whatever comes after these was recorded after the last of them happened.</summary>
    private static DateTimeOffset? Newest(IReadOnlyList<PartnerEntry> changes) =>
        changes.Count == 0 ? null : changes.Max(change => change.OccurredAt);

    private async Task<bool> TakeSnapshotPage(IReadsStock partner, ClaimedStream stream, CancellationToken cancel)
    {
        // A cursor of a feed that the partner had before leads nowhere.
        var continuation = stream.Cursor?.StartsWith(FromSnapshot, StringComparison.Ordinal) is true ? stream.Cursor[FromSnapshot.Length..] : null;
        switch (await partner.ReadSnapshot(continuation, cancel))
        {
            // A partner's clock is coarse: what we read before and what the snapshot saw may bear the same time, and
            // nobody can tell which came first. A moment later another snapshot is beyond doubt. Without a feed the
            // next snapshot comes in any case, and puts right what this one left in doubt.
            case Outcome<StockSnapshot>.Accepted { Value: { Cursor: not null } page } when continuation is null && await IsDoubtful(stream, page, cancel):
                return await Write(stream, [], null, upTo: null, Rest, cancel);
            case Outcome<StockSnapshot>.Accepted { Value: { Continuation: { } next } page }:
                return await Write(stream, page.Balances, FromSnapshot + next, upTo: null, AtOnce, cancel, repeats: page.Cursor is null);
            case Outcome<StockSnapshot>.Accepted { Value: { Cursor: { } cursor } page }:
                return await Write(stream, page.Balances, FromFeed + cursor, upTo: null, AtOnce, cancel);
            case Outcome<StockSnapshot>.Accepted { Value: var last }:
                return await Write(stream, last.Balances, null, Newest(last.Balances), partner.SnapshotsEvery, cancel, repeats: true);
            case Outcome<StockSnapshot>.Rejected { Code: IReadsStock.CursorGone }:
                return await Write(stream, [], null, upTo: null, Rest, cancel);
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

    /// <summary>Writes what was read and where to go on, together.</summary>
    /// <param name="stream">The claim.</param>
    /// <param name="told">What the partner told.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="upTo">All that the partner recorded before it is here; null where that is not known.</param>
    /// <param name="rest">Until then the stream is left alone.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="repeats">The partner tells everything again each time.</param>
    /// <returns>Whether there is more at once.</returns>
    private async Task<bool> Write(
        ClaimedStream stream, IReadOnlyList<PartnerEntry> told, string? cursor, DateTimeOffset? upTo, TimeSpan rest, CancellationToken cancel, bool repeats = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var work = await Database.BeginJob(cancel);
            try
            {
                var entries = repeats ? await SnapshotNews.Of(work, stream, await books.Get(new PartyId(stream.OwnerId), cancel), told, cancel) : told;
                var readable = entries.Where(entry => entry.Quantity is not null).ToList();
                if (readable.Count > 0)
                {
                    var results = await ledger.Record(
                        work, new PartyId(stream.OwnerId), new ConnectionId(stream.ConnectionId), readable.ConvertAll(Entry), cancel);
                    await Keep(work, stream, readable.Zip(results).Where(pair => pair.Second.Problem is not null).Select(pair => (pair.First, pair.Second.Problem!.Detail, WaitsCode.Of(pair.Second.Problem))), repeats, cancel);
                }

                await Keep(work, stream, entries.Where(entry => entry.Quantity is null).Select(entry => (entry, entry.Document ?? "unreadable", WaitsCode.Unreadable)), repeats, cancel);
                if (!await StreamRows.Read(work.Connection, stream, cursor, upTo, rest, cancel))
                {
                    return false;
                }

                await work.Commit(cancel);
                return rest == AtOnce;
            }
            catch (StaleBook) when (attempt < Attempts)
            {
                // The chain's catalogue moved on between its copy and the lock; the next try reads it anew.
            }

            await Task.Delay(Pause * (0.5 + Random.Shared.NextDouble()) * attempt, cancel);
        }
    }

    /// <summary>What could not be recorded is kept whole for a person; its neighbours went in.</summary>
    private static async Task Keep(Work work, ClaimedStream stream, IEnumerable<(PartnerEntry Entry, string Why, string Code)> lines, bool repeats, CancellationToken cancel)
    {
        var kept = lines.ToList();
        if (kept.Count == 0)
        {
            return;
        }

        await work.Connection.ExecuteAsync(new CommandDefinition(
            $"""
            insert into review_item (owner_id, connection_id, change_id, item_code, location_id, line, happened_at, waits_because, waits_code)
            select @OwnerId, @ConnectionId, n.change_id, n.item_code, l.location_id, n.line::jsonb, n.happened_at, n.why, n.code
            from unnest(@ids, @items, @locations, @lines, @instants, @reasons, @codes)
                with ordinality as n (change_id, item_code, location, line, happened_at, why, code, place)
            left join lateral (
                select l.location_id from location l where l.owner_id = @OwnerId and l.code_key = upper(n.location) limit 1) l on true
            where not @repeats or not {SnapshotNews.Waits}
            order by n.change_id, n.place
            on conflict do nothing
            """,
            new
            {
                stream.OwnerId,
                stream.ConnectionId,
                repeats,
                ids = kept.ConvertAll(line => line.Entry.Id),
                items = kept.ConvertAll(line => line.Entry.Item),
                locations = kept.ConvertAll(line => line.Entry.Location),
                lines = kept.ConvertAll(line => Line(line.Entry)),
                instants = kept.ConvertAll(line => line.Entry.OccurredAt.UtcDateTime),
                reasons = kept.ConvertAll(line => line.Why),
                codes = kept.ConvertAll(line => line.Code),
            },
            cancellationToken: cancel));
        await RaiseForeign(work, stream, kept.ConvertAll(line => line.Entry), cancel);
    }

    /// <summary>Lines that were kept and are at a place which is not this party's but another's: its feed carries foreign data.</summary>
    private static async Task RaiseForeign(Work work, ClaimedStream stream, IReadOnlyList<PartnerEntry> kept, CancellationToken cancel)
    {
        var foreign = await work.Connection.QueryAsync<(string Place, string Change)>(new CommandDefinition(
            """
            select n.place, min(n.change_id)
            from unnest(@places, @changes) as n (place, change_id)
            where exists (
                    select from location l
                    join party p on p.owner_id = l.owner_id
                    where l.code_key = upper(n.place) and l.owner_id <> @OwnerId
                        and p.environment = (select environment from party where owner_id = @OwnerId))
                and not exists (select from location l where l.owner_id = @OwnerId and l.code_key = upper(n.place))
            group by n.place
            order by n.place
            """,
            new { stream.OwnerId, places = kept.Select(entry => entry.Location).ToArray(), changes = kept.Select(entry => entry.Id).ToArray() },
            cancellationToken: cancel));
        await PartnerMatters.ForeignPlaces(work.Connection, stream, foreign.AsList(), cancel);
    }

    /// <summary>In the shape of a line of the API, so that it can be applied once a person has cleared it.</summary>
    private static string Line(PartnerEntry entry) => JsonSerializer.Serialize(
        new { changeId = entry.Id, entry.Location, entry.Item, entry.Kind, entry.OccurredAt, entry.Quantity, entry.Document }, Json.Options);

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
