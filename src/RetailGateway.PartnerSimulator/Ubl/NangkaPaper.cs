using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace RetailGateway.PartnerSimulator.Ubl;

/// <summary>Looks into a co-op's paper, as far as the grosir cares what it says.</summary>
internal static class NangkaPaper
{
    internal static readonly XNamespace Basic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    internal static readonly XNamespace Aggregate = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";

    private static readonly XmlReaderSettings s_careful = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private static readonly HashSet<string> s_ofBuyer = new(StringComparer.Ordinal) { "Order", "OrderChange", "OrderCancellation", "ReceiptAdvice" };
    private static readonly HashSet<string> s_ofSeller = new(StringComparer.Ordinal) { "OrderResponse", "DespatchAdvice" };

    /// <summary>The namespace of a kind of paper.</summary>
    internal static XNamespace Of(string kind) => $"urn:oasis:names:specification:ubl:schema:xsd:{kind}-2";

    /// <summary>Reads XML; none where it is none.</summary>
    internal static XElement? Parse(string xml)
    {
        try
        {
            using var text = new StringReader(xml);
            using var reader = XmlReader.Create(text, s_careful);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>What a co-op's paper is about, or why it is not taken.</summary>
    internal static (PaperHead? Head, NangkaRefusal? Refusal) Judge(XElement paper, string cooperative, NangkaOptions options, NangkaBook book)
    {
        var kind = paper.Name.LocalName;
        var (customer, supplier) = (Party(paper, "BuyerCustomerParty", "DeliveryCustomerParty"), Party(paper, "SellerSupplierParty", "DespatchSupplierParty"));
        var grosirSells = supplier == options.Party;
        var sends = grosirSells ? s_ofBuyer : s_ofSeller;
        if (paper.Name.Namespace != Of(kind) || !sends.Contains(kind) || paper.Element(Basic + "ID") is not { Value: { Length: > 0 } id } || paper.Element(Basic + "IssueDate") is null)
            return (null, NangkaRefusal.NotADocument);
        if ((grosirSells ? customer : supplier) != cooperative || (grosirSells ? supplier : customer) != options.Party)
            return (null, NangkaRefusal.OtherParty);

        var order = kind == "Order" ? id : paper.Element(Aggregate + "OrderReference")?.Element(Basic + "ID")?.Value ?? "";
        if (kind != "Order" && !book.HasOrder(cooperative, order))
            return (null, NangkaRefusal.UnknownOrder);

        foreach (var line in paper.Descendants(Aggregate + "Item").Select(item => item.Parent!))
        {
            if (Item(line, grosirSells) is not { } code)
                continue;
            if (options.Goods.GetValueOrDefault(code) is not { } goods)
                return (null, NangkaRefusal.UnknownItem with { Detail = $"{NangkaRefusal.UnknownItem.Detail} ({code})" });
            if (!Counted(line).All(quantity => IsCounted(quantity, goods)))
                return (null, NangkaRefusal.BadQuantity with { Detail = $"{NangkaRefusal.BadQuantity.Detail} ({code})" });
        }

        return (new PaperHead(kind, id, order), null);
    }

    /// <summary>The quantities that a line states.</summary>
    internal static IEnumerable<XElement> Counted(XElement line) =>
        line.Elements().Where(part => part.Name.Namespace == Basic && part.Name.LocalName.EndsWith("Quantity", StringComparison.Ordinal));

    private static bool IsCounted(XElement quantity, NangkaGoods goods) =>
        quantity.Attribute("unitCode")?.Value is { } unit && (unit == goods.Unit || unit == goods.Pack)
        && decimal.TryParse(quantity.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static string? Item(XElement line, bool grosirSells) =>
        line.Element(Aggregate + "Item")!.Element(Aggregate + (grosirSells ? "SellersItemIdentification" : "BuyersItemIdentification"))?.Element(Basic + "ID")?.Value;

    private static string? Party(XElement paper, params string[] names) => names.Select(name => paper.Element(Aggregate + name)).FirstOrDefault(found => found is not null)
        ?.Descendants(Aggregate + "PartyIdentification").Elements(Basic + "ID").FirstOrDefault(id => id.Attribute("schemeID") is null)?.Value;
}

/// <summary>What a paper is about.</summary>
/// <param name="Kind">The name of its root.</param>
/// <param name="Id">Its own id.</param>
/// <param name="Order">The order's number.</param>
internal sealed record PaperHead(string Kind, string Id, string Order);

/// <summary>Why the grosir refuses a request; listed once, as in its contract.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Detail">For people.</param>
/// <param name="Status">Of HTTP.</param>
internal sealed record NangkaRefusal(string Code, string Detail, int Status)
{
    public static readonly NangkaRefusal UnknownKey = new("unknown_key", "Kunci tidak dikenal.", 401);
    public static readonly NangkaRefusal OtherParty = new("other_party", "Dokumen ini bukan antara Anda dan kami.", 403);
    public static readonly NangkaRefusal NoSuchAddress = new("no_such_address", "Alamat atau metode tidak ada.", 404);
    public static readonly NangkaRefusal NotReceived = new("not_received", "Dokumen ini belum pernah kami terima.", 404);
    public static readonly NangkaRefusal IdTaken = new("id_taken", "Id ini sudah dipakai untuk dokumen lain.", 409);
    public static readonly NangkaRefusal CursorGone = new("cursor_gone", "Kursor tidak berlaku lagi, baca dari awal.", 410);
    public static readonly NangkaRefusal TooLarge = new("too_large", "Dokumen melebihi 2 MB.", 413);
    public static readonly NangkaRefusal NotXml = new("not_xml", "Isi harus application/xml dalam UTF-8.", 415);
    public static readonly NangkaRefusal BadQuery = new("bad_query", "limit 1 sampai 100; id 1 sampai 64 huruf, angka, atau tanda hubung.", 400);
    public static readonly NangkaRefusal NotADocument = new("not_a_document", "Bukan dokumen pesanan UBL 2.1 yang boleh Anda kirim.", 422);
    public static readonly NangkaRefusal UnknownOrder = new("unknown_order", "Pesanan ini tidak ada.", 422);
    public static readonly NangkaRefusal UnknownItem = new("unknown_item", "Kode barang tidak dikenal.", 422);
    public static readonly NangkaRefusal BadQuantity = new("bad_quantity", "Satuan atau jumlah tidak sah untuk barang ini.", 422);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<NangkaRefusal> All { get; } =
    [
        UnknownKey, OtherParty, NoSuchAddress, NotReceived, IdTaken, CursorGone, TooLarge, NotXml, BadQuery, NotADocument, UnknownOrder, UnknownItem, BadQuantity,
    ];

    /// <summary>As an answer.</summary>
    public IResult ToResult() => Results.Json(new { code = Code, detail = Detail }, NangkaRoutes.Json, "application/problem+json", Status);
}
