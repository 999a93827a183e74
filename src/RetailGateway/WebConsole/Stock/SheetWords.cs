using RetailGateway.Features.Stock.ByHand;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Stock;

/// <summary>What the count sheet and its findings say.</summary>
internal sealed class SheetWords(Ui ui) : WordsOf(ui)
{
    internal string Lead(StockPlace place) => Say(
        $"{place.Name}. Isi yang Anda hitung, lewati yang tidak. Angka catatan baru tampil sesudah dikirim, supaya hitungannya jujur.",
        $"{place.Name}. Fill in what you count and skip the rest. The records are shown after it is sent, so that the count is honest.");

    internal string Shelves => Say("Rak", "Shelf");

    internal string Whole => Say("Seluruh toko", "The whole shop");

    internal string Uncategorised => Say("Tanpa kategori", "No category");

    internal string NeverRecorded => Say("Termasuk yang belum pernah dicatat", "With what was never recorded");

    internal string Capped(int most) => Say($"Lembar ini memuat {most} barang pertama. Pilih satu rak untuk sisanya.", $"This sheet holds the first {most} products. Choose a shelf for the rest.");

    internal string Filled => Say("barang terisi", "products filled in");

    internal string Look => Say("Cari di lembar ini", "Search in this sheet");

    internal string Send => Say("Kirim hitungan", "Send the count");

    internal string Wrong => Say("Tulis jumlah, misalnya 24 atau 2,5.", "Write a quantity, for example 24 or 2,5.");

    internal string SomeWrong(int count) => Say($"{count} baris belum bisa dibaca", count == 1 ? "1 line cannot be read" : $"{count} lines cannot be read");

    internal string NothingSent => Say("Tidak ada yang dicatat. Perbaiki baris yang ditandai, lalu kirim lagi.", "Nothing was recorded. Mend the marked lines and send again.");

    internal string Empty => Say("Belum ada yang diisi", "Nothing is filled in yet");

    internal string EmptyWhy => Say("Isi paling sedikit satu baris.", "Fill in one line at least.");

    internal string Clock => Say("Jam ponsel ini meleset lebih dari sehari", "This phone's clock is more than a day off");

    internal string ClockWhy => Say("Betulkan jamnya, lalu kirim lagi. Hitungan Anda tetap ada.", "Set the clock and send again. Your count is still here.");

    internal string Offline => Say("Tidak ada sinyal. Teruskan saja.", "There is no signal. Just go on.");

    internal string OfflineWhy => Say("Yang Anda isi tersimpan di ponsel ini.", "What you fill in is kept on this phone.");

    internal string Queued => Say("Tersimpan di ponsel ini, belum terkirim.", "Kept on this phone, not sent yet.");

    internal string QueuedWhy => Say("Terkirim sendiri, satu kali, saat sinyal kembali. Biarkan halaman ini terbuka; bila tertutup, buka lagi dari halaman Stok: lembar ini ada di atasnya.", "It is sent by itself, once, when the signal comes back. Leave this page open; if it was closed, open it again from the stock page, where this sheet stands on top.");

    internal string Left => Say("Lembar hitung yang belum terkirim", "Count sheets not sent yet");

    internal string LeftWhy => Say("Tersimpan di ponsel ini, atas nama Anda.", "Kept on this phone, in your name.");

    internal string LeftQueued => Say("Menunggu sinyal; terkirim bila lembarnya dibuka.", "It waits for the signal; it is sent when the sheet is opened.");

    internal string LeftDraft => Say("Belum dikirim.", "Not sent yet.");

    internal string Open => Say("Buka lembar", "Open the sheet");

    internal string NotHere => Say("Tidak ada di rak ini.", "It is not on this shelf.");

    /// <summary>What to do about goods that the sheet does not hold.</summary>
    internal string NotHereWhy(bool isShelf, bool isAll) => (isShelf, isAll) switch
    {
        (true, _) => Say("Periksa ejaan atau kodenya, atau cari di lembar yang lebih luas. Yang sudah diisi tetap tersimpan di ponsel ini.", "Check the spelling or the code, or look in a wider sheet. What is filled in stays on this phone."),
        (false, false) => Say("Periksa ejaan atau kodenya, atau tampilkan juga yang belum pernah dicatat. Yang sudah diisi tetap tersimpan di ponsel ini.", "Check the spelling or the code, or show what was never recorded too. What is filled in stays on this phone."),
        _ => Say("Periksa ejaan atau kodenya. Barang yang belum ada di katalog didaftarkan dahulu, lalu muncul di sini.", "Check the spelling or the code. Goods that are not in the catalogue are registered first and then appear here."),
    };

    internal string Resumed => Say("Lembar yang belum terkirim dilanjutkan.", "The sheet that was not sent goes on.");

    internal string ResumedWhy => Say("Isinya dari ponsel ini.", "What it holds comes from this phone.");

    internal string Discard => Say("Buang dan mulai baru", "Discard and begin anew");

    /// <summary>Why a sheet was not taken, and what to do; in each case it stays on the phone.</summary>
    internal (string Title, string Why) Cause(SheetCause cause) => cause switch
    {
        SheetCause.SignedOut => (
            Say("Belum terkirim: Anda perlu masuk lagi.", "Not sent: you need to sign in again."),
            Say("Hitungan tetap tersimpan di ponsel ini. Muat ulang halaman ini, masuk, lalu kirim.", "The count is kept on this phone. Load this page again, sign in, and send.")),
        SheetCause.Forbidden => (
            Say("Belum terkirim: Anda tidak lagi mencatat stok toko ini.", "Not sent: you do not record this shop's stock any more."),
            Say("Peran Anda berubah, atau stoknya kini dicatat sistem lain. Hitungan tetap di ponsel ini; tanyakan Manajer.", "Your role has changed, or another system tells this stock now. The count stays on this phone; ask the manager.")),
        SheetCause.Stale => (
            Say("Belum terkirim: halaman ini sudah usang.", "Not sent: this page is out of date."),
            Say("Hitungan tetap tersimpan di ponsel ini. Muat ulang halaman ini, lalu kirim.", "The count is kept on this phone. Load this page again and send.")),
        SheetCause.Gone => (
            Say("Belum terkirim: toko ini bukan lagi toko Anda.", "Not sent: this shop is not yours any more."),
            Say("Hitungan tetap di ponsel ini. Tanyakan Manajer toko mana yang kini Anda jaga.", "The count stays on this phone. Ask the manager which shop you keep now.")),
        SheetCause.Large => (
            Say("Belum terkirim: lembar ini terlalu besar.", "Not sent: this sheet is too large."),
            Say("Hitungan tetap di ponsel ini. Kosongkan sebagian baris, kirim, lalu isi sisanya di lembar per rak.", "The count stays on this phone. Empty some lines, send, and fill in the rest shelf by shelf.")),
        SheetCause.Busy => (
            Say("Belum terkirim: gerbang sedang sibuk.", "Not sent: the gateway is busy."),
            Say("Hitungan tersimpan di ponsel ini dan dikirim lagi sendiri, satu kali.", "The count is kept on this phone and sent again by itself, once.")),
        _ => (
            Say("Belum terkirim: hitungan ini ditolak.", "Not sent: this count was refused."),
            Say("Hitungan tetap tersimpan di ponsel ini. Muat ulang halaman ini, lalu kirim lagi.", "The count is kept on this phone. Load this page again and send again.")),
    };

    internal string Reload => Say("Muat ulang", "Load again");

    internal string NoGoods => Say("Belum ada barang di rak ini", "There is nothing on this shelf yet");

    internal string NoGoodsWhy => Say("Pilih rak lain, atau tampilkan juga yang belum pernah dicatat.", "Choose another shelf, or show what was never recorded too.");

    internal string FoundTitle => Say("Hasil hitung", "What the count found");

    internal string FoundLead(string place, DateTimeOffset at) => Say($"{place}, dihitung {Format.When(at)} {Format.Zone}.", $"{place}, counted {Format.When(at)} {Format.Zone}.");

    internal string Difference => Say("Selisih", "Difference");

    internal string Recorded => Say("Catatan", "Records");

    internal string Counted => Say("Dihitung", "Counted");

    internal string Value => Say("Nilai", "Value");

    internal string State => Say("Keadaan", "State");

    internal string FoundCaption => Say("Catatan dan hitungan tiap barang", "Records and count of each product");

    internal string AllMatch(int count) => Say($"Semua {count} barang cocok", $"All {count} products match");

    internal string AllMatchWhy => Say("Catatan dan rak sama.", "Records and shelf agree.");

    internal string Differs(int count, int all) => Say($"{count} dari {all} barang berselisih", $"{count} of {all} products differ");

    internal string DiffersWhy(decimal? sum) => sum is { } rupiah
        ? Say($"Nilainya {Kit.Format.Rupiah(rupiah)}. Hitungan Anda yang berlaku sekarang.", $"Worth {Kit.Format.Rupiah(rupiah)}. Your count holds now.")
        : Say("Hitungan Anda yang berlaku sekarang.", "Your count holds now.");

    internal string NotTaken(int count) => Say($"{count} baris tidak dicatat", count == 1 ? "1 line was not recorded" : $"{count} lines were not recorded");

    internal (Tone Tone, string Word) Judge(SheetLine line) => line switch
    {
        { IsKnown: false } => (Tone.Unknown, Say("Pertama kali", "First time")),
        { Difference: 0 } => (Tone.Ok, Say("Cocok", "Matched")),
        { Difference: > 0 } => (Tone.Bad, Say("Lebih", "Over")),
        _ => (Tone.Bad, Say("Kurang", "Short")),
    };
}
