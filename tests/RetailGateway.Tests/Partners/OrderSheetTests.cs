using System.Globalization;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;
using RetailGateway.Partners.Basmalah;
using RetailGateway.Partners.Contracts;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using Paper = RetailGateway.PartnerSimulator.Chain.Dialect.DokumenPesanan;
using PaperLine = RetailGateway.PartnerSimulator.Chain.Dialect.BarisDokumen;
using Pieces = RetailGateway.PartnerSimulator.Chain.Dialect.JumlahBarang;

namespace RetailGateway.Tests.Partners;

/// <summary>The chain's reckoning of an order and ours come to the same, though neither knows the other's.</summary>
public sealed class OrderSheetTests
{
    private const int Histories = 2_000;
    private const int MostPapers = 12;
    private const string Cooperative = "KPN-SEJAHTERA";
    private static readonly ChainCatalogue s_catalogue = SampleCatalogue.Create();
    private static readonly OrderGoods s_noodles = new(SampleCatalogue.Noodles, new ProductId(7), "DUS", Quantity.FromDecimal(40), "PCS");
    private static readonly OrderGoods s_eggs = new(SampleCatalogue.Eggs, new ProductId(9), "KG", Quantity.FromDecimal(1), "kg");

    [Fact]
    public void Both_sides_reckon_one_history_alike()
    {
        var states = new HashSet<OrderState>();
        for (var seed = 1; seed <= Histories; seed++)
        {
            var papers = new History(new Random(seed)).Papers;
            var theirs = OrderSheet.Of([.. papers.Select(Kept)], s_catalogue);
            var ours = FoldedOrder.Of([.. papers.Select(Read)]);

            Assert.True(States[ours.State] == theirs.State, $"seed {seed}: {ours.State} here, {theirs.State} there");
            Assert.Equal(ours.Lines.Select(Figures), theirs.Lines.Select(Figures));
            states.Add(ours.State);
        }

        Assert.Equal(States.Keys.Order(), states.Order());
    }

    private static readonly Dictionary<OrderState, string> States = new()
    {
        [OrderState.Submitted] = SheetState.Ordered,
        [OrderState.Acknowledged] = SheetState.Acknowledged,
        [OrderState.Accepted] = SheetState.Agreed,
        [OrderState.AcceptedWithChanges] = SheetState.AgreedWithChanges,
        [OrderState.Rejected] = SheetState.Rejected,
        [OrderState.ChangeRequested] = SheetState.ChangeAsked,
        [OrderState.CancellationRequested] = SheetState.CancellationAsked,
        [OrderState.Cancelled] = SheetState.Cancelled,
        [OrderState.PartlyDespatched] = SheetState.PartlySent,
        [OrderState.Despatched] = SheetState.Sent,
        [OrderState.PartlyReceived] = SheetState.PartlyArrived,
        [OrderState.Completed] = SheetState.Done,
    };

    private static string Figures(FoldedLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Id.Value}: {line.Ordered.ToDecimal():0.###} {line.Confirmed.ToDecimal():0.###} {line.Despatched.ToDecimal():0.###} {line.Received.ToDecimal():0.###} {line.Rejected.ToDecimal():0.###} {line.Later.ToDecimal():0.###} {line.Never.ToDecimal():0.###}");

    private static string Figures(SheetLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Number}: {line.Ordered:0.###} {line.Confirmed:0.###} {line.Sent:0.###} {line.Arrived:0.###} {line.Returned:0.###} {line.Later:0.###} {line.Never:0.###}");

    private static OrderPaper Kept(Paper paper) => new(
        new OrderPaperKey(Cooperative, paper.Pembeli, paper.NoPesanan, paper.Jenis, paper.NoDokumen),
        PartnerSimulator.Chain.Dialect.OrderRoutes.Write(paper), DateTimeOffset.UnixEpoch, Number: null);

    /// <summary>As our side reads it off the wire.</summary>
    private static OrderDocument Read(Paper paper)
    {
        var book = new RetailGateway.Partners.Contracts.OrderBook(
            Cooperative, PartnerBuys: false, paper.NoPesanan, "IDR",
            new Dictionary<LineId, OrderGoods> { [new("1")] = s_noodles, [new("2")] = s_eggs, [new("3")] = s_noodles }, [s_noodles, s_eggs]);
        return BasmalahMessages.Document(PartnerSimulator.Chain.Dialect.OrderRoutes.Write(paper), book) switch
        {
            Understanding<OrderDocument>.Clear clear => clear.Value,
            Understanding<OrderDocument>.Unclear unclear => throw new Xunit.Sdk.XunitException(unclear.Why),
            _ => throw new InvalidOperationException("A paper is understood or not."),
        };
    }

    /// <summary>What might be written of one order: mostly sensible, now and then more than was ordered.</summary>
    private sealed class History
    {
        private readonly Random _random;
        private readonly List<Paper> _open = [];
        private bool _isDecided;
        private int _changes;

        public History(Random random)
        {
            _random = random;
            Add("PESANAN", [Ordered("1"), Ordered("2"), Ordered("3")], order => order with { NoDokumen = order.NoPesanan, KirimKe = "KPN-01", MataUang = "IDR" });
            for (var more = _random.Next(MostPapers); more > 0; more--)
                Next();
        }

        public List<Paper> Papers { get; } = [];

        private void Next()
        {
            switch (_random.Next(8))
            {
                case 0 when !_isDecided:
                    Add("JAWABAN", [], answer => answer with { Jawaban = "DITERIMA" });
                    break;
                case 1 or 2 when !_isDecided:
                    _isDecided = true;
                    Decide(about: null);
                    break;
                case 3 when _open.Count > 0:
                    var request = _open[_random.Next(_open.Count)];
                    _open.Remove(request);
                    Decide(request);
                    break;
                case 4:
                    _open.Add(Add("PERUBAHAN", [Changed(Any())], change => change with { Urut = ++_changes }));
                    break;
                case 5 when _random.Next(3) == 0:
                    _open.Add(Add("PEMBATALAN", []));
                    break;
                case 6:
                    Add("SURAT_JALAN", [Sent("1"), Sent("2"), Sent("3")]);
                    break;
                case 7:
                    Add("PENERIMAAN", [Came("1"), Came("2"), Came("3")], receipt => receipt with { NoTerima = _random.Next(4) == 0 ? "BTB-1" : null });
                    break;
            }
        }

        private void Decide(Paper? about)
        {
            string[] words = about?.Jenis == "PEMBATALAN" ? ["DISETUJUI", "DITOLAK"] : ["DISETUJUI", "DISETUJUI", "DITOLAK", "DISETUJUI_UBAH"];
            var word = words[_random.Next(words.Length)];
            Add("JAWABAN", word != "DISETUJUI_UBAH" ? [] : [Answered("1"), Answered("2"), Answered("3")], answer => answer with
            {
                Jawaban = word,
                AtasJenis = about?.Jenis,
                AtasNo = about?.NoDokumen,
            });
        }

        private Paper Add(string kind, PaperLine[] lines, Func<Paper, Paper>? more = null)
        {
            var number = Papers.Count + 1;
            var at = string.Create(CultureInfo.InvariantCulture, $"2026-11-24 10:00:{number:D2}");
            var paper = new Paper(Cooperative, "KOPERASI", "PO-1", kind, $"D-{number}", at, "WIB", lines);
            Papers.Add(more is null ? paper : more(paper));
            return Papers[^1];
        }

        private string Any() => _random.Next(1, 4).ToString(CultureInfo.InvariantCulture);

        private PaperLine Ordered(string line) => new(line, Item(line), Jml: Some(line, 200));

        private PaperLine Changed(string line) => new(line, Item(line), _random.Next(3) == 0 ? "HAPUS" : "UBAH", Some(line, 200));

        private PaperLine Answered(string line) => _random.Next(3) switch
        {
            0 => new(line, Status: "TETAP"),
            1 => new(line, Status: "TOLAK"),
            _ => new(line, Status: "UBAH", Jml: Some(line, 200)),
        };

        private PaperLine Sent(string line) => new(line, Jml: Some(line, 200), Sisa: _random.Next(2) == 0 ? null : Some(line, 60));

        private PaperLine Came(string line) => new(line, Jml: Some(line, 200), Tolak: _random.Next(4) == 0 ? Some(line, 10) : null);

        private static string Item(string line) => line == "2" ? SampleCatalogue.Eggs : SampleCatalogue.Noodles;

        private Pieces Some(string line, int most)
        {
            if (line == "2")
                return new Pieces(BeratKg: _random.Next(most * 1000) / 1000m);

            var pieces = _random.Next(most);
            return new Pieces("DUS", pieces / 40, pieces % 40);
        }
    }
}
