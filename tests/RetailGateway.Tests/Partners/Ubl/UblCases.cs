using System.Text.Json;
using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;
using RetailGateway.Partners.Ubl;
using RetailGateway.Partners.Ubl.Translation;

namespace RetailGateway.Tests.Partners.Ubl;

/// <summary>Documents of all six kinds, with everything that they can carry there or not.</summary>
internal static class UblCases
{
    internal static readonly UblBounds Bounds = UblBounds.Usual;

    /// <summary>What XML escapes, what is not ASCII, and what begins a formula elsewhere.</summary>
    private static readonly Gen<string> Code = Gen.OneOf(
        ["1", "10", "A-7", "a", "&", "<", ">", "\"", "'", "]]>", "=", "é", "\u00A0", "\U0001F600", "\uFFFD", "KPN", " ", "/", "&amp;"]).Array[1, 5]
        .Select(parts => string.Concat(parts).Trim(' ') is { Length: > 0 } code ? code : "-");

    private static readonly Gen<string?> CodeOrNone = Code.Null();

    private static readonly Gen<string?> Words = Code.Select(code => $"Beras {code}").Null();

    private static readonly Gen<UblId?> Id = Gen.Select(Code, CodeOrNone).Select((value, scheme) => new UblId(value, scheme)).Null();

    private static readonly Gen<decimal> Number = Gen.Frequency(
        (3, Gen.Int[-1_000, 1_000].Select(number => (decimal)number)),
        (3, Gen.Select(Gen.Long, Gen.Int[0, 12]).Select((digits, places) => new decimal(digits) / (decimal)Math.Pow(10, places))),
        (1, Gen.Const(1.500m)),
        (1, Gen.Const(9_999_999_999_999_999_999_999_999_999m)));

    private static readonly Gen<UblQuantity?> Quantity = Gen.Select(Number, CodeOrNone).Select((value, unit) => new UblQuantity(value, unit)).Null();

    private static readonly Gen<DateOnly> Date = Gen.Int[0, 2_932_000].Select(day => new DateOnly(1970, 1, 1).AddDays(day));

    private static readonly Gen<TimeOnly> Time = Gen.Frequency(
        (3, Gen.Int[0, 86_399].Select(second => new TimeOnly(second * TimeSpan.TicksPerSecond))),
        (1, Gen.Long[0, TimeSpan.TicksPerDay - 1].Select(tick => new TimeOnly(tick))));

    private static readonly Gen<TimeSpan> Offset = Gen.Frequency(
        (2, Gen.Const(TimeSpan.Zero)), (3, Gen.Const(TimeSpan.FromHours(7))), (2, Gen.Int[-14 * 60, 14 * 60].Select(minutes => TimeSpan.FromMinutes(minutes))));

    private static readonly Gen<UblMoment> Moment = Gen.Select(Date, Time.Nullable(), Offset.Nullable())
        .Select((date, time, offset) => new UblMoment(date, time, offset));

    private static readonly Gen<UblItem> Item = Gen.Select(Words, CodeOrNone, CodeOrNone, Id, Quantity)
        .Select((name, buyers, sellers, standard, pack) => new UblItem { Name = name, BuyersId = buyers, SellersId = sellers, StandardId = standard, Pack = pack });

    private static readonly Gen<UblParty> Party = Gen.Select(Id, Id.Array[0, 2], Words)
        .Select((endpoint, ids, name) => new UblParty { Endpoint = endpoint, Ids = ids.OfType<UblId>().ToArray(), Name = name });

    private static readonly Gen<UblDelivery?> Delivery = Gen.Select(Id, Words, Id, Moment.Null(), Moment.Null())
        .Select((location, name, despatched, from, until) => new UblDelivery { Location = location, LocationName = name, DespatchFrom = despatched, From = from, Until = until }).Null();

    private static readonly Gen<UblCurrency> Currency = Gen.Select(Gen.Const("IDR").Null(), Gen.Const("USD").Null())
        .Select((document, pricing) => new UblCurrency(document, pricing));

    private static readonly Gen<UblReference[]> References = Gen.Select(Code, CodeOrNone).Select((id, type) => new UblReference(id, type)).Array[0, 3];

    private static readonly Gen<UblHead> Head = Gen.Select(Code, Moment, Party, Party, CodeOrNone, Code)
        .Select((id, issued, customer, supplier, uuid, order) => new UblHead(id, issued, customer, supplier) { Uuid = uuid, OrderReference = order });

    private static readonly Gen<UblOrder> Order = Gen.Select(Head, Currency, Delivery, Words).SelectMany((head, currency, delivery, note) => OrderLines(currency, 1)
        .Select(lines => new UblOrder(head with { OrderReference = null }, lines) { Currency = currency, Delivery = delivery, Note = note }));

    private static readonly Gen<UblOrderResponse> Response = Gen.Select(Head, Currency, Delivery, CodeOrNone, References)
        .SelectMany((head, currency, delivery, code, documents) => OrderLines(currency, 0)
            .Select(lines => new UblOrderResponse(head, lines) { Code = code, Documents = documents, Currency = currency, Delivery = delivery }));

    private static readonly Gen<UblOrderChange> Change = Gen.Select(Head, Currency, Delivery, Code)
        .SelectMany((head, currency, delivery, sequence) => OrderLines(currency, 1)
            .Select(lines => new UblOrderChange(head, sequence, lines) { Currency = currency, Delivery = delivery }));

    private static readonly Gen<UblOrderCancellation> Cancellation = Gen.Select(Head, Code.Array[1, 3])
        .Select((head, notes) => new UblOrderCancellation(head, [.. notes.Select(note => $"Batal: {note}")]));

    private static readonly Gen<UblDespatchAdvice> Despatch = Gen.Select(
        Head, Gen.Bool, CodeOrNone,
        Gen.Select(Gen.Select(Code, Item, CodeOrNone), Gen.Select(Quantity, Quantity, Words, CodeOrNone))
            .Select((what, much) => new UblDespatchLine("", what.Item1, what.Item2)
            {
                Status = what.Item3,
                Delivered = much.Item1,
                Outstanding = much.Item2,
                OutstandingReason = much.Item3,
                Order = much.Item4,
            }).Array[1, 4])
        .Select((head, isNamed, status, lines) => new UblDespatchAdvice(
            isNamed ? head : head with { OrderReference = null }, [.. lines.Select((line, at) => line with { Id = $"{at + 1}" })])
        { Status = status });

    private static readonly Gen<(string? Line, string? Document)> LineReference = Gen.Select(Code, CodeOrNone, Gen.Bool)
        .Select((line, document, isThere) => isThere ? (line, document) : ((string?)null, (string?)null));

    private static readonly Gen<UblReceiptLine> ReceiptLine = Gen.Select(
        Gen.Select(Quantity, Quantity, Quantity, Quantity), Gen.Select(CodeOrNone, Words, CodeOrNone, Item.Null()), LineReference, LineReference)
        .Select((much, why, order, despatch) => new UblReceiptLine("")
        {
            Received = much.Item1,
            Short = much.Item2,
            Rejected = much.Item3,
            Oversupply = much.Item4,
            RejectReasonCode = why.Item1,
            RejectReason = why.Item2,
            Discrepancy = why.Item3,
            Goods = why.Item4,
            OrderLine = order.Line,
            Order = order.Document,
            DespatchLine = despatch.Line,
            Despatch = despatch.Document,
        });

    private static readonly Gen<UblReceiptAdvice> Receipt = Gen.Select(Gen.Select(Head, Gen.Bool), CodeOrNone, CodeOrNone, References, ReceiptLine.Array[1, 4])
        .Select((head, status, type, despatches, lines) => new UblReceiptAdvice(
            head.Item2 ? head.Item1 : head.Item1 with { OrderReference = null }, [.. lines.Select((line, at) => line with { Id = $"{at + 1}" })])
        {
            Status = status,
            Type = type,
            Despatches = despatches,
        });

    /// <summary>One of each kind as often as of another.</summary>
    internal static Gen<UblDocument> Documents { get; } = Gen.OneOf(
        Order.Select(UblDocument (one) => one), Response.Select(UblDocument (one) => one), Change.Select(UblDocument (one) => one),
        Cancellation.Select(UblDocument (one) => one), Despatch.Select(UblDocument (one) => one), Receipt.Select(UblDocument (one) => one));

    /// <summary>All that a document says, in one text.</summary>
    internal static string Told(object document) => JsonSerializer.Serialize(document, document.GetType());

    internal static UblResult<UblDocument> Read(byte[] bytes, UblBounds? bounds = null)
    {
        using var file = new MemoryStream(bytes);
        return UblReader.Read(file, bounds ?? Bounds);
    }

    internal static T Done<T>(UblResult<T> result) => result is UblResult<T>.Done done
        ? done.Value
        : throw new InvalidOperationException(string.Join('\n', Refused(result)));

    internal static IReadOnlyList<UblRefusal> Refused<T>(UblResult<T> result) => Assert.IsType<UblResult<T>.Refused>(result).Refusals;

    private static Gen<UblOrderLine[]> OrderLines(UblCurrency currency, int least) => Gen.Select(
        LineItem(currency), LineItem(currency).Null(), LineItem(currency).Null(), CodeOrNone)
        .Select((item, proposed, substituted, reference) => new UblOrderLine(item) { Proposed = proposed, Substituted = substituted, OrderLine = reference })
        .Array[least, 4].Select(lines => lines.Select((line, at) => line with { Item = line.Item with { Id = $"{line.Item.Id}{at}" } }).ToArray());

    private static Gen<UblLineItem> LineItem(UblCurrency currency) => Gen.Select(
        Gen.Select(Code, Item, CodeOrNone), Quantity, Delivery, Gen.Select(Number, Quantity, Gen.OneOf(["IDR", "USD"])).Nullable())
        .Select((what, quantity, delivery, price) => new UblLineItem(what.Item1, what.Item2)
        {
            Status = what.Item3,
            Quantity = quantity,
            Delivery = delivery,
            Price = price is var (amount, per, any) ? new UblPrice(amount, currency.Pricing ?? currency.Document ?? any, per) : null,
        });

    /// <summary>Rice by the sack, oil by the carton, crisps by the dozen, sugar by a pack of two and a half.</summary>
    internal static UblGoods Goods(string item, int product, string pack, decimal factor, string packUnit, string baseUnit)
    {
        Assert.True(ItemCode.TryParse(item, out var code));
        return new(code, new ProductId(product), pack, Domain.Measures.Quantity.FromDecimal(factor), packUnit, baseUnit);
    }

    internal static UblBook Book(bool partnerIsSupplier)
    {
        UblGoods[] all =
        [
            Goods("BRS-25", 1, "SAK", 25, "BG", "KGM"), Goods("MYK-1", 2, "DUS", 12, "CT", "C62"),
            Goods("KRP-9", 3, "LSN", 12, "DZN", "C62"), Goods("GLA", 4, "BAL", 2.5m, "XBL", "KGM"), Goods("TPG", 5, "PCS", 1, "C62", "C62"),
        ];
        return new(
            "PO-1", new UblParty { Name = "KPN Sejahtera" }, new UblParty { Name = "Swalayan" }, partnerIsSupplier,
            new Dictionary<LineId, UblGoods> { [new("1")] = all[0], [new("2")] = all[1], [new("A-7")] = all[2] },
            all.ToDictionary(goods => goods.Item));
    }
}
