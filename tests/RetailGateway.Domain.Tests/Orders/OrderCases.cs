using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Tests.Orders;

/// <summary>Orders and documents about them: few lines, instants and ids, so that everything meets everything, fits or not.</summary>
internal static class OrderCases
{
    /// <summary>Their order differs in UTF-16 and UTF-8, and one begins another.</summary>
    private static readonly string[] Ids = ["a", "ab", "B", "é", "\uE000", "\uFFFD", "\U0001F600", "\U00010000", "1", "10", "9", "A-7"];

    private static readonly Gen<LineId> LineId = Gen.OneOf(["1", "2", "10", "gift"]).Select(id => new LineId(id));

    private static readonly Gen<Quantity> Units = Gen.Frequency(
        (1, Gen.Const(-1m)), (30, Gen.Int[0, 12].Select(units => (decimal)units)), (3, Gen.Const(2.125m))).Select(Quantity.FromDecimal);

    private static readonly Gen<Quantity?> UnitsOrNone = Gen.Frequency((1, Gen.Const((Quantity?)null)), (2, Units.Select(quantity => (Quantity?)quantity)));

    private static readonly Gen<OrderLine> Line = Gen.Select(LineId, Gen.Int[1, 2], Units)
        .Select((id, product, quantity) => new OrderLine(id, new ProductId(product), quantity, new OrderedPack("PCS", Quantity.FromDecimal(1))));

    /// <summary>Some at an hour, some with only a date.</summary>
    private static readonly Gen<DateTimeOffset> Instant = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3])
        .Select((day, hour) => Trade.Monday.AddDays(day).AddHours(hour - 1));

    private static readonly Gen<ResponseLine> ResponseLine = Gen.Select(
        LineId, Gen.OneOf(Enum.GetValues<ResponseLineStatus>()), UnitsOrNone, Gen.Frequency((5, Gen.Const(0)), (1, Gen.Const(3))))
        .Select((line, status, quantity, substitute) => new ResponseLine(line, status, quantity, substitute == 0 ? null : new ProductId(substitute)));

    /// <summary>The order mostly; else a change or a cancellation that may be there or not, and now and then what nobody answers.</summary>
    private static readonly Gen<DocumentKey?> Answered = Gen.Frequency(
        (4, Gen.Const((DocumentKey?)null)),
        (6, Gen.Select(Gen.OneOf([DocumentKind.OrderChange, DocumentKind.OrderCancellation]), Gen.Int[0, 2])
            .Select((kind, id) => (DocumentKey?)new DocumentKey(kind, new DocumentId(Ids[id])))),
        (1, Gen.Const((DocumentKey?)new DocumentKey(DocumentKind.DespatchAdvice, new DocumentId(Ids[1])))));

    /// <summary>Nothing to twelve documents, each key once; mostly an order is among them, and it may come late by its date.</summary>
    internal static Gen<OrderDocument[]> Documents { get; } = Gen.Select(
        Gen.Frequency((1, Gen.Const(0)), (9, Gen.Const(1)), (1, Gen.Const(2))), Gen.Int[0, 10]).SelectMany((orders, others) =>
            Gen.Select(Orders(orders), Others(others)).Select((first, second) => first.Concat(second).ToArray()));

    /// <summary>Documents, and the same ones as they might arrive: in another order, some of them several times.</summary>
    internal static Gen<(OrderDocument[] Documents, OrderDocument[] Arrival)> Arrivals { get; } = Documents.SelectMany(documents =>
        (documents.Length == 0 ? Gen.Const(documents) : Gen.OneOf(documents).Array[0, 4])
            .SelectMany(again => Gen.Shuffle((OrderDocument[])[.. documents, .. again]))
            .Select(arrival => (documents, arrival)));

    /// <summary>All that a fold says, in one text.</summary>
    internal static string Told(FoldedOrder order) => string.Join(
        '\n', [$"{order.State} {order.Answer}", .. order.Lines, .. order.Open, .. order.Contradictions.Cast<object>()]);

    /// <summary>Large enough for a few despatches; now and then a line twice.</summary>
    private static Gen<OrderDocument[]> Orders(int count) => Gen.Select(
            Instant, Gen.Select(Line, Gen.Int[1, 20]).Select((line, times) => line with { Quantity = Quantity.FromThousandths(line.Quantity.Thousandths * times) })
                .Array[1, 6], Gen.Int[0, 9])
        .Select((issuedAt, lines, twice) => (issuedAt, Lines: twice == 0 ? lines : [.. lines.DistinctBy(line => line.Id)])).Array[count]
        .Select(drawn => drawn.Select(OrderDocument (one, index) => new Order(new DocumentId(Ids[index]), one.issuedAt, one.Lines)).ToArray());

    private static Gen<OrderDocument[]> Others(int count)
    {
        var drawn = Enumerable.Range(0, count).Select(index => Other(new DocumentId(Ids[index % 8]), new DocumentId(Ids[index % 3]), index)).ToArray();
        return drawn.Aggregate(
            Gen.Const(Array.Empty<OrderDocument>()),
            (before, next) => Gen.Select(before, next).Select((all, one) => all.Any(other => other.Key == one.Key) ? all : [.. all, one]));
    }

    /// <summary>Requests have few ids, so that answers find them.</summary>
    private static Gen<OrderDocument> Other(DocumentId id, DocumentId request, int index) => Instant.SelectMany(issuedAt => Gen.Frequency(
        (4, Gen.Select(Answered, Gen.OneOf(Enum.GetValues<ResponseCode>()), ResponseLine.Array[0, 4])
            .Select(OrderDocument (answers, code, lines) => new OrderResponse(id, issuedAt, answers, code, lines))),
        (3, Gen.Select(Gen.OneOf(Enum.GetValues<ChangeLineStatus>()), Line).Select((status, line) => new ChangeLine(status, line)).Array[0, 3]
            .Select(OrderDocument (lines) => new OrderChange(request, issuedAt, lines) { Sequence = index })),
        (1, Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true)))
            .Select(OrderDocument (withdraws) => new OrderCancellation(request, issuedAt) { Withdraws = withdraws })),
        (4, Gen.Select(LineId, Units, UnitsOrNone).Select((line, sent, outstanding) => new DespatchLine(line, sent, outstanding)).Array[1, 3]
            .Select(OrderDocument (lines) => new DespatchAdvice(id, issuedAt, lines))),
        (3, Gen.Select(
            Gen.OneOf(["R1", "R2"]), Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true))),
            Gen.Select(LineId, UnitsOrNone, Units).Select((line, came, rejected) => new ReceiptLine(line, came, rejected)).Array[0, 3])
            .Select(OrderDocument (number, alone, lines) => new ReceiptAdvice(id, issuedAt, number, lines) { AnswersDocumentAlone = alone }))));
}
