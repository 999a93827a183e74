namespace RetailGateway.Features.Operations.Metrics;

/// <summary>What the gauges ask of the store, each answered from an index and bounded where a backlog could grow.</summary>
internal static class FigureQueries
{
    /// <summary>In the order in which <see cref="Figures"/> reads them.</summary>
    internal static readonly string[] All =
    [
        // Streams: lag is the age of what is owed longest; inward since when what the partner recorded may wait to be read.
        """
        select s.kind, coalesce(c.dialect, c.kind), p.code,
            greatest(0, coalesce(extract(epoch from now() - case s.kind when 'stock_out' then w.since when 'orders_out' then d.since else coalesce(s.read_up_to, s.made_at) end), 0))::double precision,
            coalesce(w.waiting, d.waiting, 0), coalesce(d.refused, r.refused), s.attempts, s.parked_at is not null
        from sync_stream s
        join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id
        join party p on p.owner_id = s.counterparty_id
        left join lateral waiting_of_stream(s.owner_id, s.connection_id, s.counterparty_id) w on s.kind = 'stock_out'
        left join lateral waiting_orders(s.owner_id, s.connection_id, s.counterparty_id) d on s.kind = 'orders_out'
        cross join lateral (
            select count(*) as refused
            from partner_copy k
            where s.kind = 'stock_out' and k.owner_id = s.owner_id and k.connection_id = s.connection_id
                and k.source_id = s.counterparty_id and k.owed_since is not null and k.refused_code is not null) r
        """,
        """
        select (select count(*) from (select from outbox limit 1000000) o),
            coalesce(extract(epoch from now() - (select recorded_at from outbox order by outbox_id limit 1)), 0)::double precision
        """,
        """
        select kind, count(*), coalesce(sum(rupiah_at_risk), 0)::double precision
        from conflict
        where closed_at is null
        group by kind
        """,
        "select count(*) from review_item where applied_at is null and dismissed_at is null",
        """
        select job, case when broke then 'broke' when ended_at is null then 'under_way' when left_over > 0 then 'left_some' else 'done' end, count(*)
        from job_run
        where started_at > now() - interval '1 day'
        group by 1, 2
        """,
        """
        select count(*) filter (where parked_at is null), count(*) filter (where parked_at is not null)
        from mail
        where sent_at is null
        """,
    ];
}
