using CsCheck;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Deadlines;
using RetailGateway.Domain.Orders.Documents;
using static RetailGateway.Domain.Tests.Orders.Deadlines.CalendarCases;
using static RetailGateway.Domain.Tests.Orders.Trade;

namespace RetailGateway.Domain.Tests.Orders.Deadlines;

public class OrderDeadlineTests
{
    private const int Cases = 5_000;

    private static readonly Gen<OrderInstants> Instants = Gen.Select(Instant, Instant, Instant, Instant, Gen.Int[0, 15]).Select(
        (submitted, answered, requested, despatched, known) => new OrderInstants(
            submitted, (known & 1) == 0 ? answered : null, (known & 2) == 0 ? requested : null, (known & 4) == 0 ? despatched : null));

    [Fact]
    public void A_deadline_runs_exactly_where_an_order_is_submitted_and_has_not_ended_and_for_whose_turn_it_is() => Sample((order, _, one) =>
        one.Calendar.Deadline is { } deadline
            ? order.State != OrderState.NotSubmitted && deadline.Side == order.Turn
            : order.State == OrderState.NotSubmitted || order.HasEnded);

    [Fact]
    public void A_deadline_begins_at_an_instant_that_is_known() => Sample((_, instants, one) =>
        one.Calendar.Deadline is not { } deadline
        || new[] { instants.SubmittedAt, instants.AnsweredAt, instants.RequestedAt, instants.DespatchedAt }.Contains(deadline.From));

    [Fact]
    public void A_deadline_is_due_on_a_business_day_and_not_before_it_began() => Sample((_, _, one) =>
        one.Calendar.Deadline is not { } deadline
        || (deadline.Due >= deadline.From && one.Calendar.Of.IsBusinessDay(one.Calendar.Of.DayOf(
            deadline.Kind is DeadlineKind.Delivery or DeadlineKind.Receipt ? deadline.Due.AddTicks(-1) : deadline.Due))));

    [Fact]
    public void A_holiday_more_never_makes_a_deadline_earlier() => Sample((_, _, one) =>
        one.Calendar.Deadline?.Due is not { } due || one.WithMore.Deadline!.Due >= due);

    [Fact]
    public void The_answer_is_due_within_the_response_hours() =>
        Assert.Equal((DeadlineKind.Response, TradeSide.Seller, Monday, Monday.AddHours(24)), Told(Ordered(("1", 10))));

    [Fact]
    public void Received_and_no_more_is_no_answer() =>
        Assert.Equal((DeadlineKind.Response, TradeSide.Seller, Monday, Monday.AddHours(24)), Told(Ordered(("1", 10)).Respond(ResponseCode.Received)));

    [Fact]
    public void What_is_accepted_is_due_at_the_end_of_the_last_delivery_day() => Assert.Equal(
        (DeadlineKind.Delivery, TradeSide.Seller, Monday.AddHours(1), DateTimeOffset.Parse("2026-03-05T00:00+07:00")),
        Told(Ordered(("1", 10)).Respond(ResponseCode.Accepted)));

    [Fact]
    public void A_part_that_is_sent_gives_no_more_time_for_the_rest() => Assert.Equal(
        (DeadlineKind.Delivery, TradeSide.Seller, Monday.AddHours(1), DateTimeOffset.Parse("2026-03-05T00:00+07:00")),
        Told(Ordered(("1", 10)).Respond(ResponseCode.Accepted).Despatch("1", 4).Receive("1", 4)));

    [Fact]
    public void After_accepted_with_changes_the_buyer_reacts() => Assert.Equal(
        (DeadlineKind.Reaction, TradeSide.Buyer, Monday.AddHours(1), Monday.AddHours(25)),
        Told(Ordered(("1", 10)).Respond(ResponseCode.AcceptedWithChanges, Says("1", ResponseLineStatus.Changed, 6))));

    [Fact]
    public void A_change_and_a_cancellation_are_answered_within_the_response_hours()
    {
        Assert.Equal(
            (DeadlineKind.AnswerToChange, TradeSide.Seller, Monday.AddHours(2), Monday.AddHours(26)),
            Told(Ordered(("1", 10)).Respond(ResponseCode.Accepted).Change(Changed("1", 8))));
        Assert.Equal(
            (DeadlineKind.AnswerToCancellation, TradeSide.Seller, Monday.AddHours(2), Monday.AddHours(26)),
            Told(Ordered(("1", 10)).Respond(ResponseCode.Accepted).Cancel()));
    }

    [Fact]
    public void What_is_all_sent_is_to_be_received_delivery_days_after_the_despatch() => Assert.Equal(
        (DeadlineKind.Receipt, TradeSide.Buyer, Monday.AddHours(3), DateTimeOffset.Parse("2026-03-05T00:00+07:00")),
        Told(Ordered(("1", 10)).Respond(ResponseCode.Accepted).Despatch("1", 10)));

    [Fact]
    public void Nothing_is_due_of_an_order_that_has_ended() => Assert.Null(
        OrderDeadline.Of(Ordered(("1", 10)).Respond(ResponseCode.Rejected).Folded, new(Monday), new(24, 2, 8), Calendar(Jakarta)));

    /// <summary>Answered one hour after the order, asked two hours after it, sent three hours after it; closed on Sundays.</summary>
    private static (DeadlineKind, TradeSide, DateTimeOffset, DateTimeOffset) Told(Trade trade)
    {
        var instants = new OrderInstants(Monday, Monday.AddHours(1), Monday.AddHours(2), Monday.AddHours(3));
        var deadline = OrderDeadline.Of(trade.Folded, instants, new DeadlineTerms(24, 2, 8), Calendar(Jakarta))!;
        return (deadline.Kind, deadline.Side, deadline.From, deadline.Due);
    }

    private static void Sample(Func<FoldedOrder, OrderInstants, (Side Calendar, Side WithMore), bool> holds) =>
        Gen.Select(OrderCases.Documents, Instants, Terms, Calendars).Sample(
            (documents, instants, terms, calendars) =>
            {
                var order = FoldedOrder.Of(documents);
                return holds(order, instants, (
                    new(calendars.Calendar, OrderDeadline.Of(order, instants, terms, calendars.Calendar)),
                    new(calendars.WithMore, OrderDeadline.Of(order, instants, terms, calendars.WithMore))));
            }, iter: Cases);

    private sealed record Side(BusinessCalendar Of, OrderDeadline? Deadline);
}
