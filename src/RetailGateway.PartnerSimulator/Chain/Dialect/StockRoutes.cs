using System.Globalization;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary><c>/stok</c>: the chain's own stock, as a change feed and as a snapshot to begin it from.</summary>
internal static class StockRoutes
{
    private const int UsualChanges = 200;

    internal static void Map(RouteGroupBuilder api, ChainBooks books, int retained)
    {
        api.MapGet("/stok/perubahan", (HttpContext http) => Changes(http, books, retained));
        api.MapGet("/stok/potret", (HttpContext http) => Snapshot(http, books));
    }

    private static IResult Changes(HttpContext http, ChainBooks books, int retained)
    {
        var count = Paging.Number(http.Request, "jml", UsualChanges, Paging.MostRows, Refusal.BadFeedQuery);
        var since = http.Request.Query["sejak"].ToString();
        if (since.Length == 0)
            return Refusal.BadFeedQuery.ToResult("(sejak)");
        if (FeedToken.Read(books, since, books.Stock.Head, retained) is not { } sequence)
            return Refusal.TokenExpired.ToResult();

        var (entries, head) = books.Stock.After(sequence, count);
        var next = sequence + entries.Count;
        return DialectJson.Answer(new PerubahanStok(
            FeedToken.Of(books, next), next < head, LocalTime.Zone, [.. entries.Select(entry => Write(entry, books))]));
    }

    private static IResult Snapshot(HttpContext http, ChainBooks books)
    {
        var paging = Paging.Of(http.Request);
        var id = http.Request.Query["id_potret"].ToString();
        var snapshot = id.Length == 0 ? books.Stock.Pin(books.Epoch) : books.Stock.Pinned(id);
        if (snapshot is null)
            return Refusal.SnapshotExpired.ToResult();

        return DialectJson.Answer(new PotretStok(
            snapshot.Id, FeedToken.Of(books, snapshot.Sequence), LocalTime.Of(snapshot.AsOf),
            paging.Page, paging.Size, paging.PagesOf(snapshot.Lines.Count), snapshot.Lines.Count, LocalTime.Zone,
            [.. paging.Slice(snapshot.Lines).Select(line => Write(line, books.Catalogue.Find(line.Item)!))]));
    }

    private static BarisStok Write(SnapshotLine line, ChainItem item)
    {
        var written = WrittenQuantity.Of(item, line.Quantity);
        return new BarisStok(line.Location, line.Item, written.Pack, written.Packs, written.Loose, written.Kilograms);
    }

    private static BarisPerubahan Write(StockEntry entry, ChainBooks books)
    {
        var item = books.Catalogue.Find(entry.Item)!;
        var change = WrittenQuantity.Of(item, Math.Abs(entry.Quantity));
        var rest = WrittenQuantity.Of(item, entry.Balance);
        return new BarisPerubahan(
            entry.Sequence, MovementId(books, entry.Sequence), entry.Location, entry.Item,
            Kind(entry.Kind), Direction(entry), LocalTime.Of(entry.OccurredAt), entry.Reference,
            change.Pack, change.Packs, change.Loose, change.Kilograms,
            rest.Packs, rest.Loose, rest.Kilograms,
            entry.Corrects is { } corrected ? MovementId(books, corrected) : null);
    }

    private static string MovementId(ChainBooks books, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{books.Epoch}-{sequence:D9}");

    private static string Direction(StockEntry entry) =>
        entry.IsAbsolute ? "HITUNG" : entry.Quantity < 0 ? "KELUAR" : "MASUK";

    private static string Kind(StockEntryKind kind) => kind switch
    {
        StockEntryKind.Opening => "SALDO_AWAL",
        StockEntryKind.Sale => "JUAL",
        StockEntryKind.Receipt => "TERIMA",
        StockEntryKind.Damage => "RUSAK",
        StockEntryKind.Loss => "HILANG",
        StockEntryKind.Correction => "KOREKSI",
        StockEntryKind.Count => "OPNAME",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}
