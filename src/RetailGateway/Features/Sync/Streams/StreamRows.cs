using Dapper;
using Npgsql;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// A stream that this process has claimed for a while. Its fence rises with every claim: a result that comes with
/// an older one is refused.
/// </summary>
internal sealed record ClaimedStream(
    int OwnerId, int ConnectionId, string Kind, int CounterpartyId, string Counterparty, long BookVersion, string? Cursor, string? InFlight, int Attempts, long Fence,
    int? NarrowedTo, bool NeighbourTaken, long? FeedPosition = null, bool InTrouble = false);

/// <summary>
/// Streams of connections that we speak to: claimed by lease (database time) and fence, acted on outside any
/// transaction, concluded in one. A process that stops in between loses its lease and nothing else.
/// </summary>
internal static class StreamRows
{
    /// <summary>Longer than any one exchange with a partner, whose own timeouts end it.</summary>
    private const string Lease = "45 seconds";

    internal const string Free = "lease_holder = null, lease_until = null";

    /// <summary>Failures that a refusal counts as: the same again is refused again.</summary>
    internal const int RefusalWeight = 3;

    /// <summary>The longest that a partner can make us wait by asking for it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Makes the rows of streams that should exist: one in for each connector, one out for each co-op that is its
    /// partner. What of a co-op's stock goes out is up to the terms, each time (<see cref="PartnerCopies"/>).
    /// </summary>
    internal static async Task Ensure(NpgsqlDataSource jobs, IConnector partner, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into sync_stream (owner_id, connection_id, kind, counterparty_id)
            select c.owner_id, c.connection_id, 'stock_in', c.owner_id
            from connection c
            join party o on o.owner_id = c.owner_id and o.environment = @Environment
            where c.kind = 'connector' and c.dialect = @Dialect
            union all
            select distinct c.owner_id, c.connection_id, 'stock_out', p.owner_id
            from connection c
            join party o on o.owner_id = c.owner_id and o.environment = @Environment
            join partnership p on p.partner_id = c.owner_id
                and p.valid_from <= current_date and (p.valid_to is null or p.valid_to > current_date)
            where c.kind = 'connector' and c.dialect = @Dialect
            on conflict do nothing
            """,
            new { partner.Dialect, partner.Environment },
            cancellationToken: cancel));
    }

    /// <summary>Takes the stream that has waited longest, where one is due, nobody holds it and nobody has parked it.</summary>
    internal static async Task<ClaimedStream?> Claim(NpgsqlDataSource jobs, IConnector partner, string kind, string holder, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<ClaimedStream>(new CommandDefinition(
            $"""
            with due as (
                select s.owner_id, s.connection_id, s.kind, s.counterparty_id
                from sync_stream s
                join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id
                join party o on o.owner_id = s.owner_id and o.environment = @Environment
                where c.dialect = @Dialect and s.kind = @kind and s.parked_at is null
                    and coalesce(s.next_attempt_at, '-infinity') <= now() and coalesce(s.lease_until, '-infinity') < now()
                order by s.next_attempt_at nulls first
                limit 1
                for update of s skip locked)
            update sync_stream s set
                lease_holder = @holder, lease_until = now() + interval '{Lease}', fence = s.fence + 1, last_attempt_at = now()
            from due, party p
            where s.owner_id = due.owner_id and s.connection_id = due.connection_id and s.kind = due.kind
                and s.counterparty_id = due.counterparty_id and p.owner_id = s.counterparty_id
            returning s.owner_id, s.connection_id, s.kind, s.counterparty_id, p.code as counterparty,
                p.book_version, s.cursor, s.in_flight::text, s.attempts, s.fence, s.narrowed_to, s.neighbour_taken, s.feed_position,
                s.last_error is not null as in_trouble
            """,
            new { partner.Dialect, partner.Environment, kind, holder },
            cancellationToken: cancel));
    }

    /// <summary>A stream that only rests is due at once where its feed tells something; one that waits after a failure waits on.</summary>
    internal static async Task Wake(NpgsqlDataSource jobs, IConnector partner, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update sync_stream s set next_attempt_at = now()
            from connection c, party o
            where c.owner_id = s.owner_id and c.connection_id = s.connection_id and c.dialect = @Dialect
                and o.owner_id = s.owner_id and o.environment = @Environment
                and s.kind = 'stock_out' and s.attempts = 0 and s.next_attempt_at > now() and exists (
                    select from feed_event f
                    where f.owner_id = s.owner_id and f.connection_id = s.connection_id and f.position > s.feed_position
                        and f.source_id = s.counterparty_id)
            """,
            new { partner.Dialect, partner.Environment },
            cancellationToken: cancel));
    }

    /// <summary>
    /// Writes down what is about to be sent, before it is: whoever comes after a crash asks for it. A page of the feed moves
    /// the stream on once it is answered, any other has done so.
    /// </summary>
    internal static Task<bool> Sending(NpgsqlConnection connection, ClaimedStream stream, Page page, CancellationToken cancel) =>
        Update(
            connection,
            stream,
            "in_flight = @inFlight::json, feed_position = coalesce(@position, feed_position)",
            new { inFlight = InFlight.Write(page), position = page.OfFeed ? (long?)null : page.Position },
            cancel);

    /// <summary>A page was answered, and the claim goes on for the next, which takes its place, or ends.</summary>
    internal static Task<bool> Answered(NpgsqlConnection connection, ClaimedStream stream, Page page, CancellationToken cancel) =>
        Update(
            connection,
            stream,
            $"""
            last_success_at = now(), last_attempt_at = now(), last_error = null, last_error_code = null, attempts = 0,
            feed_position = @Position, lease_until = now() + interval '{Lease}'
            """,
            new { page.Position },
            cancel);

    /// <summary>
    /// A page of the feed was taken as it was sent, and the next one takes its place, unless another stream waits for its turn
    /// or somebody has parked this one: then the claim ends. All of it in one statement, for most pages are so; and it does
    /// not wait for the disk. Should the store itself die in that moment, the stream stands a page behind: its lines are told
    /// once more, in the same versions, of which the partner takes none twice.
    /// </summary>
    /// <returns>False where the claim has ended, or was lost.</returns>
    internal static async Task<bool> GoesOn(NpgsqlDataSource jobs, IConnector partner, ClaimedStream stream, Page page, Page next, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<bool?>(new CommandDefinition(
            $"""
            update sync_stream u set
                last_success_at = now(), last_attempt_at = now(), last_error = null, last_error_code = null, attempts = 0, feed_position = @Position,
                in_flight = case when not w.ends then @inFlight::json end,
                next_attempt_at = case when w.ends then now() else u.next_attempt_at end,
                lease_holder = case when not w.ends then u.lease_holder end,
                lease_until = case when not w.ends then now() + interval '{Lease}' end
            from (select {Ends} as ends, set_config('synchronous_commit', 'off', true) as hurried) w
            where w.hurried is not null and u.owner_id = @OwnerId and u.connection_id = @ConnectionId and u.kind = @Kind and u.counterparty_id = @CounterpartyId and u.fence = @Fence
            returning w.ends
            """,
            new
            {
                stream.OwnerId,
                stream.ConnectionId,
                stream.Kind,
                stream.CounterpartyId,
                stream.Fence,
                partner.Dialect,
                partner.Environment,
                page.Position,
                inFlight = InFlight.Write(next),
            },
            cancellationToken: cancel)) is false;
    }

    /// <summary>The lines of a page of the feed are owed from now on; the page stays under way.</summary>
    internal static Task<bool> Owes(NpgsqlConnection connection, ClaimedStream stream, Page page, CancellationToken cancel) =>
        Update(connection, stream, "in_flight = (in_flight::jsonb - 'through')::json, feed_position = @Position", new { page.Position }, cancel);

    /// <summary>Another stream of the partner waits for its turn, or somebody has parked this one.</summary>
    private const string Ends =
        """
        exists (
            select from sync_stream s
            join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id
            join party o on o.owner_id = s.owner_id and o.environment = @Environment
            where c.dialect = @Dialect and s.kind = @Kind
                and case when (s.owner_id, s.connection_id, s.counterparty_id) = (@OwnerId, @ConnectionId, @CounterpartyId)
                    then s.parked_at is not null
                    else s.parked_at is null and coalesce(s.next_attempt_at, '-infinity') <= now() and coalesce(s.lease_until, '-infinity') < now()
                    end)
        """;

    /// <summary>Whether the claim ends with the page that was answered: another stream waits for its turn, or somebody has parked this one.</summary>
    internal static Task<bool> GivesWay(NpgsqlConnection connection, IConnector partner, ClaimedStream stream, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"select {Ends}",
            new { partner.Dialect, partner.Environment, stream.Kind, stream.OwnerId, stream.ConnectionId, stream.CounterpartyId },
            cancellationToken: cancel));

    /// <summary>It worked: the stream is free, due again after a rest.</summary>
    internal static Task<bool> Succeeded(
        NpgsqlConnection connection, ClaimedStream stream, string? cursor, TimeSpan rest, CancellationToken cancel, long? feedPosition = null) =>
        Update(
            connection,
            stream,
            $"""
            cursor = @cursor, in_flight = null, last_success_at = now(), last_error = null, last_error_code = null, attempts = 0,
            next_attempt_at = now() + @rest, feed_position = coalesce(@feedPosition, feed_position), {Free}
            """,
            new { cursor, rest, feedPosition },
            cancel);

    /// <summary>
    /// Some of the partner's own stock was read: all that it recorded before <paramref name="upTo"/>, which is never later than
    /// when it was asked; null where what is still to come may be older.
    /// </summary>
    internal static Task<bool> Read(
        NpgsqlConnection connection, ClaimedStream stream, string? cursor, DateTimeOffset? upTo, TimeSpan rest, CancellationToken cancel) =>
        Update(
            connection,
            stream,
            $"""
            cursor = @cursor, read_up_to = case when @upTo::timestamptz is null then read_up_to else greatest(read_up_to, least(@upTo, last_attempt_at)) end,
            last_success_at = now(), last_error = null, last_error_code = null, attempts = 0, next_attempt_at = now() + @rest, {Free}
            """,
            new { cursor, upTo = upTo?.UtcDateTime, rest },
            cancel);

    /// <summary>
    /// The partner never got what was in flight. Nothing is known to work again, so the last error and the number of
    /// attempts stay: a partner that cannot take anything is not hammered.
    /// </summary>
    internal static Task<bool> NeverArrived(NpgsqlConnection connection, ClaimedStream stream, CancellationToken cancel) =>
        Update(connection, stream, $"in_flight = null, next_attempt_at = now(), {Free}", new { }, cancel);

    /// <summary>
    /// There was nothing to do. What went wrong before is still what a person should read, so it stays; where nothing did,
    /// looking was a success. <paramref name="all"/>: nothing of the partner's waits to be read either.
    /// </summary>
    internal static Task<bool> Rested(NpgsqlConnection connection, ClaimedStream stream, bool all, TimeSpan rest, CancellationToken cancel) =>
        Update(
            connection,
            stream,
            $"""
            read_up_to = case when @all then greatest(read_up_to, last_attempt_at) else read_up_to end,
            last_success_at = case when last_error is null then now() else last_success_at end, next_attempt_at = now() + @rest, {Free}
            """,
            new { all, rest },
            cancel);

    /// <summary>It takes longer than a lease: the claim goes on where it still holds, in the transaction of a part of the work.</summary>
    internal static Task<bool> Renew(NpgsqlConnection connection, ClaimedStream stream, CancellationToken cancel) =>
        Update(connection, stream, $"last_attempt_at = now(), lease_until = now() + interval '{Lease}'", new { }, cancel);

    /// <summary>We stop in the middle: whoever comes next need not wait for the lease to end.</summary>
    internal static Task<bool> LetGo(NpgsqlConnection connection, ClaimedStream stream, CancellationToken cancel) =>
        Update(connection, stream, Free, new { }, cancel);

    /// <summary>It did not: why, in plain words, and when it is tried again. What was in flight stays written down.</summary>
    internal static Task<bool> Failed(
        NpgsqlConnection connection, ClaimedStream stream, string code, string words, TimeSpan wait, bool keepInFlight, CancellationToken cancel) =>
        Update(
            connection,
            stream,
            $"""
            in_flight = case when @keepInFlight then in_flight end, last_error_at = now(), last_error = @words, last_error_code = @code,
            attempts = attempts + 1, next_attempt_at = now() + @wait, {Free}
            """,
            new { code, words, wait, keepInFlight },
            cancel);

    /// <summary>Seconds to wait after a number of failures: doubling, a minute at most, with jitter.</summary>
    internal static TimeSpan Backoff(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, Math.Min(attempts, 6))) * (0.8 + (Random.Shared.NextDouble() * 0.4)));

    /// <summary>How long to leave a partner alone that asked for it.</summary>
    internal static TimeSpan Patience(TimeSpan? asked, int attempts) =>
        asked is { } wait && wait > TimeSpan.Zero ? (wait < LongestWait ? wait : LongestWait) : Backoff(attempts);

    /// <summary>Changes the stream as long as the claim holds.</summary>
    /// <returns>False where another process has claimed the stream since: what this one found out no longer counts.</returns>
    internal static async Task<bool> Update(NpgsqlConnection connection, ClaimedStream stream, string set, object values, CancellationToken cancel)
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { stream.OwnerId, stream.ConnectionId, stream.Kind, stream.CounterpartyId, stream.Fence });
        return await connection.ExecuteAsync(new CommandDefinition(
            $"""
            update sync_stream set {set}
            where owner_id = @OwnerId and connection_id = @ConnectionId and kind = @Kind and counterparty_id = @CounterpartyId and fence = @Fence
            """,
            parameters,
            cancellationToken: cancel)) == 1;
    }
}
