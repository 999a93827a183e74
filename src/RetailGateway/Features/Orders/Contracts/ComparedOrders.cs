using Dapper;
using Npgsql;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Orders.Contracts;

/// <summary>Orders that crossed to a partner's own system or came from it, for holding both books against each other.</summary>
internal static class ComparedOrders
{
    /// <summary>Orders that go on, and those that ended in the last thirty days.</summary>
    /// <param name="connection">Of the jobs.</param>
    /// <param name="system">The partner's.</param>
    /// <param name="cooperative">Whose orders.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal static async Task<Dictionary<OrderName, ComparedOrder>> Of(NpgsqlConnection connection, PartnerSystem system, int cooperative, CancellationToken cancel)
    {
        await using var read = await connection.QueryMultipleAsync(new CommandDefinition(
            """
            create temporary table compared on commit drop as
            select o.owner_id, o.order_id, o.buyer_id = o.partner_id as partner_buys, o.number, o.state, o.version, exists (
                select from order_delivery d
                where d.counterparty_id = o.owner_id and d.order_id = o.order_id and d.owner_id = @Owner and d.connection_id = @Connection
                    and d.answered_at is null) as is_under_way
            from trade_order o
            where o.owner_id = @cooperative and o.partner_id = @Owner and (o.turn is not null or o.changed_at > now() - interval '30 days')
                and (
                    exists (
                        select from order_delivery d
                        where d.counterparty_id = o.owner_id and d.order_id = o.order_id and d.owner_id = @Owner and d.connection_id = @Connection)
                    or exists (
                        select from order_message m
                        where m.counterparty_id = o.owner_id and m.order_id = o.order_id and m.owner_id = @Owner and m.connection_id = @Connection));

            select order_id, partner_buys, number, state, version, is_under_way from compared;

            select c.order_id, l.line_id, l.product_id, coalesce(l.pack_code, g.base_unit) as pack, coalesce(l.pack_factor, 1) as factor, g.base_unit,
                l.ordered, l.confirmed, l.despatched, l.received, l.rejected
            from compared c
            join order_line l on l.owner_id = c.owner_id and l.order_id = c.order_id
            join product g on g.owner_id = l.owner_id and g.product_id = l.product_id
            order by c.order_id, l.place
            """,
            new { system.Owner, system.Connection, cooperative },
            cancellationToken: cancel));
        var heads = (await read.ReadAsync<HeadRow>()).AsList();
        var lines = (await read.ReadAsync<LineRow>()).ToLookup(row => row.OrderId, row => row.Line());
        return heads.ToDictionary(
            row => new OrderName(row.PartnerBuys, row.Number),
            row => new ComparedOrder(row.OrderId, Names.Read<OrderState>(row.State), row.Version, row.IsUnderWay, lines[row.OrderId].ToDictionary(line => line.Id)));
    }

    /// <summary>Which of these there are at all, however long ago they ended.</summary>
    internal static async Task<HashSet<OrderName>> Known(
        NpgsqlConnection connection, PartnerSystem system, int cooperative, IReadOnlyCollection<OrderName> names, CancellationToken cancel) =>
        [.. await connection.QueryAsync<OrderName>(new CommandDefinition(
            """
            select o.buyer_id = o.partner_id as partner_buys, o.number
            from unnest(@partners, @numbers) n (partner_buys, number)
            join trade_order o on o.owner_id = @cooperative and o.partner_id = @Owner and o.number = n.number collate "C"
                and (o.buyer_id = o.partner_id) = n.partner_buys
            """,
            new
            {
                system.Owner,
                cooperative,
                partners = names.Select(name => name.PartnerBuys).ToArray(),
                numbers = names.Select(name => name.Number).ToArray(),
            },
            cancellationToken: cancel))];

    private sealed record HeadRow(long OrderId, bool PartnerBuys, string Number, string State, long Version, bool IsUnderWay);

    private sealed record LineRow(
        long OrderId, string LineId, int ProductId, string Pack, decimal Factor, string BaseUnit, decimal Ordered, decimal Confirmed, decimal Despatched,
        decimal Received, decimal Rejected)
    {
        internal ComparedLine Line() => new(
            new LineId(LineId), new OrderGoods("", new ProductId(ProductId), Pack, Quantity.FromDecimal(Factor), BaseUnit), Quantity.FromDecimal(Ordered),
            Quantity.FromDecimal(Confirmed), Quantity.FromDecimal(Despatched), Quantity.FromDecimal(Received), Quantity.FromDecimal(Rejected));
    }
}

/// <summary>What names an order between a cooperative and a partner.</summary>
/// <param name="PartnerBuys">The partner ordered.</param>
/// <param name="Number">The buyer's number.</param>
internal readonly record struct OrderName(bool PartnerBuys, string Number);

/// <summary>An order as we have it.</summary>
/// <param name="Id">Its number here.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">One more with every document.</param>
/// <param name="IsUnderWay">A document of it has not reached the partner yet.</param>
/// <param name="Lines">Those that order goods.</param>
internal sealed record ComparedOrder(long Id, OrderState State, long Version, bool IsUnderWay, IReadOnlyDictionary<LineId, ComparedLine> Lines);

/// <summary>A line of it; in base units.</summary>
internal sealed record ComparedLine(
    LineId Id, OrderGoods Goods, Quantity Ordered, Quantity Confirmed, Quantity Despatched, Quantity Received, Quantity Rejected);
