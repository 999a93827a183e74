using System.Globalization;
using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Domain.Stock.Drift;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>
/// The job that holds both ends of each stream against each other, every night and whenever somebody asks. Partners are
/// compared side by side, the streams of one after the other: one that is silent keeps nobody waiting but itself.
/// </summary>
internal sealed class CheckDrift(
    GatewayDb database, PartyBooks books, StockLedger ledger, IEnumerable<IConnector> connectors, JobRuns runs, ILogger<CheckDrift> log)
{
    private const int Attempts = 5;

    /// <summary>Every stream.</summary>
    public Task Run(CancellationToken cancel) => runs.Record("sync.check-drift", end => Streams(asked: false, end), cancel);

    /// <summary>Those that somebody asked for and that wait yet.</summary>
    public Task RunAsked(CancellationToken cancel) => runs.Record("sync.check-asked-drift", end => Streams(asked: true, end), cancel);

    /// <summary>One stream, now.</summary>
    /// <returns>The check's id.</returns>
    internal async Task<long> Check(DriftStream stream, long? asked, CancellationToken cancel)
    {
        var check = await Begin(stream, asked, cancel);
        try
        {
            await using var stage = await DriftStage.Open(database.Jobs, stream, cancel);
            await Conclude(stream, check, stage, await Read(stream, stage, cancel), cancel);
        }
        catch (Unanswered silence)
        {
            await End(check, stream, "unanswered", new DriftReading(0, 0, [], null, null, 0), silence.Message, cancel);
        }

        return check;
    }

    private async Task<JobOutcome> Streams(bool asked, CancellationToken cancel)
    {
        var due = await Due(asked, cancel);
        var broken = new System.Collections.Concurrent.ConcurrentBag<string>();
        var done = await Task.WhenAll(due.GroupBy(one => one.Stream.Dialect).Select(async partner =>
        {
            var compared = 0;
            foreach (var (stream, check) in partner)
            {
                try
                {
                    await Check(stream, check, cancel);
                    compared++;
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    // The other streams are compared all the same; this one is looked at again by the next run.
                    log.LogWarning(error, "{Stream} of {Dialect} could not be compared", stream.Stream, stream.Dialect);
                    broken.Add($"{stream.Dialect} {stream.Stream} {stream.Owner}: {error.Message}");
                }
            }

            return compared;
        }));
        return new JobOutcome(due.Count, done.Sum(), broken.Count, string.Join("; ", broken));
    }

    private async Task<List<(DriftStream Stream, long? Check)>> Due(bool asked, CancellationToken cancel)
    {
        List<(IConnector Connector, string Stream)> ends =
        [
            .. connectors.OfType<IShowsStock>().Select(connector => ((IConnector)connector, "stock_out")),
            .. connectors.OfType<IReadsStock>().Select(connector => ((IConnector)connector, "stock_in")),
        ];
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<DueRow>(new CommandDefinition(
            """
            select s.counterparty_id as owner_id, p.code as owner, s.owner_id as connection_owner_id, s.connection_id, s.kind as stream, c.dialect,
                k.check_id
            from sync_stream s
            join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id
            join party p on p.owner_id = s.counterparty_id
            -- What another run has begun is its own, unless that run was lost.
            left join drift_check k on k.owner_id = s.counterparty_id and k.connection_owner_id = s.owner_id and k.connection_id = s.connection_id
                and k.stream = s.kind and k.asked_at is not null and k.ended_at is null
                and coalesce(k.began_at, '-infinity') < now() - interval '1 hour'
            where (c.dialect, p.environment, s.kind) in (select * from unnest(@dialects::text[], @environments::text[], @kinds::text[]))
                and (not @asked or k.check_id is not null)
            order by s.owner_id, s.connection_id, s.kind, s.counterparty_id
            """,
            new
            {
                asked,
                dialects = ends.Select(end => end.Connector.Dialect).ToArray(),
                environments = ends.Select(end => end.Connector.Environment).ToArray(),
                kinds = ends.Select(end => end.Stream).ToArray(),
            },
            cancellationToken: cancel));
        return [.. rows.Select(row => (row.DriftStream(), row.CheckId))];
    }

    private async Task<Outcome> Read(DriftStream stream, DriftStage stage, CancellationToken cancel)
    {
        if (stream.IsOutward)
        {
            var shows = connectors.OfType<IShowsStock>().First(connector => connector.Dialect == stream.Dialect);
            return new Outcome(await OutwardCheck.Read(database.Jobs, stream, shows, stage, cancel), null);
        }

        var reads = connectors.OfType<IReadsStock>().First(connector => connector.Dialect == stream.Dialect);
        var book = await books.Get(new PartyId(stream.OwnerId), cancel);
        var inward = new InwardCheck(database.Jobs, stream, reads, book, stage);
        var reading = await inward.Read(cancel);
        return new Outcome(reading, reading.Differences.Count == 0 ? null : await ToldAgain(stream, inward, cancel));
    }

    /// <summary>What the partner's feed tells again since both books last agreed; nothing where it no longer can.</summary>
    private async Task<Dictionary<(int, int), List<DriftEntry>>?> ToldAgain(DriftStream stream, InwardCheck inward, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        var agreed = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            """
            select agreed_cursor from drift_check
            where owner_id = @OwnerId and connection_owner_id = @ConnectionOwnerId and connection_id = @ConnectionId and stream = @Stream
                and agreed_cursor is not null
            order by check_id desc
            limit 1
            """,
            stream,
            cancellationToken: cancel));
        if (agreed is null)
        {
            return null;
        }

        try
        {
            var told = new Dictionary<(int, int), List<DriftEntry>>();
            foreach (var entry in await inward.ChangesFrom(agreed, _ => Task.CompletedTask, cancel))
            {
                if (inward.Resolve(entry) is { } line)
                {
                    var at = (line.LocationId, line.ProductId);
                    told.TryAdd(at, []);
                    told[at].Add(new DriftEntry(entry.Id, line.Quantity, entry.Kind == EntryKind.Count, entry.OccurredAt));
                }
            }

            return told;
        }
        catch (Unanswered)
        {
            return null;
        }
    }

    private async Task Conclude(DriftStream stream, long check, DriftStage stage, Outcome outcome, CancellationToken cancel)
    {
        var (reading, toldAgain) = outcome;
        var named = await DriftEvidence.Of(stage.Connection, stream, reading.Differences, toldAgain, cancel);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Write(stream, check, stage, reading, named, cancel);
                return;
            }
            catch (StaleBook) when (attempt < Attempts)
            {
                // The catalogue moved on between its copy and the lock; the next try reads it anew.
            }
        }
    }

    private async Task Write(DriftStream stream, long check, DriftStage stage, DriftReading reading, List<NamedDifference> named, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var open = await DriftFindings.Open(work, stream, cancel);
        var differing = named.Select(one => one.Found.At).ToHashSet();
        await DriftFindings.Resolve(work, stream, [.. (await stage.Compared(open, cancel)).Where(at => !differing.Contains(at))], cancel);
        var answered = named.Zip(await DriftFindings.Write(work, stream, check, reading, named, cancel)).ToList();
        foreach (var (one, answer) in answered)
        {
            if (answer == "person")
            {
                DriftFindings.Raise(work, stream, one);
            }
        }

        await work.Flush(cancel);
        await DriftFindings.TellAgain(work, stream, [.. answered.Where(pair => pair.Second == "told_again").Select(pair => pair.First.Found)], cancel);
        await TakeCounts(work, stream, check, reading, [.. answered.Where(pair => pair.Second == "count_taken").Select(pair => pair.First.Found)], cancel);
        await work.Commit(cancel);
        var strange = reading.Strange == 0 ? "" : $"{reading.Strange} lines there are of no goods or places that we know it by";
        await End(check, stream, named.Count == 0 ? "equal" : "differs", reading, strange, cancel);
    }

    /// <summary>Where the partner's word is the record, its snapshot is a count in its name.</summary>
    private async Task TakeCounts(Work work, DriftStream stream, long check, DriftReading reading, List<Difference> counts, CancellationToken cancel)
    {
        if (counts.Count == 0 || reading.AsOf is not { } asOf)
        {
            return;
        }

        var book = await books.Get(new PartyId(stream.OwnerId), cancel);
        await ledger.Record(
            work,
            new PartyId(stream.OwnerId),
            new ConnectionId(stream.ConnectionId),
            counts.ConvertAll(one => new NewEntry(
                string.Create(CultureInfo.InvariantCulture, $"drift/{check}/{one.LocationId}/{one.ProductId}"),
                book.LocationsById[one.LocationId].Code,
                book.ProductsById[one.ProductId].Code,
                EntryKind.Count,
                one.Theirs ?? Quantity.Zero,
                asOf,
                string.Create(CultureInfo.InvariantCulture, $"drift check {check}"),
                Product: book.ProductsById[one.ProductId].Code)),
            cancel);
    }

    private async Task<long> Begin(DriftStream stream, long? asked, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            asked is null
                ? """
                  insert into drift_check (owner_id, connection_owner_id, connection_id, stream, began_at)
                  values (@OwnerId, @ConnectionOwnerId, @ConnectionId, @Stream, now())
                  returning check_id
                  """
                : "update drift_check set began_at = now() where owner_id = @OwnerId and check_id = @asked returning check_id",
            new { stream.OwnerId, stream.ConnectionOwnerId, stream.ConnectionId, stream.Stream, asked },
            cancellationToken: cancel));
    }

    private async Task End(long check, DriftStream stream, string outcome, DriftReading reading, string note, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update drift_check set ended_at = now(), outcome = @outcome, compared = @Compared, in_flight = @InFlight, differences = @differences,
                note = @note, agreed_cursor = @agreed
            where owner_id = @OwnerId and check_id = @check
            """,
            new
            {
                stream.OwnerId,
                check,
                outcome,
                reading.Compared,
                reading.InFlight,
                differences = reading.Differences.Count,
                note,
                agreed = outcome == "equal" ? reading.AgreedCursor : null,
            },
            cancellationToken: cancel));
    }

    /// <summary>A reading, and what the partner told again to explain it.</summary>
    private sealed record Outcome(DriftReading Reading, Dictionary<(int, int), List<DriftEntry>>? ToldAgain);

    private sealed record DueRow(int OwnerId, string Owner, int ConnectionOwnerId, int ConnectionId, string Stream, string Dialect, long? CheckId)
    {
        internal DriftStream DriftStream() => new(OwnerId, Owner, ConnectionOwnerId, ConnectionId, Stream, Dialect);
    }
}
