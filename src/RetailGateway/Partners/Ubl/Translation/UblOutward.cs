using System.Globalization;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Partners.Ubl.Translation;

/// <summary>Translates one document of the domain into paper for the partner, in whole packs where they come out.</summary>
internal sealed class UblOutward(OrderDocument document, UblBook book, string reason)
{
    private readonly UblFindings findings = new();
    private readonly string root = $"/{document.Kind}";

    internal UblResult<UblDocument> Translate()
    {
        var head = new UblHead(document.Id.Value, UblMoment.Of(document.IssuedAt), book.Customer, book.Supplier) { OrderReference = book.Order };
        if (document is Order && document.Id.Value != book.Order)
        {
            findings.Add(UblFault.OtherOrder, $"It is order '{document.Id.Value}', not '{book.Order}'.", $"{root}/ID");
        }

        return findings.Settle<UblDocument>(document switch
        {
            Order order => new UblOrder(head with { OrderReference = null }, Each(order.Lines, (line, number) => new UblOrderLine(Item(line, number, status: null)))),
            OrderResponse response => Response(response, head),
            OrderChange change => Change(change, head),
            OrderCancellation => new UblOrderCancellation(head, [reason]),
            DespatchAdvice despatch => new UblDespatchAdvice(head, Each(despatch.Lines, Despatched)),
            ReceiptAdvice receipt => Receipt(receipt, head),
            _ => throw new InvalidOperationException("A document is one of six."),
        });
    }

    private UblOrderResponse Response(OrderResponse response, UblHead head)
    {
        var type = response.Answers?.Kind switch
        {
            null => null,
            DocumentKind.OrderChange => UblNames.OrderChange,
            DocumentKind.OrderCancellation => UblNames.OrderCancellation,
            _ => "",
        };
        if (type is "")
        {
            findings.Add(
                UblFault.UnknownCode, $"A response answers an order, a change or a cancellation, not a {response.Answers!.Value.Kind}.",
                $"{root}/OrderDocumentReference");
        }

        return new(head, Each(response.Lines, Answered))
        {
            Code = response.Code switch
            {
                ResponseCode.Received => "AB",
                ResponseCode.Accepted => "AP",
                ResponseCode.Rejected => "RE",
                _ => "CA",
            },
            Documents = response.Answers is { } answered ? [new(answered.Id.Value, type)] : [],
        };
    }

    private UblOrderLine Answered(ResponseLine line, int number)
    {
        var goods = book.Lines.GetValueOrDefault(line.Line);
        var substitute = line.Substitute is { } product ? book.Find(line.Line, product) : null;
        if (line.Substitute is not null && substitute is null)
        {
            UnknownItem(line.Line, $"{Place(number)}/SellerSubstitutedLineItem");
        }

        var item = new UblLineItem(line.Line.Value, book.OnPaper(goods)) { Status = Written((int)line.Status) };
        return substitute is null
            ? new(item with { Quantity = OnPaper(line.Quantity, goods, line.Line, Place(number)) }) { OrderLine = line.Line.Value }
            : new(item)
            {
                OrderLine = line.Line.Value,
                Substituted = new(line.Line.Value, book.OnPaper(substitute)) { Quantity = OnPaper(line.Quantity, substitute, line.Line, Place(number)) },
            };
    }

    private UblOrderChange Change(OrderChange change, UblHead head)
    {
        if (change.Sequence is null)
        {
            findings.Add(UblFault.MissingElement, "A change has its number in the sequence of changes.", $"{root}/SequenceNumberID");
        }

        var lines = Each(change.Lines, (line, number) => new UblOrderLine(Item(line.Line, number, Written((int)line.Status))));
        return new(head, Written(change.Sequence ?? 0), lines);
    }

    private UblLineItem Item(OrderLine line, int number, string? status)
    {
        var goods = book.Find(line.Id, line.Product);
        if (goods is null)
        {
            UnknownItem(line.Id, Place(number));
        }

        return new(line.Id.Value, book.OnPaper(goods)) { Status = status, Quantity = goods is null ? null : UblUnits.OnPaper(line.Quantity, goods) };
    }

    private UblDespatchLine Despatched(DespatchLine line, int number)
    {
        var goods = book.Lines.GetValueOrDefault(line.Line);
        return new(Written(number), line.Line.Value, book.OnPaper(goods))
        {
            Delivered = OnPaper(line.Despatched, goods, line.Line, Place(number)),
            Outstanding = OnPaper(line.Outstanding, goods, line.Line, Place(number)),
        };
    }

    /// <summary>A receipt that replaces an earlier one keeps its number, and is told from it by an id of its own.</summary>
    private UblReceiptAdvice Receipt(ReceiptAdvice receipt, UblHead head)
    {
        var replaces = receipt.Id.Value != receipt.Number;
        return new(
            head with { Id = receipt.Number, Uuid = replaces ? receipt.Id.Value : null },
            Each(receipt.Lines, (line, number) =>
            {
                var goods = book.Lines.GetValueOrDefault(line.Line);
                return new UblReceiptLine(Written(number))
                {
                    Received = OnPaper(line.Received, goods, line.Line, Place(number)),
                    Rejected = line.Rejected == Quantity.Zero ? null : OnPaper(line.Rejected, goods, line.Line, Place(number)),
                    OrderLine = line.Line.Value,
                    Goods = book.OnPaper(goods),
                };
            }))
        {
            Status = replaces ? UblNames.Revised : null,
            Type = receipt.AnswersDocumentAlone ? UblNames.DocumentAlone : null,
        };
    }

    private static List<TTo> Each<TFrom, TTo>(IReadOnlyList<TFrom> lines, Func<TFrom, int, TTo> translate) =>
        [.. lines.Select((line, at) => translate(line, at + 1))];

    private string Place(int number)
    {
        var name = document.Kind switch
        {
            DocumentKind.DespatchAdvice => "DespatchLine",
            DocumentKind.ReceiptAdvice => "ReceiptLine",
            _ => "OrderLine",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{root}/{name}[{number}]");
    }

    private UblQuantity? OnPaper(Quantity? quantity, UblGoods? goods, LineId line, string place)
    {
        if (quantity is null || goods is not null)
        {
            return quantity is { } known ? UblUnits.OnPaper(known, goods!) : null;
        }

        UnknownItem(line, place);
        return null;
    }

    private void UnknownItem(LineId line, string place) =>
        findings.Add(UblFault.UnknownItem, $"The book does not say what line '{line.Value}' is called on paper.", $"{place}/Item");

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
