using System.Globalization;

namespace RetailGateway.Features.Orders.Contracts;

/// <summary>Orders that wait for people of a party: late on its own side, with documents that do not fit, or pooled and kept back.</summary>
internal static class AskedOrders
{
    /// <summary>What it says of an order that is late.</summary>
    internal const string IsLate = "late";

    /// <summary>A matter each, worst rupiah first; the party is <c>@owner</c>, so many at most <c>@most</c>.</summary>
    internal const string Matters =
        """
        select a.key, 'order' as kind, a.detail, a.subject, p.name as place, 1::bigint as lines, a.since, a.rupiah, a.link, count(*) over () as of
        from (
            select format('order/%s/%s', o.order_id, o.detail) as key, o.detail, o.number as subject, o.since,
                case when o.currency = 'IDR' then o.amount end as rupiah, '/orders/' || o.order_id as link,
                case @owner when o.owner_id then o.partner_id else o.owner_id end as other
            from (
                select o.*, 'late' as detail, o.due_at as since
                from trade_order o
                where o.due_at <= now() and case o.turn when 'buyer' then o.buyer_id else o.seller_id end = @owner
                union all
                select o.*, 'doubtful', o.changed_at
                from trade_order o
                where o.contradictions > 0 and (o.owner_id = @owner or o.partner_id = @owner)) o
            union all
            select format('pool/%s', n.pool_id), 'pool_kept', 'POOL-' || n.pool_id, n.closed_at, n.value, '/orders/pools/' || n.pool_id, n.supplier_id
            from order_pool n
            where n.owner_id = @owner and n.status = 'kept_back') a
        join party p on p.owner_id = a.other
        order by coalesce(a.rupiah, -1) desc, a.key
        limit @most
        """;

    /// <summary>The key of the matter that an order is late.</summary>
    internal static string Late(long order) => string.Create(CultureInfo.InvariantCulture, $"order/{order}/{IsLate}");
}
