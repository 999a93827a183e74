using Dapper;
using Npgsql;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>What of a cooperative's stock the terms show to a partner, in the partner's items, as one statement sees it.</summary>
internal static class StockFileLines
{
    internal static async IAsyncEnumerable<StockLine> Read(NpgsqlConnection connection, ClaimedStream stream, DateTimeOffset asOf)
    {
        var rows = connection.QueryUnbufferedAsync<Row>(
            $"""
            with mapped as materialized ({PartnerCopies.Mapped} {PartnerCopies.NewestFirst})
            select p.location_id, p.product_id, l.code as location, m.item_code, m.pack_code, m.factor, g.base_unit,
                p.on_hand, p.reserved, p.expected_out, p.safety_stock, p.version
            from stock_position p
            join mapped m on m.product_id = p.product_id
            join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
            join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
            where p.owner_id = @CounterpartyId and p.version > 0 and {PartnerCopies.Shown}
            order by l.code, m.item_code
            """,
            new { stream.OwnerId, stream.ConnectionId, stream.CounterpartyId });
        await foreach (var row in rows)
        {
            yield return row.Line(asOf);
        }
    }

    private sealed record Row(
        int LocationId, int ProductId, string Location, string ItemCode, string PackCode, decimal Factor, string BaseUnit,
        decimal OnHand, decimal Reserved, decimal ExpectedOut, decimal SafetyStock, long Version)
    {
        internal StockLine Line(DateTimeOffset asOf) => new(
            LocationId, ProductId, Location, ItemCode, PackCode, Factor, BaseUnit,
            Availability.Of(Quantity.FromSum(OnHand), Quantity.FromDecimal(Reserved), Quantity.FromDecimal(SafetyStock), Quantity.FromDecimal(ExpectedOut)).ToDecimal(),
            Version, asOf);
    }
}
