using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>A line of a send as the store has it: a position as it is now, called as the partner calls it.</summary>
internal sealed record LineRow(
    int LocationId, int ProductId, string Location, string BaseUnit,
    decimal OnHand, decimal Reserved, decimal ExpectedOut, decimal SafetyStock, long Version, DateTime Now,
    string ItemCode, string PackCode, decimal Factor, bool Withdrawn, string? Trace, int Refusals)
{
    /// <summary>What is read of a position named by <c>c</c>.</summary>
    internal const string Figures = "l.code as location, g.base_unit, p.on_hand, p.reserved, p.expected_out, p.safety_stock, p.version, now() as now";

    /// <summary>Line by line, each by its key: so it is one plan, whatever the planner knows of the tables.</summary>
    internal const string Joins =
        """
        left join lateral (
            select p.on_hand, p.reserved, p.expected_out, p.safety_stock, p.version from stock_position p
            where p.owner_id = @CounterpartyId and p.location_id = c.location_id and p.product_id = c.product_id limit 1) p on true
        left join lateral (select code from location l where l.owner_id = @CounterpartyId and l.location_id = c.location_id limit 1) l on true
        left join lateral (select base_unit from product g where g.owner_id = @CounterpartyId and g.product_id = c.product_id limit 1) g on true
        """;

    /// <summary>The partner's item of the product of <c>c</c>, by the newest mapping in force.</summary>
    internal const string Item =
        """
        select i.item_code, i.pack_code, i.factor from item_mapping i
        where i.owner_id = @CounterpartyId and i.connection_owner_id = @OwnerId and i.connection_id = @ConnectionId
            and i.product_id = c.product_id and i.during @> now()
        order by lower(i.during) desc nulls last, i.item_code
        limit 1
        """;

    internal StockLine Line() => new(
        LocationId, ProductId, Location, ItemCode, PackCode, Factor, BaseUnit,
        Withdrawn
            ? 0
            : Availability.Of(Quantity.FromSum(OnHand), Quantity.FromDecimal(Reserved), Quantity.FromDecimal(SafetyStock), Quantity.FromDecimal(ExpectedOut)).ToDecimal(),
        Version, Now, Withdrawn, Trace, Refusals);
}
