using System.Globalization;
using RetailGateway.Features.Audit;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Audit;

/// <summary>What is said of who decided what.</summary>
internal sealed class AuditWords(Ui ui) : WordsOf(ui)
{
    /// <summary>The kinds of things that are decided about, in the order of the filter.</summary>
    internal static readonly string[] Kinds = ["order", "proposal", "level", "conflict", "review-item", "item-mapping", "expected", "stream", "file", "upload", "sheet", "key", "person", "invitation", "product", "permit", "location", "partnership", "party"];

    internal string Page => Say("Catatan", "Audit log");

    internal string Lead(string party) => Say($"Siapa di {party} yang memutuskan apa, kapan, dan mengapa. Catatan hanya bertambah, tidak pernah diubah.", $"Who of {party} decided what, when and why. The log is added to and never changed.");

    internal string Filter => Say("Saring", "Filter");

    internal string Who => Say("Siapa", "Who");

    internal string Anybody => Say("Siapa saja", "Anybody");

    internal string About => Say("Tentang", "About");

    internal string Anything => Say("Apa saja", "Anything");

    internal string Number => Say("Nomor", "Number");

    internal string NumberHint => Say("Bersama jenisnya.", "With its kind.");

    internal string Day => Say("Tanggal", "Day");

    internal string Show => Say("Tampilkan", "Show");

    internal string Clear => Say("Hapus saringan", "Clear the filter");

    internal string Nothing => Say("Belum ada catatan", "No entry yet");

    internal string NothingWhy => Say("Setiap keputusan di konsol dan lewat API muncul di sini.", "Each decision in the console and by the API appears here.");

    internal string NothingFound => Say("Tidak ada catatan seperti itu", "There is no such entry");

    internal string Gateway => Say("Gerbang", "The gateway");

    internal string Key(string name, string id) => Say($"Kunci {name} ({id})", $"Key {name} ({id})");

    internal string Gone(string name) => Say($"{name} (akses dihentikan)", $"{name} (access ended)");

    internal string People => Say("Orang", "People");

    internal string Keys => Say("Kunci", "Keys");

    internal string Changes(int count) => Say($"Yang berubah ({count})", $"What changed ({count})");

    internal string Was => Say("dari", "from");

    internal string Became => Say("menjadi", "to");

    internal string Absent => Say("kosong", "nothing");

    internal string Through(string connection) => connection == "console" ? Say("di konsol", "in the console") : Say($"lewat {connection}", $"through {connection}");

    internal string Older => Say("Lebih lama", "Older");

    internal string Newest => Say("Ke yang terbaru", "To the newest");

    internal string KindWrong => Say("Pilih jenisnya bila mencari satu nomor.", "Choose the kind, where you look for one number.");

    internal string DayWrong => Say("Tulis tanggal, misalnya 2026-11-24.", "Write a day, for example 2026-11-24.");

    /// <summary>What was done to what: <c>menyisihkan aliran 2-16-stock_out-1</c>.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="name">What its subject is called; null where that is its number.</param>
    internal string Did(AuditEntry entry, string? name) => (entry.SubjectId, name) switch
    {
        ("*", _) => $"{Act(entry.Act)} {Kind(entry.SubjectKind).ToLowerInvariant()}",
        (var id, null) => $"{Act(entry.Act)} {Kind(entry.SubjectKind).ToLowerInvariant()} {id}",
        _ => $"{Act(entry.Act)} {name}",
    };

    internal string Act(string act) => act switch
    {
        "accept" => Say("menerima", "accepted"),
        "set-level" => Say("mengatur", "set"),
        "approve" => Say("menyetujui", "approved"),
        "offer" => Say("menyanggupi dengan perubahan", "accepted with changes"),
        "reject" => Say("menolak", "rejected"),
        "despatch" => Say("mengirim", "despatched"),
        "receive" => Say("mencatat kedatangan", "received"),
        "open" => Say("membuka", "opened"),
        "add" => Say("menambah", "added"),
        "pay" => Say("mencatat pembayaran", "took a payment for"),
        "settle" => Say("melunasi", "settled"),
        "ask" => Say("membuat berkas", "made the file of"),
        "answer" => Say("mencatat jawaban", "took an answer to"),
        "give" => Say("mengisi", "gave shares to"),
        "pool" => Say("menggabungkan", "pooled"),
        "close" => Say("menutup", "closed"),
        "extend" => Say("mengubah waktu tutup", "moved the closing time of"),
        "cancel" => Say("membatalkan", "cancelled"),
        "ask-to-cancel" => Say("meminta pembatalan", "asked to cancel"),
        "correct" => Say("mengoreksi", "corrected"),
        "dismiss" => Say("mengabaikan", "dismissed"),
        "retry" => Say("mencoba lagi", "retried"),
        "map" => Say("memetakan", "mapped"),
        "release" => Say("melepaskan", "released"),
        "park" => Say("menyisihkan", "put aside"),
        "unpark" => Say("melanjutkan", "let go on"),
        "record" => Say("mencatat", "recorded"),
        "import" => Say("mengimpor", "imported"),
        "make" => Say("membuat", "made"),
        "rotate" => Say("mengganti", "rotated to"),
        "revoke" => Say("mencabut", "revoked"),
        "invite" => Say("membuat", "made"),
        "give-role" => Say("mengganti peran", "changed the role of"),
        "remove" => Say("menghentikan akses", "ended the access of"),
        "withdraw" => Say("menarik", "withdrew"),
        "renew-codes" => Say("membuat kode cadangan baru untuk", "made new recovery codes for"),
        "turn-off-code" => Say("mematikan kode masuk", "turned off the sign-in code of"),
        "clear-code" => Say("menghapus kode kedua", "cleared the sign-in code of"),
        "password-link" => Say("memberi tautan sandi baru kepada", "gave a link to a new password to"),
        _ => act,
    };

    internal string Kind(string kind) => kind switch
    {
        "order" => Say("Pesanan", "Order"),
        "level" => Say("Batas pesan ulang", "Reorder level"),
        "pool" => Say("Pesanan gabungan", "Pooled order"),
        "employer" => Say("Instansi", "Employer"),
        "member" => Say("Anggota", "Member"),
        "member-order" => Say("Pesanan anggota", "Member's order"),
        "deduction" => Say("Potongan gaji", "Payroll deduction"),
        "proposal" => Say("Usulan pesanan", "Proposed order"),
        "conflict" => Say("Selisih", "Difference"),
        "review-item" => Say("Baris tinjauan", "Line in review"),
        "item-mapping" => Say("Pemetaan kode", "Item mapping"),
        "expected" => Say("Gerak yang ditunggu", "Expected movement"),
        "stream" => Say("Aliran", "Stream"),
        "file" => Say("Berkas", "File"),
        "upload" => Say("Unggahan stok", "Stock upload"),
        "sheet" => Say("Lembar hitung", "Count sheet"),
        "key" => Say("Kunci", "Key"),
        "person" => Say("Orang", "Person"),
        "invitation" => Say("Undangan", "Invitation"),
        "product" => Say("Barang", "Product"),
        "permit" => Say("Izin", "Permit"),
        "location" => Say("Lokasi", "Location"),
        "partnership" => Say("Kemitraan", "Partnership"),
        "party" => Say("Pihak", "Party"),
        _ => kind,
    };

    /// <summary>A value as people read it: an instant of the API as a time here.</summary>
    internal string Value(string? value) => value switch
    {
        null => Absent,
        "true" or "True" => Say("ya", "yes"),
        "false" or "False" => Say("tidak", "no"),
        _ when value.Length > 16 && value[10] == 'T' && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) => Format.When(at),
        _ => value,
    };
}
