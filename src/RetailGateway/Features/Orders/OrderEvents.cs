using System.Text.Json;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Orders.Deadlines;

namespace RetailGateway.Features.Orders;

/// <summary>Tells both sides' systems of each document of an order; its sender's own connection knows.</summary>
internal static class OrderEvents
{
    /// <summary>The CloudEvents type; its data is described by contracts/events/order.changed.schema.json.</summary>
    internal const string Type = "order.changed";

    /// <summary>Asks a seller that is late; its data is described by contracts/events/order.status_requested.schema.json.</summary>
    internal const string StatusRequested = "order.status_requested";

    /// <summary>The outbox rows: after the order's head was written, whose version and state they tell.</summary>
    internal static NpgsqlBatchCommand Insert(OrderHead order, Caller sender, OrderDocument document) => Sql.Command(
        """
        insert into outbox (owner_id, connection_id, body)
        select c.owner_id, c.connection_id, json_build_object(
            'specversion', '1.0',
            'id', format('order-%s-%s', o.order_id, o.version),
            'source', '/v1/orders/' || o.order_id,
            'type', $4::text,
            'time', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'data', json_build_object(
                'orderId', o.order_id, 'number', o.number, 'buyerId', o.buyer_id, 'sellerId', o.seller_id, 'version', o.version,
                'state', o.state, 'turn', o.turn, 'document', $5::json))::text
        from trade_order o
        join connection c on c.owner_id in (o.buyer_id, o.seller_id) and c.receives_feed and c.connection_id <> $3
        where o.owner_id = $1 and o.order_id = $2
        """,
        order.OwnerId,
        order.OrderId,
        sender.Connection.Value,
        Type,
        JsonSerializer.Serialize(new { kind = Catalogue.Contracts.Names.Of(document.Kind), id = document.Id.Value }));

    /// <summary>
    /// Asks the sellers' own systems, where they show their orders, how these stand: both books are held against each other within
    /// a minute or two.
    /// </summary>
    internal static NpgsqlBatchCommand CheckBoth(IReadOnlyCollection<DueOrder> orders, string[] dialects) => Sql.Command(
        """
        insert into drift_check (owner_id, connection_owner_id, connection_id, stream, asked_at)
        select distinct s.counterparty_id, s.owner_id, s.connection_id, s.kind, now()
        from unnest($1, $2) n (owner_id, seller_id)
        join sync_stream s on s.owner_id = n.seller_id and s.counterparty_id = n.owner_id and s.kind = 'orders_out'
        join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id and c.dialect = any ($3)
        on conflict (owner_id, connection_owner_id, connection_id, stream) where asked_at is not null and ended_at is null do nothing
        """,
        orders.Select(order => order.OwnerId).ToArray(),
        orders.Select(order => order.SellerId).ToArray(),
        dialects);

    /// <summary>The outbox rows that ask sellers how their orders stand: whoever reads their feeds answers with a document.</summary>
    internal static NpgsqlBatchCommand AskForStatus(IReadOnlyCollection<DueOrder> orders) => Sql.Command(
        """
        insert into outbox (owner_id, connection_id, body)
        select c.owner_id, c.connection_id, json_build_object(
            'specversion', '1.0',
            'id', format('status-%s-%s', o.order_id, o.version),
            'source', '/v1/orders/' || o.order_id,
            'type', $3::text,
            'time', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'data', json_build_object(
                'orderId', o.order_id, 'number', o.number, 'buyerId', o.buyer_id, 'sellerId', o.seller_id, 'version', o.version,
                'state', o.state, 'dueAt', to_char(o.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))::text
        from unnest($1, $2) n (owner_id, order_id)
        join trade_order o on o.owner_id = n.owner_id and o.order_id = n.order_id
        join connection c on c.owner_id = o.seller_id and c.receives_feed
        """,
        orders.Select(order => order.OwnerId).ToArray(),
        orders.Select(order => order.OrderId).ToArray(),
        StatusRequested);
}
