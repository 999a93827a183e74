using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Operations;

/// <summary>
/// What is due or under way, read by the caller's own role: a party sees what concerns it, an authority the streams of
/// its environment, the feed and the jobs, without what any of it is worth.
/// </summary>
internal static class WorkRows
{
    /// <summary>Columns of <see cref="DueRow"/> that are a lease's, a failure's and a parking's, where there is none.</summary>
    private const string Plain =
        """
        0 as attempts, null::text as holder, null::timestamptz as held_until, null::timestamptz as next_attempt_at, null::text as last_error_code,
            null::text as last_error, null::timestamptz as parked_at, null::text as parked_by, null::text as parked_because
        """;

    private const string Feed =
        $"""
        select 'feed' as kind, 'feed' as id, 'changes on their way into feeds' as what, null::text as party, w.rows as count, w.since as due_since, now() as now,
            {Plain}
        from changes_on_their_way() w
        where w.rows > 0
        """;

    private const string Jobs =
        $"""
        select 'job', job_run_id::text, job, null::text, 1::bigint, started_at, now(), {Plain}
        from job_run
        where ended_at is null
        """;

    private const string Reservations =
        $"""
        select 'reservations', p.code, 'reservations whose time is over', p.code, count(*), min(o.expires_at), now(), {Plain}
        from stock_reservation_open o
        join party p on p.owner_id = o.owner_id
        where o.expires_at <= now()
        group by p.code
        """;

    private const string Lines =
        """
        select 'line', format('%s-%s-stock_out-%s/%s/%s', c.owner_id, c.connection_id, c.source_id, c.location_id, c.product_id),
            coalesce(l.code || ' ' || g.code, c.told_as), p.code, 1::bigint, c.owed_since, now(), 1, null, null, null, c.refused_code,
            c.refused_because, c.owed_since, null, c.refused_because
        from partner_copy c
        join party p on p.owner_id = c.source_id
        left join location l on l.owner_id = c.source_id and l.location_id = c.location_id
        left join product g on g.owner_id = c.source_id and g.product_id = c.product_id
        where c.refused_code is not null
        """;

    private const string Files =
        """
        select 'file', f.file_id::text, c.code || ' ' || f.name, p.code, 1::bigint, f.received_at, now(), f.attempts, null, null, f.next_attempt_at,
            'file-broke-off', f.last_error, f.parked_at, null, case when f.parked_at is not null then f.last_error end
        from partner_file f
        join connection c on c.owner_id = f.owner_id and c.connection_id = f.connection_id
        join party p on p.owner_id = f.owner_id
        where f.state = 'taken' and f.last_error is not null
        """;

    /// <summary>Reads one page of work in the order of kind and id.</summary>
    internal static async Task<List<DueWork>> List(
        Work work, Caller caller, WorkKind? kind, (string Kind, string Id) after, int take)
    {
        var authority = caller.Kind == PartyKind.Authority;
        string[] parts = authority ? [Feed, Jobs, Streams(counts: false)] : [Feed, Jobs, Reservations, Lines, Files, Streams(counts: true)];
        var rows = await work.Connection.QueryAsync<DueRow>(
            $"""
            select * from (
            {string.Join("\nunion all\n", parts)}) w
            where (@kind::text is null or w.kind = @kind) and (w.kind, w.id) > (@afterKind, @afterId)
            order by w.kind, w.id
            limit @take
            """,
            new { kind = kind is { } asked ? Names.Of(asked) : null, afterKind = after.Kind, afterId = after.Id, take });
        return [.. rows.Select(row => row.Work())];
    }

    /// <summary>One stream as work; null where the caller sees none.</summary>
    internal static async Task<DueWork?> Stream(Work work, Caller caller, string id) =>
        (await work.Connection.QuerySingleOrDefaultAsync<DueRow>($"select * from ({Streams(counts: caller.Kind != PartyKind.Authority)}) w where w.id = @id", new { id }))?.Work();

    /// <summary>Copies of positions are the two parties' own matter: an authority sees streams without counts.</summary>
    private static string Streams(bool counts)
    {
        var waiting = counts
            ? """
              left join waiting_of_my_streams() w on s.kind = 'stock_out' and w.owner_id = s.owner_id and w.connection_id = s.connection_id
                  and w.source_id = s.counterparty_id
              left join lateral waiting_orders(s.owner_id, s.connection_id, s.counterparty_id) d on s.kind = 'orders_out'
              """
            : "cross join (select 0::bigint as waiting, null::timestamptz as since) w cross join (select 0::bigint as waiting, null::timestamptz as since) d";
        return $"""
            select 'stream' as kind, format('%s-%s-%s-%s', s.owner_id, s.connection_id, s.kind, s.counterparty_id) as id, s.kind || ' ' || k.code as what,
                p.code as party, coalesce(w.waiting, d.waiting, 0) as count, coalesce(w.since, d.since) as due_since, now() as now, s.attempts, s.lease_holder as holder,
                s.lease_until as held_until, s.next_attempt_at, s.last_error_code, s.last_error, s.parked_at, b.code as parked_by, s.parked_because
            from sync_stream s
            join connection k on k.owner_id = s.owner_id and k.connection_id = s.connection_id
            join party p on p.owner_id = s.counterparty_id
            left join party b on b.owner_id = s.parked_by
            {waiting}
            """;
    }
}
