using Microsoft.Extensions.Time.Testing;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.PartnerSimulator.Chain.Dialect;

namespace RetailGateway.Tests.Partners;

/// <summary>The chain's people at its orders do all that may happen to one, and can be repeated.</summary>
public sealed class ChainTradeTests
{
    private const string Cooperative = "KPN-SEJAHTERA";
    private const int Steps = 1_500;
    private const int MostLive = 20;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero));

    [Fact]
    public void One_seed_is_one_trade_and_every_kind_of_paper_is_written()
    {
        var papers = Live(seed: 2);

        Assert.Equal(papers, new ChainTradeTests().Live(seed: 2));
        Assert.NotEqual(papers, new ChainTradeTests().Live(seed: 3));
        Assert.Equal(["JAWABAN", "PEMBATALAN", "PENERIMAAN", "PERUBAHAN", "PESANAN", "SURAT_JALAN"], papers.Select(paper => paper.Key.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_sent_leaves_the_warehouse_and_what_comes_lies_in_a_store()
    {
        using var books = Open();
        Play(books, seed: 2);
        var moved = books.Stock.After(0, int.MaxValue).Entries.Where(entry => entry.Kind is StockEntryKind.Sale or StockEntryKind.Receipt).ToList();

        Assert.All(moved, entry => Assert.Equal(entry.Kind == StockEntryKind.Sale ? SampleCatalogue.Warehouse : SampleCatalogue.Store, entry.Location));
        Assert.Equal(Sums(orders: OrderRoutes.Cooperative, line => line.Sent), -Moved(StockEntryKind.Sale));
        Assert.Equal(Sums(orders: OrderRoutes.Chain, line => line.Arrived - line.Returned), Moved(StockEntryKind.Receipt));

        decimal Moved(StockEntryKind kind) => moved.Where(entry => entry.Kind == kind).Sum(entry => entry.Quantity);
        decimal Sums(string orders, Func<SheetLine, decimal> figure) => books.Orders.Orders().Where(order => order.Buyer == orders)
            .Sum(order => OrderSheet.Of(books.Orders.Of(order), books.Catalogue).Lines.Sum(figure));
    }

    private List<OrderPaper> Live(int seed)
    {
        using var books = Open();
        Play(books, seed);
        return [.. books.Orders.Of(Cooperative)];
    }

    /// <summary>Beside a co-op that orders, agrees to everything, sends all and receives all.</summary>
    private void Play(ChainBooks books, int seed)
    {
        var trade = new ChainTrade(books, seed, _clock);
        var coop = new Random(seed);
        for (var step = 0; step < Steps; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            trade.Step();
            if (step % 40 == 0)
                Receive(books, OrderRoutes.Cooperative, $"PO-{step}", "PESANAN", $"PO-{step}", [new("1", SampleCatalogue.Noodles, Jml: new("DUS", 1, coop.Next(40)))]);

            foreach (var order in books.Orders.Orders().TakeLast(MostLive))
            {
                var sheet = OrderSheet.Of(books.Orders.Of(order), books.Catalogue);
                if (Says(sheet, coop) is { } word)
                    Receive(books, order.Buyer, order.Number, word.Kind, $"{word.Kind}-{step}", word.Lines, word.More);
            }
        }
    }

    private static (string Kind, BarisDokumen[] Lines, Func<DokumenPesanan, DokumenPesanan>? More)? Says(OrderSheet sheet, Random coop) => (sheet.Order.Buyer, sheet.State) switch
    {
        (OrderRoutes.Chain, SheetState.Ordered) when coop.Next(4) == 0 => ("JAWABAN", [.. sheet.Lines.Select((line, index) =>
            index == 0 ? new BarisDokumen(line.Number, Status: "UBAH", Jml: Pieces(decimal.Floor(line.Ordered / 2))) : new BarisDokumen(line.Number, Status: "TETAP"))],
            answer => answer with { Jawaban = "DISETUJUI_UBAH" }),
        (OrderRoutes.Chain, SheetState.Ordered) when coop.Next(3) == 0 => ("JAWABAN", [], answer => answer with { Jawaban = "DISETUJUI" }),
        (OrderRoutes.Chain, SheetState.ChangeAsked or SheetState.CancellationAsked) => ("JAWABAN", [], answer => answer with
        {
            Jawaban = "DISETUJUI",
            AtasJenis = sheet.Open[0].Jenis,
            AtasNo = sheet.Open[0].NoDokumen,
        }),
        (OrderRoutes.Chain, SheetState.Agreed) => ("SURAT_JALAN", [.. sheet.Lines.Where(line => line.Later > 0).Select(line => new BarisDokumen(line.Number, Jml: Pieces(line.Later)))], null),
        (OrderRoutes.Cooperative, SheetState.AgreedWithChanges) => ("PEMBATALAN", [], null),
        (OrderRoutes.Cooperative, SheetState.Sent) => ("PENERIMAAN", [.. sheet.Lines.Where(line => line.Sent > line.Arrived).Select(line => new BarisDokumen(line.Number, Jml: Pieces(line.Sent - line.Arrived)))], null),
        _ => null,
    };

    private static JumlahBarang Pieces(decimal count) => new("DUS", (long)count / 40, (long)count % 40);

    private void Receive(
        ChainBooks books, string buyer, string order, string kind, string id, BarisDokumen[] lines, Func<DokumenPesanan, DokumenPesanan>? more = null)
    {
        var paper = new DokumenPesanan(Cooperative, buyer, order, kind, id, LocalTime.Of(_clock.GetUtcNow()), LocalTime.Zone, lines);
        books.Orders.Receive(new OrderPaperKey(Cooperative, buyer, order, kind, id), OrderRoutes.Write(more is null ? paper : more(paper)), _clock.GetUtcNow());
    }

    private ChainBooks Open()
    {
        var sample = SampleCatalogue.Create();
        var books = ChainBooks.Open(
            sample with
            {
                Locations = [.. sample.Locations.Where(place => place.Code is SampleCatalogue.Warehouse or SampleCatalogue.Store)],
                Opening = [.. sample.Opening.Where(line => line.Location is SampleCatalogue.Warehouse or SampleCatalogue.Store)],
                Contracted = [new ContractedGood(Cooperative, "KPN-01", SampleCatalogue.Noodles, "DUS", 112_000)],
            },
            path: null, "contoh", _clock);
        books.Availability.Replay(new ReceivedSend(Cooperative, "K-1", "", "", [new HeldAvailability("KPN-01", SampleCatalogue.Noodles, "DUS", 4_000, 1, "", "K-1")]));
        return books;
    }
}
