using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Partners.Contracts;
using RetailGateway.Partners.Ubl.Translation;

namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>What was agreed with the partner on how its papers are to be read.</summary>
/// <param name="Party">How the partner is named on paper, as an id without a scheme.</param>
/// <param name="Zone">Of the partner, for dates and times that say no offset.</param>
/// <param name="Units">What our packs and base units are called on paper, beside those that everybody knows.</param>
internal sealed record UblTerms(string Party, TimeZoneInfo Zone, IReadOnlyDictionary<string, string> Units)
{
    /// <summary>Of one paper in an exchange: an order has at most 500 lines.</summary>
    internal static UblBounds Bounds { get; } = new(Bytes: 2 * 1024 * 1024, Depth: 64, Elements: 60_000, Lines: 500, Text: 2_000);

    private static readonly Dictionary<string, string> s_usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PCS"] = "C62",
        ["BH"] = "C62",
        ["BUAH"] = "C62",
        ["LSN"] = "DZN",
        ["KG"] = "KGM",
        ["G"] = "GRM",
        ["TON"] = "TNE",
        ["L"] = "LTR",
        ["ML"] = "MLT",
        ["DUS"] = "CT",
        ["KRT"] = "CT",
        ["CTN"] = "CT",
        ["SAK"] = "BG",
        ["BAL"] = "BL",
        ["BOX"] = "BX",
        ["PAK"] = "PK",
        ["RTG"] = "PK",
        ["BTL"] = "BO",
        ["KLG"] = "CX",
    };

    /// <summary>What a pack or base unit of ours is called on paper; null where nobody said.</summary>
    internal string? Unit(string ours) => Units.TryGetValue(ours, out var agreed) ? agreed : s_usual.GetValueOrDefault(ours);

    /// <summary>Whose order a paper is about; null where it does not say it in a way that leaves one reading.</summary>
    internal (string Cooperative, bool PartnerBuys)? Sides(UblHead head)
    {
        var (customer, supplier) = (Codes(head.Customer), Codes(head.Supplier));
        return (customer.Contains(Party), supplier.Contains(Party)) switch
        {
            (true, false) when supplier is [var seller] => (seller, true),
            (false, true) when customer is [var buyer] => (buyer, false),
            _ => null,
        };
    }

    /// <summary>An order's book in the words of paper: what it needs to be written or read.</summary>
    /// <param name="book">Of the order.</param>
    /// <param name="written">A document that is to be written: what it orders is counted in its own packs.</param>
    internal UblResult<UblBook> Of(OrderBook book, OrderDocument? written = null)
    {
        var findings = new UblFindings();
        var lines = book.Lines.ToDictionary(line => line.Key, line => line.Value);
        foreach (var line in Ordered(written))
        {
            if (book.Find(line.Id, line.Product) is { } goods)
            {
                lines[line.Id] = goods with { Pack = line.Pack.Code, Factor = line.Pack.Factor };
            }
        }

        var items = new Dictionary<ItemCode, UblGoods>();
        foreach (var goods in book.Goods)
        {
            if (OnPaper(goods) is { Item: var item } onPaper && item != default)
            {
                items.TryAdd(item, onPaper);
            }
        }

        var (buyer, seller) = book.PartnerBuys ? (Party, book.Cooperative) : (book.Cooperative, Party);
        return findings.Settle(new UblBook(
            book.Number, Named(buyer), Named(seller), PartnerIsSupplier: !book.PartnerBuys, lines.ToDictionary(line => line.Key, line => OnPaper(line.Value)), items));

        UblGoods OnPaper(OrderGoods goods)
        {
            var unit = Unit(goods.BaseUnit);
            if (unit is null)
            {
                findings.Add(UblFault.UnknownUnit, $"Nobody said what '{goods.BaseUnit}' is called on paper.", $"/{goods.Item}");
            }

            var item = ItemCode.TryParse(goods.Item, out var code) ? code : default;
            // A pack without a name on paper is counted in base units, which is as exact.
            return new(item, goods.Product, goods.Pack, goods.Factor, Unit(goods.Pack) ?? unit ?? "", unit ?? "") { Name = goods.Name };
        }
    }

    /// <summary>The lines of a document that say what is ordered.</summary>
    internal static IReadOnlyList<OrderLine> Ordered(OrderDocument? document) => document switch
    {
        Order order => order.Lines,
        OrderChange change => [.. change.Lines.Select(line => line.Line)],
        _ => [],
    };

    private static UblParty Named(string code) => new() { Ids = [new(code)] };

    private static List<string> Codes(UblParty party) => [.. party.Ids.Where(id => id.Scheme is null).Select(id => id.Value).Distinct()];
}
