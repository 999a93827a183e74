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

    internal string QueuedWhy => Say("Terkirim sendiri, satu kali, saat sinyal kembali. Biarkan halaman ini terbuka; bila tertutup, buka lagi dari halaman Stok.", "It is sent by itself, once, when the signal comes back. Leave this page open; if it was closed, open it again from the stock page.");

    internal string Resumed => Say("Lembar yang belum terkirim dilanjutkan.", "The sheet that was not sent goes on.");

    internal string ResumedWhy => Say("Isinya dari ponsel ini.", "What it holds comes from this phone.");

    internal string Discard => Say("Buang dan mulai baru", "Discard and begin anew");

    internal string SignedOut => Say("Belum terkirim: Anda perlu masuk lagi.", "Not sent: you need to sign in again.");

    internal string SignedOutWhy => Say("Hitungan tetap tersimpan di ponsel ini. Muat ulang halaman ini, masuk, lalu kirim.", "The count is kept on this phone. Load this page again, sign in, and send.");

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
