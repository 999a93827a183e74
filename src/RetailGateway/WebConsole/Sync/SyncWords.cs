using RetailGateway.Domain.Parties;
using RetailGateway.Features.Messages;
using RetailGateway.Features.Sync;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Shell;

namespace RetailGateway.WebConsole.Sync;

/// <summary>What the sync page says.</summary>
/// <param name="ui">What is spoken.</param>
internal sealed class SyncWords(Ui ui) : WordsOf(ui)
{
    private readonly RoleWords _roles = new(ui);

    internal string Page => Say("Sinkronisasi", "Sync");

    internal string Live => Say("Langsung, diperbarui", "Live, updated");

    internal string Updated => Say("Diperbarui", "Updated");

    internal string AllIsWell => Say("Semua selaras", "All is well");

    internal string AllIsWellWhy(int ok, int all) => all == 0 ? Say("Tidak ada yang menunggu Anda.", "Nothing waits for you.") : Say($"{ok} dari {all} aliran berjalan. Tidak ada yang menunggu Anda.", $"{ok} of {Streams(all)} run. Nothing waits for you.");

    internal string NothingIsYours => Say("Tidak ada yang menunggu Anda", "Nothing waits for you");

    /// <summary>How the streams stand, and who acts next where it is the visitor's own party.</summary>
    internal string NothingIsYoursWhy(int ok, int all, long colleagues, PartyKind kind) => string.Join(' ', new[]
    {
        all == 0 ? "" : Say($"{ok} dari {all} aliran selaras.", $"{ok} of {Streams(all)} are in sync."),
        colleagues == 0
            ? Say("Sisanya menunggu pihak lain.", "The rest waits for others.")
            : Say($"{Kit.Format.Number(colleagues)} hal menunggu {Colleagues(kind)}.", colleagues == 1 ? $"1 matter waits for: {Colleagues(kind)}." : $"{Kit.Format.Number(colleagues)} matters wait for: {Colleagues(kind)}."),
    }.Where(part => part.Length > 0));

    /// <summary>Who works what is the turn of a party of this kind.</summary>
    internal string Colleagues(PartyKind kind) => _roles.Names(Concern.Who(kind));

    internal string Waiting(long count) => Say($"{Kit.Format.Number(count)} hal menunggu Anda", count == 1 ? "1 matter waits for you" : $"{Kit.Format.Number(count)} matters wait for you");

    /// <summary>What is at risk, as a sum says it, where the visitor sees money; and how the streams stand.</summary>
    internal string WaitingWhy(string? rupiah, int ok, int all) => string.Join(' ', new[]
    {
        rupiah is null ? "" : $"{rupiah}.",
        all == 0 ? "" : Say($"{ok} dari {all} aliran selaras.", $"{ok} of {Streams(all)} are in sync."),
    }.Where(part => part.Length > 0));

    internal string NothingIsKnown => Say("Belum ada kabar", "Nothing heard yet");

    internal string NothingIsKnownWhy => Say("Sambungan sudah ada, tetapi belum semuanya pernah berkabar. Jadi belum bisa dikatakan selaras.", "There are connections, and not all of them were ever heard of. So it cannot be called in sync.");

    internal string Mine => Say("Perlu Anda sekarang", "Needs you now");

    internal string Others(long colleagues) => colleagues == 0 ? Say("Menunggu pihak lain", "Waiting for others") : Say("Menunggu orang lain", "Waiting for others");

    internal string AndMore(long count) => Say($"dan {Kit.Format.Number(count)} lagi:", $"and {Kit.Format.Number(count)} more:");

    internal string Look => Say("Lihat", "Look");

    internal string Unknown => Say("Belum diketahui", "Unknown");

    internal string Risks => Say("Nilai berisiko", "At risk");

    internal string All => Say("Semua aliran", "All streams");

    internal string AllCount(int connections, int streams) => Say($"{connections} sambungan, {streams} aliran", $"{(connections == 1 ? "1 connection" : $"{connections} connections")}, {Streams(streams)}");

    private static string Streams(int count) => count == 1 ? "1 stream" : $"{count} streams";

    internal string Caption => Say("Keadaan tiap aliran data", "The state of each stream");

    internal string Stream => Say("Aliran", "Stream");

    internal string State => Say("Keadaan", "State");

    internal string Lag => Say("Jeda", "Lag");

    internal string Queue(long count) => Say($"{Kit.Format.Number(count)} antre", $"{Kit.Format.Number(count)} queued");

    internal string Day => Say("25 jam", "25 hours");

    internal string DayFigures => Say("Angka jeda 25 jam", "Figures of 25 hours' lag");

    internal string Longest => Say("Terlama", "Longest");

    internal string Unnoted => Say("Jam tanpa catatan", "Hours without a note");

    internal string Limit => Say("Batas", "Limit");

    /// <summary>What the line of lags says; hours without a note are said, for a gap is not a nothing.</summary>
    internal string Lags(StreamRow row)
    {
        var (longest, now) = (Age(row.Longest ?? 0), Age(row.Stream.LagSeconds));
        var limit = row.Limit is { } allowed ? $"{Say(", batas", ", limit")} {Format.Age(allowed)}" : "";
        var unnoted = row.Unnoted > 0 ? $", {row.Unnoted} {Say("jam tanpa catatan", "hours without a note")}" : "";
        return Say($"Jeda 25 jam terakhir: paling lama {longest}, kini {now}{limit}{unnoted}", $"Lag of the last 25 hours: at most {longest}, now {now}{limit}{unnoted}");
    }

    internal string Age(decimal seconds) => Format.Age(TimeSpan.FromSeconds((double)seconds));

    internal string Success => Say("Berhasil terakhir", "Last success");

    internal string SuccessShort => Say("Berhasil", "Success");

    internal string Message => Say("Kabar terakhir", "Last message");

    internal string Turn => Say("Giliran", "Whose turn");

    internal string Risk => Say("Nilai berisiko", "At risk");

    internal string You => Say("Anda", "You");

    internal string NoConnections => Say("Belum ada sambungan", "No connection yet");

    internal string NoConnectionsYet => Say("Begitu kasir, jaringan, atau hitungan pertama masuk, keadaannya tampil di sini.", "Once the first till, chain or count comes in, its state is shown here.");

    internal string NothingRecorded => Say("Belum ada yang dicatat", "Nothing is recorded yet");

    internal string NothingRecordedWhy => Say("Toko tanpa kasir dihitung di halaman stok. Mulai dari rak mana saja.", "A shop without a till is counted on the stock pages. Begin with any shelf.");

    internal string ToKeys => Say("Buat kunci API", "Make an API key");

    internal string ToStock => Say("Buka stok", "Open stock");

    internal string NoConnectionsWhy => Say("Sambungkan kasir atau jaringan pertama dengan kunci API. Barang dan stok Anda tetap aman di sini.", "Connect the first till or chain with an API key. Your goods and stock are safe here.");

    internal string Word(Tone tone) => tone switch
    {
        Tone.Ok => Say("Selaras", "In sync"),
        Tone.Bad => Say("Perlu Anda", "Needs you"),
        Tone.Wait => Say("Menunggu", "Waiting"),
        Tone.Block => Say("Terhalang", "Blocked"),
        _ => Say("Belum diketahui", "Unknown"),
    };

    internal string Kind(SyncConnection connection) => connection.Kind switch
    {
        "console" => Say("orang di konsol", "people at the console"),
        "api" => Say("memanggil API kita", "calls our API"),
        _ when connection.Dialect is { } dialect => Say($"kita hubungi, dialek {dialect}", $"we call it, dialect {dialect}"),
        _ => Say("kita hubungi", "we call it"),
    };

    internal string Told(DateTimeOffset? at) => at is { } instant
        ? Say($"kabar stok terakhir {Format.When(instant)}", $"last stock entry {Format.When(instant)}")
        : Say("belum ada kabar stok", "no stock entry yet");

    internal string Name(SyncStream stream) => stream.Kind switch
    {
        "stock_in" => Say("Stok masuk", "Stock in"),
        "stock_out" => Say("Stok keluar", "Stock out"),
        "orders_in" => Say("Pesanan masuk", "Orders in"),
        "orders_out" => Say("Pesanan keluar", "Orders out"),
        _ => stream.Kind,
    };

    internal string Of(SyncStream stream) => stream.Kind is "orders_in" or "orders_out"
        ? Say($"pesanan {stream.Party}", $"orders of {stream.Party}")
        : Say($"barang {stream.Party}", $"goods of {stream.Party}");

    /// <summary>Whose turn it is, where it is not the visitor's own.</summary>
    internal string TurnOf(WhoseTurn turn, SyncConnection connection, PartyKind kind) => turn switch
    {
        WhoseTurn.You => Colleagues(kind),
        WhoseTurn.Partner => Say($"Teknisi {connection.Name}", $"{connection.Name}'s engineer"),
        WhoseTurn.Owner => Say("Pemilik barang", "The goods' owner"),
        WhoseTurn.Administrator => Say("Administrator", "Administrator"),
        WhoseTurn.Gateway => Say("Gerbang, otomatis", "The gateway, by itself"),
        _ => "",
    };

    internal string Title(SyncConnection connection, SyncStream stream) => $"{Name(stream)}, {connection.Name}";

    /// <summary>What a stream's last message means, and what happens next; empty where all is well.</summary>
    internal string News(SyncStream stream) => stream switch
    {
        { LastErrorCode: "no-key" } => Say("Kunci mitra untuk koperasi ini belum dipasang.", "The partner's key for this cooperative is missing."),
        { LastErrorCode: "busy", NextAttemptAt: { } next } => Say($"Mitra sedang sibuk. Tidak ada yang hilang; dicoba lagi pukul {Format.Clock(next)}.", $"The partner is busy. Nothing is lost; tried again at {Format.Clock(next)}."),
        { LastErrorCode: "unknown" or "broke-off", NextAttemptAt: { } next } => Say($"Jawaban mitra belum pasti. Ditanyakan pukul {Format.Clock(next)}; tidak dikirim dua kali.", $"The partner's answer is unconfirmed. Asked at {Format.Clock(next)}; nothing is sent twice."),
        { LastErrorCode: "file-refused" } => Say("Berkas ditolak. Perbaiki lalu taruh lagi; sebabnya ada di berkas jawaban.", "The file was refused. Mend it and leave it again; the answer file says why."),
        { LastErrorCode: "tenant-mismatch" } => Say("Jawaban mitra memuat data pihak lain. Tidak ada yang diambil.", "The partner's answer held another party's data. Nothing was taken."),
        { Refused: > 0, Kind: "orders_out" } => Say($"{Kit.Format.Number(stream.Refused)} dokumen pesanan ditolak sistem mitra.", $"The partner's system refuses {Kit.Format.Number(stream.Refused)} order documents."),
        { Refused: > 0 } => Say($"{Kit.Format.Number(stream.Refused)} barang ditolak mitra. Kode barangnya perlu diperiksa.", $"The partner refuses {Kit.Format.Number(stream.Refused)} products. Check their codes."),
        { LastError: null, LastErrorCode: not null, Turn: WhoseTurn.Partner } => Say("Mitra menolak yang dikirim.", "The partner refuses what is sent."),
        { LastError: null, LastErrorCode: not null } => Say("Belum berhasil; dicoba lagi sendiri.", "Not yet successful; tried again by itself."),
        { LastError: { } error } => Say($"Mitra menolak yang kita kirim: {error}", $"The partner refuses what we send: {error}"),
        { Turn: WhoseTurn.Administrator } => Say("Belum pernah dicoba: proses latar belum berjalan.", "Never tried: the background work is not running."),
        { Turn: WhoseTurn.You or WhoseTurn.Owner or WhoseTurn.Partner } => Say("Disisihkan sampai seseorang melanjutkannya.", "Put aside until somebody lets it go on."),
        { Conflicts: > 0 } => Say($"{Kit.Format.Number(stream.Conflicts!.Value)} selisih terbuka.", $"{Kit.Format.Number(stream.Conflicts!.Value)} open differences."),
        { Turn: WhoseTurn.Gateway } => Say("Pertukaran pertama sedang berjalan.", "The first exchange is under way."),
        _ => "",
    };
}
