using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using static RetailGateway.Domain.Tests.Orders.Trade;

namespace RetailGateway.Domain.Tests.Orders;

/// <summary>What the seller's answers make of an order, of changes and of cancellations.</summary>
public class AnswerTests
{
    [Fact]
    public void An_order_without_an_answer_awaits_the_seller()
    {
        var order = Ordered(("1", 10)).Folded;

        Assert.Equal((OrderState.Submitted, TradeSide.Seller, Of(0)), (order.State, order.Turn!.Value, order.Lines[0].Confirmed));
    }

    [Fact]
    public void Received_and_no_more_confirms_nothing()
    {
        var order = Ordered(("1", 10)).Respond(ResponseCode.Received).Folded;

        Assert.Equal((OrderState.Acknowledged, Of(0), Of(10)), (order.State, order.Lines[0].Confirmed, order.Lines[0].ToHold));
    }

    [Fact]
    public void Received_after_accepted_takes_nothing_back() =>
        Assert.Equal(OrderState.Accepted, Ordered(("1", 10)).Respond(ResponseCode.Accepted).Respond(ResponseCode.Received).Folded.State);

    [Fact]
    public void Accepted_confirms_what_is_ordered()
    {
        var order = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Folded;

        Assert.Equal((OrderState.Accepted, TradeSide.Seller, Of(10)), (order.State, order.Turn!.Value, order.Lines[0].Confirmed));
    }

    [Fact]
    public void Rejected_refuses_every_line_and_gives_its_stock_back()
    {
        var order = Ordered(("1", 10), ("2", 4)).Respond(ResponseCode.Rejected).Folded;

        Assert.Equal((OrderState.Rejected, null), (order.State, order.Turn));
        Assert.All(order.Lines, line => Assert.Equal((line.Ordered, Of(0)), (line.Refused, line.ToHold)));
    }

    [Fact]
    public void Accepted_with_changes_confirms_each_line_by_its_status()
    {
        var trade = Ordered(("1", 10), ("2", 10), ("3", 10), ("4", 10), ("5", 10)).Despatch("5", 10).Respond(
            ResponseCode.AcceptedWithChanges,
            Says("1", ResponseLineStatus.NotChanged, 10),
            Says("2", ResponseLineStatus.Changed, 6),
            Says("3", ResponseLineStatus.Refused, 10),
            Says("4", ResponseLineStatus.Changed),
            Says("5", ResponseLineStatus.AlreadyDelivered, 10),
            Says("6", ResponseLineStatus.Added, 2));

        Assert.Equal([Of(10), Of(6), Of(0), Of(10), Of(10)], trade.Folded.Lines.Select(line => line.Confirmed));
        Assert.Equal([Of(0), Of(4), Of(10), Of(0), Of(0)], trade.Folded.Lines.Select(line => line.Refused));
        Assert.Empty(trade.Contradictions);
    }

    [Fact]
    public void A_substitute_refuses_the_product_that_was_ordered()
    {
        var line = Ordered(("1", 10)).Respond(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.Changed, 8, substitute: 2))["1"];

        Assert.Equal((Of(0), Of(10)), (line.Confirmed, line.Refused));
    }

    [Fact]
    public void An_offer_of_more_holds_no_more_than_is_ordered()
    {
        var line = Ordered(("1", 10)).Respond(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.Changed, 12))["1"];

        Assert.Equal((Of(12), Of(10), Of(0)), (line.Confirmed, line.ToHold, line.Refused));
    }

    [Fact]
    public void A_line_left_out_of_the_changes_is_raised_and_stays_as_it_was()
    {
        var trade = Ordered(("1", 10), ("2", 4)).Respond(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.NotChanged));

        Assert.Equal(Of(4), trade["2"].ToHold);
        Assert.Equal([ContradictionCode.LineLeftOut], trade.Contradictions);
    }

    [Fact]
    public void Said_to_be_delivered_already_without_a_despatch_is_raised_until_one_comes()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.AlreadyDelivered));

        Assert.Equal([ContradictionCode.DeliveredWithoutDespatch], trade.Contradictions);
        Assert.Empty(trade.Despatch("1", 10).Contradictions);
    }

    [Fact]
    public void After_accepted_with_changes_the_buyer_changes_and_the_seller_answers()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.Changed, 6));
        Assert.Equal((OrderState.AcceptedWithChanges, TradeSide.Buyer), (trade.Folded.State, trade.Folded.Turn!.Value));

        trade.Change(Changed("1", 6));
        Assert.Equal((OrderState.ChangeRequested, TradeSide.Seller, Of(10)), (trade.Folded.State, trade.Folded.Turn!.Value, trade["1"].Ordered));

        trade.Answer(ResponseCode.Accepted);
        Assert.Equal((OrderState.Accepted, Of(6), Of(0)), (trade.Folded.State, trade["1"].Ordered, trade["1"].Refused));
    }

    [Fact]
    public void After_accepted_with_changes_the_buyer_may_cancel()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.Changed, 6))
            .Cancel().Answer(ResponseCode.Accepted);

        Assert.Equal(
            (OrderState.Cancelled, Of(4), Of(6), Of(0)), (trade.Folded.State, trade["1"].Refused, trade["1"].Cancelled, trade["1"].ToHold));
    }

    [Fact]
    public void A_rejected_change_leaves_the_order_as_it_was()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Change(Changed("1", 20)).Answer(ResponseCode.Rejected);

        Assert.Equal((OrderState.Accepted, Of(10)), (trade.Folded.State, trade["1"].Ordered));
    }

    [Fact]
    public void A_change_accepted_with_changes_is_the_buyers_turn_again()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Accepted)
            .Change(Changed("1", 20)).Answer(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.Changed, 15));

        Assert.Equal(
            (OrderState.AcceptedWithChanges, Of(20), Of(15), Of(5)),
            (trade.Folded.State, trade["1"].Ordered, trade["1"].Confirmed, trade["1"].Refused));
    }

    [Fact]
    public void A_deleted_line_keeps_its_quantity_and_is_cancelled()
    {
        var trade = Ordered(("1", 10), ("2", 4)).Respond(ResponseCode.Accepted).Change(Deleted("1", 10)).Answer(ResponseCode.Accepted);

        Assert.Equal((Of(10), Of(10), Of(0)), (trade["1"].Ordered, trade["1"].Cancelled, trade["1"].ToHold));
        Assert.Equal((OrderState.Accepted, Of(4)), (trade.Folded.State, trade["2"].ToHold));
    }

    [Fact]
    public void An_order_whose_every_line_is_deleted_is_cancelled() => Assert.Equal(
        OrderState.Cancelled,
        Ordered(("1", 10)).Respond(ResponseCode.Accepted).Change(Deleted("1", 10)).Answer(ResponseCode.Accepted).Folded.State);

    [Fact]
    public void A_deleted_line_can_be_added_again()
    {
        var trade = Ordered(("1", 10), ("2", 4)).Respond(ResponseCode.Accepted)
            .Change(Deleted("1", 10)).Answer(ResponseCode.Accepted)
            .Change(Added("1", 3)).Answer(ResponseCode.Accepted);

        Assert.Equal((Of(3), Of(0)), (trade["1"].Later, trade["1"].Cancelled));
        Assert.Empty(trade.Contradictions);
    }

    [Fact]
    public void An_added_line_is_ordered_when_the_seller_accepts_it()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Change(Added("2", 5));
        Assert.Single(trade.Folded.Lines);

        Assert.Equal(Of(5), trade.Answer(ResponseCode.Accepted)["2"].Confirmed);
    }

    [Fact]
    public void Adding_a_line_that_is_there_is_raised_and_what_was_added_holds()
    {
        var trade = Ordered(("1", 10)).Change(Added("1", 5)).Answer(ResponseCode.Accepted);

        Assert.Equal(Of(5), trade["1"].Ordered);
        Assert.Equal([ContradictionCode.LineAlreadyThere], trade.Contradictions);
    }

    [Fact]
    public void An_older_change_accepted_late_does_not_undo_a_newer_one()
    {
        var trade = Ordered(("1", 10)).Change(Changed("1", 8));
        var older = trade.Documents[^1].Key;
        trade.Change(Changed("1", 6)).Answer(ResponseCode.Accepted)
            .Add(new OrderResponse(new DocumentId("late"), Monday.AddDays(1), older, ResponseCode.Accepted, []));

        Assert.Equal(Of(6), trade["1"].Ordered);
    }

    [Fact]
    public void A_line_that_the_seller_refused_stays_refused_when_a_change_of_another_is_accepted()
    {
        var trade = Ordered(("1", 10), ("2", 4))
            .Respond(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.Changed, 6), Says("2", ResponseLineStatus.Refused))
            .Change(Changed("1", 6)).Answer(ResponseCode.Accepted);

        Assert.Equal(Of(4), trade["2"].Refused);
    }

    [Fact]
    public void The_product_of_a_line_of_which_some_was_sent_does_not_change_unseen()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Change(Changed("1", 10, product: 2)).Answer(ResponseCode.Accepted);
        Assert.Empty(trade.Contradictions);

        trade.Despatch("1", 4).Change(Changed("1", 10, product: 3)).Answer(ResponseCode.Accepted);
        Assert.Equal([ContradictionCode.ProductChangedAfterDespatch], trade.Contradictions);
    }

    [Fact]
    public void What_is_withdrawn_ends_without_an_answer_and_what_is_sent_all_the_same_is_raised()
    {
        var trade = Ordered(("1", 10)).Withdraw();
        Assert.Equal((OrderState.Cancelled, null, Of(10), Of(0)), (trade.Folded.State, trade.Folded.Turn, trade["1"].Cancelled, trade["1"].ToHold));
        Assert.Empty(trade.Folded.Open);

        trade.Despatch("1", 4);
        Assert.Equal(OrderState.Despatched, trade.Folded.State);
        Assert.NotEmpty(trade.Contradictions);
    }

    [Fact]
    public void A_cancellation_is_a_request_and_only_its_answer_cancels()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Cancel();
        Assert.Equal(
            (OrderState.CancellationRequested, TradeSide.Seller, Of(10)), (trade.Folded.State, trade.Folded.Turn!.Value, trade["1"].ToHold));

        trade.Answer(ResponseCode.Accepted);
        Assert.Equal((OrderState.Cancelled, null, Of(10)), (trade.Folded.State, trade.Folded.Turn, trade["1"].Cancelled));
    }

    [Fact]
    public void A_cancellation_refused_after_the_despatch_leaves_the_goods_on_their_way()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Despatch("1", 10).Cancel().Answer(ResponseCode.Rejected);

        Assert.Equal((OrderState.Despatched, TradeSide.Buyer, Of(0)), (trade.Folded.State, trade.Folded.Turn!.Value, trade["1"].Cancelled));
    }

    [Fact]
    public void What_was_sent_before_a_cancellation_stays_sent()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Despatch("1", 6).Cancel().Answer(ResponseCode.Accepted);

        Assert.Equal((OrderState.Despatched, Of(6), Of(4)), (trade.Folded.State, trade["1"].Despatched, trade["1"].Cancelled));
        Assert.Equal(OrderState.Completed, trade.Receive("1", 6).Folded.State);
        Assert.Empty(trade.Contradictions);
    }

    [Fact]
    public void A_late_despatch_after_a_cancellation_is_kept_and_raised()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Cancel().Answer(ResponseCode.Accepted).Despatch("1", 4);

        Assert.Equal((OrderState.Despatched, Of(4), Of(6)), (trade.Folded.State, trade["1"].Despatched, trade["1"].Cancelled));
        Assert.Equal([ContradictionCode.DespatchedAfterCancellation], trade.Contradictions);
    }

    [Fact]
    public void A_despatch_of_what_was_refused_is_kept_and_raised()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Rejected).Despatch("1", 4);

        Assert.Equal((OrderState.Despatched, Of(4), Of(6)), (trade.Folded.State, trade["1"].Despatched, trade["1"].Refused));
        Assert.Equal([ContradictionCode.DespatchedAboveConfirmed], trade.Contradictions);
    }

    [Fact]
    public void A_cancellation_accepted_with_changes_stays_open_and_is_raised()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Cancel().Answer(ResponseCode.AcceptedWithChanges);

        Assert.Equal(OrderState.CancellationRequested, trade.Folded.State);
        Assert.Equal([ContradictionCode.AnswerDoesNotFit], trade.Contradictions);
    }

    [Fact]
    public void Who_confirms_less_than_was_outstanding_takes_that_back()
    {
        var trade = Ordered(("1", 10)).Despatch("1", 2, outstanding: 8)
            .Respond(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.Changed, 5));

        Assert.Equal((Of(3), Of(0), Of(5)), (trade["1"].Later, trade["1"].Never, trade["1"].Refused));
        Assert.Empty(trade.Contradictions);
    }

    [Fact]
    public void An_answer_to_a_change_that_is_not_there_is_raised_until_it_comes()
    {
        var change = new OrderChange(new DocumentId("C-1"), Monday.AddDays(-1), [Changed("1", 8)]) { Sequence = 1 };
        var trade = Ordered(("1", 10)).Add(new OrderResponse(new DocumentId("R-1"), Monday.AddDays(1), change.Key, ResponseCode.Accepted, []));
        Assert.Equal([ContradictionCode.AnswerToNothing], trade.Contradictions);

        Assert.Equal(Of(8), trade.Add(change)["1"].Ordered);
        Assert.Empty(trade.Contradictions);
    }

    [Fact]
    public void Of_several_answers_to_one_document_the_last_holds()
    {
        var trade = Ordered(("1", 10)).Respond(ResponseCode.Accepted).Change(Changed("1", 8)).Answer(ResponseCode.Accepted).Answer(ResponseCode.Rejected);

        Assert.Equal(Of(10), trade["1"].Ordered);
    }

    [Fact]
    public void An_answer_that_carries_only_a_date_still_comes_after_what_it_answers()
    {
        var morning = new DateTimeOffset(Monday.Date, TimeSpan.Zero);
        var trade = Ordered(("1", 10)).Add(new OrderResponse(
            new DocumentId("R-1"), morning, Answers: null, ResponseCode.AcceptedWithChanges, [Says("1", ResponseLineStatus.Changed, 6)]));
        Assert.Equal(OrderState.AcceptedWithChanges, trade.Folded.State);

        var change = trade.Change(Changed("1", 6)).Documents[^1].Key;
        trade.Add(new OrderResponse(new DocumentId("R-0"), morning, change, ResponseCode.Accepted, []));
        Assert.Equal((OrderState.Accepted, Of(6)), (trade.Folded.State, trade["1"].Confirmed));
    }
}
