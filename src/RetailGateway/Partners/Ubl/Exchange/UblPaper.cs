using System.Security.Cryptography;
using System.Text;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Partners.Contracts;
using RetailGateway.Partners.Ubl.Translation;

namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>A document of an order on paper for the partner. Pure; what cannot be said exactly is refused.</summary>
/// <param name="Id">Under which it is sent: the same for the same document, whenever it is written.</param>
/// <param name="Document">What it says.</param>
/// <param name="Xml">The same as XML.</param>
internal sealed record UblPaper(string Id, UblDocument Document, byte[] Xml)
{
    /// <summary>Writes it.</summary>
    internal static UblResult<UblPaper> Write(OrderSend send, UblTerms terms) => terms.Of(send.Book, send.Document)
        .Then(book => MustBeNamed(send, book))
        .Then(book => UblTranslator.ToPaper(send.Document, book).Then(document => Complete(document, send, book)))
        .Then(document => UblWriter.Write(document, UblTerms.Bounds).Then(xml => new UblResult<UblPaper>.Done(new(IdOf(send), document, xml))));

    /// <summary>Ids are unique within an order and a kind alone, and may hold what no address does.</summary>
    private static string IdOf(OrderSend send) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', send.Book.Cooperative, send.Book.PartnerBuys, send.Book.Number, send.Document.Kind, send.Document.Id.Value))))[..32];

    /// <summary>What is ordered or offered must have a code of the partner's.</summary>
    private static UblResult<UblBook> MustBeNamed(OrderSend send, UblBook book)
    {
        var findings = new UblFindings();
        var named = UblTerms.Ordered(send.Document).Select(line => (Line: line.Id, line.Product))
            .Concat(send.Document is OrderResponse response ? response.Lines.Where(line => line.Substitute is not null).Select(line => (line.Line, line.Substitute!.Value)) : []);
        foreach (var (line, product) in named)
        {
            if (book.Find(line, product) is not { } goods || goods.Item == default)
            {
                findings.Add(UblFault.UnknownItem, $"Line '{line.Value}': the partner has no code for {send.Book.Find(line, product)?.Name ?? "its goods"}.", $"/{line.Value}");
            }
        }

        return findings.Settle(book);
    }

    /// <summary>With what the order says beside its lines: where to and from, prices, a word.</summary>
    private static UblResult<UblDocument> Complete(UblDocument document, OrderSend send, UblBook book)
    {
        var findings = new UblFindings();
        var currency = new UblCurrency(send.Book.Currency);
        return findings.Settle<UblDocument>(document switch
        {
            UblOrder order => order with
            {
                Currency = currency,
                Note = send.Note,
                Delivery = new()
                {
                    Location = send.Book.ShipTo.Length > 0 ? new(send.Book.ShipTo) : null,
                    DespatchFrom = send.Book.ShipFrom is { Length: > 0 } from ? new(from) : null,
                },
                Lines = [.. order.Lines.Select(Priced)],
            },
            UblOrderChange change => change with { Currency = currency, Lines = [.. change.Lines.Select(Priced)] },
            _ => document,
        });

        UblOrderLine Priced(UblOrderLine line)
        {
            var id = new LineId(line.Item.Id);
            if (!send.Prices.TryGetValue(id, out var price))
            {
                return line;
            }

            if (PricedFor(price, book.Lines[id]) is { } quantity)
            {
                return line with { Item = line.Item with { Price = new(price.Amount, price.Currency, quantity) } };
            }

            findings.Add(UblFault.NotExact, FormattableString.Invariant($"Line '{id.Value}' costs so much for {price.BaseQuantity} packs, which does not come out in thousandths."), $"/{id.Value}");
            return line;
        }
    }

    private static UblQuantity? PricedFor(UnitPrice price, UblGoods goods)
    {
        var largest = Quantity.MaxValue.ToDecimal();
        if (price.BaseQuantity > largest || price.BaseQuantity > largest / goods.Factor.ToDecimal())
        {
            return null;
        }

        var units = price.BaseQuantity * goods.Factor.ToDecimal();
        return decimal.Round(units, 3) == units ? UblUnits.OnPaper(Quantity.FromDecimal(units), goods) : null;
    }
}
