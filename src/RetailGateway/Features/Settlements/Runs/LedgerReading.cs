using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Domain.Stock.Consignment;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Settlements.Runs;

/// <summary>
/// Reads of a ledger what a settlement needs: the open period on the closing that the last one carried forward, and where
/// entries came late, everything from the period of the first of them on. However old a ledger grows, a week costs a week.
/// </summary>
internal static class LedgerReading
{
    /// <summary>Longer than any transaction: an entry may be recorded before a settlement's reading and seen only after it.</summary>
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromHours(1);

    /// <summary>As long as the predicate of <c>stock_entry_late</c>: what came sooner lies near its record in the ledger's own order.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromHours(6);

    /// <summary>The settled periods whose figures may have changed, oldest first, and a book that tells of them and of all after them.</summary>
    /// <param name="work">The settlement's transaction.</param>
    /// <param name="pair">Whose goods.</param>
    /// <param name="goods">Which.</param>
    /// <param name="newest">The last statement of their newest settled period; null where none is.</param>
    /// <param name="end">The end of what is asked of the book.</param>
    internal static async Task<(List<Statement> Touched, ConsignmentBook Book)> Of(
        Work work, Pair pair, ConsignedGoods goods, Statement? newest, DateTimeOffset end)
    {
        if (newest is null)
        {
            return ([], await Whole(work, goods.Key, end));
        }

        var until = newest.Period.Period.Until;
        end = end > until ? end : until;
        if (newest.Held != goods.HeldUntil(until))
        {
            return (await Statement.EndingAfter(work, pair, goods.Key, DateTimeOffset.MinValue), await Whole(work, goods.Key, end));
        }

        var late = await FirstLate(work, goods.Key, newest.SettledAt!.Value - LongestTransaction, until);
        var touched = late is { } instant ? await Statement.EndingAfter(work, pair, goods.Key, instant) : [];
        var (since, opening) = touched.Count > 0
            ? (touched[0].Period.Period.From, goods.IsHeldAround(touched[0].Period.Period.From, before: false) ? touched[0].Period.Figures.Opening : (Quantity?)null)
            : (until, goods.IsHeldAround(until, before: true) ? newest.Period.Figures.Closing : null);

        // What is carried holds where nothing changed before it: not so for an entry from before the first period, or between two.
        return (touched, opening is { } carried && !(late < since) ? await From(work, goods.Key, since, carried, end) : await Whole(work, goods.Key, end));
    }

    /// <summary>When the first of the entries happened, or of what was reversed, that came since a settlement and lie before its end.</summary>
    private static async Task<DateTimeOffset?> FirstLate(Work work, ConsignedKey key, DateTimeOffset since, DateTimeOffset until) =>
        await work.Connection.ExecuteScalarAsync<DateTime?>(
            """
            select min(coalesce(r.occurred_at, e.occurred_at))
            from (
                select connection_id, kind, reverses, occurred_at
                from stock_entry
                where owner_id = @LocationOwner and location_id = @Location and product_id = @LedgerProduct and recorded_at > @since
                    and (kind = 'reversal' or recorded_at - occurred_at > interval '6 hours')
                union all
                select connection_id, kind, reverses, occurred_at
                from stock_entry
                where owner_id = @LocationOwner and location_id = @Location and product_id = @LedgerProduct
                    and occurred_at >= @promptly and occurred_at < @until and kind <> 'reversal') e
            left join stock_entry r on r.owner_id = @LocationOwner and r.connection_id = e.connection_id and r.change_id = e.reverses
                and r.location_id = @Location and r.product_id = @LedgerProduct
            where (e.kind <> 'reversal' or r.change_id is not null) and coalesce(r.occurred_at, e.occurred_at) < @until
            """,
            new
            {
                key.LocationOwner,
                key.Location,
                key.LedgerProduct,
                since = since.UtcDateTime,
                promptly = (since - Prompt).UtcDateTime,
                until = until.UtcDateTime,
            });

    private static async Task<ConsignmentBook> Whole(Work work, ConsignedKey key, DateTimeOffset end) =>
        new(await Entries(work, key, DateTimeOffset.MinValue, end));

    private static async Task<ConsignmentBook> From(Work work, ConsignedKey key, DateTimeOffset since, Quantity opening, DateTimeOffset end)
    {
        var entries = await Entries(work, key, since, end);
        // Only a count that is the position's first asks whether another lies before.
        var wasCounted = entries.Exists(entry => entry.Kind == EntryKind.Count) && await WasCounted(work, key, since);
        return new ConsignmentBook(since, opening, wasCounted, entries);
    }

    /// <summary>Entries of a time, and whatever reverses one of them.</summary>
    private static async Task<List<StockEntry>> Entries(Work work, ConsignedKey key, DateTimeOffset since, DateTimeOffset end) =>
    [
        .. (await work.Connection.QueryAsync<(int Connection, string ChangeId, string Kind, decimal Quantity, DateTime OccurredAt, string? Reverses)>(
            """
            with lying as (
                select owner_id, connection_id, change_id, kind, quantity, occurred_at
                from stock_entry
                where owner_id = @LocationOwner and location_id = @Location and product_id = @LedgerProduct
                    and occurred_at >= @since and occurred_at < @end and kind <> 'reversal')
            select connection_id, change_id, kind::text, quantity, occurred_at, null::text as reverses
            from lying
            union all
            select r.connection_id, r.change_id, r.kind::text, r.quantity, r.occurred_at, r.reverses
            from lying e
            join stock_entry r on r.owner_id = e.owner_id and r.connection_id = e.connection_id and r.reverses = e.change_id
                and r.location_id = @Location and r.product_id = @LedgerProduct
            """,
            new { key.LocationOwner, key.Location, key.LedgerProduct, since = since.UtcDateTime, end = end.UtcDateTime }))
        .Select(row => new StockEntry(
            new EntryKey(new ConnectionId(row.Connection), row.ChangeId), Names.Read<EntryKind>(row.Kind), Quantity.FromDecimal(row.Quantity), row.OccurredAt, row.Reverses)),
    ];

    private static Task<bool> WasCounted(Work work, ConsignedKey key, DateTimeOffset before) => work.Connection.ExecuteScalarAsync<bool>(
        """
        select coalesce((
            select true from stock_entry e
            where e.owner_id = @LocationOwner and e.location_id = @Location and e.product_id = @LedgerProduct and e.occurred_at < @before
                and e.kind = 'count' and not exists (
                    select from stock_entry r
                    where r.owner_id = e.owner_id and r.connection_id = e.connection_id and r.reverses = e.change_id
                        and r.location_id = e.location_id and r.product_id = e.product_id)
            order by e.occurred_at desc
            limit 1), false)
        """,
        new { key.LocationOwner, key.Location, key.LedgerProduct, before = before.UtcDateTime });
}
