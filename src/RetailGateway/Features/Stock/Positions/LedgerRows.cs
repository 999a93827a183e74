using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Positions;

/// <summary>One position's ledger, newest first in the order that counts, a page at a time.</summary>
internal sealed class LedgerRows(Work work, PartyId owner, PositionKey key)
{
    /// <summary>How far back the count before a page is looked for: a page costs itself and the way to that count.</summary>
    private const int MostBefore = 20_000;

    private const string Reversed =
        """
        e.kind <> 'reversal' and exists (
            select from stock_entry r
            where r.owner_id = e.owner_id and r.connection_id = e.connection_id and r.reverses = e.change_id
                and r.location_id = e.location_id and r.product_id = e.product_id)
        """;

    /// <summary>The index finds the instant; within it the rest of the order decides.</summary>
    private const string Older =
        """
        e.owner_id = @owner and e.location_id = @Location and e.product_id = @Product and e.occurred_at <= @At
            and (e.occurred_at, e.kind = 'count', e.connection_id, e.change_id) < (@At, @IsCount, @Connection, @ChangeId)
        """;

    private const string NewestFirst = "order by e.occurred_at desc, (e.kind = 'count') desc, e.connection_id desc, e.change_id desc";

    /// <summary>What all entries come to, as the position keeps it.</summary>
    internal Task<decimal> OnHand() => work.Connection.ExecuteScalarAsync<decimal>(
        "select coalesce((select on_hand from stock_position where owner_id = @owner and location_id = @Location and product_id = @Product), 0)",
        new { owner = owner.Value, key.Location, key.Product });

    /// <summary>The entries before a place. What the last count had seen follows from that count's own place.</summary>
    internal async Task<List<LedgerRow>> Page(LedgerPlace after, int take) => (await work.Connection.QueryAsync<LedgerRow>(
        $"""
        select e.connection_id, c.code as connection, e.change_id, e.kind::text, e.quantity, e.occurred_at, e.recorded_at, e.document, e.reverses,
            {Reversed} as reversed,
            e.kind <> 'reversal' and not ({Reversed}) and p.last_count_at is not null
                and (e.occurred_at, e.kind = 'count', e.connection_id, e.change_id)
                    < (p.last_count_at, true, p.last_count_connection_id, p.last_count_change_id) as absorbed
        from (select * from stock_entry e where {Older} {NewestFirst} limit @take) e
        join connection c on c.owner_id = e.owner_id and c.connection_id = e.connection_id
        join stock_position p on p.owner_id = e.owner_id and p.location_id = e.location_id and p.product_id = e.product_id
        {NewestFirst}
        """,
        Values(after, take))).AsList();

    /// <summary>What was on hand before a place: the last count there and what moved after it.</summary>
    internal async Task<BalanceBefore> Before(LedgerPlace place)
    {
        var (counted, moved, seen) = await work.Connection.QuerySingleAsync<(decimal? Counted, decimal Moved, long Seen)>(
            $"""
            select c.quantity, m.moved, m.seen
            from (values (1)) one
            left join lateral (
                select e.quantity, e.occurred_at
                from (select * from stock_entry e where {Older} {NewestFirst} limit @take) e
                where e.kind = 'count' and not ({Reversed})
                {NewestFirst}
                limit 1) c on true
            cross join lateral (
                select coalesce(sum(e.quantity) filter (where e.kind not in ('count', 'reversal') and not ({Reversed})), 0) as moved, count(*) as seen
                from (
                    select * from stock_entry e
                    where {Older} and e.occurred_at > coalesce(c.occurred_at, '-infinity')
                    {NewestFirst}
                    limit @take) e) m
            """,
            Values(place, MostBefore));
        return new BalanceBefore((counted ?? 0) + moved, IsKnown: counted is not null || seen < MostBefore);
    }

    private object Values(LedgerPlace place, int take) => new
    {
        owner = owner.Value,
        key.Location,
        key.Product,
        place.At,
        place.IsCount,
        place.Connection,
        place.ChangeId,
        take,
    };
}

/// <summary>What was on hand before the oldest entry of a page.</summary>
/// <param name="OnHand">In base units.</param>
/// <param name="IsKnown">False where too many entries lie between it and the count before it.</param>
internal readonly record struct BalanceBefore(decimal OnHand, bool IsKnown);

/// <summary>An entry as the ledger keeps it, and what became of it.</summary>
internal sealed record LedgerRow(
    int ConnectionId, string Connection, string ChangeId, string Kind, decimal Quantity, DateTime OccurredAt, DateTime RecordedAt,
    string? Document, string? Reverses, bool Reversed, bool Absorbed)
{
    internal LedgerPlace Place => new(OccurredAt, Kind == "count", ConnectionId, ChangeId);
}

/// <summary>A place in the total order of a position's entries.</summary>
internal sealed record LedgerPlace(DateTime At, bool IsCount, int Connection, string ChangeId)
{
    private static readonly LedgerPlace Newest = new(DateTime.MaxValue, IsCount: true, int.MaxValue, "");

    /// <summary>A change id may hold any character, so it stands last.</summary>
    internal string Cursor(CursorKind list) => list.Cursor(At.Ticks, IsCount ? 1 : 0, Connection, ChangeId);

    internal static LedgerPlace Read(CursorKind list, string? cursor)
    {
        if (cursor is null)
        {
            return Newest;
        }

        var parts = list.Parts(cursor, 4);
        return new LedgerPlace(CursorPart.Instant(parts[0]), parts[1] == "1", CursorPart.Id(parts[2]), CursorPart.Text(parts[3]));
    }
}
