using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>Writes a document of an order as the chain reads it. Pure; what cannot be said is unknown.</summary>
internal static class BasmalahPaper
{
    /// <summary>The document in the chain's words.</summary>
    /// <remarks>The chain's clock shows whole seconds.</remarks>
    public static Reading<DokumenPesanan> Write(OrderSend send)
    {
        var (book, document) = (send.Book, send.Document);
        var unsayable = new List<string>();
        var paper = new DokumenPesanan(
            book.Cooperative, book.PartnerBuys ? BasmalahOrderCodes.Chain : BasmalahOrderCodes.Cooperative, book.Number,
            BasmalahOrderCodes.Kinds.Of(document.Kind), document.Id.Value, BasmalahTranslator.ToLocal(document.IssuedAt), BasmalahTranslator.Zone, [],
            Urut: document.Sequence);
        paper = document switch
        {
            Order order => paper with
            {
                KirimKe = book.ShipTo,
                KirimDari = book.ShipFrom,
                MataUang = book.Currency,
                Catatan = send.Note,
                Baris = Each(order.Lines, Ordered),
            },
            OrderResponse response => paper with
            {
                Jawaban = BasmalahOrderCodes.Answers.Of(response.Code),
                AtasJenis = response.Answers is { } about ? BasmalahOrderCodes.Kinds.Of(about.Kind) : null,
                AtasNo = response.Answers?.Id.Value,
                Baris = Each(response.Lines, Answered),
            },
            OrderChange change => paper with
            {
                Baris = Each(change.Lines, line => Ordered(line.Line) with { Status = BasmalahOrderCodes.ChangedLines.Of(line.Status) }),
            },
            OrderCancellation => paper,
            DespatchAdvice despatch => paper with
            {
                Baris = Each(despatch.Lines, line => new BarisDokumen(line.Line.Value, Jml: Of(line.Line, line.Despatched), Sisa: Of(line.Line, line.Outstanding))),
            },
            ReceiptAdvice receipt => paper with
            {
                NoTerima = receipt.Number,
                HanyaDokumen = receipt.AnswersDocumentAlone ? true : null,
                Baris = Each(receipt.Lines, line => new BarisDokumen(
                    line.Line.Value, Jml: Of(line.Line, line.Received), Tolak: line.Rejected == Quantity.Zero ? null : Of(line.Line, line.Rejected))),
            },
            _ => throw new InvalidOperationException("A document is one of six."),
        };
        return unsayable.Count == 0 ? new Reading<DokumenPesanan>.Known(paper) : new Reading<DokumenPesanan>.Unknown(string.Join("; ", unsayable));

        BarisDokumen Ordered(OrderLine line)
        {
            var goods = Named(line.Id, book.Find(line.Id, line.Product)) is { } known ? known with { Pack = line.Pack.Code, Factor = line.Pack.Factor } : null;
            var price = send.Prices.TryGetValue(line.Id, out var agreed) ? agreed : default(UnitPrice?);
            return new BarisDokumen(
                line.Id.Value, goods?.Item, Jml: Counted(goods, line.Id, line.Quantity), Harga: price?.Amount, HargaPer: price is { BaseQuantity: not 1 } several ? several.BaseQuantity : null);
        }

        BarisDokumen Answered(ResponseLine line)
        {
            var offered = line.Substitute is { } product ? Named(line.Line, book.Find(line.Line, product)) : null;
            return new BarisDokumen(
                line.Line.Value, offered?.Item, BasmalahOrderCodes.AnsweredLines.Of(line.Status),
                line.Quantity is { } quantity ? Counted(offered ?? book.Lines.GetValueOrDefault(line.Line), line.Line, quantity) : null);
        }

        JumlahBarang? Of(LineId line, Quantity? quantity) => quantity is { } units ? Counted(book.Lines.GetValueOrDefault(line), line, units) : null;

        JumlahBarang? Counted(OrderGoods? goods, LineId line, Quantity quantity)
        {
            if (goods is null)
            {
                unsayable.Add($"line {line.Value} is of no goods that the order has");
                return null;
            }

            var units = quantity.ToDecimal();
            if (BasmalahPieces.AreWeighed(goods))
            {
                return new JumlahBarang(BeratKg: units);
            }

            var factor = goods.Factor.ToDecimal();
            if (!decimal.IsInteger(factor) || !decimal.IsInteger(units))
            {
                unsayable.Add(FormattableString.Invariant($"line {line.Value}: {units} in {goods.Pack} of {factor} is not whole pieces"));
                return null;
            }

            var packs = decimal.Floor(units / factor);
            return new JumlahBarang(goods.Pack, (long)packs, (long)(units - (packs * factor)));
        }

        OrderGoods? Named(LineId line, OrderGoods? goods)
        {
            if (goods is { Item.Length: > 0 })
            {
                return goods;
            }

            unsayable.Add($"line {line.Value}: the chain has no code for {goods?.Name ?? "its goods"}");
            return null;
        }
    }

    /// <summary>Every difference between a document and how the chain has it; none where it is the same.</summary>
    public static IReadOnlyList<string> Differences(DokumenPesanan sent, DokumenPesanan echoed)
    {
        var differences = new List<string>();
        Compare("dokumen", sent with { Baris = [] }, echoed with { Baris = [] });
        Compare("jumlah baris", sent.Baris.Count, echoed.Baris.Count);
        foreach (var (one, other) in sent.Baris.Zip(echoed.Baris))
        {
            Compare($"baris {one.NoBaris}", one, other);
        }

        return differences;

        // Lists are equal only where they are one list.
        void Compare<T>(string place, T said, T heard)
        {
            if (BasmalahPieces.Json(said) is var ours && BasmalahPieces.Json(heard) is var theirs && ours != theirs)
            {
                differences.Add($"{place}: sent {ours}, has {theirs}");
            }
        }
    }

    private static List<TTo> Each<TFrom, TTo>(IReadOnlyList<TFrom> lines, Func<TFrom, TTo> write) => [.. lines.Select(write)];
}
