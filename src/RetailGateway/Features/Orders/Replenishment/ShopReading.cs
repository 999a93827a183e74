using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>A shop that has levels.</summary>
/// <param name="OwnerId">Whose it is: the buyer.</param>
/// <param name="LocationId">Its number.</param>
internal sealed record LevelledShop(int OwnerId, int LocationId);

/// <summary>All that decides what a shop orders on a day, in one reading.</summary>
/// <param name="Day">The shop's day.</param>
/// <param name="Products">Its products with a level; their supplier is number 0 where nobody supplies them.</param>
/// <param name="Terms">In force that day, in rupiah.</param>
/// <param name="Items">The cooperative's item code behind each product that somebody supplies.</param>
internal sealed record ShopReading(
    DateOnly Day, IReadOnlyList<StockedProduct> Products, IReadOnlyList<SupplierTerms> Terms, IReadOnlyDictionary<ProductId, string> Items)
{
    /// <summary>What terms count in.</summary>
    internal const string Currency = "IDR";

    /// <summary>A shop's day: terms, prices and what people decided that day are of it.</summary>
    internal const string Today =
        "(now() at time zone case l.time_zone when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end)::date";

    /// <summary>Who supplies the party that day, and under which terms, as <c>trade_between</c> says it of one.</summary>
    private const string Trade =
        """
        select distinct on (s.supplier) s.supplier, s.owner_id, s.partnership_id, t.minimum_order_value, t.below_minimum
        from (
            select p.*, case p.owner_id when @OwnerId then p.partner_id else p.owner_id end as supplier
            from partnership p
            where (p.owner_id = @OwnerId and p.role = 'supplier' or p.partner_id = @OwnerId and p.role = 'stockist')
                and p.valid_from <= @day and (p.valid_to is null or p.valid_to > @day)) s
        cross join lateral (
            select t.minimum_order_value, t.below_minimum
            from terms t
            where t.owner_id = s.owner_id and t.partnership_id = s.partnership_id and t.valid_from <= @day and t.accepted_at is not null
            order by t.valid_from desc
            limit 1) t
        order by s.supplier, s.valid_from desc, s.partnership_id
        """;

    /// <summary>
    /// A cooperative's own product is the one it orders; a chain's is behind its item code in the cooperative's catalogue.
    /// The pack is the largest that has a price of its own, the supplier the one that is named, else the one that asks least
    /// for a base unit.
    /// </summary>
    private const string Query =
        $"""
        with trade as materialized ({Trade}),
        level as materialized (
            select v.product_id, g.code_key, v.minimum, v.target, v.supplier_id, coalesce(p.on_hand, 0) as on_hand,
                greatest(0, coalesce(p.on_hand - p.reserved - p.expected_out - p.safety_stock, 0)) as available, coalesce(p.expected_in, 0) as expected_in
            from replenishment_level v
            join product g on g.owner_id = v.owner_id and g.product_id = v.product_id
            left join stock_position p on p.owner_id = v.owner_id and p.location_id = v.location_id and p.product_id = v.product_id
            where v.owner_id = @OwnerId and v.location_id = @LocationId),
        goods as materialized (
            select l.product_id, t.supplier, t.owner_id, t.partnership_id, m.traded
            from level l
            join trade t on l.supplier_id is null or l.supplier_id = t.supplier
            cross join lateral (
                select l.product_id as traded where t.owner_id = @OwnerId
                union all
                (select i.product_id
                from item_mapping i
                where t.owner_id <> @OwnerId and i.owner_id = t.owner_id and i.connection_owner_id = @OwnerId
                    and upper(i.item_code) = l.code_key and i.during @> now()
                order by i.mapping_id desc
                limit 1)) m),
        offer as (
            select distinct on (g.product_id) g.*, c.code as item, k.pack, k.factor, k.amount, k.base_quantity, k.currency
            from goods g
            join product c on c.owner_id = g.owner_id and c.product_id = g.traded
            cross join lateral (
                select k.code as pack, k.factor, r.amount, r.base_quantity, r.currency
                from pack k
                left join lateral (
                    select r.amount, r.base_quantity, r.currency
                    from price r
                    where r.owner_id = g.owner_id and r.partnership_id = g.partnership_id and r.product_id = g.traded
                        and r.pack_code = k.code and r.valid_from <= @day
                    order by r.valid_from desc
                    limit 1) r on true
                where k.owner_id = g.owner_id and k.product_id = g.traded
                order by r.amount is null, case when r.amount is null then k.factor else -k.factor end, k.code
                limit 1) k
            order by g.product_id, k.amount is null, k.amount / (k.base_quantity * k.factor), g.supplier),
        coming as (
            select g.product_id, sum(n.later + greatest(0, n.despatched - n.received)) as on_order
            from trade_order o
            join order_line n on n.owner_id = o.owner_id and n.order_id = o.order_id
            join (select distinct g.product_id, g.owner_id, g.traded from goods g) g on g.owner_id = n.owner_id and g.traded = n.product_id
            where o.buyer_id = @OwnerId and o.ship_to_id = @LocationId and o.turn is not null
            group by g.product_id),
        pooled as (
            select s.product_id, sum(greatest(0, s.demanded - coalesce(a.allocated, 0))) as on_order
            from order_pool_share s
            join order_pool p on p.owner_id = s.owner_id and p.pool_id = s.pool_id
            left join trade_order o on o.owner_id = p.order_owner_id and o.order_id = p.order_id
            left join lateral (
                select sum(a.allocated) as allocated
                from order_pool_allocation a
                where a.owner_id = s.owner_id and a.pool_id = s.pool_id and a.share_id = s.share_id) a on true
            where s.owner_id = @OwnerId and s.location_id = @LocationId and s.demanded > 0
                and (p.status in ('open', 'kept_back') or p.status = 'ordered' and o.turn is not null)
            group by s.product_id)
        select l.product_id, l.minimum, l.target, l.on_hand, l.available, coalesce(c.on_order, 0) + coalesce(d.on_order, 0) as on_order, l.expected_in,
            coalesce(o.supplier, l.supplier_id, 0) as supplier_id, o.item, o.pack, o.factor, o.amount, o.base_quantity, o.currency
        from level l
        left join offer o on o.product_id = l.product_id
        left join coming c on c.product_id = l.product_id
        left join pooled d on d.product_id = l.product_id
        order by l.product_id;

        {Trade};
        """;

    /// <summary>Reads a shop as it is now.</summary>
    /// <param name="work">A transaction of the jobs, which sees every row.</param>
    /// <param name="shop">Which.</param>
    /// <param name="day">Its day.</param>
    internal static async Task<ShopReading> Of(Work work, LevelledShop shop, DateOnly day)
    {
        await using var read = await work.Connection.QueryMultipleAsync(Query, new { shop.OwnerId, shop.LocationId, day });
        var rows = (await read.ReadAsync<ProductRow>()).AsList();
        var terms = (await read.ReadAsync<TradeRow>()).AsList();
        return new ShopReading(
            day,
            [.. rows.Select(row => row.Product(new LocationId(shop.LocationId)))],
            [.. terms.Select(row => row.Terms())],
            rows.Where(row => row.Item is not null).ToDictionary(row => new ProductId(row.ProductId), row => row.Item!));
    }

    private sealed record ProductRow(
        int ProductId, decimal Minimum, decimal Target, decimal OnHand, decimal Available, decimal OnOrder, decimal ExpectedIn, int SupplierId, string? Item,
        string? Pack, decimal? Factor, decimal? Amount, decimal? BaseQuantity, string? Currency)
    {
        internal StockedProduct Product(LocationId shop) => new(
            shop,
            new ProductId(ProductId),
            new ReplenishmentLevel(Quantity.FromDecimal(Minimum), Quantity.FromDecimal(Target)),
            new StockOutlook(Quantity.FromSum(OnHand), Quantity.FromSum(Available), Quantity.FromSum(OnOrder), Quantity.FromDecimal(ExpectedIn)),
            new PartyId(SupplierId),
            Pack is null ? null : new OrderedPack(Pack, Quantity.FromDecimal(Factor!.Value)),
            Amount is { } amount ? new UnitPrice(amount, BaseQuantity!.Value * Factor!.Value, Currency!) : null);
    }

    private sealed record TradeRow(int Supplier, int OwnerId, int PartnershipId, decimal MinimumOrderValue, string BelowMinimum)
    {
        internal SupplierTerms Terms() => new(new PartyId(Supplier), new Money(MinimumOrderValue, Currency), Names.Read<SmallOrderRule>(BelowMinimum));
    }
}
