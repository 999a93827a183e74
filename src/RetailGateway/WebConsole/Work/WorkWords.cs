using RetailGateway.Features.Operations;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Work;

/// <summary>What is said of the work in the background.</summary>
internal sealed class WorkWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Pekerjaan", "Work");

    internal string Lead => Say("Yang dikerjakan gerbang di belakang layar, dan yang menunggu seseorang.", "What the gateway does in the background, and what waits for somebody.");

    internal string Parts => Say("Bagian", "Parts");

    internal string DueNow => Say("Yang menunggu", "What waits");

    internal string Runs => Say("Yang sudah berjalan", "What has run");

    internal string Dashboard => Say("Buka halaman Hangfire", "Open Hangfire's pages");

    internal string Kinds => Say("Saring jenis", "Filter by kind");

    internal string Every => Say("Semua", "All");

    internal string Kind(WorkKind kind) => kind switch
    {
        WorkKind.Feed => Say("Kabar perubahan", "Change feed"),
        WorkKind.File => Say("Berkas", "Files"),
        WorkKind.Job => Say("Tugas berjadwal", "Scheduled jobs"),
        WorkKind.Line => Say("Baris ditolak", "Refused lines"),
        WorkKind.Reservations => Say("Reservasi lewat waktu", "Expired reservations"),
        _ => Say("Aliran", "Streams"),
    };

    internal string What(DueWork due) => due.Kind switch
    {
        WorkKind.Feed => Say("Perubahan menuju umpan kabar", "Changes on their way into feeds"),
        WorkKind.Reservations => Say("Stok yang belum dibebaskan", "Stock that is not free yet"),
        WorkKind.Job => Job(due.What),
        WorkKind.Stream when due.What.Split(' ', 2) is [var kind, var connection] => $"{Stream(kind)}, {connection}",
        _ => due.What,
    };

    internal string Of(string party) => Say($"barang {party}", $"goods of {party}");

    internal string Job(string name) => name switch
    {
        "stock.expire-reservations" => Say("Membebaskan reservasi", "Letting go of reservations"),
        "stock.raise-unfulfilled" => Say("Menandai gerak yang belum dicatat", "Raising unfulfilled movements"),
        "sync.check-asked-drift" => Say("Pencocokan stok atas permintaan", "Drift checks asked for"),
        "sync.check-drift" => Say("Pencocokan stok tiap malam", "Nightly drift check"),
        "sync.note-lag" => Say("Mencatat jeda", "Noting the lag"),
        "sync.leave-files" => Say("Berkas malam untuk mitra", "The night's files"),
        "orders.replenish" => Say("Mengusulkan pesanan", "Proposing orders"),
        "orders.close-pools" => Say("Menutup pesanan gabungan", "Closing pooled orders"),
        "settlement.run" => Say("Perhitungan titip jual", "Settling consignment"),
        "orders.keep-deadlines" => Say("Menjaga tenggat pesanan", "Keeping orders' deadlines"),
        "messages.tell" => Say("Memberitakan hal baru", "Telling of new matters"),
        "messages.digest" => Say("Ringkasan pagi lewat email", "Morning digests by mail"),
        "house.retention" => Say("Membuang catatan lama", "Letting old records go"),
        _ => name,
    };

    internal string State => Say("Keadaan", "State");

    internal string Age => Say("Menunggu", "Waits for");

    internal string Amount => Say("Jumlah", "Pieces");

    internal string Attempts => Say("Percobaan", "Attempts");

    internal string Message => Say("Kabar terakhir", "Last message");

    internal string Turn => Say("Giliran", "Whose turn");

    internal string Caption => Say("Pekerjaan yang menunggu, menurut jenis", "Work that waits, by kind");

    internal string Word(WorkItem item) => item switch
    {
        { Turn: WorkTurn.Nobody } => Say("Selaras", "In sync"),
        { Due.ParkedAt: not null, Due.Kind: WorkKind.Stream } => Say("Disisihkan", "Put aside"),
        { IsYours: true } => Say("Perlu Anda", "Needs you"),
        { Due.Holder: not null } or { Due.Kind: WorkKind.Job } => Say("Sedang dikerjakan", "Under way"),
        _ => Say("Menunggu", "Waiting"),
    };

    internal string TurnOf(WorkItem item) => item.Turn switch
    {
        _ when item.IsYours => Say("Anda", "You"),
        WorkTurn.Partner => Say("Teknisi mitra", "The partner's engineer"),
        WorkTurn.Administrator => Say("Administrator", "Administrator"),
        WorkTurn.Gateway => Say("Gerbang, otomatis", "The gateway, by itself"),
        WorkTurn.WhoeverParked => item.Due.ParkedBy ?? "",
        _ => "",
    };

    /// <summary>What its last message means and what happens next; empty where there is nothing to say.</summary>
    internal string News(WorkItem item)
    {
        var (due, next) = (item.Due, item.Due.NextAttemptAt is { } at ? Format.When(at) : Say("sebentar lagi", "in a moment"));
        return due switch
        {
            { Kind: WorkKind.Stream, ParkedBecause: { } because } => Say($"Disisihkan {due.ParkedBy}, {Format.When(due.ParkedAt!.Value)}: {because}", $"Put aside by {due.ParkedBy}, {Format.When(due.ParkedAt!.Value)}: {because}"),
            { Kind: WorkKind.Line } => Say($"Mitra menolak baris ini: {due.LastError ?? due.LastErrorCode}. Baris lain tetap jalan.", $"The partner refuses this line: {due.LastError ?? due.LastErrorCode}. Other lines go on."),
            { Kind: WorkKind.File, ParkedAt: not null } => Say($"Berhenti setelah {due.Attempts} kali: {due.LastError}. Tidak ada yang hilang.", $"Stopped after {due.Attempts} attempts: {due.LastError}. Nothing is lost."),
            { Kind: WorkKind.File } => Say($"Terputus di pihak kita: {due.LastError}. Dicoba lagi {next}.", $"Broke off on our side: {due.LastError}. Tried again {next}."),
            { LastErrorCode: "no-key" } => Say("Kunci mitra untuk koperasi ini belum dipasang.", "The partner's key for this cooperative is missing."),
            { LastErrorCode: "busy" } => Say($"Mitra sedang sibuk. Tidak ada yang hilang; dicoba lagi {next}.", $"The partner is busy. Nothing is lost; tried again {next}."),
            { LastErrorCode: "unknown" or "broke-off" } => Say($"Jawaban mitra belum pasti. Ditanyakan {next}; tidak dikirim dua kali.", $"The partner's answer is unconfirmed. Asked {next}; nothing is sent twice."),
            { LastErrorCode: "tenant-mismatch" } => Say("Jawaban mitra memuat data pihak lain. Tidak ada yang diambil.", "The partner's answer held another party's data. Nothing was taken."),
            { LastErrorCode: "file-refused" } => Say("Berkas ditolak. Perbaiki lalu taruh lagi; sebabnya ada di berkas jawaban.", "The file was refused. Mend it and leave it again; the answer file says why."),
            { LastError: { } error } => Say($"Mitra menolak yang kita kirim: {error}", $"The partner refuses what we send: {error}"),
            { Holder: { } holder } => Held(holder, due.HeldUntil),
            _ when item.Turn == WorkTurn.Administrator => Say("Proses latar belum mengambilnya. Jalankan proses dengan peran jobs.", "The background has not taken it up. Start a process with the jobs role."),
            _ => "",
        };
    }

    internal string Held(string holder, DateTimeOffset? until) => until is { } at
        ? Say($"Dipegang {holder} sampai {Format.Clock(at)}.", $"Held by {holder} until {Format.Clock(at)}.")
        : Say($"Dipegang {holder}.", $"Held by {holder}.");

    internal string NothingIsYours => Say("Tidak ada yang menunggu Anda", "Nothing waits for you");

    internal string AllIsWell => Say("Semua pekerjaan berjalan", "All work runs");

    internal string AllIsWellWhy(int all) => Say($"{Kit.Format.Number(all)} baris diperiksa, tidak ada yang tertahan.", $"{Kit.Format.Number(all)} looked at, nothing is held up.");

    internal string OthersWhy(int count) => Say($"{Kit.Format.Number(count)} hal berjalan sendiri atau menunggu pihak lain.", $"{Kit.Format.Number(count)} go on by themselves or wait for others.");

    internal string Yours(int count) => Say($"{Kit.Format.Number(count)} hal menunggu Anda", count == 1 ? "1 matter waits for you" : $"{Kit.Format.Number(count)} matters wait for you");

    internal string YoursWhy => Say("Buka untuk mencoba lagi atau melanjutkannya. Tidak ada yang hilang.", "Open it to retry it or let it go on. Nothing is lost.");

    internal string Nothing => Say("Tidak ada pekerjaan yang menunggu", "No work waits");

    internal string NothingWhy => Say("Yang baru muncul di sini sendiri.", "New work appears here by itself.");

    internal string NoRuns => Say("Belum ada tugas yang berjalan", "No job has run");

    internal string NoRunsWhy => Say("Ubah saringannya, atau jalankan proses dengan peran jobs.", "Change the filter, or start a process with the jobs role.");

    internal string More => Say("Halaman berikutnya", "Next page");

    internal string Newest => Say("Ke awal", "To the first page");

    internal string RunsCaption => Say("Tugas berjadwal yang sudah berjalan, terbaru di atas", "Scheduled jobs that ran, the newest first");

    internal string RunsOf(string job) => Say($"Hanya {Job(job)}", $"Only {Job(job)}");

    internal string RunFilter => Say("Saring hasil", "Filter by outcome");

    internal string Broke => Say("Gagal", "Broke");

    internal string Done => Say("Selesai", "Done");

    internal string UnderWay => Say("Sedang berjalan", "Under way");

    internal string JobName => Say("Tugas", "Job");

    internal string Began => Say("Mulai", "Began");

    internal string Took => Say("Lama", "Took");

    internal string Seen => Say("Dilihat", "Seen");

    internal string Changed => Say("Diubah", "Changed");

    internal string Left => Say("Tersisa", "Left");

    internal string Why => Say("Sebab", "Why");

    internal string FiguresAreNotYours => Say("Angka tiap tugas mencakup semua pihak, jadi hanya tampil untuk administrator.", "A run's figures are of all parties together, so administrators alone see them.");

    internal string Facts => Say("Keadaannya sekarang", "How it stands now");

    internal string Nobody => Say("Tidak ada", "Nobody");

    internal string HeldBy => Say("Dipegang", "Held by");

    internal string NextAttempt => Say("Dicoba lagi", "Tried next");

    internal string Oldest => Say("Menunggu sejak", "Waits since");

    internal string NothingWaits => Say("Tidak ada yang menunggu", "Nothing waits");

    internal string LastError => Say("Kegagalan terakhir", "Last error");

    internal string None => Say("Tidak ada", "None");

    internal string StepIn => Say("Turun tangan", "Step in");

    internal string StepTitle(string step) => step switch
    {
        "retry" => Say("Coba lagi sekarang", "Retry now"),
        "release" => Say("Lepaskan dari pemegangnya", "Take it from its holder"),
        "park" => Say("Sisihkan", "Put it aside"),
        _ => Say("Lanjutkan", "Let it go on"),
    };

    internal string StepEffect(string step) => step switch
    {
        "retry" => Say("Jatuh tempo sekarang dan kegagalannya dilupakan; baris yang ditolak ditawarkan lagi. Yang belum dijawab tetap ditanyakan dulu.", "It is due now and its failures are forgotten; refused lines are offered again. What has no answer is still asked after first."),
        "release" => Say("Untuk proses yang sudah mati. Kabar yang masih ia kirim ditolak.", "For a process that is gone. Whatever it still reports is refused."),
        "park" => Say("Tidak ada yang mengambilnya sampai dilanjutkan. Perubahan tetap dicatat.", "Nobody takes it up until it goes on. Changes are still recorded."),
        _ => Say("Berjalan lagi dari tempatnya; kegagalannya tetap dihitung.", "It goes on where it was; its failures count on."),
    };

    internal string Reason => Say("Alasan", "Reason");

    internal string ReasonHint => Say("Tersimpan di catatan, 1 sampai 500 huruf.", "Kept in the audit log, 1 to 500 characters.");

    internal string ReasonWrong => Say("Tulis alasannya, paling panjang 500 huruf.", "Write the reason, 500 characters at most.");

    internal string ChooseOne => Say("Pilih satu tindakan.", "Choose one action.");

    internal string Act => Say("Simpan tindakan", "Do it");

    internal string Stepped(string step) => step switch
    {
        "retry" => Say("Dicoba lagi sekarang.", "It is retried now."),
        "release" => Say("Dilepaskan dari pemegangnya.", "It is taken from its holder."),
        "park" => Say("Disisihkan.", "It is put aside."),
        "unpark" => Say("Berjalan lagi.", "It goes on."),
        _ => Say("Formulir ini sudah pernah dikirim. Tidak ada yang dilakukan dua kali.", "This form was sent before. Nothing is done twice."),
    };

    internal string ParkedByAnother(string? party) => Say($"{party} yang menyisihkannya, dan hanya {party} yang dapat melanjutkannya.", $"{party} put it aside, and {party} alone can let it go on.");

    internal string NotYours => Say("Turun tangan dilakukan oleh pihak yang memiliki aliran ini.", "The parties whose stream this is step in.");

    internal string FileState(string state) => state switch
    {
        "taken" => Say("Sedang dibaca", "Being taken"),
        "answered" => Say("Dijawab", "Answered"),
        "refused" => Say("Ditolak", "Refused"),
        _ => state,
    };

    internal string Stopped => Say("Berhenti", "Stopped");

    internal string Came => Say("Diterima", "Received");

    internal string From => Say("Dari", "From");

    internal string Lines => Say("Baris dijawab", "Lines answered");

    internal string FileRetried => Say("Berkas dibaca lagi. Baris yang sudah dihitung tidak dihitung dua kali.", "The file is taken up again. Lines that counted before count once.");

    internal string FileClosed => Say("Berkas ini sudah selesai. Taruh lagi bila perlu: itu kiriman baru.", "The file is done with. Leave it again if need be: it is another delivery then.");

    internal string RetryFile => Say("Baca lagi berkas ini", "Take the file up again");

    internal string InTheLog => Say("Catatan aliran ini", "This stream's audit log");

    private string Stream(string kind) => kind switch
    {
        "stock_in" => Say("Stok masuk", "Stock in"),
        "stock_out" => Say("Stok keluar", "Stock out"),
        "orders_in" => Say("Pesanan masuk", "Orders in"),
        "orders_out" => Say("Pesanan keluar", "Orders out"),
        _ => kind,
    };
}
