using System.Globalization;
using System.Text.Json;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary><c>/pesanan</c>: documents of orders, the co-op's in and the chain's out.</summary>
internal static class OrderRoutes
{
    /// <summary>Who ordered.</summary>
    internal const string Cooperative = "KOPERASI";

    /// <inheritdoc cref="Cooperative"/>
    internal const string Chain = "TOKO";

    private const int UsualDocuments = 20;
    private const int LongestText = 64;

    /// <summary>What the buyer sends, by kind; the rest is the seller's.</summary>
    private static readonly HashSet<string> s_ofBuyer = new(StringComparer.Ordinal) { "PESANAN", "PERUBAHAN", "PEMBATALAN", "PENERIMAAN" };

    private static readonly HashSet<string> s_ofSeller = new(StringComparer.Ordinal) { "JAWABAN", "SURAT_JALAN" };

    internal static void Map(RouteGroupBuilder api, ChainBooks books, int retained, TimeProvider clock)
    {
        api.MapPost("/pesanan/dokumen", (HttpContext http, CancellationToken cancel) => Receive(http, books, clock, cancel));
        api.MapGet("/pesanan/dokumen", (HttpContext http) => Find(http, books));
        api.MapGet("/pesanan/kabar", (HttpContext http) => News(http, books, retained));
        api.MapGet("/pesanan", (HttpContext http) => Sheets(http, books));
    }

    /// <summary>The document that a text holds.</summary>
    internal static DokumenPesanan Read(string body) => JsonSerializer.Deserialize<DokumenPesanan>(body, DialectJson.Options)!;

    /// <summary>As it is kept and told.</summary>
    internal static string Write(DokumenPesanan document) => JsonSerializer.Serialize(document, DialectJson.Options);

    /// <summary>A message of the chain's: the same in the feed and by a call.</summary>
    internal static BarisKabar Message(ChainBooks books, OrderPaper paper) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{books.Epoch}-{paper.Key.Cooperative}-{paper.Number:D7}"), Read(paper.Body));

    private static async Task<IResult> Receive(HttpContext http, ChainBooks books, TimeProvider clock, CancellationToken cancel)
    {
        var document = await ReadDocument(http, cancel);
        PartnerKey.Demand(http, document.Koperasi);
        Judge(document, books);
        var key = new OrderPaperKey(document.Koperasi, document.Pembeli, document.NoPesanan, document.Jenis, document.NoDokumen);
        return books.Orders.Receive(key, Write(document), clock.GetUtcNow()) is { } paper ? Answer(paper) : Refusal.DocumentIdReused.ToResult();
    }

    private static IResult Find(HttpContext http, ChainBooks books)
    {
        var asked = http.Request.Query;
        var key = new OrderPaperKey(
            PartnerKey.Cooperative(http), asked["pembeli"].ToString(), asked["no_pesanan"].ToString(), asked["jenis"].ToString(), asked["no_dokumen"].ToString());
        return books.Orders.Find(key) is { } paper ? Answer(paper) : Refusal.DocumentUnknown.ToResult();
    }

    private static IResult News(HttpContext http, ChainBooks books, int retained)
    {
        var cooperative = PartnerKey.Cooperative(http);
        var count = Paging.Number(http.Request, "jml", UsualDocuments, Paging.MostRows, Refusal.BadFeedQuery);
        var since = http.Request.Query["sejak"].ToString();
        var (_, head) = books.Orders.After(cooperative, 0, 0);
        if ((since.Length == 0 ? 0 : FeedToken.Read(books, since, head, retained)) is not { } number)
            return Refusal.DocumentTokenExpired.ToResult();

        var (papers, end) = books.Orders.After(cooperative, number, count);
        var next = number + papers.Count;
        return DialectJson.Answer(new KabarPesanan(FeedToken.Of(books, next), next < end, [.. papers.Select(paper => Message(books, paper))]));
    }

    /// <summary>Orders as the books have them, in the order in which they came.</summary>
    private static IResult Sheets(HttpContext http, ChainBooks books) => Paging.Of(http.Request).Answer(
        books.Orders.Orders(PartnerKey.Cooperative(http)), order => Sheet(OrderSheet.Of(books.Orders.Of(order), books.Catalogue), books.Catalogue));

    private static LembarPesanan Sheet(OrderSheet sheet, ChainCatalogue catalogue)
    {
        return new LembarPesanan(sheet.Order.Buyer, sheet.Order.Number, sheet.State, [.. sheet.Lines.Select(line => new BarisLembar(
            line.Number, line.Item.Length == 0 ? null : line.Item,
            Count(line, line.Ordered), Count(line, line.Confirmed), Count(line, line.Sent), Count(line, line.Arrived), Count(line, line.Returned)))]);

        JumlahBarang Count(SheetLine line, decimal quantity)
        {
            if (catalogue.Find(line.Item) is not { } item)
                return new JumlahBarang();

            var written = WrittenQuantity.Of(item, quantity, line.Pack);
            return new JumlahBarang(written.Pack, written.Packs, written.Loose, written.Kilograms);
        }
    }

    private static IResult Answer(OrderPaper paper) => DialectJson.Answer(new JawabanDokumen(LocalTime.Of(paper.At), LocalTime.Zone, Read(paper.Body)));

    private static async Task<DokumenPesanan> ReadDocument(HttpContext http, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType())
            throw new RefusedException(Refusal.NotJson);

        try
        {
            return await JsonSerializer.DeserializeAsync<DokumenPesanan>(http.Request.Body, DialectJson.Options, cancel)
                ?? throw new RefusedException(Refusal.Malformed, "($)");
        }
        catch (JsonException unreadable)
        {
            throw new RefusedException(Refusal.Malformed, $"({unreadable.Path ?? "$"})");
        }
    }

    /// <summary>An answer to the whole needs no lines; a cancellation has none, and all else is about some.</summary>
    private static bool MayHave(string kind, int lines) => kind switch
    {
        "JAWABAN" => true,
        "PEMBATALAN" => lines == 0,
        _ => lines > 0,
    };

    private static void Judge(DokumenPesanan document, ChainBooks books)
    {
        if (document.Zona != LocalTime.Zone || !LocalTime.Reads(document.Waktu))
            throw new RefusedException(Refusal.ZoneUnknown);

        var sends = document.Pembeli == Cooperative ? s_ofBuyer : s_ofSeller;
        var texts = new[] { document.NoPesanan, document.NoDokumen }.Concat(document.Baris.Select(line => line?.NoBaris ?? ""));
        if (document.Pembeli is not (Cooperative or Chain) || !sends.Contains(document.Jenis) || texts.Any(text => text.Length is 0 or > LongestText)
            || document.Baris.Count > Paging.MostRows || !MayHave(document.Jenis, document.Baris.Count)
            || (document.Jenis == "PESANAN" && (document.KirimKe is not { Length: > 0 } || document.NoDokumen != document.NoPesanan)))
        {
            throw new RefusedException(Refusal.DocumentOdd);
        }

        var order = new OrderPaperKey(document.Koperasi, document.Pembeli, document.NoPesanan, "PESANAN", document.NoPesanan);
        if (document.Jenis != "PESANAN" && books.Orders.Find(order) is null)
            throw new RefusedException(Refusal.OrderUnknown);

        foreach (var line in document.Baris.Where(line => line.KdBarang is not null))
        {
            if (books.Catalogue.Find(line.KdBarang!) is not { } item)
                throw new RefusedException(Refusal.OrderedItemUnknown, $"({line.KdBarang})");
            if (line.Jml is { } count && new WrittenQuantity(count.Kemasan, count.JmlKemasan, count.JmlEceran, count.BeratKg).TryRead(item, out _) is not null)
                throw new RefusedException(Refusal.OrderedQuantity, $"({line.KdBarang})");
        }
    }
}
