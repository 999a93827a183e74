using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.ByHand;

/// <summary>What a count sheet found: read from the ledger, so it says the same whenever one looks.</summary>
internal sealed class SheetDifferences(GatewayDb database)
{
    // What was on hand just before a count: the count before it in the order that counts, and what moved between.
    private const string Query =
        $"""
        with counted as (
            select e.* from stock_entry e
            where e.owner_id = @owner and e.connection_id = @connection and e.change_id > @sheet and e.change_id < @end and e.kind = 'count')
        select l.code as place, goods.code, goods.name, goods.base_unit, e.quantity as counted, e.occurred_at, coalesce(c.quantity, 0) + m.moved as before,
            c.quantity is not null or m.entries > 0 as is_known, {ShopStock.Price} as price
        from counted e
        join location l on l.owner_id = e.owner_id and l.location_id = e.location_id
        join product goods on goods.owner_id = e.owner_id and goods.product_id = e.product_id
        left join lateral (
            select b.quantity, b.occurred_at, b.connection_id, b.change_id
            from stock_entry b
            where b.owner_id = e.owner_id and b.location_id = e.location_id and b.product_id = e.product_id and b.kind = 'count'
                and b.occurred_at <= e.occurred_at
                and (b.occurred_at, b.connection_id, b.change_id) < (e.occurred_at, e.connection_id, e.change_id)
                and not exists (
                    select from stock_entry r
                    where r.owner_id = b.owner_id and r.connection_id = b.connection_id and r.reverses = b.change_id
                        and r.location_id = b.location_id and r.product_id = b.product_id)
            order by b.occurred_at desc, b.connection_id desc, b.change_id desc
            limit 1) c on true
        cross join lateral (
            select coalesce(sum(b.quantity), 0) as moved, count(*) as entries
            from stock_entry b
            where b.owner_id = e.owner_id and b.location_id = e.location_id and b.product_id = e.product_id and b.kind not in ('count', 'reversal')
                and b.occurred_at <= e.occurred_at and b.occurred_at > coalesce(c.occurred_at, '-infinity')
                and not exists (
                    select from stock_entry r
                    where r.owner_id = b.owner_id and r.connection_id = b.connection_id and r.reverses = b.change_id
                        and r.location_id = b.location_id and r.product_id = b.product_id)) m
        order by goods.name, goods.product_id
        """;

    /// <summary>The sheet's lines, by name.</summary>
    /// <exception cref="Refusal">Nothing of such a sheet is the caller's.</exception>
    internal async Task<IReadOnlyList<SheetLine>> Read(Caller caller, Guid sheet, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        var from = HandIds.OfSheet(sheet);
        var lines = (await work.Connection.QueryAsync<SheetLine>(
            Query,
            new { owner = caller.Party.Value, connection = caller.Connection.Value, sheet = from, end = $"{from[..^1]}{(char)('/' + 1)}" })).AsList();
        return lines.Count > 0 ? lines : throw new Refusal(Problems.NotFound, "No count sheet of yours has that number.");
    }
}

/// <summary>One line of a count sheet.</summary>
/// <param name="Place">The location's code.</param>
/// <param name="Code">The product's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="BaseUnit">What is counted.</param>
/// <param name="Counted">What was counted.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Before">What was on hand by the records then.</param>
/// <param name="IsKnown">There were records.</param>
/// <param name="Price">A base unit's price in force; null where there is none.</param>
internal sealed record SheetLine(
    string Place, string Code, string Name, string BaseUnit, decimal Counted, DateTime OccurredAt, decimal Before, bool IsKnown, decimal? Price)
{
    /// <summary>What was counted above, or below, what the records said.</summary>
    internal decimal Difference => Counted - Before;

    /// <summary>The same in rupiah.</summary>
    internal decimal? Value => Price is { } price ? Math.Round(Difference * price, 2) : null;
}
