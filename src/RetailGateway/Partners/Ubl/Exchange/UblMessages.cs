using System.Numerics;
using System.Text;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Partners.Contracts;
using RetailGateway.Partners.Ubl.Translation;

namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>Reads the partner's papers. Pure; whatever is not understood is told with its place, and nothing of it is taken.</summary>
internal static class UblMessages
{
    private const int LongestText = 64;
    private const int MostFaults = 3;

    /// <summary>Beyond it nothing could be reckoned with a price any more.</summary>
    private const decimal DearestPrice = 1_000_000_000_000_000m;

    /// <summary>What a paper is about.</summary>
    public static Understanding<MessageHead> Head(string body, UblTerms terms) => Understood(Read(body).Then(paper =>
    {
        var findings = new UblFindings();
        var sides = terms.Sides(paper.Head);
        if (sides is null)
        {
            findings.Add(UblFault.OtherOrder, $"The parties are not '{terms.Party}' on one side, and on the other one with one id that has no scheme.", "/");
        }

        var numbers = Numbers(paper);
        if (numbers is not [_])
        {
            findings.Add(UblFault.OtherOrder, $"It is about {numbers.Count} orders; one at a time is taken.", "/");
        }

        var places = Places(paper);
        if (places.Count > 1)
        {
            findings.Add(UblFault.RepeatedElement, $"It goes to {places.Count} places; an order goes to one.", "/Order/Delivery/DeliveryLocation");
        }

        var id = paper is UblReceiptAdvice { Head.Uuid: { } uuid } ? uuid : paper.Head.Id;
        foreach (var text in numbers.Append(id).Append(sides?.Cooperative ?? "-").Concat(Lines(paper)).Where(text => text.Length > LongestText))
        {
            findings.Add(UblFault.TextTooLong, $"'{text[..LongestText]}' has more than {LongestText} letters.", $"/{text[..LongestText]}");
        }

        var (cooperative, partnerBuys) = sides ?? ("", false);
        return findings.Settle(new MessageHead(
            cooperative, partnerBuys, numbers.FirstOrDefault() ?? "", Kind(paper), new(id), paper.Head.Issued.In(terms.Zone), Items(paper, partnerBuys))
        {
            ShipTo = places.FirstOrDefault(),
            ShipFrom = (paper as UblOrder)?.Delivery?.DespatchFrom?.Value,
            Note = (paper as UblOrder)?.Note,
        });
    }));

    /// <summary>What a paper says, against what is known of its order.</summary>
    public static Understanding<OrderDocument> Document(string body, OrderBook book, UblTerms terms) => Understood(Read(body)
        .Then(paper => terms.Of(book).Then(words => UblTranslator.ToDomain(paper, words, terms.Zone)))
        .Then(document =>
        {
            var findings = new UblFindings();
            if (Quantities(document).Any(quantity => quantity.IsNegative))
            {
                findings.Add(UblFault.NotExact, "A quantity is below zero.", "/");
            }

            return findings.Settle(document);
        }));

    /// <summary>What lines of an order or a change cost by the paper, for a number of packs.</summary>
    public static Understanding<IReadOnlyDictionary<LineId, UnitPrice>> Prices(string body, OrderBook book, UblTerms terms) =>
        Understood(Read(body).Then(paper => terms.Of(book).Then(words =>
        {
            var findings = new UblFindings();
            var prices = new Dictionary<LineId, UnitPrice>();
            foreach (var line in Ordered(paper))
            {
                var id = new LineId(line.Item.Id);
                if (line.Item.Price is not { } price || words.Find(id, line.Item.Goods) is not { } goods)
                {
                    continue;
                }

                if (ForPacks(price, line.Item, goods) is { } told)
                {
                    prices[id] = told;
                }
                else
                {
                    findings.Add(UblFault.NotExact, FormattableString.Invariant($"Line '{id.Value}': {price.Amount} {price.Currency} for {price.Base?.Value ?? 1} '{price.Base?.Unit}' is not a price."), $"/{id.Value}");
                }
            }

            return findings.Settle<IReadOnlyDictionary<LineId, UnitPrice>>(prices);
        })));

    /// <summary>Reads XML within its bounds.</summary>
    internal static UblResult<UblDocument> Read(string xml)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(xml), writable: false);
        return UblReader.Read(file, UblTerms.Bounds);
    }

    /// <summary>The first faults, for people.</summary>
    internal static string Why(IReadOnlyList<UblRefusal> refusals) => string.Join(" ", refusals.Take(MostFaults).Select(one =>
        one.Line is null ? one.Words : FormattableString.Invariant($"{one.Place} (line {one.Line}): {one.Words}")));

    /// <summary>A price is for its base quantity; without one, or without a unit, in what the line is counted in.</summary>
    private static UnitPrice? ForPacks(UblPrice price, UblLineItem line, UblGoods goods)
    {
        var counted = line.Quantity?.Unit ?? goods.PackUnit;
        var per = price.Base is { } said ? said with { Unit = said.Unit ?? counted } : new UblQuantity(1, counted);
        if ((line.Goods.Pack is { } pack && !UblUnits.IsPack(pack, per.Unit, goods)) || UblUnits.TryBaseUnits(per, goods, out var units) is not null || units <= Quantity.Zero)
        {
            return null;
        }

        var shared = (long)BigInteger.GreatestCommonDivisor(goods.Factor.Thousandths, units.Thousandths);
        try
        {
            var amount = price.Amount * (goods.Factor.Thousandths / shared);
            return amount <= DearestPrice ? new UnitPrice(amount, units.Thousandths / shared, price.Currency) : null;
        }
        catch (Exception beyond) when (beyond is ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static Understanding<T> Understood<T>(UblResult<T> result) => result switch
    {
        UblResult<T>.Done done => new Understanding<T>.Clear(done.Value),
        UblResult<T>.Refused refused => new Understanding<T>.Unclear(Why(refused.Refusals)),
        _ => throw new InvalidOperationException("A result is one of two."),
    };

    private static DocumentKind Kind(UblDocument paper) => paper switch
    {
        UblOrder => DocumentKind.Order,
        UblOrderResponse => DocumentKind.OrderResponse,
        UblOrderChange => DocumentKind.OrderChange,
        UblOrderCancellation => DocumentKind.OrderCancellation,
        UblDespatchAdvice => DocumentKind.DespatchAdvice,
        _ => DocumentKind.ReceiptAdvice,
    };

    /// <summary>The orders that a paper is about.</summary>
    private static List<string> Numbers(UblDocument paper) => [.. (paper switch
    {
        UblOrder order => [order.Head.Id],
        UblDespatchAdvice despatch => despatch.Lines.Select(line => line.Order ?? paper.Head.OrderReference),
        UblReceiptAdvice receipt => receipt.Lines.Select(line => line.Order ?? paper.Head.OrderReference),
        _ => [paper.Head.OrderReference],
    }).OfType<string>().Distinct()];

    /// <summary>Where an order goes: by the whole of it, or by its lines.</summary>
    private static List<string> Places(UblDocument paper) => paper is UblOrder order
        ? [.. order.Lines.Select(line => line.Item.Delivery).Prepend(order.Delivery).Select(delivery => delivery?.Location?.Value).OfType<string>().Distinct()]
        : [];

    private static IEnumerable<string> Lines(UblDocument paper) => paper switch
    {
        UblDespatchAdvice despatch => despatch.Lines.Select(line => line.OrderLine),
        UblReceiptAdvice receipt => receipt.Lines.Select(line => line.OrderLine ?? ""),
        UblOrderResponse response => response.Lines.Select(line => line.OrderLine ?? line.Item.Id).Concat(response.Documents.Select(one => one.Id)),
        _ => Ordered(paper).Select(line => line.Item.Id),
    };

    private static IReadOnlyList<UblOrderLine> Ordered(UblDocument paper) => paper switch
    {
        UblOrder order => order.Lines,
        UblOrderChange change => change.Lines,
        _ => [],
    };

    /// <summary>The partner's codes: the seller's where the partner sells.</summary>
    private static List<NamedItem> Items(UblDocument paper, bool partnerBuys)
    {
        IEnumerable<UblItem?> goods = paper switch
        {
            UblDespatchAdvice despatch => despatch.Lines.Select(line => line.Goods),
            UblReceiptAdvice receipt => receipt.Lines.Select(line => line.Goods),
            UblOrderResponse response => response.Lines.SelectMany(line => new[] { line.Item.Goods, line.Proposed?.Goods, line.Substituted?.Goods }),
            _ => Ordered(paper).Select(line => line.Item.Goods),
        };
        return [.. goods.Select(one => partnerBuys ? one?.BuyersId : one?.SellersId)
            .Select(text => ItemCode.TryParse(text, out var code) ? code : default).Where(code => code != default).Distinct()
            .Select(code => new NamedItem(code.ToString(), Pack: null))];
    }

    private static IEnumerable<Quantity> Quantities(OrderDocument document) => document switch
    {
        OrderResponse response => response.Lines.Select(line => line.Quantity ?? Quantity.Zero),
        DespatchAdvice despatch => despatch.Lines.SelectMany(line => new[] { line.Despatched, line.Outstanding ?? Quantity.Zero }),
        ReceiptAdvice receipt => receipt.Lines.SelectMany(line => new[] { line.Received ?? Quantity.Zero, line.Rejected }),
        _ => UblTerms.Ordered(document).Select(line => line.Quantity),
    };
}
