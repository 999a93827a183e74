using RetailGateway.Client;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Orders;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Orders.OrderTown;

namespace RetailGateway.Tests.Client;

/// <summary>A chain's system and a cooperative's, which know the gateway by the client alone and each other by its feed.</summary>
public sealed class ClientOrderTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_lived_through_by_two_clients_that_hear_of_each_other()
    {
        using var trade = await Trade.Between(fixture.Gateway);
        var (chain, coop) = (trade.Chain, trade.Coop);

        var order = await chain.Client.SubmitOrder(trade.Ordered("PO-1", ("1", Beras, 6), ("2", Minyak, 12)), cancel: Cancel);
        Assert.Equal([(6m, 0m), (10m, 2m)], order.Lines.Select(line => (line.Held!.Value, line.Lacking!.Value)));

        var ordered = await coop.Hears();
        Assert.Equal(("PO-1", OrderState.Submitted, TradeSide.Seller, DocumentKind.Order), (ordered.Number, ordered.State, ordered.Turn, ordered.Document.Kind));
        await coop.Client.AnswerOrder(
            ordered.OrderId,
            new("J-1", At("09:00"), ResponseCode.AcceptedWithChanges, Lines: [new("1", ResponseLineStatus.NotChanged), new("2", ResponseLineStatus.Changed, 10)]),
            cancel: Cancel);

        var offered = await chain.Hears();
        Assert.Equal((OrderState.AcceptedWithChanges, TradeSide.Buyer), (offered.State, offered.Turn));
        await chain.Client.ChangeOrder(offered.OrderId, new("PO-1/1", At("09:01"), [new("2", ChangeLineStatus.Changed, 10)]), cancel: Cancel);

        var asked = await coop.Hears();
        Assert.Equal((OrderState.ChangeRequested, new DocumentReference(DocumentKind.OrderChange, "PO-1/1")), (asked.State, asked.Document));
        await coop.Client.AnswerOrder(asked.OrderId, new("J-2", At("09:02"), ResponseCode.Accepted, Answers: asked.Document), cancel: Cancel);

        Assert.Equal(OrderState.Accepted, (await chain.Hears()).State);
        await coop.Client.DespatchOrder(order.Order.Id, new("SJ-1", At("09:03"), [new("1", 6), new("2", 10)]), cancel: Cancel);

        Assert.Equal((OrderState.Despatched, TradeSide.Buyer), await chain.Hears() is var sent ? (sent.State, sent.Turn!.Value) : default);
        await chain.Client.ReceiveOrder(order.Order.Id, new("BTB-1", At("09:04"), [new("1", 6, Rejected: 1), new("2", 10)]), cancel: Cancel);

        var ended = await coop.Hears();
        Assert.Equal((OrderState.Completed, null), (ended.State, ended.Turn));
        var timeline = await chain.Client.OrderTimeline(order.Order.Id, Cancel);
        Assert.Equal(
            [
                (DocumentKind.Order, TradeSide.Buyer, OrderState.Submitted),
                (DocumentKind.OrderResponse, TradeSide.Seller, OrderState.AcceptedWithChanges),
                (DocumentKind.OrderChange, TradeSide.Buyer, OrderState.ChangeRequested),
                (DocumentKind.OrderResponse, TradeSide.Seller, OrderState.Accepted),
                (DocumentKind.DespatchAdvice, TradeSide.Seller, OrderState.Despatched),
                (DocumentKind.ReceiptAdvice, TradeSide.Buyer, OrderState.Completed),
            ],
            timeline.Steps.Select(step => (step.Document, step.By, step.State)));
        Assert.Equal([ResponseLineStatus.NotChanged, ResponseLineStatus.Changed], timeline.Steps[1].Content.Lines.Select(line => line.Answer!.Value));
        Assert.Equal(("PO-1/1", ResponseCode.Accepted), (timeline.Steps[3].Content.AnswersId, timeline.Steps[3].Content.Code!.Value));

        var last = await coop.Client.Order(order.Order.Id, Cancel);
        Assert.Equal([(6m, 6m, 6m, 1m), (10m, 10m, 10m, 0m)], last.Lines.Select(line => (line.Ordered, line.Despatched, line.Received, line.Rejected)));
        Assert.Equal(ended.Version, last.Order.Version);
        Assert.Empty(last.Possible);
        Assert.Equal((4, 0), (await trade.Town.Till.OnHand(Beras), await trade.Town.Till.OnHand(Minyak)));
    }

    [Fact]
    public async Task A_cooperatives_order_of_a_chain_is_cancelled_with_the_chains_word()
    {
        using var trade = await Trade.Between(fixture.Gateway);
        var (chain, coop) = (trade.Chain, trade.Coop);
        var order = await coop.Client.SubmitOrder(
            new(trade.Town.Chain, "PO-9", Morning, Shop, [new("A", Beras, 2, "CTN")], Note: "Lewat pintu belakang."), cancel: Cancel);
        Assert.Equal((20m, 1_380_000m, "Lewat pintu belakang."), (order.Lines[0].Ordered, order.Order.Amount, order.Order.Note));

        await coop.Client.CancelOrder((await chain.Hears()).OrderId, new("PO-9/X", At("09:00")), cancel: Cancel);
        var asked = await chain.Hears();
        Assert.Equal((OrderState.CancellationRequested, TradeSide.Seller), (asked.State, asked.Turn));
        Assert.Contains(
            new PossibleDocument(DocumentKind.OrderResponse, DocumentKind.OrderCancellation, ResponseCode.Rejected),
            (await chain.Client.Order(asked.OrderId, Cancel)).Possible);
        await chain.Client.AnswerOrder(asked.OrderId, new("DO-J", At("09:01"), ResponseCode.Accepted, Answers: asked.Document), cancel: Cancel);

        Assert.Equal(OrderState.Cancelled, (await coop.Hears()).State);
    }

    [Fact]
    public async Task A_call_under_a_key_that_was_used_is_answered_as_the_first_and_one_under_its_number_as_it_stands()
    {
        using var trade = await Trade.Between(fixture.Gateway);
        var wanted = trade.Ordered("PO-1", ("1", Beras, 4));
        var response = new NewOrderResponse("J-1", At("09:00"), ResponseCode.Accepted);
        var first = await trade.Chain.Client.SubmitOrder(wanted, "kunci-1", Cancel);
        var accepted = await trade.Coop.Client.AnswerOrder(first.Order.Id, response, "kunci-2", Cancel);
        await trade.Coop.Client.DespatchOrder(first.Order.Id, new("SJ-1", At("09:01"), [new("1", 4)]), cancel: Cancel);

        Assert.Equal(first.Order, (await trade.Chain.Client.SubmitOrder(wanted, "kunci-1", Cancel)).Order);
        Assert.Equal(accepted.Order, (await trade.Coop.Client.AnswerOrder(first.Order.Id, response, "kunci-2", Cancel)).Order);
        Assert.Equal(OrderState.Despatched, (await trade.Chain.Client.SubmitOrder(wanted, cancel: Cancel)).Order.State);
        Assert.Equal(6, await trade.Town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_step_that_makes_no_sense_is_refused_with_what_may_be_sent_instead()
    {
        using var trade = await Trade.Between(fixture.Gateway);
        var order = await trade.Chain.Client.SubmitOrder(trade.Ordered("PO-1", ("1", Beras, 4)), cancel: Cancel);
        await trade.Coop.Client.AnswerOrder(order.Order.Id, new("J-1", At("09:00"), ResponseCode.Accepted), cancel: Cancel);

        var again = await Assert.ThrowsAsync<GatewayProblemException>(
            () => trade.Coop.Client.AnswerOrder(order.Order.Id, new("J-2", At("09:01"), ResponseCode.Rejected), cancel: Cancel));
        var notYours = await Assert.ThrowsAsync<GatewayProblemException>(
            () => trade.Chain.Client.DespatchOrder(order.Order.Id, new("SJ-1", At("09:01"), [new("1", 4)]), cancel: Cancel));

        Assert.Equal(("/problems/step-refused", 409), (again.Type, again.Status));
        Assert.Contains("despatch_advice", again.Problem.Detail, StringComparison.Ordinal);
        Assert.Equal("/problems/step-refused", notYours.Type);
        Assert.Equal([new PossibleDocument(DocumentKind.DespatchAdvice)], (await trade.Coop.Client.Order(order.Order.Id, Cancel)).Possible);
    }

    [Fact]
    public async Task What_does_not_fit_is_named_and_lists_show_what_was_asked_for()
    {
        using var trade = await Trade.Between(fixture.Gateway);
        var (chain, coop) = (trade.Chain.Client, trade.Coop.Client);
        var waiting = await chain.SubmitOrder(trade.Ordered("PO-1", ("1", Gula, 1)), cancel: Cancel);
        var lacking = await chain.SubmitOrder(trade.Ordered("PO-2", ("1", Minyak, 11)), cancel: Cancel);
        var odd = await chain.SubmitOrder(trade.Ordered("PO-3", ("1", Beras, 4)), cancel: Cancel);
        await coop.AnswerOrder(odd.Order.Id, new("J-1", At("09:00"), ResponseCode.Accepted), cancel: Cancel);
        var sent = await coop.DespatchOrder(odd.Order.Id, new("SJ-1", At("09:01"), [new("1", 6)]), cancel: Cancel);

        Assert.Equal([new OrderDoubt(ContradictionCode.DespatchedAboveOrdered, DocumentKind.DespatchAdvice, "SJ-1", "1", 2)], sent.Doubts);
        Assert.Equal(["PO-3", "PO-2", "PO-1"], await Listed(coop, filter: null));
        Assert.Equal(["PO-3"], await Listed(coop, new(Doubtful: true)));
        Assert.Equal(["PO-2"], await Listed(chain, new(LacksStock: true)));
        Assert.Equal(["PO-3"], await Listed(chain, new(Mine: true)));
        Assert.Equal(["PO-2", "PO-1"], await Listed(coop, new(OrderState.Submitted, trade.Town.Chain)));
        Assert.Equal([waiting.Order.Number], await Listed(coop, new(Number: "PO-1")));
        Assert.True(lacking.Order.LacksStock);
    }

    private static async Task<List<string>> Listed(GatewayClient client, OrderFilter? filter)
    {
        var numbers = new List<string>();
        await foreach (var order in client.Orders(filter, Cancel))
            numbers.Add(order.Number);
        return numbers;
    }

    /// <summary>A town's two systems; the shop has ten of everything.</summary>
    private sealed class Trade(Town town, Side chain, Side coop) : IDisposable
    {
        internal Town Town { get; } = town;

        internal Side Chain { get; } = chain;

        internal Side Coop { get; } = coop;

        internal static async Task<Trade> Between(GatewayUnderTest gateway)
        {
            var town = await OrderTown.Create(gateway);
            await town.Console.Given(Count(10, Beras, "07:00"), Count(10, Minyak, "07:00"), Count(10, Gula, "07:00"));
            return new Trade(town, await Side.Of(gateway, town.PartnerKey), await Side.Of(gateway, town.TillKey));
        }

        /// <summary>What the chain orders of the shop.</summary>
        internal NewOrder Ordered(string number, params (string Line, string Item, decimal Quantity)[] lines) =>
            new(Town.Coop, number, Morning, Store, [.. lines.Select(line => new NewOrderLine(line.Line, line.Item, line.Quantity))]);

        public void Dispose()
        {
            Chain.Dispose();
            Coop.Dispose();
        }
    }

    /// <summary>One party's system: what it does, and what it hears of orders.</summary>
    private sealed class Side(GatewayClient client, string head) : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
        private string? cursor = head;
        private long heard;

        internal GatewayClient Client { get; } = client;

        internal static async Task<Side> Of(GatewayUnderTest gateway, string key)
        {
            var client = new GatewayClient(gateway.Address, key);
            return new Side(client, (await client.PositionPage(cancel: Cancel)).FeedCursor);
        }

        /// <summary>The next that it hears of its order; an event that comes again is known by its version.</summary>
        internal async Task<OrderChanged> Hears()
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            patience.CancelAfter(Patience);
            await foreach (var told in Client.Follow(cursor, patience.Token))
            {
                cursor = told.Cursor;
                if (told.Event.AsOrderChanged() is { } changed && changed.Version > heard)
                {
                    heard = changed.Version;
                    return changed;
                }
            }

            throw new Xunit.Sdk.XunitException("The feed ended.");
        }

        public void Dispose() => Client.Dispose();
    }
}
