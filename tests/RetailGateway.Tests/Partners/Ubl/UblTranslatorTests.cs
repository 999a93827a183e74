using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;
using RetailGateway.Partners.Ubl;
using RetailGateway.Partners.Ubl.Translation;

namespace RetailGateway.Tests.Partners.Ubl;

/// <summary>What we say on paper is what is heard, to the thousandth; what does not come out is refused and never rounded.</summary>
public sealed class UblTranslatorTests
{
    private static readonly TimeZoneInfo s_wib = TimeZoneInfo.CreateCustomTimeZone("WIB", TimeSpan.FromHours(7), "WIB", "WIB");
    private static readonly UblBook s_book = UblCases.Book(partnerIsSupplier: true);
    private static readonly UblMoment s_monday = new(new DateOnly(2026, 11, 30));

    private static readonly Gen<Quantity> s_units = Gen.Frequency(
        (2, Gen.Int[0, 40].Select(packs => Quantity.FromDecimal(packs * 12))), (2, Gen.Int[0, 40].Select(packs => Quantity.FromDecimal(packs * 25))),
        (3, Gen.Long[0, 999_999_999].Select(Quantity.FromThousandths)), (1, Gen.Const(Quantity.MaxValue)));

    private static readonly Gen<Quantity?> s_unitsOrNone = Gen.Select(s_units, Gen.Bool).Select((units, says) => says ? units : (Quantity?)null);

    private static readonly Gen<LineId> s_line = Gen.OneOf(["1", "2", "A-7"]).Select(id => new LineId(id));

    /// <summary>A line of the order, now and then with other goods than it was ordered with.</summary>
    private static readonly Gen<OrderLine> s_ordered = Gen.Select(s_line, s_units, Gen.Int[0, 9]).Select((id, units, other) =>
    {
        var goods = other < s_book.Items.Count ? s_book.Items.Values.ElementAt(other) : s_book.Lines[id];
        return new OrderLine(id, goods.Product, units, new(goods.Pack, goods.Factor));
    });

    private static readonly Gen<ResponseLine> s_answer = Gen.Select(s_line, Gen.OneOf(Enum.GetValues<ResponseLineStatus>()), s_unitsOrNone, Gen.Int[0, 12])
        .Select((id, status, units, other) => new ResponseLine(id, status, units, other is >= 1 and <= 5 ? new ProductId(other) : null));

    private static readonly Gen<DateTimeOffset> s_instant = Gen.Select(Gen.Long[0, 100_000_000_000], Gen.Int[-12, 14])
        .Select((microseconds, hours) => new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.FromHours(hours)).AddMicroseconds(microseconds));

    private static readonly Gen<DocumentKey?> s_answered = Gen.OneOf([DocumentKind.Order, DocumentKind.OrderChange, DocumentKind.OrderCancellation])
        .Select(kind => kind == DocumentKind.Order ? (DocumentKey?)null : new DocumentKey(kind, new("C-1")));

    private static readonly Gen<ChangeLine> s_changed = Gen.Select(Gen.OneOf(Enum.GetValues<ChangeLineStatus>()), s_ordered)
        .Select((status, line) => new ChangeLine(status, line));

    private static readonly Gen<DespatchLine> s_sent = Gen.Select(s_line, s_units, s_unitsOrNone)
        .Select((line, sent, outstanding) => new DespatchLine(line, sent, outstanding));

    private static readonly Gen<ReceiptLine> s_came = Gen.Select(s_line, s_unitsOrNone, s_units)
        .Select((line, came, rejected) => new ReceiptLine(line, came, rejected));

    private static readonly Gen<OrderDocument> s_documents = Gen.Select(s_instant, Gen.OneOf(["D-1", "x y", "7"])).SelectMany((at, text) =>
    {
        var id = new DocumentId(text);
        return Gen.OneOf<OrderDocument>(
            s_units.Array[3, 3].Select(OrderDocument (units) => new Order(new(s_book.Order), at, AsOrdered(units))),
            Gen.Select(s_answer.Array[0, 4], Gen.OneOf(Enum.GetValues<ResponseCode>()), s_answered)
                .Select(OrderDocument (lines, code, about) => new OrderResponse(id, at, about, code, [.. lines.DistinctBy(line => line.Line)])),
            Gen.Select(s_changed.Array[1, 4], Gen.Int[0, 99])
                .Select(OrderDocument (lines, number) => new OrderChange(id, at, [.. lines.DistinctBy(line => line.Line.Id)]) { Sequence = number }),
            Gen.Const<OrderDocument>(new OrderCancellation(id, at)),
            s_sent.Array[1, 4].Select(OrderDocument (lines) => new DespatchAdvice(id, at, lines)),
            Gen.Select(s_came.Array[1, 4], Gen.OneOf(["D-1", "R"]), Gen.Bool)
                .Select(OrderDocument (lines, number, alone) => new ReceiptAdvice(id, at, number, lines) { AnswersDocumentAlone = alone }));
    });

    [Fact]
    public void A_document_of_the_domain_comes_back_from_paper_as_it_was() => Gen.Select(s_documents, Gen.Bool).Sample((document, partnerIsSupplier) =>
    {
        var book = UblCases.Book(partnerIsSupplier);
        var paper = UblCases.Done(UblTranslator.ToPaper(document, book));
        var read = UblCases.Done(UblCases.Read(UblCases.Done(UblWriter.Write(paper, UblCases.Bounds))));
        return UblCases.Told(document) == UblCases.Told(UblCases.Done(UblTranslator.ToDomain(read, book, s_wib)));
    }, iter: 6_000);

    [Fact]
    public void A_paper_is_translated_or_refused_whatever_it_says() => UblCases.Documents.Sample(document =>
        UblTranslator.ToDomain(document, s_book with { Order = document.Head.OrderReference ?? document.Head.Id }, s_wib) switch
        {
            UblResult<OrderDocument>.Done => true,
            UblResult<OrderDocument>.Refused refused => refused.Refusals.Count > 0,
            _ => false,
        }, iter: 5_000);

    [Theory]
    [InlineData("1", "BG", "2", "50")]
    [InlineData("1", "XBG", "0.5", "12.5")]
    [InlineData("1", "KGM", "2.125", "2.125")]
    [InlineData("1", "GRM", "500", "0.5")]
    [InlineData("1", "TNE", "1.5", "1500")]
    [InlineData("2", "CT", "3", "36")]
    [InlineData("2", "XCT", "0.25", "3")]
    [InlineData("2", "H87", "7", "7")]
    [InlineData("2", "EA", "-7", "-7")]
    [InlineData("2", "C62", "7.000", "7")]
    [InlineData("2", "GRO", "1", "144")]
    [InlineData("A-7", "DZN", "2", "24")]
    public void A_unit_is_the_lines_pack_or_its_base_unit(string line, string unit, string paper, string units) =>
        Assert.Equal(units, Sent(line, unit, paper).ToString());

    [Theory]
    [InlineData("1", "GRM", "0.5", "NotExact")]
    [InlineData("2", "CT", "0.00001", "NotExact")]
    [InlineData("2", "CT", "0.3333", "NotExact")]
    [InlineData("2", "C62", "1000000000000", "NotExact")]
    [InlineData("2", "CT", "9999999999999999999999999999", "NotExact")]
    [InlineData("2", "BG", "1", "UnknownUnit")]
    [InlineData("2", "KGM", "1", "UnknownUnit")]
    [InlineData("2", "ct", "1", "UnknownUnit")]
    [InlineData("2", null, "1", "UnknownUnit")]
    public void What_does_not_come_out_in_thousandths_is_refused_with_its_line(string line, string? unit, string paper, string fault)
    {
        var despatch = Despatch(new("1", "1", new()) { Delivered = new(1, "BG") }, Line(line, unit, paper));

        var refusal = Assert.Single(UblCases.Refused(UblTranslator.ToDomain(despatch, s_book, s_wib)));

        Assert.Equal((fault, "/DespatchAdvice/DespatchLine[2]/DeliveredQuantity"), (refusal.Fault.ToString(), refusal.Place));
        Assert.Contains($"'{line}'", refusal.Words);
    }

    [Fact]
    public void Whole_packs_are_said_in_packs_and_what_is_over_one_by_one()
    {
        Assert.Equal(new UblQuantity(3, "CT"), UblUnits.OnPaper(Quantity.FromDecimal(36), s_book.Lines[new("2")]));
        Assert.Equal(new UblQuantity(37, "C62"), UblUnits.OnPaper(Quantity.FromDecimal(37), s_book.Lines[new("2")]));
        Assert.Equal(new UblQuantity(12.5m, "KGM"), UblUnits.OnPaper(Quantity.FromDecimal(12.5m), s_book.Lines[new("1")]));
    }

    [Fact]
    public void A_dozen_stays_a_dozen_where_the_pack_that_is_called_so_holds_ten()
    {
        var goods = UblCases.Goods("KRP-9", 3, "LSN", 10, "DZN", "C62");

        Assert.Equal(new UblQuantity(20, "C62"), UblUnits.OnPaper(Quantity.FromDecimal(20), goods));
        Assert.Null(UblUnits.TryBaseUnits(new(1, "DZN"), goods, out var units));
        Assert.Equal(Quantity.FromDecimal(12), units);
    }

    [Fact]
    public void A_line_that_the_order_does_not_have_comes_through_with_what_its_goods_say()
    {
        var known = new UblItem { SellersId = "tpg" };
        var despatch = Translated<DespatchAdvice>(Despatch(
            new("1", "99", new()) { Delivered = new(5, "CT"), Outstanding = new(1, "CT") }, new("2", "98", known) { Delivered = new(5, "EA") }));
        var receipt = Translated<ReceiptAdvice>(new UblReceiptAdvice(Head("R-1"), [new("1") { OrderLine = "99", Received = new(5, "CT") }]));

        Assert.Equal([new(new("99"), Quantity.Zero), new(new("98"), Quantity.FromDecimal(5))], despatch.Lines);
        Assert.Equal([new(new("99"), Received: null)], receipt.Lines);
    }

    [Fact]
    public void A_paper_about_goods_of_several_orders_gives_each_its_own_lines()
    {
        var despatch = Despatch(Line("1", "BG", "1") with { Order = "PO-1" }, Line("2", "no unit of ours", "1") with { Order = "PO-2" });
        despatch = despatch with { Head = despatch.Head with { OrderReference = null } };

        Assert.Equal([new(new("1"), Quantity.FromDecimal(25))], Translated<DespatchAdvice>(despatch).Lines);
        Assert.Equal(UblFault.OtherOrder, Fault(despatch, s_book with { Order = "PO-3" }));
    }

    [Theory]
    [InlineData(null, null, "2026-11-29T17:00:00Z")]
    [InlineData(null, 9, "2026-11-29T15:00:00Z")]
    [InlineData("14:05:07", null, "2026-11-30T07:05:07Z")]
    [InlineData("14:05:07", 0, "2026-11-30T14:05:07Z")]
    public void A_date_alone_is_the_start_of_its_day_and_the_zone_counts_where_no_offset_is_said(string? time, int? offset, string instant)
    {
        var issued = s_monday with { Time = time is null ? null : TimeOnly.Parse(time), Offset = offset is { } hours ? TimeSpan.FromHours(hours) : null };

        var cancellation = UblCases.Done(UblTranslator.ToDomain(new UblOrderCancellation(Head("B-1") with { Issued = issued }, ["Batal"]), s_book, s_wib));

        Assert.Equal(DateTimeOffset.Parse(instant), cancellation.IssuedAt);
    }

    [Fact]
    public void A_receipt_that_replaces_another_keeps_its_number_and_needs_an_id_of_its_own()
    {
        var revised = new UblReceiptAdvice(Head("R-1") with { Uuid = "u-2" }, [new("1") { OrderLine = "1" }]) { Status = "Revised" };

        var receipt = Translated<ReceiptAdvice>(revised);

        Assert.Equal((new DocumentId("u-2"), "R-1"), (receipt.Id, receipt.Number));
        Assert.Equal(UblFault.MissingElement, Fault(revised with { Head = Head("R-1") }));
        Assert.Equal(UblFault.UnknownCode, Fault(revised with { Status = "Cancelled" }));
        Assert.Equal(UblFault.UnknownCode, Fault(revised with { Type = "352" }));
    }

    [Fact]
    public void An_answer_by_lines_says_of_each_what_becomes_of_it()
    {
        var line = new UblOrderLine(new("1", new()) { Quantity = new(2, "BG") });
        var response = new UblOrderResponse(Head("J-1"), [line]) { Code = "AP" };

        Assert.Empty(Translated<OrderResponse>(response).Lines);
        Assert.Equal(UblFault.UnknownCode, Fault(response with { Code = "CA" }));
        Assert.Equal(UblFault.UnknownCode, Fault(response with { Code = "OK" }));
        Assert.Equal(UblFault.UnknownCode, Fault(response with { Lines = [line with { Item = line.Item with { Status = "2" } }] }));
        Assert.Equal(UblFault.DuplicateLine, Fault(response with { Lines = [line, line with { Item = line.Item with { Id = "2" }, OrderLine = "1" }] }));
    }

    [Fact]
    public void A_substitute_is_counted_in_its_own_pack_and_refused_where_nobody_mapped_it()
    {
        var substitute = new UblLineItem("1", new() { SellersId = "GLA" }) { Quantity = new(4, "BL") };
        var response = new UblOrderResponse(Head("J-1"), [new(new("1", new()) { Status = "3" }) { Proposed = substitute }]) { Code = "CA" };

        Assert.Equal([new(new("1"), ResponseLineStatus.Changed, Quantity.FromDecimal(10), new ProductId(4))], Translated<OrderResponse>(response).Lines);

        var unknown = response.Lines[0] with { Proposed = substitute with { Goods = new() { SellersId = "?" } } };
        Assert.Equal(UblFault.UnknownItem, Fault(response with { Lines = [unknown] }));
    }

    [Fact]
    public void A_changed_line_with_goods_that_nobody_mapped_is_never_taken_for_the_old_ones()
    {
        var line = new UblLineItem("1", new() { SellersId = "BARU" }) { Status = "3", Quantity = new(2, "BG") };
        var change = new UblOrderChange(Head("U-1"), "1", [new(line)]);

        Assert.Equal(UblFault.UnknownItem, Fault(change));
        Assert.Equal(UblFault.UnknownCode, Fault(change with { Sequence = "satu" }));
        Assert.Equal(UblFault.MissingElement, Fault(change with { Lines = [new(line with { Goods = new(), Quantity = null })] }));
        Assert.Empty(Translated<OrderChange>(change with { Lines = [new(line with { Status = "5" })] }).Lines);
    }

    [Fact]
    public void A_deleted_line_keeps_its_quantity_and_may_leave_it_out()
    {
        var change = new UblOrderChange(Head("U-1"), "1", [new(new("1", new()) { Status = "2", Quantity = new(2, "BG") }), new(new("2", new()) { Status = "2" })]);

        Assert.Equal(
            [(ChangeLineStatus.Deleted, Quantity.FromDecimal(50)), (ChangeLineStatus.Deleted, Quantity.Zero)],
            Translated<OrderChange>(change).Lines.Select(line => (line.Status, line.Line.Quantity)));
    }

    [Fact]
    public void A_paper_about_another_order_is_refused()
    {
        Assert.Equal(UblFault.OtherOrder, Fault(new UblOrderCancellation(Head("B-1") with { OrderReference = "PO-2" }, ["Batal"])));
        Assert.Equal(UblFault.OtherOrder, Fault(new UblOrder(Head("PO-2"), [new(new("1", new()) { Quantity = new(1, "BG") })])));
        Assert.Equal(UblFault.OtherOrder, Fault(Despatch(Line("1", "BG", "1") with { Order = "PO-2" })));
        Assert.Equal(UblFault.OtherOrder, Fault(Despatch(Line("1", "BG", "1")), s_book with { Order = "PO-2" }));
    }

    [Fact]
    public void The_samples_of_one_order_fold_to_what_they_tell()
    {
        var substitute = UblCases.Goods("77-019", 3, "DUS", 12, "CT", "C62");
        var book = s_book with
        {
            Order = "PO-2026-0412",
            Lines = new Dictionary<LineId, UblGoods>
            {
                [new("1")] = UblCases.Goods("77-001", 1, "SAK", 25, "BG", "KGM"),
                [new("2")] = UblCases.Goods("77-002", 2, "DUS", 12, "CT", "C62"),
                [new("3")] = substitute,
            },
            Items = new Dictionary<ItemCode, UblGoods> { [substitute.Item] = substitute },
        };
        var told = UblSamples.All.Values
            .Where(sample => (sample.Head.OrderReference ?? sample.Head.Id) == book.Order && sample is not UblOrderCancellation)
            .Select(sample => UblCases.Done(UblTranslator.ToDomain(sample, book, s_wib))).ToArray();

        var order = FoldedOrder.Of(told);

        Assert.Equal(6, told.Length);
        Assert.Equal(
            [("1", 450m, 300m, 125m, 25m, 275m, 12.5m), ("2", 180m, 0m, 0m, 0m, 0m, 0m), ("3", 180m, 180m, 0m, 0m, 192m, 0m)],
            order.Lines.Select(line => (
                line.Id.Value, line.Ordered.ToDecimal(), line.Despatched.ToDecimal(), line.Later.ToDecimal(),
                line.Never.ToDecimal(), line.Received.ToDecimal(), line.Rejected.ToDecimal())));
        Assert.Equal([new(ContradictionCode.ReceivedAboveDespatched, told[^1].Key, new("3"), Quantity.FromDecimal(12))], order.Contradictions);
    }

    private static OrderLine[] AsOrdered(Quantity[] units) =>
        [.. s_book.Lines.Select((line, at) => new OrderLine(line.Key, line.Value.Product, units[at], new(line.Value.Pack, line.Value.Factor)))];

    private static Quantity Sent(string line, string unit, string paper) => Translated<DespatchAdvice>(Despatch(Line(line, unit, paper))).Lines[0].Despatched;

    private static UblDespatchLine Line(string line, string? unit, string paper) => new($"d{line}", line, new()) { Delivered = new(decimal.Parse(paper), unit) };

    private static UblDespatchAdvice Despatch(params UblDespatchLine[] lines) => new(Head("SJ-1"), lines);

    private static UblHead Head(string id) => new(id, s_monday, new(), new()) { OrderReference = s_book.Order };

    private static T Translated<T>(UblDocument document) => Assert.IsType<T>(UblCases.Done(UblTranslator.ToDomain(document, s_book, s_wib)));

    private static UblFault Fault(UblDocument document, UblBook? book = null) => UblCases.Refused(UblTranslator.ToDomain(document, book ?? s_book, s_wib))[0].Fault;
}
