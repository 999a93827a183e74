using Dapper;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Orders.Contracts;

/// <summary>What partners' own systems are sent of orders, and what they tell of them.</summary>
internal sealed class OrderExchange(PartyBooks books, OrderRecording recording)
{
    /// <summary>A document with all that it takes to say it in a partner's dialect.</summary>
    /// <param name="connection">Of the jobs.</param>
    /// <param name="system">Where it goes.</param>
    /// <param name="cooperative">Whose order it is.</param>
    /// <param name="number">The document's.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal static async Task<OrderSend> Read(NpgsqlConnection connection, PartnerSystem system, int cooperative, long number, CancellationToken cancel)
    {
        var row = await connection.QuerySingleAsync<SentRow>(new CommandDefinition(
            """
            select o.order_id, p.code as cooperative, o.buyer_id <> o.owner_id as partner_buys, o.number, o.currency, o.ship_to, o.ship_from, o.note,
                d.kind, d.document_id, d.issued_at, d.content::text, o.issued_at as order_issued_at
            from order_document d
            join trade_order o on o.owner_id = d.owner_id and o.order_id = d.order_id
            join party p on p.owner_id = o.owner_id
            where d.owner_id = @cooperative and d.document_number = @number
            """,
            new { cooperative, number },
            cancellationToken: cancel));
        var content = DocumentContent.Read(row.Content);
        var document = content.Document(Names.Read<DocumentKind>(row.Kind), row.DocumentId, row.IssuedAt);
        var goods = (await connection.QueryAsync<GoodsRow>(new CommandDefinition(
            """
            select n.line_id, g.product_id, coalesce(m.item_code, '') as item, coalesce(n.pack_code, m.pack_code, g.base_unit) as pack,
                coalesce(n.pack_factor, m.factor, 1) as factor, g.base_unit, g.name
            from (
                select l.line_id, l.product_id, l.pack_code, l.pack_factor from order_line l where l.owner_id = @cooperative and l.order_id = @OrderId
                union all
                select null, unnest(@others), null, null) n
            join product g on g.owner_id = @cooperative and g.product_id = n.product_id
            left join lateral (
                select i.item_code, i.pack_code, i.factor
                from item_mapping i
                where i.owner_id = g.owner_id and i.connection_owner_id = @Owner and i.connection_id = @Connection and i.product_id = g.product_id
                    and (i.during @> @OrderIssuedAt or i.during @> now())
                -- As it was called that day; what was not is called as it is now.
                order by i.during @> @OrderIssuedAt desc, i.pack_code = n.pack_code desc, i.mapping_id desc
                limit 1) m on true
            """,
            new
            {
                cooperative,
                row.OrderId,
                row.OrderIssuedAt,
                system.Owner,
                system.Connection,
                others = content.Lines.SelectMany(line => new[] { line.Product, line.Substitute }).OfType<int>().Distinct().ToArray(),
            },
            cancellationToken: cancel))).AsList();
        return new OrderSend(
            new OrderBook(
                row.Cooperative, row.PartnerBuys, row.Number, row.Currency,
                goods.Where(one => one.LineId is not null).ToDictionary(one => new LineId(one.LineId!), one => one.Goods()),
                [.. goods.Where(one => one.LineId is null).Select(one => one.Goods())])
            {
                ShipTo = row.ShipTo,
                ShipFrom = row.ShipFrom,
            },
            document,
            content.Lines.Where(line => line.Price is not null).ToDictionary(
                line => line.Id, line => new UnitPrice(line.Price!.Value, line.PriceBaseQuantity!.Value, row.Currency)))
        {
            Note = row.Note,
        };
    }

    /// <summary>
    /// Records what a partner's system tells, in its name. It is a fact of its side: what does not fit the order is kept and
    /// doubted, and what came twice changes nothing.
    /// </summary>
    /// <param name="work">The partner's transaction.</param>
    /// <param name="caller">The partner, by its system.</param>
    /// <param name="partner">Reads it.</param>
    /// <param name="cooperative">Whose orders the message was told of.</param>
    /// <param name="head">What it is about.</param>
    /// <param name="body">What it says.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The order's number with us.</returns>
    /// <exception cref="Refusal">It cannot be recorded as it is, and why.</exception>
    internal async Task<long> Record(
        Work work, Caller caller, IExchangesOrders partner, PartyId cooperative, MessageHead head, string body, CancellationToken cancel)
    {
        var (buyer, seller) = head.PartnerBuys ? (caller.Party.Value, cooperative.Value) : (cooperative.Value, caller.Party.Value);
        if ((head.Kind is DocumentKind.OrderResponse or DocumentKind.DespatchAdvice) == head.PartnerBuys)
        {
            throw new Refusal(Problems.StepRefused, $"{Names.Of(head.Kind)} is not this side's to send in order '{head.Number}'.");
        }

        if (head.Kind == DocumentKind.Order)
        {
            return await Submit(work, caller, partner, cooperative, head, body, cancel);
        }

        var order = await OrderRows.LockByNumber(work, buyer, seller, head.Number)
            ?? throw new Refusal(Problems.NotFound, $"There is no order '{head.Number}' between the two.");
        var documents = await OrderRows.Documents(work, order);
        var before = OrderRecording.Fold(documents);
        var named = await Named(work, caller, order.OwnerId, order.PartnershipId, head, order.OrderDay, cancel);
        var book = await OrderBooks.Of(work, order, before, head, named);
        var document = Understood(partner.Document(body, book));
        var content = DocumentContent.Of(document, OrderBooks.Prices(order, before, documents, named));
        MustCostTheSame(Understood(partner.Prices(body, book)), content, order.Currency);
        await recording.Tell(work, caller, order, documents, new SentDocument(head.Kind, head.Id.Value, head.IssuedAt), content, cancel);
        return order.OrderId;
    }

    private async Task<long> Submit(
        Work work, Caller caller, IExchangesOrders partner, PartyId cooperative, MessageHead head, string body, CancellationToken cancel)
    {
        var book = await books.Get(caller.Party, cancel);
        var shipTo = book.Locations.GetValueOrDefault(head.ShipTo ?? "")
            ?? throw new Refusal(Problems.NotFound, $"The partner has no location '{head.ShipTo}' here.");
        var onDay = BusinessDay.Of(head.IssuedAt, shipTo.Zone).Date;
        var trade = await SubmitOrder.TradeBetween(work, caller.Party.Value, cooperative.Value, onDay);
        var named = await Named(work, caller, trade.OwnerId, trade.PartnershipId, head, onDay, cancel);
        var unordered = OrderBooks.Unordered(head, named);
        var order = (Order)Understood(partner.Document(body, unordered));
        var prices = Understood(partner.Prices(body, unordered));
        var items = named.DistinctBy(one => (one.Value.ProductId, one.Value.PackCode)).ToDictionary(one => (one.Value.ProductId, one.Value.PackCode), one => one.Key);
        var wanted = new NewOrder(
            cooperative.Value, head.Number, head.IssuedAt, shipTo.Code,
            [.. order.Lines.Select(line => new NewOrderLine(
                line.Id.Value, items[((int?)line.Product.Value, (string?)line.Pack.Code)].Item, line.Quantity.ToDecimal() / line.Pack.Factor.ToDecimal(), line.Pack.Code))],
            head.ShipFrom, head.Note);
        var (made, content, _) = await SubmitOrder.Place(work, caller, books, recording, wanted, index => $"line {wanted.Lines[index].Line}", cancel);
        MustCostTheSame(prices, content, made.Order.Currency);
        return made.Order.Id;
    }

    /// <summary>What the partner's codes mean: as they did that day, and where they meant nothing then, as they do now.</summary>
    private static async Task<Dictionary<NamedItem, Goods>> Named(
        Work work, Caller caller, int owner, int partnership, MessageHead head, DateOnly onDay, CancellationToken cancel)
    {
        var known = new Dictionary<NamedItem, Goods>();
        foreach (var at in new[] { head.IssuedAt, await Clock.Now(work, cancel) })
        {
            var asked = head.Items.Where(item => !known.ContainsKey(item)).ToList();
            if (asked.Count == 0)
            {
                break;
            }

            foreach (var (place, goods) in await Goods.Find(work, caller, owner, partnership, [.. asked.Select(item => (item.Item, item.Pack))], at, onDay))
            {
                if (goods.PackCode is not null)
                {
                    known[asked[place]] = goods;
                }
            }
        }

        return known;
    }

    private static void MustCostTheSame(IReadOnlyDictionary<LineId, UnitPrice> prices, DocumentContent content, string currency)
    {
        foreach (var line in content.Lines.Where(line => line.Price is not null))
        {
            if (prices.TryGetValue(line.Id, out var told)
                && (told.Currency != currency || told.Amount * line.PriceBaseQuantity!.Value != line.Price!.Value * told.BaseQuantity))
            {
                throw new Refusal(Problems.Invalid, FormattableString.Invariant(
                    $"Line '{line.Line}' costs {told.Amount:0.##########} {told.Currency} for {told.BaseQuantity:0.###} by its sender, and {line.Price:0.##########} {currency} for {line.PriceBaseQuantity:0.###} by the terms of the day."));
            }
        }
    }

    private static T Understood<T>(Understanding<T> understanding) => understanding switch
    {
        Understanding<T>.Clear clear => clear.Value,
        Understanding<T>.Unclear unclear => throw new Refusal(Problems.Invalid, unclear.Why),
        _ => throw new InvalidOperationException("A message is understood or not."),
    };

    private sealed record SentRow(
        long OrderId, string Cooperative, bool PartnerBuys, string Number, string Currency, string ShipTo, string? ShipFrom, string? Note, string Kind,
        string DocumentId, DateTime IssuedAt, string Content, DateTime OrderIssuedAt);

    private sealed record GoodsRow(string? LineId, int ProductId, string Item, string Pack, decimal Factor, string BaseUnit, string Name)
    {
        internal OrderGoods Goods() => new(Item, new ProductId(ProductId), Pack, Quantity.FromDecimal(Factor), BaseUnit) { Name = Name };
    }
}

/// <summary>A partner's own system.</summary>
/// <param name="Owner">The partner.</param>
/// <param name="Connection">Its connection.</param>
internal sealed record PartnerSystem(int Owner, int Connection);
