using System.Diagnostics;
using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Tests.Orders.Exchange;

/// <summary>What every connector of orders keeps, whatever its dialect: run over each by a class that says how it is spoken.</summary>
public abstract class ConnectorSuite
{
    private static readonly TimeSpan s_bearable = TimeSpan.FromSeconds(3);

    private protected abstract OrderDialect Dialect { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A new partner at work.</summary>
    private protected abstract Task<OrderPartner> Open();

    [Fact]
    public void A_document_comes_back_from_the_partners_words_as_it_was() => OrderCases.Sends(Dialect).Sample(
        send =>
        {
            var body = Written(send);
            var head = Clear(Dialect.Reader.Head(body));
            Assert.Equal(
                (send.Book.Cooperative, send.Book.PartnerBuys, send.Book.Number, send.Document.Kind, send.Document.Id, send.Document.IssuedAt),
                (head.Cooperative, head.PartnerBuys, head.Number, head.Kind, head.Id, head.IssuedAt));
            if (send.Document is Order)
                Assert.Equal((send.Book.ShipTo, send.Book.ShipFrom, send.Note), (head.ShipTo, head.ShipFrom, head.Note));

            Assert.Equal(OrderCases.Told(send.Document), OrderCases.Told(Clear(Dialect.Reader.Document(body, send.Unseen()))));
        },
        iter: 3_000);

    [Fact]
    public void What_lines_cost_comes_back_as_it_was() => OrderCases.Sends(Dialect).Where(send => send.Prices.Count > 0).Sample(
        send =>
        {
            var told = Clear(Dialect.Reader.Prices(Written(send), send.Unseen()));
            Assert.Equal(send.Prices.Keys.Select(line => line.Value).Order(), told.Keys.Select(line => line.Value).Order());
            Assert.All(send.Prices, price => Assert.True(Same(price.Value, told[price.Key]), $"{price.Value} came back as {told[price.Key]}"));
        },
        iter: 1_000);

    [Fact]
    public void The_codes_of_all_goods_that_a_document_orders_are_named() => OrderCases.Sends(Dialect).Where(send => send.Document is Order).Sample(
        send => Assert.Equal(
            send.Book.Lines.Values.Select(goods => goods.Item).Order(), Clear(Dialect.Reader.Head(Written(send))).Items.Select(named => named.Item).Distinct().Order()),
        iter: 200);

    [Fact]
    public void The_same_document_held_by_the_partner_is_taken_and_one_with_any_value_altered_is_not() => OrderCases.Sends(Dialect).Sample(
        send =>
        {
            var body = Written(send);
            Assert.IsNotType<Outcome<DateTimeOffset>.Unknown>(Dialect.Judge(send, body));
            foreach (var (place, altered) in Dialect.Altered(body))
            {
                Assert.True(Dialect.Judge(send, altered) is Outcome<DateTimeOffset>.Unknown, $"{place} was altered, and nobody saw it.");
                // Whatever it says now, it is understood or not.
                Dialect.Reader.Head(altered);
                Dialect.Reader.Document(altered, send.Book);
                Dialect.Reader.Prices(altered, send.Book);
            }
        },
        iter: 150);

    [Fact]
    public void A_body_cut_off_anywhere_is_unclear() => Gen.Select(OrderCases.Sends(Dialect), Gen.Double[0, 0.98]).Sample(
        (send, part) =>
        {
            var body = Written(send);
            var torn = body[..(int)(part * body.Length)];
            Assert.IsType<Understanding<MessageHead>.Unclear>(Dialect.Reader.Head(torn));
            Assert.IsType<Understanding<OrderDocument>.Unclear>(Dialect.Reader.Document(torn, send.Book));
        },
        iter: 500);

    [Fact]
    public void A_hostile_body_is_unclear_within_bounds()
    {
        var send = OrderCases.Order(Dialect);
        foreach (var (name, body) in Dialect.Hostile(Written(send)))
        {
            var clock = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(Dialect.Reader.Document(body, send.Book) is Understanding<OrderDocument>.Unclear { Why: { Length: > 0 and < 4_000 } }, $"{name} was taken for an order.");
            Dialect.Reader.Head(body);
            Dialect.Reader.Prices(body, send.Book);
            Assert.True(clock.Elapsed < s_bearable, $"{name} took {clock.Elapsed}.");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L * 1024 * 1024);
        }
    }

    [Fact]
    public void Goods_that_the_partner_has_no_code_for_cannot_be_said()
    {
        var goods = Dialect.Goods.Select((one, index) => index == 1 ? one with { Item = "" } : one).ToList();

        Assert.Null(Dialect.Write(OrderCases.Order(Dialect, goods: goods)));
    }

    [Fact]
    public async Task What_is_sent_is_there_and_what_is_sent_again_is_there_once()
    {
        await using var partner = await Open();
        var send = OrderCases.Order(Dialect);

        var first = Accepted(await partner.Connector.Send(send, Cancel));
        Assert.Equal(first, Accepted(await partner.Connector.Send(send, Cancel)));
        Assert.Equal(first, Accepted(await partner.Connector.AskAfter(send, Cancel)));
        Assert.Equal(1, partner.Received);
    }

    [Fact]
    public async Task A_document_whose_answer_was_lost_is_found_by_asking()
    {
        await using var partner = await Open();
        var send = OrderCases.Order(Dialect);
        foreach (var fault in new[] { PartnerFault.SilenceAfter, PartnerFault.Torn }.Where(fault => partner.Plan(fault, ExchangeStep.Send)))
        {
            Assert.IsType<Outcome<DateTimeOffset>.Unknown>(await partner.Connector.Send(send, Cancel));
            Assert.NotNull(Accepted(await partner.Connector.AskAfter(send, Cancel)));
            Assert.Equal(1, partner.Received);
        }
    }

    [Fact]
    public async Task A_document_that_never_arrived_is_told_as_null()
    {
        await using var partner = await Open();
        var send = OrderCases.Order(Dialect);
        Assert.True(partner.Plan(PartnerFault.SilenceBefore, ExchangeStep.Send));

        Assert.IsType<Outcome<DateTimeOffset>.Unknown>(await partner.Connector.Send(send, Cancel));
        Assert.Null(Accepted(await partner.Connector.AskAfter(send, Cancel)));
        Assert.Equal(0, partner.Received);
    }

    [Fact]
    public async Task Whatever_is_no_answer_is_unknown_and_never_taken_for_not_arrived()
    {
        await using var partner = await Open();
        var send = OrderCases.Order(Dialect);
        PartnerFault[] none = [PartnerFault.Torn, PartnerFault.Endless, PartnerFault.Broken, PartnerFault.Page, PartnerFault.NothingHere];
        foreach (var fault in none)
        {
            if (partner.Plan(fault, ExchangeStep.Send))
                Assert.Null(Assert.IsType<Outcome<DateTimeOffset>.Unknown>(await partner.Connector.Send(send, Cancel)).Echoed);
            if (partner.Plan(fault, ExchangeStep.Ask))
                Assert.Null(Assert.IsType<Outcome<DateTimeOffset?>.Unknown>(await partner.Connector.AskAfter(send, Cancel)).Echoed);
            if (partner.Plan(fault, ExchangeStep.Read))
                Assert.IsType<Outcome<OrderMessages>.Unknown>(await partner.Connector.ReadMessages(Dialect.Cooperative, null, Cancel));
        }
    }

    [Fact]
    public async Task An_altered_echo_is_told_as_a_difference()
    {
        await using var partner = await Open();
        var send = OrderCases.Order(Dialect);
        if (partner.Plan(PartnerFault.Altered, ExchangeStep.Send))
            Assert.NotEmpty(Assert.IsType<Outcome<DateTimeOffset>.Unknown>(await partner.Connector.Send(send, Cancel)).Echoed!);
        Accepted(await partner.Connector.Send(send, Cancel));
        if (partner.Plan(PartnerFault.Altered, ExchangeStep.Ask))
            Assert.NotEmpty(Assert.IsType<Outcome<DateTimeOffset?>.Unknown>(await partner.Connector.AskAfter(send, Cancel)).Echoed!);
    }

    [Fact]
    public async Task A_document_that_the_partner_has_otherwise_is_never_taken_for_the_one_that_was_sent()
    {
        await using var partner = await Open();
        var send = OrderCases.Order(Dialect);
        Accepted(await partner.Connector.Send(send, Cancel));
        var other = send with { Document = (Order)send.Document with { Lines = [.. ((Order)send.Document).Lines.Skip(1)] } };

        Assert.IsNotType<Outcome<DateTimeOffset>.Accepted>(await partner.Connector.Send(other, Cancel));
        Assert.NotEmpty(Assert.IsType<Outcome<DateTimeOffset?>.Unknown>(await partner.Connector.AskAfter(other, Cancel)).Echoed!);
        Assert.Equal(1, partner.Received);
    }

    [Fact]
    public async Task What_the_partner_refuses_is_rejected_with_its_words()
    {
        await using var partner = await Open();
        var send = OrderCases.Order(Dialect, goods: [.. Dialect.Goods.Select(goods => goods with { Item = $"{goods.Item}-X" })]);

        var no = Assert.IsType<Outcome<DateTimeOffset>.Rejected>(await partner.Connector.Send(send, Cancel));

        Assert.Equal((true, true, 0), (no.Code.Length > 0, no.Words.Length > 0, partner.Received));
    }

    [Fact]
    public async Task A_partner_that_asks_for_time_is_busy_for_as_long_as_it_says()
    {
        await using var partner = await Open();
        if (partner.Plan(PartnerFault.Busy, ExchangeStep.Send))
            Assert.Equal(TimeSpan.FromSeconds(2), Assert.IsType<Outcome<DateTimeOffset>.Busy>(await partner.Connector.Send(OrderCases.Order(Dialect), Cancel)).After);
        if (partner.Plan(PartnerFault.Busy, ExchangeStep.Read))
            Assert.Equal(TimeSpan.FromSeconds(2), Assert.IsType<Outcome<OrderMessages>.Busy>(await partner.Connector.ReadMessages(Dialect.Cooperative, null, Cancel)).After);
        Assert.Equal(0, partner.Received);
    }

    [Fact]
    public async Task What_the_partner_tells_is_read_once_in_its_order_with_an_id_for_ever()
    {
        await using var partner = await Open();
        var orders = Enumerable.Range(1, 45).Select(number => $"TB-{number}").ToList();
        foreach (var number in orders)
            partner.Tell(Written(OrderCases.Order(Dialect, number)));

        var (first, cursor) = await ReadAll(partner, null);
        Assert.Equal(orders, first.Select(message => Clear(Dialect.Reader.Head(message.Body)).Number));
        Assert.Equal(45, first.Select(message => message.Id).Distinct().Count());
        Assert.Equal(first.Select(message => message.Id), (await ReadAll(partner, null)).Messages.Select(message => message.Id));

        partner.Tell(Written(OrderCases.Order(Dialect, "TB-46")));
        Assert.Equal("TB-46", Clear(Dialect.Reader.Head(Assert.Single((await ReadAll(partner, cursor)).Messages).Body)).Number);
    }

    [Fact]
    public async Task A_message_about_another_cooperative_says_so_in_its_head()
    {
        await using var partner = await Open();
        partner.Tell(Written(OrderCases.Order(Dialect)).Replace(Dialect.Cooperative, "KOPERASI-LAIN", StringComparison.Ordinal));

        var message = Assert.Single((await ReadAll(partner, null)).Messages);

        Assert.Equal("KOPERASI-LAIN", Clear(Dialect.Reader.Head(message.Body)).Cooperative);
    }

    [Fact]
    public void Only_a_cooperative_whose_key_we_hold_is_known() =>
        Assert.Equal((true, false), (Dialect.Reader.Knows(Dialect.Cooperative), Dialect.Reader.Knows("KOPERASI-LAIN")));

    private async Task<(List<OrderMessage> Messages, string Cursor)> ReadAll(OrderPartner partner, string? cursor)
    {
        var all = new List<OrderMessage>();
        for (var page = 0; page < 50; page++)
        {
            var read = Accepted(await partner.Connector.ReadMessages(Dialect.Cooperative, cursor, Cancel));
            all.AddRange(read.Messages);
            cursor = read.Next;
            if (!read.More)
                return (all, cursor);
        }

        throw new InvalidOperationException("It always says that there is more.");
    }

    private string Written(OrderSend send) => Dialect.Write(send) ?? throw new InvalidOperationException($"{send.Document} could not be said.");

    private static bool Same(UnitPrice one, UnitPrice other) =>
        one.Currency == other.Currency && one.Amount * other.BaseQuantity == other.Amount * one.BaseQuantity;

    private static T Clear<T>(Understanding<T> understanding) => understanding switch
    {
        Understanding<T>.Clear clear => clear.Value,
        Understanding<T>.Unclear unclear => throw new InvalidOperationException(unclear.Why),
        _ => throw new InvalidOperationException("A message is understood or not."),
    };

    private static T Accepted<T>(Outcome<T> outcome) => outcome is Outcome<T>.Accepted accepted ? accepted.Value : throw new InvalidOperationException(outcome.ToString());
}
