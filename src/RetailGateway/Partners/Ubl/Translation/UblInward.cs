using System.Globalization;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Partners.Ubl.Translation;

/// <summary>
/// Translates one paper into the domain's document. Nothing is guessed: what cannot be said exactly is refused with its
/// line. Only a line that the order does not have, and of whose goods nothing is known, comes through without
/// quantities, for the order's fold to raise it.
/// </summary>
internal sealed class UblInward(UblDocument document, UblBook book, TimeZoneInfo zone)
{
    private readonly UblFindings findings = new();
    private readonly string root = $"/{UblNames.Root(document)}";

    private DocumentId Id => new(document.Head.Id);

    private DateTimeOffset IssuedAt => document.Head.Issued.In(zone);

    internal UblResult<OrderDocument> Translate()
    {
        if (document is not (UblDespatchAdvice or UblReceiptAdvice)
            && (document is UblOrder ? document.Head.Id : document.Head.OrderReference) is var about && about != book.Order)
        {
            OtherOrder(about);
        }

        return findings.Settle(document switch
        {
            UblOrder order => new Order(Id, IssuedAt, Each(order.Lines, Ordered)),
            UblOrderResponse response => Response(response),
            UblOrderChange change => Change(change),
            UblOrderCancellation => new OrderCancellation(Id, IssuedAt),
            UblDespatchAdvice despatch => Despatch(despatch),
            UblReceiptAdvice receipt => Receipt(receipt),
            _ => (OrderDocument?)null,
        }).Then(translated => new UblResult<OrderDocument>.Done(translated!));
    }

    private OrderLine? Ordered(UblOrderLine line, string place) =>
        Whole(line.Item, place, book.Lines.GetValueOrDefault(new(line.Item.Id)) ?? book.Named(new(line.Item.Id), line.Item.Goods));

    private OrderResponse? Response(UblOrderResponse response)
    {
        ResponseCode? code = response.Code switch
        {
            "AB" => ResponseCode.Received,
            "AP" => ResponseCode.Accepted,
            "RE" => ResponseCode.Rejected,
            "CA" => ResponseCode.AcceptedWithChanges,
            _ => null,
        };
        if (code is null)
        {
            findings.Add(UblFault.UnknownCode, $"'{response.Code}' is no answer: AB, AP, RE or CA is.", $"{root}/OrderResponseCode");
        }

        List<DocumentKey> answered = [];
        foreach (var reference in response.Documents)
        {
            DocumentKind? kind = reference.Type switch
            {
                UblNames.OrderChange or "230" => DocumentKind.OrderChange,
                UblNames.OrderCancellation => DocumentKind.OrderCancellation,
                _ => null,
            };
            if (kind is { } request)
            {
                answered.Add(new(request, new(reference.Id)));
            }
        }

        if (answered.Count > 1)
        {
            findings.Add(UblFault.RepeatedElement, "It answers several changes or cancellations; one at a time is taken.", $"{root}/OrderDocumentReference");
        }

        var taken = new HashSet<LineId>();
        var lines = Each(response.Lines, (line, place) => Answer(line, place, isAnswerByLine: code is ResponseCode.AcceptedWithChanges, taken));
        return new(Id, IssuedAt, answered.Count == 0 ? null : answered[0], code ?? default, lines);
    }

    /// <summary>"Beside another code they say nothing": then a line without a status is left out.</summary>
    private ResponseLine? Answer(UblOrderLine line, string place, bool isAnswerByLine, HashSet<LineId> taken)
    {
        var id = new LineId(line.OrderLine ?? line.Item.Id);
        if (!taken.Add(id))
        {
            findings.Add(UblFault.DuplicateLine, $"Another line answers line '{id.Value}' too.", place);
        }

        if (line.Item.Status is null && !isAnswerByLine)
        {
            return null;
        }

        if (!TryStatus(line.Item.Status, out ResponseLineStatus status))
        {
            UnknownStatus(line.Item, place);
            return null;
        }

        if ((line.Substituted ?? line.Proposed) is not { } substitute)
        {
            return new(id, status, Units(line.Item.Quantity, book.Find(id, line.Item.Goods), line.Item.Goods, id, $"{place}/LineItem/Quantity"));
        }

        var offerPlace = $"{place}/{(line.Substituted is null ? "SellerProposedSubstituteLineItem" : "SellerSubstitutedLineItem")}";
        if (book.Named(id, substitute.Goods) is not { } goods)
        {
            UnknownItem(id, substitute.Goods, offerPlace);
            return null;
        }

        var quantity = substitute.Quantity is null
            ? Units(line.Item.Quantity, book.Find(id, line.Item.Goods), line.Item.Goods, id, $"{place}/LineItem/Quantity")
            : Units(substitute.Quantity, goods, substitute.Goods, id, $"{offerPlace}/Quantity");
        return new(id, status, quantity, goods.Product);
    }

    private OrderChange Change(UblOrderChange change)
    {
        if (!int.TryParse(change.Sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            findings.Add(UblFault.UnknownCode, $"'{change.Sequence}' is no number of a change.", $"{root}/SequenceNumberID");
        }

        return new(Id, IssuedAt, Each(change.Lines, Changed)) { Sequence = sequence };
    }

    /// <summary>A line that is said not to change is left out: "all others stay as they are".</summary>
    private ChangeLine? Changed(UblOrderLine line, string place)
    {
        if (TryStatus(line.Item.Status, out ResponseLineStatus other) && other == ResponseLineStatus.NotChanged)
        {
            return null;
        }

        if (!TryStatus(line.Item.Status, out ChangeLineStatus status))
        {
            UnknownStatus(line.Item, place);
            return null;
        }

        var id = new LineId(line.Item.Id);
        if (status == ChangeLineStatus.Deleted)
        {
            return Whole(line.Item, place, book.Find(id, line.Item.Goods), saysHowMuch: false) is { } gone ? new(status, gone) : null;
        }

        var goods = book.Code(line.Item.Goods) is null ? book.Lines.GetValueOrDefault(id) : book.Named(id, line.Item.Goods);
        return Whole(line.Item, place, goods) is { } whole ? new(status, whole) : null;
    }

    private DespatchAdvice Despatch(UblDespatchAdvice despatch)
    {
        if (despatch.Status is not (null or "NoStatus"))
        {
            findings.Add(UblFault.UnknownCode, $"A despatch that is '{despatch.Status}' is for a person: the goods went or did not.", $"{root}/DocumentStatusCode");
        }

        return new(Id, IssuedAt, Moved(despatch.Lines, line => line.Order, (line, place) =>
        {
            var id = new LineId(line.OrderLine);
            if (line.Delivered is null && line.Outstanding is null)
            {
                findings.Add(UblFault.MissingElement, $"Line '{id.Value}' says neither what was sent nor what is outstanding.", $"{place}/DeliveredQuantity");
            }

            var goods = book.Find(id, line.Goods);
            return new DespatchLine(
                id, Units(line.Delivered, goods, line.Goods, id, $"{place}/DeliveredQuantity") ?? Quantity.Zero, Units(line.Outstanding, goods, line.Goods, id, $"{place}/OutstandingQuantity"));
        }));
    }

    private ReceiptAdvice Receipt(UblReceiptAdvice receipt)
    {
        if (receipt.Status is not (null or "NoStatus" or UblNames.Revised))
        {
            findings.Add(UblFault.UnknownCode, $"A receipt that is '{receipt.Status}' is for a person.", $"{root}/DocumentStatusCode");
        }

        if (receipt.Status == UblNames.Revised && receipt.Head.Uuid is null)
        {
            findings.Add(UblFault.MissingElement, "A revised receipt has an UUID, which tells it from the one that it replaces.", $"{root}/UUID");
        }

        if (receipt.Type is not (null or UblNames.GoodsReceipt or UblNames.DocumentAlone))
        {
            findings.Add(UblFault.UnknownCode, $"'{receipt.Type}' is no type of receipt that we know.", $"{root}/ReceiptAdviceTypeCode");
        }

        var lines = Moved(receipt.Lines, line => line.Order, (line, place) =>
        {
            if (line.OrderLine is not { } orderLine)
            {
                findings.Add(UblFault.MissingElement, $"Receipt line '{line.Id}' does not say which of the order's lines it is.", $"{place}/OrderLineReference");
                return null;
            }

            var id = new LineId(orderLine);
            var goods = book.Find(id, line.Goods);
            return new ReceiptLine(
                id, Units(line.Received, goods, line.Goods, id, $"{place}/ReceivedQuantity"), Units(line.Rejected, goods, line.Goods, id, $"{place}/RejectedQuantity") ?? Quantity.Zero);
        });
        return new(new(receipt.Head.Uuid ?? receipt.Head.Id), IssuedAt, receipt.Head.Id, lines) { AnswersDocumentAlone = receipt.Type == UblNames.DocumentAlone };
    }

    /// <summary>A paper about goods may be about several orders: the lines of the others are theirs.</summary>
    private List<TTo> Moved<TFrom, TTo>(IReadOnlyList<TFrom> lines, Func<TFrom, string?> order, Func<TFrom, string, TTo?> translate)
        where TTo : class
    {
        var isAbout = false;
        var moved = Each(lines, (line, place) =>
        {
            var isOurs = (order(line) ?? document.Head.OrderReference) == book.Order;
            isAbout |= isOurs;
            return isOurs ? translate(line, place) : null;
        });
        if (!isAbout)
        {
            OtherOrder(document.Head.OrderReference);
        }

        return moved;
    }

    private List<TTo> Each<TFrom, TTo>(IReadOnlyList<TFrom> lines, Func<TFrom, string, TTo?> translate)
        where TTo : class
    {
        var name = document switch
        {
            UblDespatchAdvice => "DespatchLine",
            UblReceiptAdvice => "ReceiptLine",
            _ => "OrderLine",
        };
        List<TTo> translated = [];
        for (var at = 0; at < lines.Count; at++)
        {
            if (translate(lines[at], string.Create(CultureInfo.InvariantCulture, $"{root}/{name}[{at + 1}]")) is { } one)
            {
                translated.Add(one);
            }
        }

        return translated;
    }

    /// <summary>A line that is ordered must say what and how much; of a deleted one how much no longer matters.</summary>
    private OrderLine? Whole(UblLineItem item, string place, UblGoods? goods, bool saysHowMuch = true)
    {
        var id = new LineId(item.Id);
        if (goods is null)
        {
            UnknownItem(id, item.Goods, $"{place}/LineItem");
            return null;
        }

        if (item.Quantity is null && saysHowMuch)
        {
            findings.Add(UblFault.MissingElement, $"Line '{id.Value}' does not say how much.", $"{place}/LineItem/Quantity");
        }

        return new(id, goods.Product, Units(item.Quantity, goods, item.Goods, id, $"{place}/LineItem/Quantity") ?? Quantity.Zero, new(goods.Pack, goods.Factor));
    }

    /// <summary>Base units; null where the paper says none, or nobody knows what goods they are.</summary>
    private Quantity? Units(UblQuantity? paper, UblGoods? goods, UblItem? said, LineId line, string place)
    {
        if (paper is null || goods is null)
        {
            return null;
        }

        if (said?.Pack is { } pack && !UblUnits.IsPack(pack, paper.Unit, goods))
        {
            findings.Add(
                UblFault.UnknownUnit, string.Create(CultureInfo.InvariantCulture, $"Line '{line.Value}' says {pack.Value} '{pack.Unit}' in a pack; there are {goods.Factor} {goods.BaseUnit}."), place);
            return null;
        }

        var fault = UblUnits.TryBaseUnits(paper, goods, out var quantity);
        if (fault is null)
        {
            return quantity;
        }

        var says = string.Create(CultureInfo.InvariantCulture, $"Line '{line.Value}' says {paper.Value} '{paper.Unit}', which ");
        findings.Add(fault.Value, says + (fault == UblFault.UnknownUnit
            ? $"is counted neither in {goods.PackUnit} nor in {goods.BaseUnit}."
            : $"does not come out in thousandths of {goods.BaseUnit}."), place);
        return null;
    }

    private void OtherOrder(string? about) => findings.Add(
        UblFault.OtherOrder, $"It is about order '{about}', not '{book.Order}'.", document is UblOrder ? $"{root}/ID" : $"{root}/OrderReference/ID");

    private void UnknownItem(LineId line, UblItem item, string place) => findings.Add(
        UblFault.UnknownItem, $"Line '{line.Value}' is of goods that are not mapped: '{book.Code(item)?.ToString() ?? item.Name}'.", $"{place}/Item");

    private void UnknownStatus(UblLineItem item, string place) => findings.Add(
        UblFault.UnknownCode, $"Line '{item.Id}' has the status '{item.Status}', which says nothing in this document.", $"{place}/LineItem/LineStatusCode");

    /// <summary>The domain's numbers are those of UNCL 1229.</summary>
    private static bool TryStatus<TStatus>(string? code, out TStatus status)
        where TStatus : struct, Enum
    {
        status = default;
        return code is not null && code.All(char.IsAsciiDigit) && Enum.TryParse(code, out status) && Enum.IsDefined(status);
    }
}
