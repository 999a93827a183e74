using System.Globalization;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.PartnerSimulator.Chain.Dialect;

namespace RetailGateway.PartnerSimulator.Chain;

/// <summary>
/// The chain's own people at its orders: they answer and send what co-ops order, whole, in parts, short or not at all, and
/// order of the co-ops, take up their answers, receive and now and then return a broken piece.
/// </summary>
/// <remarks>Its clock shows whole seconds, so nobody writes a paper in the second of the one before it.</remarks>
internal sealed class ChainTrade(ChainBooks books, int seed, TimeProvider clock)
{
    private const int MostOwn = 6;
    private const int MostLines = 4;

    private readonly Random _random = new(seed);
    private readonly ChainClerk _clerk = new(books, clock);
    private readonly List<ChainOrder> _live = [];
    private readonly ILookup<string, ContractedGood> _contracts = (books.Catalogue.Contracted ?? []).ToLookup(good => good.Cooperative, StringComparer.Ordinal);
    private int _known;

    /// <summary>Writes one paper of some order at most.</summary>
    public void Step()
    {
        var orders = books.Orders.Orders();
        _live.AddRange(orders.Skip(_known));
        _known = orders.Count;
        if (_contracts.Count > 0 && _random.Next(3) == 0 && _live.Count(order => order.Buyer == OrderRoutes.Chain) < MostOwn)
            Place();
        else if (_live.Count > 0)
            GoOn(_live[_random.Next(_live.Count)]);
    }

    private void GoOn(ChainOrder order)
    {
        var sheet = OrderSheet.Of(books.Orders.Of(order), books.Catalogue);
        if (sheet.State is SheetState.Done or SheetState.Cancelled or SheetState.Rejected)
            _live.Remove(order);
        else if (string.CompareOrdinal(LocalTime.Of(clock.GetUtcNow()), sheet.LastAt) <= 0 || _random.Next(8) == 0)
            return; // The second is not over, or it lies on somebody's table a while.
        else if (order.Buyer == OrderRoutes.Cooperative)
            Sell(sheet);
        else
            Buy(sheet);
    }

    private void Sell(OrderSheet sheet)
    {
        switch (sheet.State)
        {
            case SheetState.Ordered or SheetState.Acknowledged:
                Answer(sheet);
                break;
            case SheetState.ChangeAsked or SheetState.CancellationAsked:
                var request = sheet.Open[0];
                Write(sheet, "JAWABAN", "JWB", [], answer => answer with { Jawaban = "DISETUJUI", AtasJenis = request.Jenis, AtasNo = request.NoDokumen });
                break;
            case SheetState.Agreed or SheetState.PartlySent or SheetState.PartlyArrived when sheet.Lines.Exists(line => line.Later > 0):
                Send(sheet);
                break;
        }
    }

    private void Answer(OrderSheet sheet)
    {
        var word = _random.Next(20) switch
        {
            0 when sheet.State == SheetState.Ordered => "DITERIMA",
            1 => "DITOLAK",
            < 5 => "DISETUJUI_UBAH",
            _ => "DISETUJUI",
        };
        Write(
            sheet, "JAWABAN", "JWB",
            word != "DISETUJUI_UBAH" ? [] : sheet.Lines.Select((line, index) => index == 0
                ? new BarisDokumen(line.Number, Status: "UBAH", Jml: Count(line, Half(line.Ordered)))
                : new BarisDokumen(line.Number, Status: "TETAP")),
            answer => answer with { Jawaban = word });
    }

    /// <summary>Whole, in two parts, or short: the warehouse sends no more than lies there.</summary>
    private void Send(OrderSheet sheet)
    {
        var inParts = _random.Next(4) == 0;
        var sent = sheet.Lines.Where(line => line.Later > 0)
            .Select(line => (Line: line, Quantity: Math.Min(inParts ? Half(line.Later) : line.Later, InWarehouse(line.Item))))
            .ToList();
        var paper = Write(sheet, "SURAT_JALAN", "SJ", sent.Select(one => new BarisDokumen(
            one.Line.Number, Jml: Count(one.Line, one.Quantity), Sisa: Count(one.Line, inParts ? one.Line.Later - one.Quantity : 0))));
        foreach (var (line, quantity) in sent.Where(one => one.Quantity > 0))
            books.Stock.Enter(StockEntryKind.Sale, Warehouse, line.Item, -Math.Min(quantity, InWarehouse(line.Item)), paper.Key.Id);
    }

    private void Buy(OrderSheet sheet)
    {
        switch (sheet.State)
        {
            case SheetState.AgreedWithChanges:
                TakeUp(sheet);
                break;
            case SheetState.Sent or SheetState.PartlySent or SheetState.PartlyArrived when sheet.Lines.Exists(line => line.Sent > line.Arrived):
                Receive(sheet);
                break;
            case SheetState.Ordered when _random.Next(30) == 0:
                Write(sheet, "PEMBATALAN", "BTL", []);
                break;
        }
    }

    private void Place()
    {
        var offers = _contracts.ElementAt(_random.Next(_contracts.Count)).OrderBy(_ => _random.Next()).ToList();
        var there = books.Availability.Of(offers[0].Cooperative).ToDictionary(held => (held.Location, held.Item), held => held.Quantity);
        var lines = offers
            .Select(offer => (offer, Quantity: Math.Min(decimal.Floor(there.GetValueOrDefault((offer.Location, offer.Item))), _random.Next(1, 13))))
            .Where(one => one.Quantity > 0 && one.offer.Location == offers[0].Location)
            .Take(_random.Next(1, MostLines + 1))
            .Select((one, index) => new BarisDokumen(Text(index + 1), one.offer.Item, Jml: Count(one.offer.Item, one.offer.Pack, one.Quantity), Harga: one.offer.Price))
            .ToList();
        if (lines.Count == 0)
            return;

        var stores = books.Catalogue.Locations.Where(place => place.Kind == ChainLocationKind.Store).ToList();
        var number = Next("PO");
        _clerk.Write(ChainOrder.OfChain(offers[0].Cooperative, number), "PESANAN", number, lines, order => order with
        {
            KirimKe = stores[_random.Next(stores.Count)].Code,
            KirimDari = offers[0].Location,
            MataUang = "IDR",
        });
    }

    /// <summary>Agrees to what the co-op would send instead, or gives up where that is nothing.</summary>
    private void TakeUp(OrderSheet sheet)
    {
        var changed = sheet.Lines.Where(line => line.Confirmed < line.Ordered).ToList();
        if (sheet.Lines.TrueForAll(line => line.Confirmed == 0) || changed.Count == 0)
        {
            Write(sheet, "PEMBATALAN", "BTL", []);
            return;
        }

        Write(sheet, "PERUBAHAN", "UBH", changed.Select(line => line.Confirmed == 0
            ? new BarisDokumen(line.Number, line.Item, "HAPUS", Count(line, line.Ordered))
            : new BarisDokumen(line.Number, line.Item, "UBAH", Count(line, line.Confirmed))));
    }

    /// <summary>All that is under way comes onto the store's shelf; now and then a piece is broken and goes back.</summary>
    private void Receive(OrderSheet sheet)
    {
        var came = sheet.Lines.Where(line => line.Sent > line.Arrived)
            .Select(line => (Line: line, Quantity: line.Sent - line.Arrived, Broken: _random.Next(10) == 0 ? Math.Min(1, line.Sent - line.Arrived) : 0))
            .ToList();
        var paper = Write(sheet, "PENERIMAAN", "BTB", came.Select(one => new BarisDokumen(
            one.Line.Number, Jml: Count(one.Line, one.Quantity), Tolak: one.Broken == 0 ? null : Count(one.Line, one.Broken))));
        var store = _clerk.Find(sheet.Order)!.KirimKe!;
        foreach (var (line, quantity, broken) in came.Where(one => one.Quantity > one.Broken))
            books.Stock.Enter(StockEntryKind.Receipt, store, line.Item, quantity - broken, paper.Key.Id);
    }

    private OrderPaper Write(
        OrderSheet sheet, string kind, string prefix, IEnumerable<BarisDokumen> lines, Func<DokumenPesanan, DokumenPesanan>? more = null) =>
        _clerk.Write(sheet.Order, kind, Next(prefix), lines, more);

    private JumlahBarang Count(SheetLine line, decimal quantity) => Count(line.Item, line.Pack, quantity);

    private JumlahBarang Count(string item, string? pack, decimal quantity)
    {
        var written = WrittenQuantity.Of(books.Catalogue.Find(item)!, quantity, pack);
        return new JumlahBarang(written.Pack, written.Packs, written.Loose, written.Kilograms);
    }

    private string Warehouse => books.Catalogue.Locations.First(place => place.Kind == ChainLocationKind.Warehouse).Code;

    private decimal InWarehouse(string item) => books.Stock.OnHand(Warehouse, item);

    /// <summary>Every paper adds one to the book, so no number comes again.</summary>
    private string Next(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{books.Orders.Count + 1:D6}");

    /// <summary>Half of it in whole pieces or kilograms, and no less than one where there is one.</summary>
    private static decimal Half(decimal quantity) => Math.Max(Math.Min(1, quantity), decimal.Floor(quantity / 2));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
