using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Domain.Tests.Orders;

public class FoldedOrderTests
{
    private const int Orders = 10_000;

    [Fact]
    public void Any_order_of_arrival_and_any_repetition_folds_to_the_same() => OrderCases.Arrivals.Sample(
        one => OrderCases.Told(FoldedOrder.Of(one.Documents)) == OrderCases.Told(FoldedOrder.Of(one.Arrival)), iter: Orders);

    [Fact]
    public void Every_order_of_arrival_of_five_documents_folds_to_the_same() => OrderCases.Documents.Where(documents => documents.Length == 5).Sample(
        documents =>
        {
            var told = OrderCases.Told(FoldedOrder.Of(documents));
            return Arrangements(documents).All(arrival => OrderCases.Told(FoldedOrder.Of(arrival)) == told);
        }, iter: 300);

    [Fact]
    public void What_is_ordered_was_sent_comes_later_or_never_or_was_refused_or_cancelled() => OrderCases.Documents.Sample(
        documents => FoldedOrder.Of(documents).Lines.All(line =>
            line.Despatched + line.Later + line.Never + line.Refused + line.Cancelled == Greater(line.Ordered, line.Despatched)), iter: Orders);

    [Fact]
    public void No_quantity_is_below_zero() => OrderCases.Documents.Sample(
        documents => FoldedOrder.Of(documents).Lines.All(line => !new[]
        {
            line.Ordered, line.Confirmed, line.Despatched, line.Outstanding, line.Received, line.Rejected, line.Refused, line.Cancelled,
            line.Later, line.Never, line.Accepted, line.UnderWay, line.ToHold,
        }.Any(quantity => quantity.IsNegative)), iter: Orders);

    [Fact]
    public void A_reservation_holds_what_comes_later_and_never_more_than_is_outstanding() => OrderCases.Documents.Sample(
        documents => FoldedOrder.Of(documents).Lines.All(line => line.ToHold == line.Later && line.ToHold <= line.Outstanding), iter: Orders);

    [Fact]
    public void Where_nothing_contradicts_what_came_was_sent_and_what_was_sent_is_ordered_and_confirmed() => OrderCases.Documents.Sample(
        documents =>
        {
            var order = FoldedOrder.Of(documents);
            return order.Lines.All(line => order.Contradictions.Any(contradiction => contradiction.Line == line.Id)
                || (line.Rejected <= line.Received && line.Received <= line.Despatched && line.Despatched <= line.Ordered
                    && line.Outstanding == line.Later && line.Product is not null
                    && (order.Answer is null || line.Despatched <= line.Confirmed)));
        }, iter: Orders);

    [Fact]
    public void Goods_add_up_as_reckoned_by_hand() => OrderCases.Documents.Sample(
        documents => FoldedOrder.Of(documents).Lines.All(line =>
            line.Despatched == Sum(documents.OfType<DespatchAdvice>().SelectMany(advice => advice.Lines)
                .Where(sent => sent.Line == line.Id).Select(sent => sent.Despatched))
            && line.Received == Sum(Standing(documents).Where(came => came.Line == line.Id).Select(came => came.Received ?? Quantity.Zero))
            && line.Rejected == Sum(Standing(documents).Where(came => came.Line == line.Id && came.Received is not null).Select(came => came.Rejected))),
        iter: Orders);

    [Fact]
    public void Every_excess_is_raised_with_its_quantity_and_nothing_else_is_called_one() => OrderCases.Documents.Sample(
        documents =>
        {
            var order = FoldedOrder.Of(documents);
            return order.Lines.All(line =>
                Excess(order, line.Id, ContradictionCode.DespatchedAboveOrdered) == Above(line.Despatched, line.Ordered)
                && Excess(order, line.Id, ContradictionCode.ReceivedAboveDespatched) == Above(line.Received, line.Despatched)
                && Excess(order, line.Id, ContradictionCode.RejectedAboveReceived) == Above(line.Rejected, line.Received)
                && Excess(order, line.Id, ContradictionCode.OutstandingAboveOrdered) == Above(line.Outstanding, line.Later));
        }, iter: Orders);

    [Fact]
    public void Every_line_that_any_document_ever_gave_a_quantity_is_kept() => OrderCases.Documents.Sample(
        documents =>
        {
            var kept = FoldedOrder.Of(documents).Lines.Select(line => line.Id).ToHashSet();
            return documents.OfType<DespatchAdvice>().SelectMany(advice => advice.Lines).All(line => kept.Contains(line.Line))
                && Standing(documents).All(line => kept.Contains(line.Line));
        }, iter: Orders);

    [Fact]
    public void The_figures_of_one_line_do_not_depend_on_what_is_said_of_another() => OrderCases.Documents.Sample(
        documents =>
        {
            var one = new LineId("1");
            var alone = FoldedOrder.Of([.. documents.Select(document => Only(one, document))]).Lines;
            return FoldedOrder.Of(documents).Lines.Where(line => line.Id == one).SequenceEqual(alone);
        }, iter: Orders);

    [Fact]
    public void An_order_of_no_documents_was_not_submitted()
    {
        var order = FoldedOrder.Of([]);

        Assert.Equal((OrderState.NotSubmitted, TradeSide.Buyer), (order.State, order.Turn!.Value));
    }

    [Fact]
    public void A_despatch_that_comes_before_its_order_is_kept_and_explained_when_the_order_comes()
    {
        var early = new Trade().Despatch("1", 6);

        Assert.Equal((OrderState.NotSubmitted, Trade.Of(6)), (early.Folded.State, early["1"].Despatched));
        Assert.Equal([ContradictionCode.UnknownLine, ContradictionCode.DespatchedAboveOrdered], early.Contradictions);
        Assert.Empty(early.Order(("1", 10)).Contradictions);
    }

    [Fact]
    public void A_pack_stays_as_it_was_ordered() =>
        Assert.Equal(new OrderedPack("CTN", Trade.Of(12)), Trade.Ordered(("1", 24)).Respond(ResponseCode.Accepted)["1"].Pack);

    [Fact]
    public void A_second_order_among_the_documents_is_raised_and_orders_nothing()
    {
        var trade = Trade.Ordered(("1", 10)).Order(("2", 5));

        Assert.Equal([ContradictionCode.SecondOrder], trade.Contradictions);
        Assert.Equal("1", Assert.Single(trade.Folded.Lines).Id.Value);
    }

    [Fact]
    public void A_quantity_below_zero_is_raised_and_counts_for_nothing()
    {
        var trade = Trade.Ordered(("1", 10)).Despatch("1", -3);

        Assert.Equal([ContradictionCode.QuantityBelowZero], trade.Contradictions);
        Assert.Equal(Trade.Of(10), trade["1"].Later);
    }

    private static IEnumerable<ReceiptLine> Standing(OrderDocument[] documents) => documents.OfType<ReceiptAdvice>()
        .Where(receipt => !receipt.AnswersDocumentAlone)
        .GroupBy(receipt => receipt.Number)
        .SelectMany(receipts => receipts.MaxBy(receipt => receipt.Place)!.Lines);

    private static OrderDocument Only(LineId line, OrderDocument document) => document switch
    {
        Order order => order with { Lines = [.. order.Lines.Where(one => one.Id == line)] },
        OrderResponse response => response with { Lines = [.. response.Lines.Where(one => one.Line == line)] },
        OrderChange change => change with { Lines = [.. change.Lines.Where(one => one.Line.Id == line)] },
        DespatchAdvice despatch => despatch with { Lines = [.. despatch.Lines.Where(one => one.Line == line)] },
        ReceiptAdvice receipt => receipt with { Lines = [.. receipt.Lines.Where(one => one.Line == line)] },
        _ => document,
    };

    private static Quantity? Excess(FoldedOrder order, LineId line, ContradictionCode code) =>
        order.Contradictions.SingleOrDefault(contradiction => contradiction.Line == line && contradiction.Code == code)?.Quantity;

    private static Quantity? Above(Quantity said, Quantity limit) => said > limit ? said - limit : null;

    private static IEnumerable<OrderDocument[]> Arrangements(OrderDocument[] documents) => documents.Length < 2
        ? [documents]
        : documents.SelectMany((first, index) => Arrangements([.. documents[..index], .. documents[(index + 1)..]]).Select(rest => (OrderDocument[])[first, .. rest]));

    private static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Where(quantity => !quantity.IsNegative)
        .Aggregate(Quantity.Zero, (sum, next) => sum + next);

    private static Quantity Greater(Quantity left, Quantity right) => left > right ? left : right;
}
