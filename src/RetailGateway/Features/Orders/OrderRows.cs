using Dapper;
using Npgsql;
using NpgsqlTypes;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Orders.Deadlines;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>Rows of orders. Who may see or write which is the database's own decision.</summary>
internal static class OrderRows
{
    private const string Heads =
        """
        select o.owner_id, o.order_id, o.partner_id, o.partnership_id, o.buyer_id, o.seller_id, o.number, o.issued_at, o.order_day, o.ship_to_id, o.ship_from_id,
            o.currency, o.time_zone, t.response_hours, t.delivery_days, t.step_hours
        from trade_order o
        join terms t on t.owner_id = o.owner_id and t.partnership_id = o.partnership_id and t.valid_from = o.terms_from
        """;

    /// <summary>Columns of the deadline, from the third parameter on.</summary>
    private const string Deadline = "deadline = $3, deadline_from = $4, due_at = $5, next_step_at = $6, awaits_partner = false";

    /// <summary>Locks an order, so that its documents are recorded one after the other.</summary>
    /// <exception cref="Refusal">No order that the caller may see has that number.</exception>
    internal static async Task<OrderHead> Lock(Work work, long id) =>
        await work.Connection.QuerySingleOrDefaultAsync<OrderHead>($"{Heads} where o.order_id = @id for update of o", new { id }) ?? throw Missing();

    /// <summary>The same by the number that its buyer gave it; null where the seller has none of that number.</summary>
    internal static Task<OrderHead?> LockByNumber(Work work, int buyer, int seller, string number) =>
        work.Connection.QuerySingleOrDefaultAsync<OrderHead>(
            $"""{Heads} where o.buyer_id = @buyer and o.seller_id = @seller and o.number = @number collate "C" for update of o""",
            new { buyer, seller, number });

    /// <summary>How many documents a locked order has taken.</summary>
    internal static Task<long> Version(Work work, OrderHead order) => work.Connection.ExecuteScalarAsync<long>(
        "select version from trade_order where owner_id = @OwnerId and order_id = @OrderId", new { order.OwnerId, order.OrderId });

    /// <summary>All documents of an order, by arrival.</summary>
    internal static async Task<List<RecordedDocument>> Documents(Work work, OrderHead order) =>
        [.. (await work.Connection.QueryAsync<DocumentRow>(
            """
            select d.kind, d.document_id, d.sender_id, d.issued_at, d.recorded_at, d.content::text
            from order_document d
            where d.owner_id = @OwnerId and d.order_id = @OrderId
            order by d.document_number
            """,
            new { order.OwnerId, order.OrderId })).Select(row => row.Recorded())];

    /// <summary>Adds a document; its number and when it was recorded answer.</summary>
    internal static NpgsqlBatchCommand InsertDocument(OrderHead order, Caller sender, OrderDocument document, DocumentContent content) => Sql.Command(
        """
        insert into order_document (owner_id, order_id, partner_id, kind, document_id, sender_id, sender_connection_id, issued_at, content)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)
        returning document_number, recorded_at
        """,
        order.OwnerId,
        order.OrderId,
        order.PartnerId,
        Names.Of(document.Kind),
        document.Id.Value,
        sender.Party.Value,
        sender.Connection.Value,
        document.IssuedAt.UtcDateTime,
        content.Json());

    /// <summary>A document of the cooperative's is due at the partner's own system, where that is told of orders.</summary>
    internal static NpgsqlBatchCommand InsertDelivery(OrderHead order, long number) => Sql.Command(
        """
        insert into order_delivery (owner_id, connection_id, counterparty_id, document_number, order_id)
        select s.owner_id, s.connection_id, $2, $3, $4
        from sync_stream s
        where s.owner_id = $1 and s.kind = 'orders_out' and s.counterparty_id = $2
        """,
        order.PartnerId,
        order.OwnerId,
        number,
        order.OrderId);

    /// <summary>Writes what the lines have become, and those that are new.</summary>
    internal static NpgsqlBatchCommand WriteLines(OrderHead order, IReadOnlyList<PricedLine> lines) => Sql.Command(
        """
        insert into order_line (
            owner_id, order_id, partner_id, line_id, place, product_id, pack_code, pack_factor, price, price_base_quantity, amount,
            ordered, confirmed, despatched, outstanding, received, rejected, refused, cancelled, later, never, to_hold)
        select $1, $2, $3, n.*
        from unnest($4::text[], $5::integer[], $6::integer[], $7::text[], $8::numeric[], $9::numeric[], $10::numeric[], $11::numeric[],
            $12::numeric[], $13::numeric[], $14::numeric[], $15::numeric[], $16::numeric[], $17::numeric[], $18::numeric[], $19::numeric[],
            $20::numeric[], $21::numeric[], $22::numeric[]) as n
        on conflict on constraint order_line_pkey do update set
            place = excluded.place, product_id = excluded.product_id, pack_code = excluded.pack_code, pack_factor = excluded.pack_factor,
            price = excluded.price, price_base_quantity = excluded.price_base_quantity, amount = excluded.amount,
            ordered = excluded.ordered, confirmed = excluded.confirmed, despatched = excluded.despatched, outstanding = excluded.outstanding,
            received = excluded.received, rejected = excluded.rejected, refused = excluded.refused, cancelled = excluded.cancelled,
            later = excluded.later, never = excluded.never, to_hold = excluded.to_hold
        """,
        order.OwnerId,
        order.OrderId,
        order.PartnerId,
        lines.Select(line => line.Fold.Id.Value).ToArray(),
        Enumerable.Range(1, lines.Count).ToArray(),
        lines.Select(line => line.Fold.Product?.Value).ToArray(),
        new NpgsqlParameter { Value = lines.Select(line => line.Fold.Pack?.Code).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        lines.Select(line => line.Fold.Pack?.Factor.ToDecimal()).ToArray(),
        lines.Select(line => line.Price?.Amount).ToArray(),
        lines.Select(line => line.Price?.BaseQuantity).ToArray(),
        lines.Select(line => line.Amount).ToArray(),
        Units(lines, line => line.Ordered),
        Units(lines, line => line.Confirmed),
        Units(lines, line => line.Despatched),
        Units(lines, line => line.Outstanding),
        Units(lines, line => line.Received),
        Units(lines, line => line.Rejected),
        Units(lines, line => line.Refused),
        Units(lines, line => line.Cancelled),
        Units(lines, line => line.Later),
        Units(lines, line => line.Never),
        Units(lines, line => line.ToHold));

    /// <summary>Writes what the order has become; its lines and what is held of them are written before.</summary>
    internal static NpgsqlBatchCommand WriteHead(OrderHead order, FoldedOrder folded, IReadOnlyList<PricedLine> lines, RunningDeadline? deadline) => Sql.Command(
        $"""
        update trade_order o set version = o.version + 1, state = $7, turn = $8, amount = $9, contradictions = $10, changed_at = now(), {Deadline},
            short = exists (select from order_line l where l.owner_id = $1 and l.order_id = $2 and l.short > 0)
        where o.owner_id = $1 and o.order_id = $2
        """,
        [
            order.OwnerId,
            order.OrderId,
            .. Columns(deadline),
            Names.Of(folded.State),
            Maybe(folded.Turn is { } turn ? Names.Of(turn) : null, NpgsqlDbType.Text),
            lines.Sum(line => line.Amount ?? 0),
            folded.Contradictions.Count,
        ]);

    /// <summary>Writes the deadline of an order that none was reckoned for.</summary>
    internal static NpgsqlBatchCommand WriteDeadline(OrderHead order, RunningDeadline? deadline) => Sql.Command(
        $"update trade_order set {Deadline} where owner_id = $1 and order_id = $2", [order.OwnerId, order.OrderId, .. Columns(deadline)]);

    /// <summary>Orders from the newest on, without their lines.</summary>
    internal static async Task<List<TradeOrder>> List(Work work, OrderFilter filter, long? before, int take) =>
        [.. (await work.Connection.QueryAsync<OrderRow>(
            $"""
            {ListColumns}
            where (@before::bigint is null or o.order_id < @before) and (@Id::bigint is null or o.order_id = @Id)
                and (@State::text is null or o.state = lower(@State))
                and (@With::integer is null or @With in (o.buyer_id, o.seller_id))
                and (@Number::text is null or o.number = @Number collate "C")
                and (@Short::boolean is null or o.short = @Short)
                and (@Doubtful::boolean is null or (o.contradictions > 0) = @Doubtful)
                and (@Late::boolean is null or (o.due_at <= now()) is true = @Late)
                and (@IsTheirs::boolean is null or (case o.turn when 'buyer' then o.buyer_id when 'seller' then o.seller_id end = @TurnOf) = @IsTheirs)
            order by o.order_id desc
            limit @take
            """,
            new { before, take, filter.Id, filter.State, filter.With, filter.Number, filter.Short, filter.Doubtful, filter.Late, filter.TurnOf, filter.IsTheirs })).Select(row => row.Order())];

    private const string ListColumns =
        """
        select o.order_id, o.buyer_id, o.seller_id, o.number, o.issued_at, o.ship_to, o.ship_from, o.state, o.turn, o.currency, o.amount, o.short,
            o.contradictions, o.due_at, (o.due_at <= now()) is true as late, o.note, o.version, o.recorded_at, o.changed_at
        from trade_order o
        """;

    /// <summary>One order with its lines and what its reader may do next.</summary>
    /// <exception cref="Refusal">No order that the caller may see has that number.</exception>
    internal static async Task<TradeOrderWithLines> Read(Work work, Caller caller, long id)
    {
        var (head, documents) = await History(work, id);
        return await Read(work, caller, head, FoldedOrder.Of([.. documents.Select(document => document.Document)]));
    }

    /// <summary>One order's head and all its documents, by arrival.</summary>
    /// <exception cref="Refusal">No order that the caller may see has that number.</exception>
    internal static async Task<(OrderHead Head, List<RecordedDocument> Documents)> History(Work work, long id)
    {
        var head = await work.Connection.QuerySingleOrDefaultAsync<OrderHead>($"{Heads} where o.order_id = @id", new { id }) ?? throw Missing();
        return (head, await Documents(work, head));
    }

    /// <summary>The same where its documents have been folded.</summary>
    internal static async Task<TradeOrderWithLines> Read(Work work, Caller caller, OrderHead head, FoldedOrder folded)
    {
        await using var both = await work.Connection.QueryMultipleAsync(
            $"""
            {ListColumns}
            where o.owner_id = @OwnerId and o.order_id = @OrderId;

            select l.line_id as line, g.code as product, g.name, g.partner_item, g.base_unit, l.pack_code as pack, l.pack_factor,
                round(l.ordered / l.pack_factor, 3) as packs_ordered, l.price, l.price_base_quantity, l.amount,
                l.ordered, l.confirmed, l.despatched, l.outstanding, l.received, l.rejected, l.refused, l.cancelled, l.later, l.never, l.held, l.short
            from order_line l
            left join ordered_goods(@OwnerId, @OrderId) g on g.product_id = l.product_id
            where l.owner_id = @OwnerId and l.order_id = @OrderId
            order by l.place
            """,
            new { head.OwnerId, head.OrderId });
        return new TradeOrderWithLines(
            (await both.ReadSingleAsync<OrderRow>()).Order(),
            (await both.ReadAsync<TradeOrderLine>()).AsList(),
            [.. folded.Possible(head.SideOf(caller)).Select(PossibleDocument.Of)],
            [.. folded.Contradictions.Select(OrderDoubt.Of)]);
    }

    private static Refusal Missing() => new(Problems.NotFound, "No order of yours has that number.");

    private static NpgsqlParameter[] Columns(RunningDeadline? running) =>
    [
        Maybe(running is null ? null : Names.Of(running.Deadline.Kind), NpgsqlDbType.Text),
        Maybe(running?.Deadline.From.UtcDateTime, NpgsqlDbType.TimestampTz),
        Maybe(running?.Deadline.Due.UtcDateTime, NpgsqlDbType.TimestampTz),
        Maybe(running?.FirstStepAt.UtcDateTime, NpgsqlDbType.TimestampTz),
    ];

    private static NpgsqlParameter Maybe(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static decimal[] Units(IReadOnlyList<PricedLine> lines, Func<FoldedLine, Quantity> of) => [.. lines.Select(line => of(line.Fold).ToDecimal())];

    private sealed record DocumentRow(string Kind, string DocumentId, int SenderId, DateTime IssuedAt, DateTime RecordedAt, string Content)
    {
        internal RecordedDocument Recorded()
        {
            var (kind, content) = (Names.Read<DocumentKind>(Kind), DocumentContent.Read(Content));
            return new(content.Document(kind, DocumentId, IssuedAt), content, SenderId, RecordedAt);
        }
    }

    private sealed record OrderRow(
        long OrderId, int BuyerId, int SellerId, string Number, DateTime IssuedAt, string ShipTo, string? ShipFrom, string State, string? Turn,
        string Currency, decimal Amount, bool Short, int Contradictions, DateTime? DueAt, bool Late, string? Note, long Version, DateTime RecordedAt,
        DateTime ChangedAt)
    {
        internal TradeOrder Order() => new(
            OrderId, BuyerId, SellerId, Number, IssuedAt, ShipTo, ShipFrom, Names.Read<OrderState>(State), Turn is null ? null : Names.Read<TradeSide>(Turn),
            Currency, Amount, Short, Contradictions, DueAt, Late, Note, Version, RecordedAt, ChangedAt);
    }
}

/// <summary>A document with how it came to us.</summary>
internal sealed record RecordedDocument(OrderDocument Document, DocumentContent Content, int SenderId, DateTimeOffset RecordedAt);

/// <summary>Which orders are asked for; null asks for all.</summary>
internal sealed record OrderFilter(
    long? Id = null, string? State = null, int? With = null, string? Number = null, bool? Short = null, bool? Doubtful = null,
    bool? Late = null, int? TurnOf = null, bool? IsTheirs = null);
