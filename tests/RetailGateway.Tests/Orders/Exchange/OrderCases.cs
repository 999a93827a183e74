using System.Text.Json;
using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Tests.Orders.Exchange;

/// <summary>Documents of orders of all six kinds, of goods that a partner trades in; each could be sent by whoever sends its kind.</summary>
internal static class OrderCases
{
    internal const string ShipTo = "KPN-01";

    internal static readonly DateTimeOffset Monday = new(2026, 11, 23, 1, 30, 0, TimeSpan.Zero);

    /// <summary>To the second, which every dialect says.</summary>
    private static readonly Gen<DateTimeOffset> s_instant = Gen.Int[0, 30_000_000].Select(second => Monday.AddSeconds(second));

    private static readonly Gen<string> s_text = Gen.OneOf("1", "10", "A-7", "PO/2026 0412", "é&<b>", "=1+1", "\"x\"");

    private static readonly Gen<UnitPrice> s_price = Gen.Select(Gen.Int[0, 999_999_999], Gen.Int[0, 4], Gen.OneOf(1m, 2m, 12m))
        .Select((digits, places, packs) => new UnitPrice(decimal.Round(digits / (decimal)Math.Pow(10, places), 4), packs, "IDR"));

    internal static Gen<OrderSend> Sends(OrderDialect dialect) => Gen.Select(Gen.Bool, s_text, Gen.OneOf(Enum.GetValues<DocumentKind>()), Gen.Bool)
        .SelectMany((partnerBuys, number, kind, hasAll) =>
        {
            var goods = dialect.Goods;
            var book = Book(dialect, partnerBuys, number) with { ShipFrom = hasAll ? "GUDANG-2" : null };
            return Gen.Select(Documents(kind, number, goods), s_price.Array[8]).Select((document, prices) => new OrderSend(
                book, document, Ordered(document).Index().Where(_ => hasAll).ToDictionary(line => line.Item.Id, line => prices[line.Index]))
            {
                Note = hasAll && kind == DocumentKind.Order ? "Kirim pagi, & jangan <basah>" : null,
            });
        });

    /// <summary>An order of three lines, one for each of the first goods.</summary>
    internal static OrderSend Order(OrderDialect dialect, string number = "PO-1", IReadOnlyList<OrderGoods>? goods = null)
    {
        var book = Book(dialect, partnerBuys: false, number, goods);
        return new(book, new Order(new(number), Monday, [.. book.Lines.Select(line => new OrderLine(line.Key, line.Value.Product, Packs(line.Value, 3), line.Value.Packed))]), new Dictionary<LineId, UnitPrice>());
    }

    internal static OrderBook Book(OrderDialect dialect, bool partnerBuys, string number, IReadOnlyList<OrderGoods>? goods = null) => new(
        dialect.Cooperative, partnerBuys, number, "IDR",
        (goods ?? dialect.Goods).Take(3).Index().ToDictionary(one => new LineId($"{one.Index + 1}"), one => one.Item), [.. goods ?? dialect.Goods])
    {
        ShipTo = ShipTo,
    };

    /// <summary>As whoever reads an order knows it before it is there: nothing of its lines.</summary>
    internal static OrderBook Unseen(this OrderSend send) => send.Document is Order ? send.Book with { Lines = new Dictionary<LineId, OrderGoods>() } : send.Book;

    /// <summary>All that a document says, in one text.</summary>
    internal static string Told(OrderDocument document) => JsonSerializer.Serialize(document with { IssuedAt = document.IssuedAt.ToUniversalTime() }, document.GetType());

    private static Gen<OrderDocument> Documents(DocumentKind kind, string number, IReadOnlyList<OrderGoods> goods) =>
        Gen.Select(s_instant, s_text, s_text).SelectMany((at, text, other) =>
        {
            var id = new DocumentId(text);
            var line = Gen.Int[0, 2];
            return kind switch
            {
                DocumentKind.Order => Gen.Select(Units(goods[0]), Units(goods[1]), Units(goods[2])).Select(OrderDocument (a, b, c) =>
                    new Order(new(number), at, [Ordered("1", goods[0], a), Ordered("2", goods[1], b), Ordered("3", goods[2], c)])),
                DocumentKind.OrderResponse => Gen.Select(
                    line.SelectMany(index => Answer(index, goods)).Array[0, 4], Gen.OneOf(Enum.GetValues<ResponseCode>()),
                    Gen.OneOf([DocumentKind.Order, DocumentKind.OrderChange, DocumentKind.OrderCancellation])
                        .Select(about => about == DocumentKind.Order ? default(DocumentKey?) : new DocumentKey(about, new(other))))
                    .Select(OrderDocument (lines, code, about) => new OrderResponse(id, at, about, code, [.. lines.DistinctBy(one => one.Line)])),
                DocumentKind.OrderChange => Gen.Select(
                    line.SelectMany(index => Gen.Select(Gen.OneOf(Enum.GetValues<ChangeLineStatus>()), line.SelectMany(otherwise => Units(goods[otherwise]).Select(units => (otherwise, units))))
                        .Select((status, as_) => new ChangeLine(status, Ordered($"{index + 1}", goods[as_.otherwise], as_.units)))).Array[1, 4],
                    Gen.Int[1, 99])
                    .Select(OrderDocument (lines, sequence) => new OrderChange(id, at, [.. lines.DistinctBy(one => one.Line.Id)]) { Sequence = sequence }),
                DocumentKind.OrderCancellation => Gen.Const<OrderDocument>(new OrderCancellation(id, at)),
                DocumentKind.DespatchAdvice => line.SelectMany(index => Gen.Select(Units(goods[index]), Maybe(Units(goods[index])))
                    .Select((sent, rest) => new DespatchLine(new($"{index + 1}"), sent, rest))).Array[1, 4].Select(OrderDocument (lines) => new DespatchAdvice(id, at, lines)),
                _ => Gen.Select(
                    line.SelectMany(index => Gen.Select(Maybe(Units(goods[index])), Units(goods[index]))
                        .Select((came, rejected) => new ReceiptLine(new($"{index + 1}"), came, rejected))).Array[1, 4], Gen.Bool)
                    .Select(OrderDocument (lines, alone) => new ReceiptAdvice(id, at, other, lines) { AnswersDocumentAlone = alone }),
            };
        });

    private static Gen<ResponseLine> Answer(int index, IReadOnlyList<OrderGoods> goods) =>
        Gen.Select(Gen.OneOf(Enum.GetValues<ResponseLineStatus>()), Gen.Int[0, 5]).SelectMany((status, other) =>
        {
            var offered = other < goods.Count && other != index ? goods[other] : null;
            return Maybe(Units(offered ?? goods[index])).Select(units => new ResponseLine(new($"{index + 1}"), status, units, offered?.Product));
        });

    /// <summary>Whole packs, pieces over, or grams of what is weighed.</summary>
    private static Gen<Quantity> Units(OrderGoods goods) => goods.BaseUnit == "kg"
        ? Gen.Int[0, 99_999_999].Select(grams => Quantity.FromThousandths(grams))
        : Gen.Frequency((1, Gen.Int[0, 5_000].Select(packs => Packs(goods, packs))), (1, Gen.Int[0, 100_000].Select(pieces => Quantity.FromDecimal(pieces))));

    private static Gen<Quantity?> Maybe(Gen<Quantity> units) => Gen.Select(units, Gen.Bool).Select((one, isThere) => isThere ? one : (Quantity?)null);

    private static Quantity Packs(OrderGoods goods, int packs) => Quantity.FromDecimal(goods.Factor.ToDecimal() * packs);

    private static OrderLine Ordered(string line, OrderGoods goods, Quantity units) => new(new(line), goods.Product, units, goods.Packed);

    private static IReadOnlyList<OrderLine> Ordered(OrderDocument document) => document switch
    {
        Order order => order.Lines,
        OrderChange change => [.. change.Lines.Select(line => line.Line)],
        _ => [],
    };
}
