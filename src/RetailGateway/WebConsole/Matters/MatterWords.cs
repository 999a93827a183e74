using System.Globalization;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Messages;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.Features.Sync.Review;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Shell;
using RetailGateway.WebConsole.Stock;

namespace RetailGateway.WebConsole.Matters;

/// <summary>What is said of what waits for a person: conflicts and lines in review.</summary>
internal sealed class MatterWords(Ui ui) : ConflictWords(ui)
{
    private readonly RoleWords _roles = new(ui);
    private readonly StockWords _stock = new(ui);
    private readonly ReasonWords _reasons = new(ui);

    internal string Sync => Say("Sinkronisasi", "Sync");

    internal string Trail => Say("Jejak", "Trail");

    internal string Conflicts => Say("Selisih", "Differences");

    internal string Codes => Say("Kode belum dikenal", "Unknown codes");

    internal string ConflictsLead => Say("Yang paling berharga di atas. Tidak ada yang hilang selama menunggu.", "Most rupiah first. Nothing is lost while it waits.");

    internal string CodesLead => Say("Kode barang dari kasir atau mitra yang belum berarti apa-apa di sini. Barisnya tersimpan utuh.", "Item codes of tills and partners that mean nothing here yet. Their lines are kept whole.");

    internal string Filter => Say("Saring", "Filter");

    internal string All => Say("Semua", "All");

    internal string Mine => Say("Perlu Anda", "Needs you");

    internal string Others => Say("Menunggu pihak lain", "Waiting for others");

    internal string Closed => Say("Selesai", "Done");

    internal string Unknown => Say("Belum diketahui", "Unknown");

    internal string Next => Say("Berikutnya", "Next");

    internal string NoConflicts => Say("Tidak ada selisih", "No differences");

    internal string NoConflictsWhy => Say("Tidak ada yang menunggu di sini.", "Nothing waits here.");

    internal string NoCodes => Say("Semua kode dikenal", "All codes are known");

    internal string NoCodesWhy => Say("Tidak ada baris yang menunggu.", "No line waits.");

    internal string Solve => Say("Selesaikan", "Solve");

    internal string Look => Say("Lihat", "Look");

    internal string Choose => Say("Pilih barang", "Choose the product");

    internal string Happened => Say("Terjadi", "Happened");

    internal string Since(DateTimeOffset at) => Say($"Sejak {Format.When(at)}", $"Since {Format.When(at)}");

    internal string WorkedBy(PartyKind kind) => Say($"Keputusan ini untuk {_roles.Names(Concern.Who(kind))}.", $"This is decided by: {_roles.Names(Concern.Who(kind))}.");

    internal string WaitsFor(PartyKind kind) => Say($"Menunggu {_roles.Names(Concern.Who(kind))}", $"Waits for: {_roles.Names(Concern.Who(kind))}");

    internal string NotYours => Say("Keputusan ini bukan untuk peran Anda.", "Your role does not decide this.");

    internal string Decision => Say("Keputusan Anda", "Your decision");

    internal string Decided => Say("Keputusan", "Decision");

    internal string Reason => Say("Alasan", "Reason");

    internal string ReasonHint => Say("Wajib, tersimpan di catatan.", "Required, kept in the log.");

    internal string ReasonMissing => Say("Tulis alasannya, paling banyak 500 huruf.", "Write the reason, 500 letters at most.");

    internal string ChooseOne => Say("Pilih satu keputusan yang tampak di sini.", "Choose one of the decisions shown here.");

    internal string Save => Say("Simpan keputusan", "Save the decision");

    internal string Show => Say("Lihat akibatnya", "See the effect");

    internal string Reckoning => Say("Menghitung…", "Reckoning…");

    internal string Effect => Say("Akibatnya", "Effect");

    internal string Now => Say("Kini", "Now");

    internal string Becomes => Say("Menjadi", "Becomes");

    internal string OnHand => Say("Di tangan", "On hand");

    internal string Available => Say("Bisa dijual", "Available");

    internal string Reserved => Say("Dicadangkan", "Reserved");

    internal string NoStockMoves => Say("Tidak ada angka stok yang berubah.", "No stock figure changes.");

    internal string SignedAs(string name) => Say($"Dicatat atas nama {name}.", $"Recorded in the name of {name}.");

    internal string Evidence => Say("Bukti", "Evidence");

    internal string Position => Say("Stok kini", "Stock now");

    internal string History => Say("Riwayat", "History");

    internal string NoHistory => Say("Belum ada yang memutuskan apa pun.", "Nobody has decided anything yet.");

    internal string Risk => Say("Nilai berisiko", "At risk");

    internal string Time => Say("Waktu", "Time");

    internal string Event => Say("Kejadian", "What happened");

    internal string Ours => Say("Kita", "Ours");

    internal string Theirs => Say("Mitra", "Partner");

    internal string CauseTitle => Say("Sebab", "Cause");

    internal string Line => Say("Baris yang datang", "The line as it came");

    internal string Code => Say("Kode", "Code");

    internal string From => Say("Dari", "From");

    internal string Place => Say("Tempat", "Place");

    internal string Quantity => Say("Jumlah", "Quantity");

    internal string Document => Say("Dokumen", "Document");

    internal string ChangeId => Say("Nomor kabar", "Change id");

    internal string Search => Say("Cari barang", "Look for a product");

    internal string SearchHint => Say("Bagian dari nama atau kode", "Part of a name or code");

    internal string SearchGo => Say("Cari", "Search");

    internal string NothingFound => Say("Tidak ada barang yang cocok. Cari dengan kata lain.", "No product matches. Look with another word.");

    internal string Likely => Say("mungkin", "likely");

    internal string NumberWrong => Say("Tulis angka, misalnya 24 atau 1,5.", "Write a number, for example 24 or 1,5.");

    internal string Sent => Say("Formulir ini sudah pernah dikirim. Tidak ada yang dilakukan dua kali.", "This form had been sent before. Nothing is done twice.");

    internal string AtWork => Say("Formulir ini sedang dikerjakan. Muat ulang sebentar lagi.", "This form is being worked on. Load the page again in a moment.");

    internal string StillOpen => Say("Dengan itu masalahnya tetap ada. Tidak ada yang dicatat.", "With that the matter would stay. Nothing was recorded.");

    internal string Refused => Say("Tidak bisa dilakukan. Tidak ada yang dicatat.", "It cannot be done. Nothing was recorded.");

    /// <summary>A refusal with what the API says of it, where the page is in the API's language.</summary>
    internal string RefusedFor(string? detail) => Say(Refused, $"{Refused} {detail}".Trim());

    internal string Meanwhile => Say("Sementara itu sudah diputuskan. Keputusan Anda tidak dijalankan.", "It was decided meanwhile. Your decision was not carried out.");

    internal string Units(string? unit) => unit ?? Say("satuan", "units");

    internal string Counted(DateTimeOffset? at) => at is { } instant ? Say($"Dihitung {Format.Ago(instant)}", $"Counted {Format.Ago(instant)}") : Say("Belum pernah dihitung", "Never counted");

    internal string Evidenced(DisputedPosition position) => position is { EvidencedAt: { } at, EvidencedAs: { } kind }
        ? Say($"Kabar terakhir: {Entry(kind)} dari {position.EvidencedBy}, {Format.Ago(at)}", $"Last message: {Entry(kind)} from {position.EvidencedBy}, {Format.Ago(at)}")
        : Say("Belum pernah ada kabar", "No message yet");

    internal string RupiahOf(decimal? rupiah) => rupiah is { } amount ? Kit.Format.Rupiah(amount) : Unknown;

    /// <summary>What may be lost in all, where some parts have no price: what is not known is said, and is not nothing.</summary>
    internal string Sum(decimal rupiah, long unpriced) => (rupiah, unpriced) switch
    {
        (_, 0) => Say($"Nilai berisiko {Kit.Format.Rupiah(rupiah)}", $"At risk {Kit.Format.Rupiah(rupiah)}"),
        (0, _) => Say("Nilai berisiko belum diketahui", "What is at risk is unknown"),
        _ => Say($"Nilai berisiko {Kit.Format.Rupiah(rupiah)} dan {Kit.Format.Number(unpriced)} belum diketahui", $"At risk {Kit.Format.Rupiah(rupiah)} and {Kit.Format.Number(unpriced)} unknown"),
    };

    /// <summary>Where, both sides in short where they are figures, and since when.</summary>
    internal string Why(NamedConflict matter)
    {
        var place = string.Join(", ", new[] { matter.Names.Place, matter.Names.System, matter.Conflict.ChangeId }.Where(part => part is { Length: > 0 }));
        var sides = string.Join(", ", ConflictSides.Of(matter, this).Select(side => $"{side.Figure} {LowerFirst(side.Title)}"));
        var since = Say($"sejak {Format.When(matter.Conflict.OpenedAt)}", $"since {Format.When(matter.Conflict.OpenedAt)}");
        return $"{string.Join(": ", new[] { place, sides }.Where(part => part.Length > 0))}{(place.Length + sides.Length > 0 ? ", " : "")}{since}.";
    }

    internal string Before => Say("Sebelum kabar itu", "Before that message");

    internal string After => Say("Sesudahnya", "After it");

    internal string Promised => Say("Dijanjikan", "Promised");

    internal string ExpectedOut => Say("Menunggu keluar", "Waiting to go out");

    internal string First => Say("Datang pertama", "Came first");

    internal string Second => Say("Datang kemudian", "Came later");

    internal string Order => Say("Pesanan", "Order");

    internal string ByDocument => Say("Menurut dokumen", "By the document");

    internal string ByTill => Say("Menurut kasir", "By the till");

    internal string Remaining => Say("Sisa", "Remaining");

    internal string OurBook => Say("Di catatan kita", "In our book");

    internal string BookOf(string? system) => Say($"Di {system ?? "mitra"}", $"At {system ?? "the partner"}");

    internal string RefusedAs => Say("Kata mitra", "The partner's words");

    internal string ToldAs => Say("Dikirim sebagai", "Sent as");

    internal string Echoed => Say("Yang berbeda", "What differs");

    internal string Send => Say("Nomor kiriman", "Number of the send");

    internal string At(DateTimeOffset at) => Format.When(at);

    internal string CorrectKind => Say("Yang saya tulis", "What I write");

    internal string AsCount => Say("Hitungan: jumlah yang ada", "A count: what is there");

    internal string AsAdjustment => Say("Penyesuaian: ditambah atau dikurangi", "An adjustment: what is added or taken away");

    internal string QuantityIn(string? unit) => Say($"dalam {Units(unit)}, bukan dus", $"in {Units(unit)}, not in cartons");

    /// <summary>An entry's kind within a sentence, by the ledger's own words; a partner's book may know no more than that something moved.</summary>
    internal string Entry(string kind) => Names.TryRead<EntryKind>(kind, out var known) ? LowerFirst(_stock.Kind(known)) : kind == "movement" ? Say("gerakan", "movement") : kind;

    internal string Resolution(string? resolution) => resolution switch
    {
        "accepted" => Say("Diterima", "Accepted"),
        "corrected" => Say("Dikoreksi", "Corrected"),
        "retried" => Say("Dicoba lagi", "Retried"),
        "dismissed" => Say("Diabaikan", "Dismissed"),
        "applied" => Say("Sudah tercatat", "Recorded"),
        "mended" => Say("Beres sendiri", "Mended by itself"),
        _ => resolution ?? "",
    };

    internal string Done(string act) => act switch
    {
        "accept" => Say("Diterima", "Accepted"),
        "correct" => Say("Dikoreksi", "Corrected"),
        "retry" => Say("Dicoba lagi", "Retried"),
        "dismiss" => Say("Diabaikan", "Dismissed"),
        "map" => Say("Kodenya dipetakan", "Code mapped"),
        _ => act,
    };

    /// <summary>Who acted, as the audit log names them.</summary>
    /// <param name="actor">For example <c>person:7</c>.</param>
    /// <param name="people">The names of the party's people by their numbers.</param>
    internal string Actor(string? actor, IReadOnlyDictionary<int, string> people) => actor?.Split(':', 2) switch
    {
        ["person", var number] when int.TryParse(number, CultureInfo.InvariantCulture, out var person) && people.TryGetValue(person, out var name) => name,
        ["person", _] => Say("orang pihak lain", "somebody of another party"),
        ["key", var key] => Say($"sistem, kunci {key}", $"a system, key {key}"),
        _ => Say("gerbang, otomatis", "the gateway, by itself"),
    };

    internal string ClosedBy(string? resolution, string who, DateTimeOffset at) =>
        Say($"{Resolution(resolution)} oleh {who}, {Format.Exact(at)}.", $"{Resolution(resolution)} by {who}, {Format.Exact(at)}.");

    internal string CodeTitle(string code) => Say($"Kode {code}", $"Code {code}");

    internal string CodeAsk(string code) => Say($"Pilih barang untuk kode {code}", $"Choose the product of code {code}");

    internal string CodeWhy(WaitingCode code) => Say(
        $"{Kit.Format.Number(code.Lines)} baris dari {code.System} menunggu, sejak {Format.When(code.Since)}. Nilai berisiko belum diketahui.{(code.Refused > 0 ? $" {Kit.Format.Number(code.Refused)} tertahan sebab lain." : "")}",
        $"{Kit.Format.Number(code.Lines)} {(code.Lines == 1 ? "line" : "lines")} from {code.System} {(code.Lines == 1 ? "waits" : "wait")}, since {Format.When(code.Since)}. Rupiah at risk unknown.{(code.Refused > 0 ? $" {Kit.Format.Number(code.Refused)} held for another reason." : "")}");

    internal string LineCause(ReviewItem item) => item.WaitsBecause is null
        ? Say("Kode ini belum dipetakan ke barang mana pun. Tidak ada yang ditebak.", "Nobody has mapped this code to a product. Nothing is guessed.")
        : Say($"Kodenya sudah dikenal, tetapi barisnya ditolak. {_reasons.WaitsOn(item.WaitsCode)}".Trim(), $"The code is known, and the line was refused: {item.WaitsBecause}");

    internal string Beside(long lines, string system) => Say(
        $"{Kit.Format.Number(lines)} baris dari {system} menunggu dengan kode ini.",
        lines == 1 ? $"1 line from {system} waits with this code." : $"{Kit.Format.Number(lines)} lines from {system} wait with this code.");

    internal string Name(ReviewAction action) => action switch
    {
        ReviewAction.Map => Say("Petakan: kode ini adalah…", "Map: this code is…"),
        ReviewAction.Retry => Say("Coba lagi", "Retry"),
        ReviewAction.Correct => Say("Koreksi baris ini", "Correct this line"),
        _ => Say("Abaikan baris ini", "Dismiss this line"),
    };

    internal string Detail(ReviewAction action) => action switch
    {
        ReviewAction.Map => Say("Berlaku untuk semua baris yang menunggu dengan kode ini.", "Holds for all lines that wait with this code."),
        ReviewAction.Retry => Say("Dicatat bila sekarang tidak ada halangan lagi.", "Recorded if nothing stands against it now."),
        ReviewAction.Correct => Say("Yang datang disimpan utuh; yang benar dicatat.", "What came is kept whole; what is right is recorded."),
        _ => Say("Tidak dicatat, juga bila dikirim lagi.", "Not recorded, even when it is sent again."),
    };

    internal string CorrectHint => Say("Yang tidak diubah tetap seperti yang datang.", "What is not changed stays as it came.");

    internal string NothingChanged => Say("Ubah kode, tempat atau jumlahnya.", "Change the code, the place or the quantity.");

    internal string ChooseProduct => Say("Pilih barangnya.", "Choose the product.");

    internal string Pack(MappingChoice choice) => choice.Factor == 1
        ? Say($"satuan {choice.Unit}", $"unit {choice.Unit}")
        : Format.Packs(1, choice.Pack, choice.Factor) + $" {choice.Unit}";

    internal string Lines(long recorded, long waiting, long background) => string.Join(' ', new[]
    {
        recorded > 0 ? Say($"{Kit.Format.Number(recorded)} baris dicatat.", $"{Kit.Format.Number(recorded)} {(recorded == 1 ? "line is" : "lines are")} recorded.") : "",
        waiting > 0 ? Say($"{Kit.Format.Number(waiting)} baris tetap menunggu.", $"{Kit.Format.Number(waiting)} {(waiting == 1 ? "line waits" : "lines wait")} on.") : "",
        background > 0 ? Say($"{Kit.Format.Number(background)} baris menyusul dalam beberapa detik.", $"{Kit.Format.Number(background)} lines follow within seconds.") : "",
    }.Where(part => part.Length > 0));

    private static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
