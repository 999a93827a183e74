using System.Globalization;
using System.Xml.Linq;
using static RetailGateway.PartnerSimulator.Ubl.NangkaPaper;

namespace RetailGateway.PartnerSimulator.Ubl;

/// <summary>Whoever writes the grosir's own papers and tells them.</summary>
internal sealed class NangkaClerk(NangkaBook book, NangkaOptions options)
{
    /// <summary>It answers an order: AB, AP, RE or CA with lines.</summary>
    public void Answer(Deal deal, string id, string code, params Counted[] lines) =>
        Tell(deal, Paper(deal, "OrderResponse", id, new XElement(Basic + "OrderResponseCode", code), lines.Select(line => OrderLine(deal, line))));

    /// <summary>It answers a change or a cancellation.</summary>
    public void AnswerTo(Deal deal, string kind, string about, string id, string code) => Tell(deal, Paper(
        deal, "OrderResponse", id, new XElement(Basic + "OrderResponseCode", code),
        [new XElement(Aggregate + "OrderDocumentReference", new XElement(Basic + "ID", about), new XElement(Basic + "DocumentTypeCode", kind))]));

    /// <summary>It says what it sent.</summary>
    public void Despatch(Deal deal, string id, params Counted[] lines) => Tell(deal, Paper(deal, "DespatchAdvice", id, null, lines.Select((line, index) => new XElement(
        Aggregate + "DespatchLine", new XElement(Basic + "ID", index + 1), Quantity("DeliveredQuantity", line.Quantity), Quantity("OutstandingQuantity", line.Rest),
        Reference(line), Item(deal, line)))));

    /// <summary>It says what came.</summary>
    public void Receive(Deal deal, string id, params Counted[] lines) => Tell(deal, Paper(deal, "ReceiptAdvice", id, null, lines.Select((line, index) => new XElement(
        Aggregate + "ReceiptLine", new XElement(Basic + "ID", index + 1), Quantity("ReceivedQuantity", line.Quantity), Quantity("RejectedQuantity", line.Rest), Reference(line)))));

    /// <summary>It orders of a co-op.</summary>
    public void Order(Deal deal, string shipTo, string? shipFrom, string? note, params Counted[] lines)
    {
        var delivery = new XElement(
            Aggregate + "Delivery", new XElement(Aggregate + "DeliveryLocation", new XElement(Basic + "ID", shipTo)),
            shipFrom is null ? null : new XElement(Aggregate + "Despatch", new XElement(Aggregate + "DespatchAddress", new XElement(Basic + "ID", shipFrom))));
        Tell(deal, Paper(
            deal, "Order", deal.Number, note is null ? null : new XElement(Basic + "Note", note), lines.Select(line => OrderLine(deal, line)).Prepend(delivery)), deal.Number);
    }

    /// <summary>It asks for other lines.</summary>
    public void Change(Deal deal, string id, int sequence, params Counted[] lines) =>
        Tell(deal, Paper(deal, "OrderChange", id, new XElement(Basic + "SequenceNumberID", sequence), lines.Select(line => OrderLine(deal, line))));

    /// <summary>It wants no more of an order.</summary>
    public void Cancel(Deal deal, string id) => Tell(deal, Paper(deal, "OrderCancellation", id, new XElement(Basic + "CancellationNote", "Tidak jadi."), []));

    private void Tell(Deal deal, XElement paper, string? order = null) =>
        book.Tell(deal.Cooperative, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{paper}", order);

    private XElement Paper(Deal deal, string kind, string id, XElement? more, IEnumerable<XElement> rest)
    {
        var now = options.Clock.GetUtcNow();
        var (customer, supplier) = kind is "DespatchAdvice" or "ReceiptAdvice" ? ("DeliveryCustomerParty", "DespatchSupplierParty") : ("BuyerCustomerParty", "SellerSupplierParty");
        return new XElement(
            Of(kind) + kind, new XAttribute(XNamespace.Xmlns + "cac", Aggregate), new XAttribute(XNamespace.Xmlns + "cbc", Basic),
            new XElement(Basic + "ID", id), new XElement(Basic + "IssueDate", now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new XElement(Basic + "IssueTime", now.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)), more,
            kind == "Order" ? null : new XElement(Aggregate + "OrderReference", new XElement(Basic + "ID", deal.Number)),
            Party(customer, deal.GrosirBuys ? options.Party : deal.Cooperative), Party(supplier, deal.GrosirBuys ? deal.Cooperative : options.Party), rest);
    }

    private static XElement Party(string name, string code) => new(
        Aggregate + name, new XElement(Aggregate + "Party", new XElement(Aggregate + "PartyIdentification", new XElement(Basic + "ID", code))));

    private static XElement OrderLine(Deal deal, Counted line) => new(
        Aggregate + "OrderLine",
        new XElement(
            Aggregate + "LineItem", new XElement(Basic + "ID", line.Line), line.Status is null ? null : new XElement(Basic + "LineStatusCode", line.Status), Quantity("Quantity", line.Quantity),
            line.Price is not var (amount, per) ? null : new XElement(
                Aggregate + "Price", new XElement(Basic + "PriceAmount", new XAttribute("currencyID", "IDR"), amount), Quantity("BaseQuantity", per)),
            Item(deal, line)));

    private static XElement Reference(Counted line) => new(Aggregate + "OrderLineReference", new XElement(Basic + "LineID", line.Line));

    private static XElement Item(Deal deal, Counted line) => new(
        Aggregate + "Item",
        line.Item is null ? null : new XElement(Aggregate + (deal.GrosirBuys ? "BuyersItemIdentification" : "SellersItemIdentification"), new XElement(Basic + "ID", line.Item)));

    private static XElement? Quantity(string name, Amount? amount) =>
        amount is null ? null : new XElement(Basic + name, new XAttribute("unitCode", amount.Unit), amount.Value.ToString(CultureInfo.InvariantCulture));
}

/// <summary>What names an order between the grosir and a co-op.</summary>
/// <param name="Cooperative">The co-op's code.</param>
/// <param name="GrosirBuys">Who ordered.</param>
/// <param name="Number">The buyer's number.</param>
internal sealed record Deal(string Cooperative, bool GrosirBuys, string Number);

/// <summary>One line of a paper.</summary>
/// <param name="Line">The order's id of it.</param>
/// <param name="Quantity">How much: ordered, sent or come.</param>
/// <param name="Rest">Of what is sent: outstanding; of what came: rejected.</param>
/// <param name="Item">The grosir's code.</param>
/// <param name="Status">UNCL 1229.</param>
/// <param name="Price">Rupiah for so many.</param>
internal sealed record Counted(
    string Line, Amount? Quantity, Amount? Rest = null, string? Item = null, string? Status = null, (decimal Amount, Amount Per)? Price = null);

/// <summary>So many of a unit of UN/ECE recommendations 20 and 21.</summary>
internal sealed record Amount(decimal Value, string Unit);
