using System.Text.Json;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>Reads the chain's documents of orders. Pure; whatever is not understood is told with its place, and nothing of it is taken.</summary>
internal static class BasmalahMessages
{
    private const int LongestText = 64;
    private const int MostLines = 500;

    /// <summary>What a document is about.</summary>
    public static Understanding<MessageHead> Head(string body) => Read(body, paper =>
    {
        var kind = BasmalahOrderCodes.Kinds.Read(paper.Jenis) ?? throw new NotUnderstood($"jenis {paper.Jenis} is no document that we know");
        var at = BasmalahTranslator.ToInstant(paper.Waktu, paper.Zona) is Reading<DateTimeOffset>.Known known
            ? known.Value
            : throw new NotUnderstood($"{paper.Waktu} {paper.Zona} is not a time");
        var partnerBuys = paper.Pembeli switch
        {
            BasmalahOrderCodes.Chain => true,
            BasmalahOrderCodes.Cooperative => false,
            _ => throw new NotUnderstood($"pembeli {paper.Pembeli} is neither side"),
        };
        return new MessageHead(
            Text("koperasi", paper.Koperasi), partnerBuys, Text("no_pesanan", paper.NoPesanan), kind, new DocumentId(Text("no_dokumen", paper.NoDokumen)), at,
            [.. paper.Baris.Where(line => line.KdBarang is not null).Select(line => new NamedItem(Text("kd_barang", line.KdBarang!), line.Jml?.Kemasan)).Distinct()])
        {
            ShipTo = paper.KirimKe,
            ShipFrom = paper.KirimDari,
            Note = paper.Catatan,
        };
    });

    /// <summary>What lines cost by the chain's word.</summary>
    public static Understanding<IReadOnlyDictionary<LineId, UnitPrice>> Prices(string body) => Read(body, IReadOnlyDictionary<LineId, UnitPrice> (paper) => paper.Baris
        .Where(line => line.Harga is not null).DistinctBy(line => line.NoBaris).ToDictionary(line => new LineId(line.NoBaris), line => Price(paper, line)));

    /// <summary>What a document says, against what is known of its order.</summary>
    public static Understanding<OrderDocument> Document(string body, OrderBook book) => Read(body, paper =>
    {
        if (Head(body) is not Understanding<MessageHead>.Clear { Value: var head })
        {
            throw new NotUnderstood("its head is not understood");
        }

        OrderDocument document = head.Kind switch
        {
            DocumentKind.Order => new Order(head.Id, head.IssuedAt, [.. paper.Baris.Select(line => Ordered(line, book))]),
            DocumentKind.OrderResponse => Response(paper, head, book),
            DocumentKind.OrderChange => new OrderChange(head.Id, head.IssuedAt, [.. paper.Baris.Select(line => new ChangeLine(
                BasmalahOrderCodes.ChangedLines.Read(line.Status) ?? throw Odd(line, $"status {line.Status} says nothing in a change"), Ordered(line, book)))]),
            DocumentKind.OrderCancellation => new OrderCancellation(head.Id, head.IssuedAt),
            DocumentKind.DespatchAdvice => new DespatchAdvice(head.Id, head.IssuedAt, [.. paper.Baris.Select(line => new DespatchLine(
                new(line.NoBaris), Units(line, line.Jml, book) ?? throw Odd(line, "it does not say how much was sent"), Units(line, line.Sisa, book)))]),
            _ => new ReceiptAdvice(head.Id, head.IssuedAt, paper.NoTerima ?? paper.NoDokumen, [.. paper.Baris.Select(line => new ReceiptLine(
                new(line.NoBaris), Units(line, line.Jml, book), Units(line, line.Tolak, book) ?? Quantity.Zero))])
            {
                AnswersDocumentAlone = paper.HanyaDokumen is true,
            },
        };
        return document with { Sequence = paper.Urut };
    });

    private static OrderResponse Response(DokumenPesanan paper, MessageHead head, OrderBook book)
    {
        var code = BasmalahOrderCodes.Answers.Read(paper.Jawaban) ?? throw new NotUnderstood($"jawaban {paper.Jawaban} is no answer that we know");
        var about = (paper.AtasJenis, paper.AtasNo) switch
        {
            (null, null) => default(DocumentKey?),
            ({ } kind, { } id) when BasmalahOrderCodes.Kinds.Read(kind) is DocumentKind.OrderChange or DocumentKind.OrderCancellation =>
                new DocumentKey(BasmalahOrderCodes.Kinds.Read(kind)!.Value, new DocumentId(id)),
            _ => throw new NotUnderstood($"it answers {paper.AtasJenis} {paper.AtasNo}, which is neither a change nor a cancellation"),
        };
        return new OrderResponse(head.Id, head.IssuedAt, about, code, [.. paper.Baris.Select(line =>
        {
            var offered = line.KdBarang is null ? null : Named(line, book).Product as ProductId?;
            return new ResponseLine(
                new(line.NoBaris), BasmalahOrderCodes.AnsweredLines.Read(line.Status) ?? throw Odd(line, $"status {line.Status} says nothing in an answer"),
                Units(line, line.Jml, book), offered == book.Lines.GetValueOrDefault(new(line.NoBaris))?.Product ? null : offered);
        })]);
    }

    private static OrderLine Ordered(BarisDokumen line, OrderBook book)
    {
        var goods = Named(line, book);
        return new OrderLine(new(line.NoBaris), goods.Product, Units(line, line.Jml, book) ?? throw Odd(line, "it does not say how much"), goods.Packed);
    }

    private static OrderGoods Named(BarisDokumen line, OrderBook book) =>
        book.Find(new(line.NoBaris), line.KdBarang, line.Jml?.Kemasan) ?? throw Odd(line, line.KdBarang is null ? "the order has no such line" : $"kd_barang {line.KdBarang} is not mapped");

    private static Quantity? Units(BarisDokumen line, JumlahBarang? count, OrderBook book)
    {
        if (count is null)
        {
            return null;
        }

        return BasmalahPieces.ToUnits(count, Named(line, book)) switch
        {
            Reading<Quantity>.Known known => known.Value,
            Reading<Quantity>.Unknown unknown => throw Odd(line, unknown.Why),
            _ => throw Odd(line, "it is not a quantity"),
        };
    }

    private static UnitPrice Price(DokumenPesanan paper, BarisDokumen line)
    {
        try
        {
            return new UnitPrice(line.Harga!.Value, line.HargaPer ?? 1, paper.MataUang ?? "IDR");
        }
        catch (ArgumentException)
        {
            throw Odd(line, FormattableString.Invariant($"{line.Harga} {paper.MataUang} for {line.HargaPer ?? 1} is not a price"));
        }
    }

    private static Understanding<T> Read<T>(string body, Func<DokumenPesanan, T> read)
    {
        try
        {
            var paper = JsonSerializer.Deserialize<DokumenPesanan>(body, BasmalahClient.Json) ?? throw new NotUnderstood("there is nothing in it");
            if (paper.Baris.Count > MostLines)
            {
                throw new NotUnderstood($"it has {paper.Baris.Count} lines, and {MostLines} are the most");
            }

            foreach (var line in paper.Baris)
            {
                // A list may hold what its type says it does not.
                Text("no_baris", ((BarisDokumen?)line)?.NoBaris ?? "");
            }

            return new Understanding<T>.Clear(read(paper));
        }
        catch (JsonException unreadable)
        {
            return new Understanding<T>.Unclear($"it cannot be read at {unreadable.Path ?? "$"}");
        }
        catch (NotUnderstood odd)
        {
            return new Understanding<T>.Unclear(odd.Message);
        }
    }

    private static string Text(string name, string value) =>
        value.Length is > 0 and <= LongestText && !value.Any(char.IsControl) ? value : throw new NotUnderstood($"{name} has 1 to {LongestText} letters");

    private static NotUnderstood Odd(BarisDokumen line, string why) => new($"line {line.NoBaris}: {why}");

    /// <summary>Ends the reading from however deep.</summary>
    private sealed class NotUnderstood(string why) : Exception(why);
}
