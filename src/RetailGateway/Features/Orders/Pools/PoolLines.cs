using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Pooling;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>In which pack a product of a pool is ordered, and what it costs; no pack where none has a price in rupiah.</summary>
internal sealed record PoolOffer(int ProductId, string Item, string BaseUnit, string? Pack, decimal? Factor, decimal? Amount, decimal? BaseQuantity)
{
    /// <summary>Null where it cannot be ordered.</summary>
    internal PooledPack? Packed => Factor is { } factor ? new PooledPack(Quantity.FromDecimal(factor), PoolUnits.Of(BaseUnit)) : null;

    /// <summary>What a number of base units costs, rounded as a line of an order is.</summary>
    internal decimal Cost(Quantity ordered) => Amount is { } amount
        ? new UnitPrice(amount, BaseQuantity!.Value * Factor!.Value, Replenishment.ShopReading.Currency).For(ordered).Amount
        : 0;

    /// <summary>What the pool's products are ordered in on a day: the largest pack that has a price of its own.</summary>
    internal static async Task<Dictionary<int, PoolOffer>> Of(Work work, long pool, int supplier, DateOnly day) =>
        (await work.Connection.QueryAsync<PoolOffer>(
            """
            with trade as materialized (
                select t.partnership_id
                from trade_between((select current_party()), @supplier, @day) t
                where t.owner_id = (select current_party()))
            select g.product_id, g.code as item, g.base_unit, k.pack, k.factor, k.amount, k.base_quantity
            from (select distinct n.owner_id, n.product_id from order_pool_share n where n.pool_id = @pool and n.demanded > 0) n
            join product g on g.owner_id = n.owner_id and g.product_id = n.product_id
            left join trade t on true
            left join lateral (
                select k.code as pack, k.factor, r.amount, r.base_quantity
                from pack k
                cross join lateral (
                    select r.amount, r.base_quantity, r.currency
                    from price r
                    where r.owner_id = k.owner_id and r.partnership_id = t.partnership_id and r.product_id = k.product_id and r.pack_code = k.code
                        and r.valid_from <= @day
                    order by r.valid_from desc
                    limit 1) r
                where k.owner_id = g.owner_id and k.product_id = g.product_id and r.currency = @currency
                order by k.factor desc, k.code
                limit 1) k on true
            order by g.product_id
            """,
            new { pool, supplier, day, currency = Replenishment.ShopReading.Currency })).ToDictionary(offer => offer.ProductId);
}

/// <summary>What a pool comes to, by its products.</summary>
internal static class PoolLines
{
    /// <summary>The pool's shares that ask for something, by the rule's own types.</summary>
    internal static async Task<PoolShare[]> Shares(Work work, int owner, long pool) =>
        [.. (await work.Connection.QueryAsync<ShareRow>(
            """
            select n.share_id, n.location_id, n.product_id, n.demanded, n.available, n.minimum, n.given_at
            from order_pool_share n
            where n.owner_id = @owner and n.pool_id = @pool and n.demanded > 0
            order by n.product_id, n.share_id
            """,
            new { owner, pool })).Select(row => row.Share())];

    /// <summary>Lines as they are read: what was ordered, or what would be today.</summary>
    internal static async Task<IReadOnlyList<PoolLine>> Read(Work work, NamedPool pool, DateTimeOffset now)
    {
        var day = BusinessDay.Of(now, Catalogue.Contracts.Names.Read<IndonesianZone>(pool.TimeZone)).Date;
        var offers = pool.Pool.OrderId is null
            ? await PoolOffer.Of(work, pool.Pool.Id, pool.Pool.SupplierId, day)
            : [];
        return [.. (await work.Connection.QueryAsync<LineRow>(
            """
            select n.product_id, g.code as product, g.name, g.base_unit, n.shops, coalesce(o.demanded, n.demanded) as demanded, o.unit, o.pack_code as pack,
                o.pack_factor, o.price, o.price_base_quantity, o.ordered, coalesce(d.accepted, 0) as accepted, coalesce(d.shortage, 0) as shortage,
                coalesce(d.allocated, 0) as allocated
            from (
                select n.owner_id, n.pool_id, n.product_id, count(*)::integer as shops, sum(n.demanded) as demanded
                from order_pool_share n
                where n.pool_id = @id and n.demanded > 0
                group by n.owner_id, n.pool_id, n.product_id) n
            join product g on g.owner_id = n.owner_id and g.product_id = n.product_id
            left join order_pool_line o on o.owner_id = n.owner_id and o.pool_id = n.pool_id and o.product_id = n.product_id
            left join lateral (
                select (array_agg(d.accepted order by d.document_number desc))[1] as accepted,
                    (array_agg(d.shortage order by d.document_number desc))[1] as shortage, sum(d.allocated) as allocated
                from order_pool_delivery d
                where d.owner_id = n.owner_id and d.pool_id = n.pool_id and d.product_id = n.product_id) d on true
            order by g.code
            """,
            new { id = pool.Pool.Id })).Select(row => row.Line(offers.GetValueOrDefault(row.ProductId)))];
    }

    private sealed record ShareRow(long ShareId, int LocationId, int ProductId, decimal Demanded, decimal Available, decimal Minimum, DateTime GivenAt)
    {
        internal PoolShare Share() => new(
            new PoolShareId(ShareId), new LocationId(LocationId), new ProductId(ProductId), Quantity.FromDecimal(Demanded),
            new ShareNeed(Quantity.FromSum(Available), Quantity.FromDecimal(Minimum)), GivenAt);
    }

    private sealed record LineRow(
        int ProductId, string Product, string Name, string BaseUnit, int Shops, decimal Demanded, decimal? Unit, string? Pack, decimal? PackFactor, decimal? Price,
        decimal? PriceBaseQuantity, decimal? Ordered, decimal Accepted, decimal Shortage, decimal Allocated)
    {
        internal PoolLine Line(PoolOffer? today)
        {
            var offer = today ?? new PoolOffer(ProductId, Product, BaseUnit, Pack, PackFactor, Price, PriceBaseQuantity);
            var ordered = Ordered is { } there ? Quantity.FromDecimal(there)
                : offer.Packed is { } pack ? PackRounding.Up(Quantity.FromSum(Demanded), pack.Factor).Quantity
                : Quantity.Zero;
            return new(
                Product, Name, BaseUnit, Shops, Demanded, Unit ?? PoolUnits.Of(BaseUnit).ToDecimal(), offer.Pack, offer.Factor, offer.Amount, offer.BaseQuantity,
                offer.Factor is { } factor ? (long)(ordered.ToDecimal() / factor) : 0, ordered.ToDecimal(),
                decimal.Max(0, ordered.ToDecimal() - Demanded), offer.Cost(ordered), Accepted, Allocated, Shortage);
        }
    }
}
