using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Operations.Contracts;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Sync.Orders;
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
            await (stream.Stream switch
            {
                "stock_out" => Outward(stream, check, cancel),
                OrderStreams.Out => Orders(stream, check, cancel),
                _ => Inward(stream, check, cancel),
            });
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
                    broken.Add(RunNote.Of("uncompared", error.Message, ("dialect", stream.Dialect), ("stream", stream.Stream), ("owner", stream.Owner)));
                }
            }

            return compared;
        }));
        return new JobOutcome(due.Count, done.Sum(), broken.Count, RunNote.Join(broken));
    }

    private async Task<List<(DriftStream Stream, long? Check)>> Due(bool asked, CancellationToken cancel)
    {
        List<(IConnector Connector, string Stream)> ends =
        [
            .. connectors.OfType<IShowsStock>().Select(connector => ((IConnector)connector, "stock_out")),
            .. connectors.OfType<IReadsStock>().Select(connector => ((IConnector)connector, "stock_in")),
            .. connectors.OfType<IShowsOrders>().Select(connector => ((IConnector)connector, OrderStreams.Out)),
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

    private async Task Outward(DriftStream stream, long check, CancellationToken cancel)
    {
        var shows = connectors.OfType<IShowsStock>().First(connector => connector.Dialect == stream.Dialect);
        var reading = await new OutwardCheck(database.Jobs, stream, shows).Read(cancel);
        await Conclude(stream, check, reading, toldAgain: null, new PartnerCopyRows(database.Jobs, stream).Compared, cancel);
    }

    private async Task Inward(DriftStream stream, long check, CancellationToken cancel)
    {
        var reads = connectors.OfType<IReadsStock>().First(connector => connector.Dialect == stream.Dialect);
        await using var stage = await InwardStage.Open(database.Jobs, stream, cancel);
        var inward = new InwardCheck(database.Jobs, stream, reads, await BookOfNow(new PartyId(stream.OwnerId), cancel), stage);
        var reading = await inward.Read(cancel);
        var toldAgain = reading.Differences.Count == 0 ? null : await ToldAgain.Ask(database.Jobs, stream, inward, reading.Differences, cancel);
        await Conclude(stream, check, reading, toldAgain, stage.Compared, cancel);
        if (inward.UnknownPlaces is { } places)
        {
            await using var work = await database.BeginJob(cancel);
            await DriftFindings.ClosePlaces(work, stream, check, places, cancel);
            await work.Commit(cancel);
        }
    }

    private async Task Orders(DriftStream stream, long check, CancellationToken cancel)
    {
        var shows = connectors.OfType<IShowsOrders>().First(connector => connector.Dialect == stream.Dialect);
        var reading = await new OrdersCheck(database.Jobs, stream, shows).Read(cancel);
        await using (var work = await database.BeginJob(cancel))
        {
            await OrderFindings.Write(work, stream, reading);
            await work.Commit(cancel);
        }

        var outcome = reading.Differences.Count == 0 ? "equal" : "differs";
        await End(check, stream, outcome, reading.Compared, reading.InFlight, reading.Differences.Count, agreed: null, note: "", cancel);
    }

    /// <summary>Read anew: a place or a code that was registered a moment ago is not strange.</summary>
    private async Task<PartyBook> BookOfNow(PartyId party, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        return await books.ReadWithin(work, party, cancel);
    }

    private async Task Conclude(DriftStream stream, long check, DriftReading reading, ToldAgain? toldAgain, WhichCompared which, CancellationToken cancel)
    {
        var named = await DriftEvidence.Of(database.Jobs, stream, reading.Differences, toldAgain, cancel);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Write(stream, check, reading, named, which, cancel);
                return;
            }
            catch (StaleBook) when (attempt < Attempts)
            {
                // The catalogue moved on between its copy and the lock; the next try reads it anew.
            }
        }
    }

    private async Task Write(
        DriftStream stream, long check, DriftReading reading, List<NamedDifference> named, WhichCompared which, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var open = await DriftFindings.Open(work, stream, cancel);
        var differing = named.Select(one => one.Found.At).ToHashSet();
        await DriftFindings.Resolve(work, stream, [.. (await which(open, cancel)).Where(at => !differing.Contains(at))], cancel);
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
        var notes = new List<string>();
        if (reading.Strange > 0)
        {
            notes.Add($"{reading.Strange} lines there are of no goods or places that we know it by");
        }

        var counts = answered.Where(pair => pair.Second == "count_taken").Select(pair => pair.First.Found).ToList();
        if (counts.Count > 0 && reading.AsOf is { } asOf
            && await CountsTaken.Record(work, ledger, await books.Get(new PartyId(stream.OwnerId), cancel), stream, check, asOf, counts, cancel) is { Length: > 0 } refused)
        {
            notes.Add(refused);
        }

        await work.Commit(cancel);
        await End(check, stream, named.Count == 0 ? "equal" : "differs", reading, string.Join(". ", notes), cancel);
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

    private Task End(long check, DriftStream stream, string outcome, DriftReading reading, string note, CancellationToken cancel) => End(
        check, stream, outcome, reading.Compared, reading.InFlight, reading.Differences.Count, outcome == "equal" ? reading.AgreedCursor : null, note, cancel);

    private async Task End(
        long check, DriftStream stream, string outcome, long compared, long inFlight, int differences, string? agreed, string note, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update drift_check set ended_at = now(), outcome = @outcome, compared = @compared, in_flight = @inFlight, differences = @differences,
                note = @note, agreed_cursor = @agreed
            where owner_id = @OwnerId and check_id = @check
            """,
            new { stream.OwnerId, check, outcome, compared, inFlight, differences, note, agreed },
            cancellationToken: cancel));
    }

    /// <summary>Which of some positions a check held against each other.</summary>
    private delegate Task<List<(int Location, int Product)>> WhichCompared(IReadOnlyCollection<(int Location, int Product)> positions, CancellationToken cancel);

    private sealed record DueRow(int OwnerId, string Owner, int ConnectionOwnerId, int ConnectionId, string Stream, string Dialect, long? CheckId)
    {
        internal DriftStream DriftStream() => new(OwnerId, Owner, ConnectionOwnerId, ConnectionId, Stream, Dialect);
    }
}
