using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.ByHand;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Stock;

/// <summary>What all stock pages say of goods and entries.</summary>
internal sealed class StockWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Stok", "Stock");

    internal string Trail => Say("Jejak", "Trail");

    internal string Place => Say("Toko", "Shop");

    internal string Show => Say("Tampilkan", "Show");

    internal string Search => Say("Cari nama, kode, atau barcode", "Search by name, code or barcode");

    internal string Find => Say("Cari", "Search");

    internal string Scan => Say("Pindai barcode", "Scan a barcode");

    internal string ScanStop => Say("Tutup kamera", "Close the camera");

    internal string ScanHint => Say("Arahkan kamera ke barcode.", "Point the camera at the barcode.");

    internal string ScanFailed => Say("Kamera tidak bisa dipakai. Ketik angkanya di bawah garis.", "The camera cannot be used. Type the digits below the bars.");

    internal string CountSheet => Say("Lembar hitung", "Count sheet");

    internal string Upload => Say("Unggah berkas", "Upload a file");

    internal string Filters => Say("Saring", "Filter");

    internal string Goods => Say("Barang", "Goods");

    internal string Caption => Say("Stok tiap barang di toko ini", "Stock of each product in this shop");

    internal string OnHand => Say("Di tangan", "On hand");

    internal string Reserved => Say("Dicadangkan", "Reserved");

    internal string Available => Say("Bisa dijual", "Available");

    internal string Evidence => Say("Bukti", "Evidence");

    internal string ExpectedOut => Say("Akan keluar", "Expected out");

    internal string ExpectedIn => Say("Akan masuk", "Expected in");

    internal string Safety => Say("Stok pengaman", "Safety stock");

    internal string Value => Say("Nilai", "Value");

    internal string NoShops => Say("Belum ada toko", "No shop yet");

    internal string NoShopsWhy => Say("Daftarkan toko atau gudang dahulu; stoknya lalu ada di sini.", "Register a shop or warehouse first; its stock is then here.");

    internal string NothingFound => Say("Tidak ada barang yang cocok", "No product fits");

    internal string NothingFoundWhy => Say("Periksa ejaan atau kode, atau hapus saringan.", "Check the spelling or the code, or clear the filter.");

    internal string NothingYet => Say("Belum ada barang", "No product yet");

    internal string NothingYetWhy => Say("Isi katalog dahulu; barangnya lalu bisa dihitung di sini.", "Fill the catalogue first; its products can then be counted here.");

    internal string All => Say("Semua barang", "All products");

    internal string NewerPage => Say("Sebelumnya", "Previous");

    internal string OlderPage => Say("Berikutnya", "Next");

    internal string KeptElsewhere(StockPlace place) => Say($"Stok {place.Name} dicatat oleh {place.SystemName}.", $"The stock of {place.Name} is kept by {place.SystemName}.");

    internal string KeptElsewhereWhy => Say("Di sini angkanya bisa dilihat. Menghitung dan mencatat dilakukan di sana.", "Its figures are shown here. Counting and recording is done there.");

    internal string Lead(StockPlace place) => $"{place.Name} ({place.Code})";

    internal string Found(long count) => Say($"{Kit.Format.Number(count)} barang", count == 1 ? "1 product" : $"{Kit.Format.Number(count)} products");

    internal string Filter(ShelfFilter filter) => filter switch
    {
        ShelfFilter.Recorded => Say("Tercatat", "Recorded"),
        ShelfFilter.Negative => Say("Minus", "Below zero"),
        ShelfFilter.Out => Say("Habis", "Out"),
        ShelfFilter.Stale => Say("Lama tak dihitung", "Counted long ago"),
        _ => Say("Semua", "All"),
    };

    internal (Tone Tone, string Word) Judge(StockItem item) => item switch
    {
        { IsRecorded: false } => (Tone.Unknown, Say("Belum diketahui", "Unknown")),
        { OnHand: < 0 } => (Tone.Bad, Say("Minus", "Below zero")),
        { OnHand: 0 } => (Tone.Block, Say("Habis", "Out")),
        { IsStale: true } => (Tone.Wait, Say("Perlu dihitung", "Needs a count")),
        { Available: <= 0 } => (Tone.Wait, Say("Semua dicadangkan", "All reserved")),
        _ => (Tone.Ok, Say("Cukup", "Enough")),
    };

    /// <summary>When the figure was last counted, and what was last heard of it.</summary>
    internal string Freshness(StockItem item) => item switch
    {
        { IsRecorded: false } or { LastEntryAt: null } => Say("Belum pernah dicatat di sini.", "Never recorded here."),
        { LastKind: EntryKind.Count } => Counted(item.LastCountAt!.Value),
        { LastCountAt: { } at } => $"{Counted(at)} {LastHeard(item)}",
        _ => Say($"Belum pernah dihitung. {LastHeard(item)}", $"Never counted. {LastHeard(item)}"),
    };

    /// <summary>Beside the figures: the same, short.</summary>
    internal string? Counts(StockItem item) => item.LastCountAt is { } at ? Say($"dihitung {Format.Ago(at)}", $"counted {Format.Ago(at)}") : null;

    /// <summary>An instant by the shop's clock.</summary>
    internal string At(DateTimeOffset instant) => Format.When(instant);

    internal string Counted(DateTime at) => Say($"Dihitung {Format.Ago(at)}.", $"Counted {Format.Ago(at)}.");

    /// <summary>What happened, as a noun.</summary>
    internal string Kind(EntryKind kind) => kind switch
    {
        EntryKind.Sale => Say("Penjualan", "Sale"),
        EntryKind.Receipt => Say("Penerimaan", "Receipt"),
        EntryKind.ReturnIn => Say("Retur dari pembeli", "Return from a buyer"),
        EntryKind.ReturnOut => Say("Retur ke pemasok", "Return to the supplier"),
        EntryKind.TransferIn => Say("Pindahan masuk", "Transfer in"),
        EntryKind.TransferOut => Say("Pindahan keluar", "Transfer out"),
        EntryKind.Damage => Say("Rusak", "Damaged"),
        EntryKind.Expiry => Say("Kedaluwarsa", "Expired"),
        EntryKind.Adjustment => Say("Penyesuaian", "Adjustment"),
        EntryKind.Count => Say("Hitung rak", "Count"),
        _ => Say("Pembatalan", "Reversal"),
    };

    /// <summary><c>= 24</c> for a count, <c>+24</c> and <c>−2</c> for what moves.</summary>
    internal static string Change(LedgerEntry entry) => entry.Kind switch
    {
        EntryKind.Count => $"= {Kit.Format.Number(entry.Quantity)}",
        EntryKind.Reversal => "",
        _ => Signed(entry.Quantity),
    };

    /// <summary><c>+24</c>, <c>−2</c>, <c>0</c>.</summary>
    internal static string Signed(decimal quantity) => (quantity > 0 ? "+" : "") + Kit.Format.Number(quantity);

    /// <summary>A refusal of the ledger's.</summary>
    internal string Refused(ProblemBody problem) => problem.Type switch
    {
        _ when problem.Type == Problems.ChangeDiffers.Type => Say("Formulir ini sudah dicatat dengan isi lain; catatan itu tetap. Buka halaman ini lagi untuk mencatat yang baru.", "This form was recorded with other content; that stands. Open this page again to record something new."),
        _ when problem.Type == Problems.NotSystemOfRecord.Type => Say("Saat itu stok toko ini dicatat sistem lain.", "At that time another system told this shop's stock."),
        _ when problem.Type == Problems.TooFarAhead.Type => Say("Waktunya masih di depan. Periksa jam.", "Its time lies ahead. Check the clock."),
        _ when problem.Type == Problems.ChangeInvalid.Type => Say("Jumlahnya di luar batas.", "The quantity is out of bounds."),
        _ => Say("Catatan ini ditolak; tidak ada yang dicatat.", problem.Detail),
    };

    private string LastHeard(StockItem item) => Say(
        $"{Kind(item.LastKind!.Value)} {Format.Ago(item.LastEntryAt!.Value)}.", $"{Kind(item.LastKind!.Value)} {Format.Ago(item.LastEntryAt!.Value)}.");
}
