using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using static RetailGateway.Domain.Tests.Orders.Trade;

namespace RetailGateway.Domain.Tests.Orders;

/// <summary>What despatches and receipts make of a line.</summary>
public class GoodsTests
{
    [Fact]
    public void Of_ten_ordered_six_delivered_and_three_outstanding_one_comes_never()
    {
        var line = TenAccepted().Despatch("1", 6, outstanding: 3)["1"];

        Assert.Equal((Of(3), Of(1), Of(3)), (line.Later, line.Never, line.ToHold));
    }

    [Fact]
    public void Where_a_despatch_does_not_say_what_is_outstanding_the_rest_comes_later()
    {
        var line = TenAccepted().Despatch("1", 6)["1"];

        Assert.Equal((Of(4), Of(0)), (line.Later, line.Never));
    }

    [Fact]
    public void What_the_last_despatch_says_is_outstanding_holds()
    {
        var line = TenAccepted().Despatch("1", 6, outstanding: 3).Despatch("1", 1, outstanding: 3)["1"];

        Assert.Equal((Of(3), Of(0)), (line.Later, line.Never));
    }

    [Fact]
    public void A_despatch_that_says_nothing_takes_from_what_the_one_before_left_outstanding()
    {
        var line = TenAccepted().Despatch("1", 6, outstanding: 3).Despatch("1", 2)["1"];

        Assert.Equal((Of(1), Of(1)), (line.Later, line.Never));
    }

    [Fact]
    public void The_last_despatch_is_the_one_issued_last_and_not_the_one_that_came_last()
    {
        var trade = TenAccepted().Despatch("1", 6, outstanding: 3).Despatch("1", 1, outstanding: 0);

        Assert.Equal(Of(0), FoldedOrder.Of([.. trade.Documents.Reverse()]).Lines[0].Later);
    }

    [Fact]
    public void A_change_after_a_despatch_brings_back_what_was_never_to_come()
    {
        var line = TenAccepted().Despatch("1", 6, outstanding: 0).Change(Changed("1", 12)).Answer(ResponseCode.Accepted)["1"];

        Assert.Equal((Of(6), Of(0)), (line.Later, line.Never));
    }

    [Fact]
    public void Less_than_ordered_with_nothing_outstanding_completes_when_it_came()
    {
        var trade = TenAccepted().Despatch("1", 6, outstanding: 0);

        Assert.Equal((OrderState.Despatched, TradeSide.Buyer), (trade.Folded.State, trade.Folded.Turn!.Value));
        Assert.Equal((OrderState.Completed, null), (trade.Receive("1", 6).Folded.State, trade.Folded.Turn));
    }

    [Fact]
    public void Nothing_sent_and_nothing_outstanding_completes_with_nothing_delivered() =>
        Assert.Equal(OrderState.Completed, TenAccepted().Despatch("1", 0, outstanding: 0).Folded.State);

    [Fact]
    public void Part_of_it_sent_leaves_the_turn_with_the_seller()
    {
        var trade = TenAccepted().Despatch("1", 6);
        Assert.Equal((OrderState.PartlyDespatched, TradeSide.Seller), (trade.Folded.State, trade.Folded.Turn!.Value));

        trade.Receive("1", 6);
        Assert.Equal((OrderState.PartlyReceived, TradeSide.Seller), (trade.Folded.State, trade.Folded.Turn!.Value));

        trade.Despatch("1", 4);
        Assert.Equal((OrderState.PartlyReceived, TradeSide.Buyer), (trade.Folded.State, trade.Folded.Turn!.Value));

        trade.Receive("1", 4);
        Assert.Equal(OrderState.Completed, trade.Folded.State);
    }

    [Fact]
    public void More_sent_than_ordered_is_kept_and_raised_with_the_excess()
    {
        var trade = TenAccepted().Despatch("1", 7).Despatch("1", 5);

        Assert.Equal((Of(12), Of(0)), (trade["1"].Despatched, trade["1"].ToHold));
        Assert.Equal(
            new Contradiction(
                ContradictionCode.DespatchedAboveOrdered, new DocumentKey(DocumentKind.DespatchAdvice, new DocumentId("4")), new LineId("1"), Of(2)),
            Assert.Single(trade.Folded.Contradictions));
    }

    [Fact]
    public void More_outstanding_than_is_left_is_kept_as_said_and_raised()
    {
        var trade = TenAccepted().Despatch("1", 6, outstanding: 5);

        Assert.Equal((Of(5), Of(4)), (trade["1"].Outstanding, trade["1"].Later));
        Assert.Equal([ContradictionCode.OutstandingAboveOrdered], trade.Contradictions);
    }

    [Fact]
    public void A_line_that_the_order_does_not_have_is_kept_and_raised()
    {
        var trade = TenAccepted().Despatch("gift", 1);

        Assert.Equal((Of(1), null), (trade["gift"].Despatched, trade["gift"].Product));
        Assert.Contains(ContradictionCode.UnknownLine, trade.Contradictions);
    }

    [Fact]
    public void What_is_received_includes_what_is_rejected()
    {
        var line = TenAccepted().Despatch("1", 10).Receive("1", 10, rejected: 3)["1"];

        Assert.Equal((Of(10), Of(3), Of(7)), (line.Received, line.Rejected, line.Accepted));
    }

    [Fact]
    public void More_received_than_sent_is_kept_and_raised()
    {
        var trade = TenAccepted().Despatch("1", 6).Receive("1", 7);

        Assert.Equal(Of(7), trade["1"].Received);
        Assert.Equal([ContradictionCode.ReceivedAboveDespatched], trade.Contradictions);
    }

    [Fact]
    public void More_rejected_than_received_is_kept_and_raised()
    {
        var trade = TenAccepted().Despatch("1", 6).Receive("1", 2, rejected: 5);

        Assert.Equal((Of(5), Of(0)), (trade["1"].Rejected, trade["1"].Accepted));
        Assert.Equal([ContradictionCode.RejectedAboveReceived], trade.Contradictions);
    }

    [Fact]
    public void A_receipt_replaces_the_earlier_one_of_its_number()
    {
        var trade = TenAccepted().Despatch("1", 10).Receive("1", 8, number: "GR-1").Receive("1", 6, rejected: 1, number: "GR-1");

        Assert.Equal((Of(6), Of(1)), (trade["1"].Received, trade["1"].Rejected));
        Assert.Empty(trade.Contradictions);
    }

    [Fact]
    public void Receipts_of_other_numbers_add_up() =>
        Assert.Equal(Of(10), TenAccepted().Despatch("1", 10).Receive("1", 8, number: "GR-1").Receive("1", 2, number: "gr-1")["1"].Received);

    [Fact]
    public void A_receipt_that_answers_the_document_alone_moves_no_stock() =>
        Assert.Equal(OrderState.Despatched, TenAccepted().Despatch("1", 10).Receive("1", 10, documentAlone: true).Folded.State);

    [Fact]
    public void A_receipt_that_answers_the_document_alone_replaces_no_receipt_of_its_number() =>
        Assert.Equal(Of(8), TenAccepted().Despatch("1", 10).Receive("1", 8, number: "GR-1").Receive("1", 0, number: "GR-1", documentAlone: true)["1"].Received);

    [Fact]
    public void A_line_that_carries_only_its_consignments_answer_moves_no_stock()
    {
        var trade = TenAccepted().Despatch("1", 10).Receive("1", quantity: null, rejected: 4);

        Assert.Equal((Of(0), Of(0)), (trade["1"].Received, trade["1"].Rejected));
        Assert.Empty(trade.Contradictions);
    }

    private static Trade TenAccepted() => Ordered(("1", 10)).Respond(ResponseCode.Accepted);
}
