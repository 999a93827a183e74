using Dapper;

namespace RetailGateway.Features.Sync;

/// <summary>What is in doubt about each stream: open conflicts of the caller's, and open drift that both sides see.</summary>
internal sealed class StreamMatters
{
    private readonly Dictionary<(int, int, string, int), Row> rows;

    private StreamMatters(IEnumerable<Row> rows) =>
        this.rows = rows.ToDictionary(row => (row.OwnerId, row.ConnectionId, row.Kind, row.CounterpartyId));

    /// <summary>Of each stream of the party <c>@owner</c>.</summary>
    internal const string Sql =
        """
        with doubt as (
            -- A drift that was given to a person is in doubt once: its finding has the figures of the newest check.
            select coalesce(f.connection_owner_id, f.owner_id) as owner_id, f.connection_id, f.owner_id as counterparty_id,
                case f.subject_kind when 'order_document' then 'orders_out' when 'order_message' then 'orders_in' when 'order' then 'orders_out' when 'partner_order' then 'orders_in' end as kind, true as is_conflict, f.acts_next = 'owner' as is_own, case when f.kind <> 'stock_drift' then f.rupiah_at_risk end as rupiah,
                f.kind <> 'stock_drift' as counts
            from conflict f
            where f.owner_id = @owner and f.closed_at is null
            union all
            select d.connection_owner_id, d.connection_id, d.owner_id, d.stream, false, false, d.rupiah_at_risk, true
            from drift_finding d
            where d.resolved_at is null)
        select s.owner_id, s.connection_id, s.kind, s.counterparty_id, count(*) filter (where d.is_conflict) as conflicts,
            count(*) filter (where d.is_own) as own,
            case when count(*) filter (where d.counts) = 0 then 0 else sum(d.rupiah) end as rupiah
        from sync_stream s
        left join doubt d on d.owner_id = s.owner_id and d.connection_id = s.connection_id and d.counterparty_id = s.counterparty_id
            and (d.kind = s.kind or d.kind is null and s.kind not in ('orders_in', 'orders_out'))
        where s.owner_id = @owner or s.counterparty_id = @owner
        group by s.owner_id, s.connection_id, s.kind, s.counterparty_id
        """;

    /// <summary>Reads what <see cref="Sql"/> answers.</summary>
    internal static async Task<StreamMatters> Read(SqlMapper.GridReader rows) => new(await rows.ReadAsync<Row>());

    /// <summary>Open conflicts about a stream, those among them whose turn is the caller's party's, and what is at risk.</summary>
    internal (long? Conflicts, long Own, decimal? Rupiah) Of(int owner, int connection, string kind, int counterparty) =>
        rows.TryGetValue((owner, connection, kind, counterparty), out var row) ? (row.Conflicts, row.Own, row.Rupiah) : (0, 0, 0);

    private sealed record Row(int OwnerId, int ConnectionId, string Kind, int CounterpartyId, long Conflicts, long Own, decimal? Rupiah);
}
