using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>POST /v1/orders: a cooperative orders from a chain, or a chain from a cooperative.</summary>
internal static class SubmitOrder
{
    internal const int MostLines = 500;
    private const int LongestNote = 500;

    private const string TradeOfDay =
        """
        select b.*, t.response_hours, t.delivery_days, t.step_hours
        from trade_between(@buyer, @seller, @onDay) b
        join terms t on t.owner_id = b.owner_id and t.partnership_id = b.partnership_id and t.valid_from = b.terms_from
        """;

    internal static void Map(RouteGroupBuilder orders) => orders
        .MapPost("", Handle)
        .WithName("submitOrder")
        .WithSummary("Order goods")
        .WithDescription("Whole or not at all, at the prices and in the packs of the terms in force on the order's day. Where the seller's stock is kept with us, each line holds of it what is available at once; what it lacks is its `short`. Your `number` names the order with its seller for ever: the same again answers the one that is there.")
        .RequireScope(Scope.OrdersWrite)
        .Answers<TradeOrderWithLines>(StatusCodes.Status201Created)
        .Answers<TradeOrderWithLines>()
        .Refuses(
            Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.NoTerms, Problems.AlreadyExists, Problems.IdempotencyKeyRequired,
            Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);

    private static Task<IResult> Handle(HttpContext http, Body<NewOrder> body, Caller caller, Writes writes, PartyBooks books, OrderRecording recording) =>
        writes.Once(http, caller, body, async work =>
        {
            var (order, _, isNew) = await Place(
                work, caller, books, recording, body.Value, index => string.Create(CultureInfo.InvariantCulture, $"/lines/{index}"), http.RequestAborted);
            return isNew ? Answer.Created($"/v1/orders/{order.Order.Id}", order) : Answer.Ok(order);
        });

    /// <summary>Records an order, or finds the one that its number names.</summary>
    /// <param name="work">The caller's transaction.</param>
    /// <param name="caller">The buyer.</param>
    /// <param name="books">The catalogues.</param>
    /// <param name="recording">Records it.</param>
    /// <param name="wanted">What is ordered.</param>
    /// <param name="place">Where the request names a line, by its index.</param>
    /// <param name="cancel">Ends the reading of a book.</param>
    /// <exception cref="Refusal">It cannot be ordered so, or its number names another order.</exception>
    internal static async Task<(TradeOrderWithLines Order, DocumentContent Content, bool IsNew)> Place(
        Work work, Caller caller, PartyBooks books, OrderRecording recording, NewOrder wanted, Func<int, string> place, CancellationToken cancel)
    {
        var check = new Check();
        var number = check.Text("/number", wanted.Number, SentDocument.LongestId);
        var note = check.OptionalText("/note", wanted.Note, LongestNote);
        check.That(wanted.Lines.Count is > 0 and <= MostLines, "/lines", $"1 to {MostLines} lines are expected.");
        check.Done();
        var book = await books.Get(caller.Party, cancel);
        var shipTo = book.Locations.GetValueOrDefault(wanted.ShipTo.Trim());
        check.IsThere(shipTo is not null, "/shipTo", $"No location of yours has the code '{wanted.ShipTo}'.");
        check.Done();
        var onDay = BusinessDay.Of(wanted.IssuedAt, shipTo!.Zone).Date;
        var (trade, shipFrom) = await Ground(work, caller, check, wanted, onDay);
        var (content, currency) = await Read(work, caller, check, trade, wanted, place, onDay);
        check.Done();

        var head = new OrderHead(
            trade.OwnerId, 0, trade.PartnerId, trade.PartnershipId, caller.Party.Value, wanted.SellerId, number, wanted.IssuedAt.UtcDateTime,
            onDay, shipTo.Id.Value, shipFrom?.LocationId, currency, Names.Of(shipTo.Zone).ToUpperInvariant(), trade.ResponseHours, trade.DeliveryDays,
            trade.StepHours);
        var sent = new SentDocument(DocumentKind.Order, number, wanted.IssuedAt);
        if (await Insert(work, head, shipTo.Code, shipFrom?.Code, trade.TermsFrom, note) is { } id)
        {
            return (await recording.Submit(work, caller, head with { OrderId = id }, sent, content, cancel), content, true);
        }

        var there = (await OrderRows.LockByNumber(work, caller.Party.Value, wanted.SellerId, number))!;
        return (await recording.Add(work, caller, there, new OrderStep.Submit(), sent, (_, _) => Task.FromResult(content), cancel), content, false);
    }

    /// <summary>Under which terms of a day one party may order from another.</summary>
    /// <exception cref="Refusal">Under none.</exception>
    internal static async Task<Trade> TradeBetween(Work work, int buyer, int seller, DateOnly onDay) => MustBeAgreed(
        await work.Connection.QuerySingleOrDefaultAsync<Trade>(TradeOfDay, new { buyer, seller, onDay }), seller, onDay);

    /// <summary>
    /// Under which terms, and where it comes from: a cooperative's goods from the place that is named, or from its only one.
    /// </summary>
    private static async Task<(Trade Trade, ShippingPlace? From)> Ground(Work work, Caller caller, Check check, NewOrder wanted, DateOnly onDay)
    {
        await using var ground = await work.Connection.QueryMultipleAsync(
            $"""
            select clock_timestamp();
            select @seller in (select known_parties()) and @seller <> @buyer;
            {TradeOfDay};
            select location_id, code from shipping_place(@seller, @shipFrom);
            """,
            new { buyer = caller.Party.Value, seller = wanted.SellerId, onDay, shipFrom = wanted.ShipFrom?.Trim() });
        OrderRecording.MustNotLieAhead(wanted.IssuedAt, await ground.ReadSingleAsync<DateTime>());
        check.IsThere(await ground.ReadSingleAsync<bool>(), "/sellerId", "No party that you deal with has that number.");
        check.Done();
        var trade = MustBeAgreed(await ground.ReadSingleOrDefaultAsync<Trade>(), wanted.SellerId, onDay);
        var place = await ground.ReadSingleOrDefaultAsync<ShippingPlace>();
        check.IsThere(place is not null || wanted.ShipFrom is null, "/shipFrom", $"The seller has no location '{wanted.ShipFrom}'.");
        check.That(
            place is not null || wanted.ShipFrom is not null || wanted.SellerId != trade.OwnerId, "/shipFrom",
            "The seller has several locations: the one that the goods come from is expected.");
        return (trade, place);
    }

    private static Trade MustBeAgreed(Trade? trade, int seller, DateOnly onDay) =>
        trade ?? throw new Refusal(Problems.NoTerms, $"No terms in force on {onDay:yyyy-MM-dd} let you order from party {seller}.");

    private static async Task<(DocumentContent Content, string Currency)> Read(
        Work work, Caller caller, Check check, Trade trade, NewOrder wanted, Func<int, string> place, DateOnly onDay)
    {
        var asked = wanted.Lines.Select(line => (Item: line.Item.Trim(), Pack: line.Pack?.Trim())).ToList();
        var goods = await Goods.Find(work, caller, trade.OwnerId, trade.PartnershipId, asked, wanted.IssuedAt, onDay);
        var currency = goods.OrderBy(one => one.Key).Select(one => one.Value.Currency).FirstOrDefault(code => code is not null);
        var (lines, ids) = (new List<ContentLine>(asked.Count), new HashSet<string>(StringComparer.Ordinal));
        for (var index = 0; index < asked.Count; index++)
        {
            var at = place(index);
            var id = check.Text($"{at}/line", wanted.Lines[index].Line, SentDocument.LongestId);
            check.That(ids.Add(id), $"{at}/line", $"The line '{id}' stands in the order twice.");
            if (Goods.Line(check, at, id, goods.GetValueOrDefault(index), asked[index], wanted.Lines[index].Quantity, currency, onDay) is { } line)
            {
                lines.Add(line);
            }
        }

        return (new DocumentContent { Lines = lines }, currency ?? "");
    }

    /// <summary>Adds the head; null where the number is taken, whose transaction is over by then.</summary>
    private static Task<long?> Insert(Work work, OrderHead head, string shipTo, string? shipFrom, DateOnly termsFrom, string? note) =>
        work.Connection.ExecuteScalarAsync<long?>(
            """
            insert into trade_order (
                owner_id, partner_id, partnership_id, terms_from, buyer_id, seller_id, number, issued_at, order_day, ship_to_id, ship_to, ship_from_id, ship_from,
                time_zone, currency, note, version, state, amount, short, contradictions)
            values (@OwnerId, @PartnerId, @PartnershipId, @termsFrom, @BuyerId, @SellerId, @Number, @IssuedAt, @OrderDay, @ShipToId, @shipTo, @ShipFromId, @shipFrom,
                @TimeZone, @Currency, @note, 0, @state, 0, false, 0)
            on conflict on constraint order_number_is_taken do nothing
            returning order_id
            """,
            new
            {
                head.OwnerId,
                head.PartnerId,
                head.PartnershipId,
                termsFrom,
                head.BuyerId,
                head.SellerId,
                head.Number,
                head.IssuedAt,
                head.OrderDay,
                head.ShipToId,
                shipTo,
                head.ShipFromId,
                shipFrom,
                head.TimeZone,
                head.Currency,
                note,
                state = Names.Of(OrderState.NotSubmitted),
            });

    /// <summary>Whose terms they are, and how long they give.</summary>
    internal sealed record Trade(int OwnerId, int PartnerId, int PartnershipId, DateOnly TermsFrom, int ResponseHours, int DeliveryDays, int StepHours);

    private sealed record ShippingPlace(int LocationId, string Code);
}

/// <summary>Goods to order.</summary>
/// <param name="SellerId">Who is to send them: your partner's number.</param>
/// <param name="Number">Your number of the order, unique with that seller, for ever.</param>
/// <param name="IssuedAt">When it was issued; its day, at the place that it goes to, decides about terms and prices.</param>
/// <param name="ShipTo">The code of your location that it goes to.</param>
/// <param name="Lines">1 to 500.</param>
/// <param name="ShipFrom">The code of the seller's location that it comes from; may be absent where it has one only, or is a chain.</param>
/// <param name="Note">A word to the seller.</param>
internal sealed record NewOrder(
    int SellerId,
    [property: MaxLength(64)] string Number,
    DateTimeOffset IssuedAt,
    [property: MaxLength(40)] string ShipTo,
    IReadOnlyList<NewOrderLine> Lines,
    [property: MaxLength(40)] string? ShipFrom = null,
    [property: MaxLength(500)] string? Note = null);

/// <summary>A line of an order.</summary>
/// <param name="Line">Your id of the line, the same in all documents of the order.</param>
/// <param name="Item">An item code as your connection knows it: its mapping, the cooperative's own code, or a GTIN.</param>
/// <param name="Quantity">How many packs, above zero.</param>
/// <param name="Pack">The pack; the one that the item's code means when absent.</param>
internal sealed record NewOrderLine(
    [property: MaxLength(64)] string Line, [property: MaxLength(64)] string Item, decimal Quantity, [property: MaxLength(64)] string? Pack = null);
