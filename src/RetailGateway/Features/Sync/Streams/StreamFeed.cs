using Dapper;
using Npgsql;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// A stream's place in the feed of its connection is its account: what the feed told of the cooperative up to there the
/// partner has taken as it was, or it stands in the copies as owed. So a page that is taken plainly changes no copy.
/// </summary>
internal static class StreamFeed
{
    /// <summary>The most events that are looked through at once: most may be another cooperative's.</summary>
    private const int Window = 20_000;

    /// <summary>The most events of a stream put aside that are taken in at once.</summary>
    private const int Batch = 5_000;

    /// <summary>The events of one cooperative in a part of the feed.</summary>
    private const string Events =
        """
        from feed_event f
        where f.owner_id = @OwnerId and f.connection_id = @ConnectionId and f.source_id = @CounterpartyId
            and f.position > @After and f.position <= @Through
        """;

    private const string Trace = """nullif(split_part(split_part(f.body, '"traceparent":"', 2), '"', 1), '')""";

    /// <summary>
    /// Plain is a position of which the partner holds an older version and is owed nothing: it is told as the event says, where
    /// that names the item as which it was told. What is null is passed by: what the partner holds already, and what it may
    /// see no more, of which zero was told once. The copies are looked at one by one: so it is one plan, whatever the planner knows.
    /// </summary>
    private const string NextEvents =
        $"""
        select c.position, c.location_id, c.product_id, c.version, c.recorded_at, c.body,
            case
                when h.version >= c.version or h.withdrawn then null
                when h.version is null or h.acknowledged_version = 0 or h.owed_since is not null or h.refused_code is not null
                    or h.told_as is null or not {PartnerCopies.Shown} then false
                else true
            end as plain,
            h.told_as
        from (
            select f.position, f.location_id, f.product_id, f.version, f.recorded_at, f.body
            {Events}
            order by f.position
            limit @most) c
        left join lateral (
            select h.version, h.acknowledged_version, h.owed_since, h.refused_code, h.withdrawn, h.told_as
            from partner_copy h
            where h.owner_id = @OwnerId and h.connection_id = @ConnectionId and h.source_id = @CounterpartyId
                and h.location_id = c.location_id and h.product_id = c.product_id
            limit 1) h on true
        order by c.position
        """;

    /// <summary>Begins at the end of the feed: what came before, a comparison of versions finds (<see cref="PartnerCopies.Reconcile"/>).</summary>
    internal static async Task<ClaimedStream> Begin(NpgsqlDataSource jobs, ClaimedStream stream, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        return stream with
        {
            FeedPosition = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                """
                update sync_stream s set feed_position = n.position, folded_position = n.position
                from (select coalesce(max(position), 0) as position from feed_head where owner_id = @OwnerId and connection_id = @ConnectionId) n
                where s.owner_id = @OwnerId and s.connection_id = @ConnectionId and s.kind = @Kind and s.counterparty_id = @CounterpartyId
                returning s.feed_position
                """,
                stream,
                cancellationToken: cancel)),
        };
    }

    /// <summary>What the feed tells next, of each position the newest.</summary>
    internal static async Task<FeedPart> Read(NpgsqlConnection connection, ClaimedStream stream, long after, int most, CancellationToken cancel)
    {
        // The head first: whatever it counts is there when the events are read.
        await using var rows = await connection.ExecuteReaderAsync(new CommandDefinition(
            $"""
            select position from feed_head where owner_id = @OwnerId and connection_id = @ConnectionId;
            {NextEvents}
            """,
            new { stream.OwnerId, stream.ConnectionId, stream.CounterpartyId, After = after, Through = after + Window, most },
            cancellationToken: cancel));
        var head = await rows.ReadAsync(cancel) ? rows.GetInt64(0) : 0;
        await rows.NextResultAsync(cancel);

        var (read, last, told, bodies) = (0, after, new Dictionary<(int Location, int Product), FeedLine>(most), new EventBody());
        for (; await rows.ReadAsync(cancel); read++)
        {
            last = rows.GetInt64(0);
            var at = (rows.GetInt32(1), rows.GetInt32(2));
            if (rows.IsDBNull(6))
            {
                told.Remove(at);
            }
            else
            {
                told[at] = new FeedLine(last, at, rows.GetBoolean(6) ? bodies.Line(rows, at) : null);
            }
        }

        var through = read == most ? last : Math.Max(last, Math.Min(head, after + Window));
        var lines = told.Values.Where(line => line.Line is not null).ToList();
        lines.Sort((one, other) => one.Place.CompareTo(other.Place));
        return new FeedPart(lines, [.. told.Values.Where(line => line.Line is null).Select(line => line.At)], after, through, More: through < head);
    }

    /// <summary>The lines of events that are told and not answered, in the order of their places.</summary>
    internal static async Task<IReadOnlyList<StockLine>> Lines(NpgsqlDataSource jobs, ClaimedStream stream, IReadOnlyList<long> places, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await using var rows = await connection.ExecuteReaderAsync(new CommandDefinition(
            """
            select f.position, f.location_id, f.product_id, f.version, f.recorded_at, f.body, true, null
            from feed_event f
            where f.owner_id = @OwnerId and f.connection_id = @ConnectionId and f.position = any (@places)
            order by f.position
            """,
            new { stream.OwnerId, stream.ConnectionId, places = places.ToArray() },
            cancellationToken: cancel));
        var (lines, bodies) = (new List<StockLine>(places.Count), new EventBody());
        while (await rows.ReadAsync(cancel))
        {
            lines.Add(bodies.Line(rows, (rows.GetInt32(1), rows.GetInt32(2)))!);
        }

        return lines;
    }

    /// <summary>Takes in what the feeds tell of streams that cannot tell it themselves: parked ones, and those that wait after a failure.</summary>
    internal static async Task TakeIn(NpgsqlDataSource jobs, IConnector partner, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // The fence rises: whoever held the stream once reads the feed from where it is no more.
        var aside = (await connection.QueryAsync<FeedRange>(new CommandDefinition(
            """
            with aside as (
                select s.owner_id, s.connection_id, s.kind, s.counterparty_id, s.feed_position as after, least(h.position, s.feed_position + @Batch) as through
                from sync_stream s
                join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id
                join party o on o.owner_id = s.owner_id and o.environment = @Environment
                join feed_head h on h.owner_id = s.owner_id and h.connection_id = s.connection_id
                where c.dialect = @Dialect and s.kind = 'stock_out' and (s.parked_at is not null or s.attempts > 0) and h.position > s.feed_position
                    and coalesce(s.lease_until, '-infinity') < now() and s.in_flight ->> 'through' is null
                for update of s skip locked)
            update sync_stream s set feed_position = a.through, fence = s.fence + 1
            from aside a
            where s.owner_id = a.owner_id and s.connection_id = a.connection_id and s.kind = a.kind and s.counterparty_id = a.counterparty_id
            returning s.owner_id, s.connection_id, s.counterparty_id, a.after, a.through
            """,
            new { partner.Dialect, partner.Environment, Batch },
            cancellationToken: cancel))).AsList();
        foreach (var part in aside)
        {
            await Owe(connection, part, only: null, cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>A page that was not taken plainly is owed from now on: what becomes of it stands in the copies.</summary>
    /// <returns>False where the claim was lost.</returns>
    internal static async Task<bool> Owe(NpgsqlConnection connection, ClaimedStream stream, Page page, CancellationToken cancel)
    {
        if (!await StreamRows.Owes(connection, stream, page, cancel))
        {
            return false;
        }

        await Owe(connection, FeedRange.Of(stream, page.Position), only: null, cancel);
        return true;
    }

    /// <summary>
    /// Marks positions that the feed names as owed, or <paramref name="only"/> some of them. Those that have a copy, nearly
    /// all, are changed in place, but for those withdrawn; the others get one where the partner has an item for them.
    /// </summary>
    internal static Task Owe(NpgsqlConnection connection, FeedRange part, IReadOnlyCollection<(int Location, int Product)>? only, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            $"""
            with told as materialized (
                select distinct on (f.location_id, f.product_id) f.location_id, f.product_id,
                    max(f.version) over same as version, min(f.recorded_at) over same as since, {Trace} as trace
                {Events}
                    and (@locations::integer[] is null
                        or (f.location_id, f.product_id) in (select * from unnest(@locations::integer[], @products::integer[])))
                window same as (partition by f.location_id, f.product_id)
                order by f.location_id, f.product_id, f.position desc),
            changed as (
                update partner_copy p set
                    version = greatest(p.version, t.version),
                    owed_since = case when greatest(p.version, t.version) > p.acknowledged_version then coalesce(p.owed_since, t.since) end,
                    -- What is told is the newest version, so it is told in the newest change's trace.
                    trace = coalesce(t.trace, p.trace),
                    -- What was refused is offered again with its next version.
                    refused_code = case when t.version <= p.version then p.refused_code end,
                    refused_because = case when t.version <= p.version then p.refused_because end
                from told t
                where p.owner_id = @OwnerId and p.connection_id = @ConnectionId and p.source_id = @CounterpartyId
                    and p.location_id = t.location_id and p.product_id = t.product_id and not p.withdrawn
                returning p.location_id, p.product_id)
            insert into partner_copy (owner_id, connection_id, source_id, location_id, product_id, version, owed_since, trace)
            select @OwnerId, @ConnectionId, @CounterpartyId, t.location_id, t.product_id, t.version, t.since, t.trace
            from told t
            where (t.location_id, t.product_id) not in (select * from changed) and exists (
                select from item_mapping i
                where i.owner_id = @CounterpartyId and i.connection_owner_id = @OwnerId and i.connection_id = @ConnectionId
                    and i.product_id = t.product_id and i.during @> now())
            on conflict on constraint partner_copy_pkey do nothing
            """,
            new
            {
                part.OwnerId,
                part.ConnectionId,
                part.CounterpartyId,
                part.After,
                part.Through,
                locations = only?.Select(at => at.Location).ToArray(),
                products = only?.Select(at => at.Product).ToArray(),
            },
            cancellationToken: cancel));

    /// <summary>
    /// Writes into the copies what was told plainly since the last time: of each position the newest version, in one change
    /// however often it was told. Whoever needs the copies exact does it first.
    /// </summary>
    internal static Task Fold(NpgsqlConnection connection, int ownerId, int connectionId, int counterpartyId, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            with stream as materialized (
                select s.feed_position, s.folded_position
                from sync_stream s
                where s.owner_id = @ownerId and s.connection_id = @connectionId and s.kind = 'stock_out' and s.counterparty_id = @counterpartyId
                    and s.feed_position > s.folded_position
                for update),
            told as materialized (
                select f.location_id, f.product_id, max(f.version) as version
                from stream s
                join feed_event f on f.owner_id = @ownerId and f.connection_id = @connectionId and f.source_id = @counterpartyId
                    and f.position > s.folded_position and f.position <= s.feed_position
                group by f.location_id, f.product_id),
            folded as (
                update partner_copy c set version = t.version, acknowledged_version = t.version
                from told t
                where c.owner_id = @ownerId and c.connection_id = @connectionId and c.source_id = @counterpartyId
                    and c.location_id = t.location_id and c.product_id = t.product_id and c.version < t.version and c.owed_since is null
                    and not c.withdrawn)
            update sync_stream s set folded_position = k.feed_position
            from stream k
            where s.owner_id = @ownerId and s.connection_id = @connectionId and s.kind = 'stock_out' and s.counterparty_id = @counterpartyId
            """,
            new { ownerId, connectionId, counterpartyId },
            cancellationToken: cancel));
}

/// <summary>What a stream's feed tells in a part of it.</summary>
/// <param name="Lines">Plain ones, in the order of their events: the partner holds them in an older version and is owed nothing of them.</param>
/// <param name="Owed">Positions that go the way of what is owed.</param>
/// <param name="After">Where it begins.</param>
/// <param name="Through">Where the feed goes on after it.</param>
/// <param name="More">The feed has more than was looked through.</param>
internal sealed record FeedPart(IReadOnlyList<FeedLine> Lines, IReadOnlyList<(int Location, int Product)> Owed, long After, long Through, bool More)
{
    private int sent;

    /// <summary>The next lines to be sent, and where the stream stands in the feed once they are answered; null where none is left.</summary>
    internal (IReadOnlyList<FeedLine> Lines, long Position)? Next(int most)
    {
        if (sent == Lines.Count)
        {
            return null;
        }

        var page = Lines.Skip(sent).Take(most).ToList();
        sent += page.Count;
        return (page, sent == Lines.Count ? Through : page[^1].Place);
    }
}

/// <summary>A position that the feed tells of.</summary>
/// <param name="Place">Its newest event there.</param>
/// <param name="At">Which.</param>
/// <param name="Line">As it is told to the partner; null where it is owed.</param>
internal sealed record FeedLine(long Place, (int Location, int Product) At, StockLine? Line);

/// <summary>What a feed tells of one cooperative after one place and up to another.</summary>
internal sealed record FeedRange(int OwnerId, int ConnectionId, int CounterpartyId, long After, long Through)
{
    internal static FeedRange Of(ClaimedStream stream, long through, long? after = null) =>
        new(stream.OwnerId, stream.ConnectionId, stream.CounterpartyId, after ?? stream.FeedPosition ?? 0, through);
}
