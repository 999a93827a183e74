using System.Globalization;

namespace RetailGateway.Features.Orders.Contracts;

/// <summary>Orders that wait for people of a party: late on its own side, or with documents that do not fit.</summary>
internal static class AskedOrders
{
    /// <summary>What it says of an order that is late.</summary>
    internal const string IsLate = "late";

    /// <summary>A matter each, worst rupiah first; the party is <c>@owner</c>, so many at most <c>@most</c>.</summary>
    internal const string Matters =
        """
        select format('order/%s/%s', a.order_id, a.detail) as key, 'order' as kind, a.detail, a.number as subject, p.name as place, 1::bigint as lines,
            a.since, case when a.currency = 'IDR' then a.amount end as rupiah, '/orders/' || a.order_id as link, count(*) over () as of
        from (
            select o.*, 'late' as detail, o.due_at as since
            from trade_order o
            where o.due_at <= now() and case o.turn when 'buyer' then o.buyer_id else o.seller_id end = @owner
            union all
            select o.*, 'doubtful', o.changed_at
            from trade_order o
            where o.contradictions > 0 and (o.owner_id = @owner or o.partner_id = @owner)) a
        join party p on p.owner_id = case @owner when a.owner_id then a.partner_id else a.owner_id end
        order by case when a.currency = 'IDR' then a.amount else -1 end desc, a.order_id, a.detail
        limit @most
        """;

    /// <summary>The key of the matter that an order is late.</summary>
    internal static string Late(long order) => string.Create(CultureInfo.InvariantCulture, $"order/{order}/{IsLate}");
}
