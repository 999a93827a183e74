using Dapper;
using Npgsql;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Orders;

/// <summary>Rows of the exchange of orders: what a partner's system is to be sent, and what it told.</summary>
internal static class OrderStreams
{
    /// <summary>Our documents to the partner.</summary>
    internal const string Out = "orders_out";

    /// <summary>The partner's to us.</summary>
    internal const string In = "orders_in";

    /// <summary>
    /// Makes the rows of streams that should exist: one each way for each cooperative that is the partner's. What was ordered
    /// before, or in the same moment, and nobody there has reacted to, is due in a new one.
    /// </summary>
    internal static async Task Ensure(NpgsqlDataSource jobs, IExchangesOrders partner, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into sync_stream (owner_id, connection_id, kind, counterparty_id)
            select distinct c.owner_id, c.connection_id, k.kind, p.owner_id
            from connection c
            join party o on o.owner_id = c.owner_id and o.environment = @Environment
            join partnership p on p.partner_id = c.owner_id and p.valid_from <= current_date and (p.valid_to is null or p.valid_to > current_date)
            cross join (values ('orders_out'), ('orders_in')) k (kind)
            where c.kind = 'connector' and c.dialect = @Dialect
            on conflict do nothing;

            insert into order_delivery (owner_id, connection_id, counterparty_id, document_number, order_id)
            select s.owner_id, s.connection_id, s.counterparty_id, d.document_number, d.order_id
            from sync_stream s
            join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id and c.dialect = @Dialect
            join party p on p.owner_id = s.owner_id and p.environment = @Environment
            join trade_order o on o.owner_id = s.counterparty_id and o.partner_id = s.owner_id and o.turn is not null
            join order_document d on d.owner_id = o.owner_id and d.order_id = o.order_id and d.sender_id = s.counterparty_id
            where s.kind = 'orders_out' and s.made_at > now() - interval '1 minute' and not exists (
                select from order_document t where t.owner_id = o.owner_id and t.order_id = o.order_id and t.sender_id = s.owner_id)
            on conflict do nothing
            """,
            new { partner.Dialect, partner.Environment },
            cancellationToken: cancel));
    }

    /// <summary>A stream that only rests is due at once where a document is.</summary>
    internal static async Task Wake(NpgsqlDataSource jobs, IExchangesOrders partner, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            update sync_stream s set next_attempt_at = now()
            from connection c, party o
            where c.owner_id = s.owner_id and c.connection_id = s.connection_id and c.dialect = @Dialect
                and o.owner_id = s.owner_id and o.environment = @Environment and s.kind = '{Out}' and s.attempts = 0 and s.next_attempt_at > now()
                and exists (
                    select from order_delivery d
                    where d.owner_id = s.owner_id and d.connection_id = s.connection_id and d.counterparty_id = s.counterparty_id
                        and d.answered_at is null and d.refused_code is null)
            """,
            new { partner.Dialect, partner.Environment },
            cancellationToken: cancel));
    }

    /// <summary>The document that has waited longest; what comes after a refused one of the same order waits with it.</summary>
    internal static Task<long?> NextDelivery(NpgsqlConnection connection, ClaimedStream stream, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            """
            select d.document_number
            from order_delivery d
            where d.owner_id = @OwnerId and d.connection_id = @ConnectionId and d.counterparty_id = @CounterpartyId
                and d.answered_at is null and d.refused_code is null and not exists (
                    select from order_delivery r
                    where r.owner_id = d.owner_id and r.connection_id = d.connection_id and r.counterparty_id = d.counterparty_id
                        and r.order_id = d.order_id and r.refused_code is not null and r.answered_at is null)
            order by d.document_number
            limit 1
            """,
            stream,
            cancellationToken: cancel));

    internal static Task Delivered(NpgsqlConnection connection, ClaimedStream stream, long number, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            "update order_delivery set answered_at = now() where owner_id = @OwnerId and connection_id = @ConnectionId and document_number = @number",
            new { stream.OwnerId, stream.ConnectionId, number },
            cancellationToken: cancel));

    internal static Task Refused(NpgsqlConnection connection, ClaimedStream stream, long number, string code, string words, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            update order_delivery set refused_code = @code, refused_because = @words
            where owner_id = @OwnerId and connection_id = @ConnectionId and document_number = @number
            """,
            new { stream.OwnerId, stream.ConnectionId, number, code, words },
            cancellationToken: cancel));

    /// <summary>Writes down messages as they came; those that are there stay as they are.</summary>
    internal static Task Keep(NpgsqlConnection connection, int owner, int system, int cooperative, IReadOnlyList<OrderMessage> messages, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            insert into order_message (owner_id, connection_id, counterparty_id, message_id, body)
            select @owner, @system, @cooperative, m.id, m.body
            from unnest(@ids, @bodies) with ordinality as m (id, body, place)
            order by m.place
            on conflict do nothing
            """,
            new { owner, system, cooperative, ids = messages.Select(one => one.Id).ToArray(), bodies = messages.Select(one => one.Body).ToArray() },
            cancellationToken: cancel));

    /// <summary>
    /// The message that has waited longest of a claimed stream, counted as tried: one that breaks whoever reads it is set
    /// aside after a few times.
    /// </summary>
    internal static Task<WaitingMessage?> NextMessage(NpgsqlConnection connection, ClaimedStream stream, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<WaitingMessage>(new CommandDefinition(
            """
            update order_message m set attempts = m.attempts + 1
            from (
                select message_id from order_message
                where owner_id = @OwnerId and connection_id = @ConnectionId and counterparty_id = @CounterpartyId
                    and recorded_at is null and refused_code is null
                order by message_number
                limit 1) n
            where m.owner_id = @OwnerId and m.connection_id = @ConnectionId and m.counterparty_id = @CounterpartyId and m.message_id = n.message_id
            returning m.message_id, m.message_number, m.body, m.attempts
            """,
            stream,
            cancellationToken: cancel));

    /// <summary>In the partner's own transaction that records it.</summary>
    internal static Task Recorded(NpgsqlConnection connection, ClaimedStream stream, WaitingMessage message, long order, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            update order_message set recorded_at = now(), order_id = @order
            where owner_id = @OwnerId and connection_id = @ConnectionId and counterparty_id = @CounterpartyId and message_id = @MessageId
            """,
            new { stream.OwnerId, stream.ConnectionId, stream.CounterpartyId, message.MessageId, order },
            cancellationToken: cancel));

    /// <summary>It waits for a person.</summary>
    internal static Task SetAside(NpgsqlConnection connection, ClaimedStream stream, WaitingMessage message, string code, string words, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            update order_message set refused_code = @code, refused_because = @words, attempts = 0
            where owner_id = @OwnerId and connection_id = @ConnectionId and counterparty_id = @CounterpartyId and message_id = @MessageId
            """,
            new { stream.OwnerId, stream.ConnectionId, stream.CounterpartyId, message.MessageId, code, words },
            cancellationToken: cancel));

    /// <summary>Where a cooperative's messages of a dialect belong; null where nobody trades with it that way.</summary>
    internal static Task<StreamKey?> Find(NpgsqlConnection connection, IExchangesOrders partner, string cooperative, CancellationToken cancel) =>
        connection.QueryFirstOrDefaultAsync<StreamKey>(new CommandDefinition(
            $"""
            select s.owner_id, s.connection_id, s.counterparty_id
            from sync_stream s
            join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id and c.dialect = @Dialect
            join party o on o.owner_id = s.owner_id and o.environment = @Environment
            join party p on p.owner_id = s.counterparty_id and upper(p.code) = upper(@cooperative)
            where s.kind = '{In}'
            """,
            new { partner.Dialect, partner.Environment, cooperative },
            cancellationToken: cancel));

    /// <summary>What the partner brought by itself is recorded at once: whoever calls us is up.</summary>
    internal static Task WakeIn(NpgsqlConnection connection, StreamKey stream, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            $"""
            update sync_stream set next_attempt_at = now()
            where owner_id = @OwnerId and connection_id = @ConnectionId and kind = '{In}' and counterparty_id = @CounterpartyId
            """,
            stream,
            cancellationToken: cancel));

    /// <summary>The partner, as who records what its system tells.</summary>
    internal static async Task<(PartyKind Kind, string Environment)> Party(NpgsqlConnection connection, int owner, CancellationToken cancel)
    {
        var (kind, environment) = await connection.QuerySingleAsync<(string, string)>(new CommandDefinition(
            "select kind, environment from party where owner_id = @owner", new { owner }, cancellationToken: cancel));
        return (Catalogue.Contracts.Names.Read<PartyKind>(kind), environment);
    }
}

/// <summary>A message that is not recorded yet.</summary>
internal sealed record WaitingMessage(string MessageId, long MessageNumber, string Body, int Attempts);

/// <summary>A stream of orders, whichever way.</summary>
internal sealed record StreamKey(int OwnerId, int ConnectionId, int CounterpartyId);
