using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Orders.Pooling;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>A pool with what its reader calls the places.</summary>
/// <param name="Pool">Its head.</param>
/// <param name="Supplier">By name.</param>
/// <param name="ShipToName">Where it goes, by name.</param>
/// <param name="TimeZone">Of that place: WIB, WITA or WIT.</param>
internal sealed record NamedPool(Pool Pool, string Supplier, string ShipToName, string TimeZone);

/// <summary>Which pools are asked for; null does not narrow.</summary>
internal sealed record PoolFilter(string? Status = null, int? Supplier = null, string? ShipTo = null, long? Id = null, bool? IsDecided = null);

/// <summary>Rows of pools. Who may see which is the database's own decision.</summary>
internal static class PoolRows
{
    /// <summary>Pools from the newest on.</summary>
    internal static async Task<List<NamedPool>> List(Work work, PoolFilter filter, long? before, int take) =>
        [.. (await work.Connection.QueryAsync<Row>(
            """
            select p.pool_id as id, p.supplier_id, l.code as ship_to, p.rule, p.status, p.note, p.opened_at, p.opened_by, p.closes_at, n.shops, n.shares,
                p.closed_at, p.closed_by, p.value, p.minimum_order_value, p.kept_because, p.kept_detail, p.reason, p.order_id, s.name as supplier,
                l.name as ship_to_name, l.time_zone
            from (
                select p.*
                from order_pool p
                join location l on l.owner_id = p.owner_id and l.location_id = p.ship_to_id
                where (@before::bigint is null or p.pool_id < @before) and (@Id::bigint is null or p.pool_id = @Id)
                    and (@Status::text is null or p.status = lower(@Status))
                    and (@Supplier::integer is null or p.supplier_id = @Supplier)
                    and (@IsDecided::boolean is null or (p.status not in ('open', 'kept_back')) = @IsDecided)
                    and (@ShipTo::text is null or l.code_key = upper(@ShipTo))
                order by p.pool_id desc
                limit @take) p
            join location l on l.owner_id = p.owner_id and l.location_id = p.ship_to_id
            left join party s on s.owner_id = p.supplier_id
            cross join lateral (
                select count(distinct n.location_id)::integer as shops, count(*)::integer as shares
                from order_pool_share n
                where n.owner_id = p.owner_id and n.pool_id = p.pool_id and n.demanded > 0) n
            order by p.pool_id desc
            """,
            new { before, take, filter.Id, filter.Status, filter.Supplier, filter.ShipTo, filter.IsDecided })).Select(row => row.Named())];

    /// <summary>One of them.</summary>
    /// <exception cref="Refusal">No pool that the caller may see has that number.</exception>
    internal static async Task<NamedPool> One(Work work, long id) =>
        (await List(work, new PoolFilter(Id: id), before: null, take: 1)).SingleOrDefault() ?? throw Missing();

    /// <summary>Locks a pool, so that it is decided once and after every share that is just being given.</summary>
    /// <exception cref="Refusal">No pool that the caller may see has that number.</exception>
    internal static async Task<LockedPool> Lock(Work work, long id) => await Locked(work, id, "for update") ?? throw Missing();

    /// <summary>Locks it beside others who give shares, and before whoever closes it.</summary>
    /// <exception cref="Refusal">No pool that the caller may see has that number.</exception>
    internal static async Task<LockedPool> LockShared(Work work, long id) => await Locked(work, id, "for share") ?? throw Missing();

    private static Task<LockedPool?> Locked(Work work, long id, string how) => work.Connection.QuerySingleOrDefaultAsync<LockedPool>(
        $"""
        select p.owner_id, p.pool_id, p.supplier_id, p.ship_to_id, p.status, p.closes_at, p.closed_at
        from order_pool p
        where p.pool_id = @id
        {how}
        """,
        new { id });

    private static Refusal Missing() => new(Problems.NotFound, "No pool of yours has that number.");

    private sealed record Row(
        long Id, int SupplierId, string ShipTo, string Rule, string Status, string? Note, DateTime OpenedAt, string OpenedBy, DateTime ClosesAt, int Shops,
        int Shares, DateTime? ClosedAt, string? ClosedBy, decimal? Value, decimal? MinimumOrderValue, string? KeptBecause, string? KeptDetail, string? Reason,
        long? OrderId, string? Supplier, string ShipToName, string TimeZone)
    {
        internal NamedPool Named() => new(
            new Pool(
                Id, SupplierId, ShipTo, Names.Read<AllocationRule>(Rule), Names.Read<PoolStatus>(Status), Note, OpenedAt, OpenedBy, ClosesAt, Shops, Shares,
                ClosedAt, ClosedBy, Value, MinimumOrderValue, KeptBecause is null ? null : Names.Read<KeptBackCause>(KeptBecause), KeptDetail, Reason, OrderId),
            Supplier ?? "", ShipToName, TimeZone);
    }
}

/// <summary>What decides about a pool, as it stands under its lock.</summary>
internal sealed record LockedPool(int OwnerId, long PoolId, int SupplierId, int ShipToId, string Status, DateTime ClosesAt, DateTime? ClosedAt)
{
    internal PoolStatus Is => Names.Read<PoolStatus>(Status);

    /// <summary>A share that is given now is in time.</summary>
    /// <exception cref="Refusal">It is late.</exception>
    internal void MustTakeShares(DateTimeOffset now)
    {
        if (Is != PoolStatus.Open || now >= ClosesAt)
        {
            throw new Refusal(
                Problems.PoolClosed,
                $"It closed at {Rfc3339.Format(ClosedAt is { } closed && closed < ClosesAt ? closed : ClosesAt)}, and it is {Rfc3339.Format(now)} now. The shares stand as they were then.");
        }
    }
}
