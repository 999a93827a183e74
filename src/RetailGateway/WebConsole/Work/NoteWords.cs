using System.Globalization;
using RetailGateway.Features.Operations.Contracts;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Work;

/// <summary>What runs of jobs noted, as sentences. A note is kept in no language; one that is not known is shown as it is.</summary>
internal sealed class NoteWords(Ui ui) : WordsOf(ui)
{
    /// <summary>A run's note; a sentence each, and whether it is one of ours.</summary>
    internal IEnumerable<(string Text, bool IsKnown)> Of(string stored) =>
        RunNote.Read(stored).Select(each => each.Note is { } note && Sentence(note) is { } said ? (said, true) : (each.Text, false));

    private string? Sentence(RunNote note) => note.Code switch
    {
        "let-go" => LetGo(note),
        "stuck" => Say($"Reservasi {note["reservation"]} belum dibebaskan: {note.Said}", $"Reservation {note["reservation"]} is not let go of: {note.Said}"),
        "order-stuck" => Say($"Tenggat pesanan {note["order"]} belum dikerjakan: {note.Said}", $"The deadline of order {note["order"]} is not worked on: {note.Said}"),
        "pool-stuck" => Say($"Pesanan gabungan {note["pool"]} belum dikerjakan: {note.Said}", $"Pooled order {note["pool"]} is not worked on: {note.Said}"),
        "uncompared" => Say($"{Stream(note["stream"])} {note["dialect"]}, pihak {note["owner"]}, belum dicocokkan: {note.Said}", $"{Stream(note["stream"])} {note["dialect"]}, party {note["owner"]}, is not compared: {note.Said}"),
        "files-due" => Say($"{Number(note, "files")} berkas stok jatuh tempo.", $"{Number(note, "files")} files of availability are due."),
        "lags" => Say($"{Number(note, "noted")} jeda dicatat, {Number(note, "gone")} yang lama dibuang.", $"{Number(note, "noted")} lags noted, {Number(note, "gone")} old ones let go of."),
        "no-mail" => Say("Email belum dipasang.", "No mail is set up."),
        "digests" => Say($"{Number(note, "mornings")} ringkasan pagi jatuh tempo, {Number(note, "mails")} email dibuat.", $"{Number(note, "mornings")} mornings due, {Number(note, "mails")} mails made."),
        "told" => Say($"{Number(note, "matters")} hal terbuka, {Number(note, "messages")} kabar baru.", $"{Number(note, "matters")} open matters, {Number(note, "messages")} new messages."),
        "bounds" => Say("Batas satu kali jalan tercapai; yang berikutnya melanjutkan.", "The run's bounds are reached; the next goes on."),
        "more" => Say($"dan {Number(note, "count")} lagi.", $"and {Number(note, "count")} more."),
        "no-terms" => Say($"{Goods(note)}: belum ada syarat dagang untuk perhitungannya.", $"{Goods(note)}: no terms say how it is settled."),
        "no-price" => Say($"{Goods(note)}: belum ada harga untuk {Day(note)}.", $"{Goods(note)}: no price is agreed for {Day(note)}."),
        "at-work" => Say($"{Pair(note)}: sedang dihitung oleh proses lain.", $"{Pair(note)}: another run settles it just now."),
        "unsettled" => Say($"{Pair(note)}: belum dihitung: {note.Said}", $"{Pair(note)}: not settled: {note.Said}"),
        "unproposed" => Say($"Lokasi {note["location"]} pihak {note["party"]}: belum ada usulan pesanan: {note.Said}", $"Location {note["location"]} of party {note["party"]}: no orders proposed: {note.Said}"),
        "broke" when note.Said == "its process ended before it did" => Say("Terputus: prosesnya berakhir lebih dahulu.", "Broke off: its process ended before it did."),
        "broke" => Say($"Terputus: {note.Said}", $"Broke off: {note.Said}"),
        _ => null,
    };

    private string LetGo(RunNote note)
    {
        var gone = new[]
        {
            (Count: note.Figure("answers"), Word: Say("jawaban tersimpan", "stored answers")),
            (Count: note.Figure("events"), Word: Say("peristiwa umpan", "feed events")),
            (Count: note.Figure("runs"), Word: Say("catatan tugas", "job runs")),
            (Count: note.Figure("mails"), Word: Say("email", "mails")),
            (Count: note.Figure("messages"), Word: Say("kabar", "messages")),
        }.Where(each => each.Count > 0).Select(each => $"{Kit.Format.Number(each.Count)} {each.Word}").ToList();
        return gone.Count == 0
            ? Say("Tidak ada yang cukup lama untuk dibuang.", "Nothing is old enough to be let go of.")
            : Say($"Dibuang: {string.Join(", ", gone)}.", $"Let go of: {string.Join(", ", gone)}.");
    }

    private string Pair(RunNote note) => note["hop"] == "producer"
        ? Say($"Produsen {note["consignor"]} di pihak {note["consignee"]}", $"Producer {note["consignor"]} at party {note["consignee"]}")
        : Say($"Koperasi {note["consignor"]} di pihak {note["consignee"]}", $"Cooperative {note["consignor"]} at party {note["consignee"]}");

    private string Goods(RunNote note) => Say($"{Pair(note)}, barang {note["product"]} di lokasi {note["location"]}", $"{Pair(note)}, product {note["product"]} at location {note["location"]}");

    private string Day(RunNote note) => DateOnly.TryParseExact(note["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Format.FullDay(day) : note["day"];

    private string Stream(string kind) => kind switch
    {
        "stock_in" => Say("Stok masuk", "Stock in"),
        "stock_out" => Say("Stok keluar", "Stock out"),
        "orders_in" => Say("Pesanan masuk", "Orders in"),
        "orders_out" => Say("Pesanan keluar", "Orders out"),
        _ => kind,
    };

    private static string Number(RunNote note, string name) => Kit.Format.Number(note.Figure(name));
}
