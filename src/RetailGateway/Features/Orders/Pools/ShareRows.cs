using Dapper;
using RetailGateway.Database;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>Which shares are asked for; null does not narrow.</summary>
/// <param name="Location">Of one location.</param>
/// <param name="Product">Of one product.</param>
/// <param name="IsAsking">True: without those that were withdrawn.</param>
/// <param name="Until">Up to this share's number.</param>
internal sealed record ShareFilter(string? Location = null, string? Product = null, bool IsAsking = false, long? Until = null);

/// <summary>A share with its number, by which lists go on.</summary>
internal sealed record NumberedShare(long Id, Share Share);

/// <summary>What a share was given of one delivery, with its number, by which lists go on.</summary>
internal sealed record NumberedAllocation(long ShareId, long Document, ShareAllocation Allocation);

/// <summary>Rows of shares and of what they were given.</summary>
internal static class ShareRows
{
    /// <summary>Shares by number: those that were given first.</summary>
    internal static async Task<List<NumberedShare>> List(Work work, long pool, ShareFilter filter, long after, int take) =>
        [.. (await work.Connection.QueryAsync<Row>(
            """
            select n.share_id, l.code as location, g.code as product, n.demanded, n.available, n.minimum, n.given_at, n.given_by, n.proposal_id,
                coalesce(a.allocated, 0) as allocated
            from order_pool_share n
            join location l on l.owner_id = n.owner_id and l.location_id = n.location_id
            join product g on g.owner_id = n.owner_id and g.product_id = n.product_id
            left join lateral (
                select sum(a.allocated) as allocated
                from order_pool_allocation a
                where a.owner_id = n.owner_id and a.pool_id = n.pool_id and a.share_id = n.share_id) a on true
            where n.pool_id = @pool and n.share_id > @after and (n.demanded > 0 or not @IsAsking)
                and (@Location::text is null or l.code_key = upper(@Location))
                and (@Product::text is null or g.code_key = upper(@Product))
            order by n.share_id
            limit @take
            """,
            new { pool, after, take, filter.Location, filter.Product, filter.IsAsking })).Select(row => row.Numbered())];

    /// <summary>What shares were given, delivery by delivery.</summary>
    internal static async Task<List<NumberedAllocation>> Allocations(Work work, NamedPool pool, ShareFilter filter, (long Share, long Document) after, int take) =>
        [.. (await work.Connection.QueryAsync<AllocationRow>(
            """
            select a.share_id, a.document_number, d.document_id, d.recorded_at, l.code as location, g.code as product, n.demanded, a.lacked, a.quota, a.remainder,
                d.parts, a.rank_by_need, a.allocated, d.to_share, o.unit
            from order_pool_allocation a
            join order_pool_delivery d on d.owner_id = a.owner_id and d.pool_id = a.pool_id and d.document_number = a.document_number and d.product_id = a.product_id
            join order_pool_share n on n.owner_id = a.owner_id and n.pool_id = a.pool_id and n.share_id = a.share_id
            join order_pool_line o on o.owner_id = a.owner_id and o.pool_id = a.pool_id and o.product_id = a.product_id
            join location l on l.owner_id = a.owner_id and l.location_id = a.location_id
            join product g on g.owner_id = a.owner_id and g.product_id = a.product_id
            where a.pool_id = @pool and (a.share_id, a.document_number) > (@share, @document) and (@Until::bigint is null or a.share_id <= @Until)
                and (@Location::text is null or l.code_key = upper(@Location))
                and (@Product::text is null or g.code_key = upper(@Product))
            order by a.share_id, a.document_number
            limit @take
            """,
            new { pool = pool.Pool.Id, share = after.Share, document = after.Document, take, filter.Location, filter.Product, filter.Until }))
            .Select(row => row.Numbered(pool.Pool.Rule))];

    private sealed record Row(
        long ShareId, string Location, string Product, decimal Demanded, decimal Available, decimal Minimum, DateTime GivenAt, string GivenBy, long? ProposalId,
        decimal Allocated)
    {
        internal NumberedShare Numbered() => new(
            ShareId, new Share(Location, Product, Demanded, Available, Minimum, GivenAt, GivenBy, ProposalId, Allocated, decimal.Max(0, Demanded - Allocated)));
    }

    private sealed record AllocationRow(
        long ShareId, long DocumentNumber, string DocumentId, DateTime RecordedAt, string Location, string Product, decimal Demanded, decimal Lacked,
        decimal Quota, long Remainder, long Parts, int RankByNeed, decimal Allocated, decimal ToShare, decimal Unit)
    {
        internal NumberedAllocation Numbered(Domain.Orders.Pooling.AllocationRule rule) => new(
            ShareId, DocumentNumber, new ShareAllocation(
                Location, Product, DocumentId, RecordedAt, Demanded, Lacked, Allocated, Quota, Remainder, Parts, RankByNeed, ToShare, Unit,
                ShareAllocation.Why(rule, Lacked, Unit, Quota, Allocated)));
    }
}
