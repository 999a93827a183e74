using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Partners.Contracts;
using RetailGateway.Partners.Ubl.Exchange;

namespace RetailGateway.Tests.Orders.Exchange;

/// <summary>What UBL leaves to whoever reads it is settled in one way or told as unclear.</summary>
public sealed class UblMessagesTests
{
    private static readonly UblWords s_words = new();
    private static readonly OrderSend s_order = OrderCases.Order(s_words);
    private static readonly string s_body = s_words.Write(s_order with
    {
        Prices = new Dictionary<LineId, UnitPrice> { [new("1")] = new(120_000, 1, "IDR") },
    })!;

    [Theory]
    [InlineData("<cbc:BaseQuantity unitCode=\"CT\">1<", "<cbc:BaseQuantity unitCode=\"CT\">1<", 120_000)]
    [InlineData("<cbc:BaseQuantity unitCode=\"CT\">1<", "<cbc:BaseQuantity>1<", 120_000)]
    [InlineData("<cbc:BaseQuantity unitCode=\"CT\">1</cbc:BaseQuantity>", "", 120_000)]
    [InlineData("<cbc:BaseQuantity unitCode=\"CT\">1<", "<cbc:BaseQuantity unitCode=\"C62\">1<", 4_800_000)]
    [InlineData("<cbc:BaseQuantity unitCode=\"CT\">1<", "<cbc:BaseQuantity unitCode=\"C62\">3<", 1_600_000)]
    [InlineData("<cbc:BaseQuantity unitCode=\"CT\">1<", "<cbc:BaseQuantity unitCode=\"DZN\">1<", 400_000)]
    public void A_price_is_for_packs_whatever_it_was_told_for(string said, string instead, int amountForOne)
    {
        var prices = Assert.IsType<Understanding<IReadOnlyDictionary<LineId, UnitPrice>>.Clear>(
            s_words.Reader.Prices(s_body.Replace(said, instead, StringComparison.Ordinal), s_order.Book)).Value;

        var price = Assert.Single(prices).Value;
        Assert.Equal(amountForOne * price.BaseQuantity, price.Amount);
    }

    [Theory]
    [InlineData("<cbc:BaseQuantity unitCode=\"CT\">1<", "<cbc:BaseQuantity unitCode=\"CT\">0<")]
    [InlineData("<cbc:BaseQuantity unitCode=\"CT\">1<", "<cbc:BaseQuantity unitCode=\"CT\">-1<")]
    [InlineData("<cbc:BaseQuantity unitCode=\"CT\">1<", "<cbc:BaseQuantity unitCode=\"ZZ\">1<")]
    [InlineData(">120000<", ">-1<")]
    [InlineData(">120000<", ">9999999999999999999999999999<")]
    [InlineData(">120000<", ">0.00000000001<")]
    public void What_is_no_price_is_unclear(string said, string instead) => Assert.IsType<Understanding<IReadOnlyDictionary<LineId, UnitPrice>>.Unclear>(
        s_words.Reader.Prices(s_body.Replace(said, instead, StringComparison.Ordinal), s_order.Book));

    [Theory]
    [InlineData("<cbc:ID>NANGKA<", "<cbc:ID>GROSIR-LAIN<")]
    [InlineData("<cbc:ID>KPN-SEJAHTERA<", "<cbc:ID>NANGKA<")]
    [InlineData("<cbc:ID>KPN-SEJAHTERA<", "<cbc:ID schemeID=\"0088\">9520009000012<")]
    [InlineData("<cbc:Quantity unitCode=\"CT\">3</cbc:Quantity>",
        "<cbc:Quantity unitCode=\"CT\">3</cbc:Quantity><cac:Delivery><cac:DeliveryLocation><cbc:ID>KPN-02</cbc:ID></cac:DeliveryLocation></cac:Delivery>")]
    public void Parties_and_places_that_leave_more_than_one_reading_are_unclear(string said, string instead) =>
        Assert.IsType<Understanding<MessageHead>.Unclear>(s_words.Reader.Head(s_body.Replace(said, instead, StringComparison.Ordinal)));

    [Fact]
    public void An_order_that_says_its_place_by_its_lines_goes_there()
    {
        var place = $"<cac:DeliveryLocation><cbc:ID>{OrderCases.ShipTo}</cbc:ID></cac:DeliveryLocation>";
        var whole = s_body.Split("<cac:Delivery>")[0] + "<cac:OrderLine>" + s_body.Split("<cac:OrderLine>", 2)[1];
        var body = whole.Replace("</cbc:Quantity>", $"</cbc:Quantity><cac:Delivery>{place}</cac:Delivery>", StringComparison.Ordinal);

        Assert.Equal(OrderCases.ShipTo, Assert.IsType<Understanding<MessageHead>.Clear>(s_words.Reader.Head(body)).Value.ShipTo);
    }

    [Fact]
    public void A_despatch_about_two_orders_is_for_a_person()
    {
        var body = s_words.Write(s_order with { Document = new DespatchAdvice(new("SJ-1"), OrderCases.Monday, [new(new("1"), Quantity.Zero), new(new("2"), Quantity.Zero)]) })!;
        var place = body.LastIndexOf("</cac:OrderLineReference>", StringComparison.Ordinal);

        Assert.IsType<Understanding<MessageHead>.Unclear>(
            s_words.Reader.Head(body.Insert(place, "<cac:OrderReference><cbc:ID>PO-2</cbc:ID></cac:OrderReference>")));
    }

    [Fact]
    public void A_unit_that_nobody_named_cannot_be_said() =>
        Assert.Null(s_words.Write(OrderCases.Order(s_words, goods: [.. s_words.Goods.Select(goods => goods with { BaseUnit = "UNTAI" })])));

    [Fact]
    public void A_page_without_what_every_page_has_is_unknown_and_what_no_store_keeps_stays_unreadable()
    {
        Assert.IsType<Outcome<OrderMessages>.Unknown>(UblAnswers.Messages(new("2", More: false, [null]), "1"));
        Assert.IsType<Outcome<OrderMessages>.Unknown>(UblAnswers.Messages(new("2", More: false, [new("a\0", s_body)]), "1"));
        Assert.IsType<Outcome<OrderMessages>.Unknown>(UblAnswers.Messages(new("", More: false, []), "1"));
        Assert.IsType<Outcome<OrderMessages>.Unknown>(UblAnswers.Messages(new("1", More: true, []), "1"));
        var kept = Assert.IsType<Outcome<OrderMessages>.Accepted>(UblAnswers.Messages(new("2", More: false, [new("a", s_body.Replace("Telur", "Te\0lur", StringComparison.Ordinal))]), "1"));

        var body = Assert.Single(kept.Value.Messages).Body;
        Assert.DoesNotContain('\0', body);
        Assert.IsType<Understanding<MessageHead>.Unclear>(s_words.Reader.Head(body));
    }

    [Theory]
    [InlineData("2026-11-24T07:05:07Z", true)]
    [InlineData("2026-11-24T14:05:07.25+07:00", true)]
    [InlineData("2026-11-24T07:05:07", false)]
    [InlineData("kemarin", false)]
    public void When_a_document_was_taken_is_said_with_its_offset(string receivedAt, bool isSaid)
    {
        var paper = Assert.IsType<RetailGateway.Partners.Ubl.UblResult<UblPaper>.Done>(UblPaper.Write(s_order, UblWords.Options.Terms)).Value;
        var held = new UblHeld(paper.Id, receivedAt, s_words.Write(s_order)!);

        Assert.Equal(isSaid, UblAnswers.Judge(paper, held, UblWords.Options.Terms) is Outcome<DateTimeOffset>.Accepted);
        Assert.IsType<Outcome<DateTimeOffset>.Unknown>(UblAnswers.Judge(paper, held with { Id = "lain" }, UblWords.Options.Terms));
    }
}
