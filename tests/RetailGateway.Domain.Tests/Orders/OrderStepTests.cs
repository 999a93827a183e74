using CsCheck;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using static RetailGateway.Domain.Tests.Orders.Trade;

namespace RetailGateway.Domain.Tests.Orders;

public class OrderStepTests
{
    private const int Orders = 10_000;

    [Fact]
    public void Whose_turn_it_is_can_do_something() => OrderCases.Documents.Sample(
        documents =>
        {
            var order = FoldedOrder.Of(documents);
            return order.Turn is not { } turn || order.Possible(turn).Count > 0;
        }, iter: Orders);

    [Fact]
    public void It_is_nobodys_turn_exactly_where_the_order_has_ended() => OrderCases.Documents.Sample(
        documents =>
        {
            var order = FoldedOrder.Of(documents);
            return Enum.IsDefined(order.State) && order.Turn is null == order.HasEnded;
        }, iter: Orders);

    [Fact]
    public void Where_an_order_has_ended_nothing_more_is_to_be_sent_and_nothing_can_be_asked_for_or_accepted() => OrderCases.Documents.Sample(
        documents =>
        {
            var order = FoldedOrder.Of(documents);
            return !order.HasEnded || (!order.IsToCome && OrderStep.All.Where(Binds).All(step => !order.Decide(step).Holds));
        }, iter: Orders);

    [Fact]
    public void A_step_is_possible_exactly_where_nothing_is_said_against_it() => OrderCases.Documents.Sample(
        documents =>
        {
            var order = FoldedOrder.Of(documents);
            return OrderStep.All.All(step =>
            {
                var decision = order.Decide(step);
                return order.Possible(step.By).Contains(step) == decision.Holds
                    && decision.Possible.SequenceEqual(decision.Holds ? [] : order.Possible(step.By));
            });
        }, iter: 3_000);

    [Fact]
    public void Two_sides_that_take_only_possible_steps_never_contradict_each_other() => Play.Moves.Sample(
        moves => Play.Of(moves).All(order => order.Contradictions.Count == 0), iter: Orders);

    [Fact]
    public void Two_sides_that_act_when_it_is_their_turn_come_to_an_end() => Play.Moves.Sample(
        moves => Play.ToTheEnd(moves).HasEnded, iter: Orders);

    [Fact]
    public void The_same_step_is_every_step_with_its_content() =>
        Assert.Equal(OrderStep.All.Count, OrderStep.All.Distinct().Count());

    [Fact]
    public void Before_the_order_only_the_order_can_be_sent()
    {
        var order = FoldedOrder.Of([]);

        Assert.Equal([new OrderStep.Submit()], OrderStep.All.Where(step => order.Decide(step).Holds));
    }

    [Fact]
    public void An_order_is_submitted_once() => Assert.Equal(
        [OrderRefusalCode.AlreadySubmitted], Ordered(("1", 10)).Folded.Decide(new OrderStep.Submit()).Refusals);

    [Fact]
    public void A_submitted_order_is_answered_before_it_is_sent()
    {
        var decision = Ordered(("1", 10)).Folded.Decide(new OrderStep.Despatch());

        Assert.Equal([OrderRefusalCode.NotAccepted], decision.Refusals);
        Assert.Equal(Enum.GetValues<ResponseCode>().Select(code => new OrderStep.Answer(DocumentKind.Order, code)), decision.Possible);
    }

    [Fact]
    public void After_accepted_with_changes_the_seller_waits_for_the_buyer()
    {
        var order = Ordered(("1", 10)).Respond(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.Changed, 6)).Folded;

        Assert.Empty(order.Possible(TradeSide.Seller));
        Assert.Equal([new OrderStep.Change(), new OrderStep.Cancel(), new OrderStep.Receive()], order.Possible(TradeSide.Buyer));
    }

    [Fact]
    public void Until_a_cancellation_is_answered_the_seller_may_send_and_the_buyer_may_not_ask_for_more()
    {
        var order = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Cancel().Folded;

        Assert.True(order.Decide(new OrderStep.Despatch()).Holds);
        Assert.Equal([OrderRefusalCode.CancellationOpen], order.Decide(new OrderStep.Change()).Refusals);
    }

    [Fact]
    public void A_cancellation_that_comes_too_late_can_be_rejected_and_no_longer_accepted()
    {
        var order = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Cancel().Despatch("1", 10).Receive("1", 10).Folded;

        Assert.Equal([OrderRefusalCode.Ended], order.Decide(Answer(ResponseCode.Accepted)).Refusals);
        Assert.True(order.Decide(Answer(ResponseCode.Rejected)).Holds);

        static OrderStep Answer(ResponseCode code) => new OrderStep.Answer(DocumentKind.OrderCancellation, code);
    }

    [Fact]
    public void What_is_all_sent_can_neither_be_changed_nor_cancelled()
    {
        var order = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Despatch("1", 10).Folded;

        Assert.Equal([OrderRefusalCode.NothingToCome], order.Decide(new OrderStep.Change()).Refusals);
        Assert.Equal([OrderRefusalCode.NothingToCome], order.Decide(new OrderStep.Cancel()).Refusals);
    }

    [Fact]
    public void A_receipt_can_be_corrected_after_the_end() => Assert.True(
        Ordered(("1", 10)).Respond(ResponseCode.Accepted).Despatch("1", 10).Receive("1", 10, number: "GR-1").Folded.Decide(new OrderStep.Receive()).Holds);

    [Fact]
    public void Goods_that_come_before_the_paper_can_be_received() =>
        Assert.True(Ordered(("1", 10)).Folded.Decide(new OrderStep.Receive()).Holds);

    [Fact]
    public void A_change_and_a_cancellation_that_await_an_answer_both_speak_against_another_change() => Assert.Equal(
        [OrderRefusalCode.ChangeOpen, OrderRefusalCode.CancellationOpen],
        Ordered(("1", 10)).Change(Changed("1", 8)).Cancel().Folded.Decide(new OrderStep.Change()).Refusals);

    [Fact]
    public void Every_reason_is_listed_and_not_the_first_alone() => Assert.Equal(
        [OrderRefusalCode.Ended, OrderRefusalCode.NotAccepted, OrderRefusalCode.NothingToCome],
        Ordered(("1", 10)).Respond(ResponseCode.Rejected).Folded.Decide(new OrderStep.Despatch()).Refusals);

    /// <summary>What would make the other side owe something again.</summary>
    private static bool Binds(OrderStep step) => step is not OrderStep.Receive
        and not OrderStep.Answer { About: not DocumentKind.Order, Code: ResponseCode.Received or ResponseCode.Rejected };
}
