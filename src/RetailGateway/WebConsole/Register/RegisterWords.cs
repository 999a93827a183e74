using RetailGateway.Domain.Parties;
using RetailGateway.Features.Parties.Register;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Register;

/// <summary>What is said of the register of cooperatives.</summary>
internal sealed class RegisterWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Daftar koperasi", "Register of cooperatives");

    internal string Lead => Say("Semua koperasi di kota ini: apa yang diperdagangkan, kapan terakhir bergerak. Tanpa harga dan tanpa rupiah.", "Every cooperative of the city: what it trades, when its stock last moved. Without prices and without rupiah.");

    internal string Search => Say("Nama, kode, atau mitra", "Name, code or partner");

    internal string Find => Say("Cari", "Find");

    internal string KindOf => Say("Jenis", "Kind");

    internal string EveryKind => Say("Semua jenis", "Every kind");

    internal string States => Say("Saring keadaan", "Filter by state");

    internal string Filter(RegisterFilter filter) => filter switch
    {
        RegisterFilter.WentQuiet => Say("Diam sejak bulan ini", "Went quiet this month"),
        RegisterFilter.Active => Say("Aktif", "Active"),
        RegisterFilter.Dormant => Say("Tidak aktif", "Dormant"),
        RegisterFilter.Never => Say("Belum pernah aktif", "Never active"),
        _ => Say("Semua", "All"),
    };

    internal string Kind(CooperativeKind kind) => kind switch
    {
        CooperativeKind.CivilServants => Say("Pegawai negeri (KPN)", "Civil servants (KPN)"),
        CooperativeKind.Pesantren => Say("Pesantren (Kopontren)", "Pesantren (Kopontren)"),
        CooperativeKind.FarmersGroup => Say("Kelompok tani", "Farmers' group"),
        CooperativeKind.SavingsAndLoan => Say("Simpan pinjam", "Savings and loan"),
        _ => Say("Lainnya", "Other"),
    };

    internal string Name => Say("Koperasi", "Cooperative");

    internal string Code => Say("Kode", "Code");

    internal string State => Say("Keadaan", "State");

    internal string Shops => Say("Toko", "Shops");

    internal string Partners => Say("Mitra", "Partners");

    internal string Products => Say("Barang", "Goods");

    internal string Umkm => Say("Barang UMKM", "UMKM goods");

    internal string Last => Say("Gerak stok terakhir", "Last stock entry");

    internal string OwnShelf => Say("Rak sendiri", "Own shelf");

    internal string NotYetKnown => Say("Belum diketahui", "Not yet known");

    internal string OwnShelfWhy => Say("Gerai terdepan di toko koperasi sendiri belum dinilai.", "The front shelf of the cooperative's own shops is not judged yet.");

    internal string Since => Say("Tidak aktif sejak", "Dormant since");

    internal string Registered => Say("Terdaftar sejak", "Registered since");

    internal string Caption => Say("Koperasi di kota ini", "Cooperatives of the city");

    internal string Count(int count) => Say($"{Kit.Format.Number(count)} koperasi", count == 1 ? "1 cooperative" : $"{Kit.Format.Number(count)} cooperatives");

    internal string Csv => Say("Unduh CSV", "Download CSV");

    internal string Xlsx => Say("Unduh XLSX", "Download XLSX");

    internal string TooManyForXlsx(int most) => Say(
        $"Berkas XLSX memuat sampai {Kit.Format.Number(most)} koperasi. Saring dahulu, atau unduh CSV.",
        $"An XLSX file holds up to {Kit.Format.Number(most)} cooperatives. Filter them first, or download the CSV.");

    internal string Nothing => Say("Belum ada koperasi terdaftar", "No cooperative is registered yet");

    internal string NothingFound => Say("Tidak ada koperasi seperti itu", "There is no such cooperative");

    internal string NothingWhy => Say("Hapus saringan untuk melihat semuanya.", "Clear the filter to see them all.");

    internal string Clear => Say("Hapus saringan", "Clear the filter");

    internal string More => Say("Halaman berikutnya", "Next page");

    internal string First => Say("Ke awal", "To the first page");

    internal string Never => Say("Belum pernah", "Never");

    internal string NoPartner => Say("Belum ada", "None yet");

    internal string Categories => Say("Yang diperdagangkan", "What it trades");

    internal string CategoryCount(long count) => Say($"{Kit.Format.Number(count)} kategori", count == 1 ? "1 category" : $"{Kit.Format.Number(count)} categories");

    internal string Goods(long count) => Say($"{Kit.Format.Number(count)} barang", count == 1 ? "1 product" : $"{Kit.Format.Number(count)} products");

    internal string NoCategory => Say("Belum ada barang dengan kategori.", "No goods with a category yet.");

    internal string NoUmkm => Say("Belum ada barang UMKM.", "No UMKM goods yet.");

    internal string AndMore(long count) => Say($"dan {Kit.Format.Number(count)} lagi", $"and {Kit.Format.Number(count)} more");

    internal string Facts => Say("Yang diketahui dinas", "What the office knows");

    internal string Rule => Say($"Koperasi tidak aktif setelah {CooperativeActivity.QuietDays} hari tanpa satu pun catatan stok.", $"A cooperative is dormant after {CooperativeActivity.QuietDays} days without an entry of its stock.");

    internal string Role(PartnershipRole role) => role == PartnershipRole.Supplier ? Say("pemasok", "supplier") : Say("menjual UMKM", "sells UMKM goods");

    internal string Activity(RegisteredCooperative cooperative) => Filter(cooperative.Activity switch
    {
        ActivityState.Active => RegisterFilter.Active,
        ActivityState.Dormant => RegisterFilter.Dormant,
        _ => RegisterFilter.Never,
    });

    internal string Quiet(DateTimeOffset since) => Say($"sejak {Format.Day(Format.DayOf(since))}", $"since {Format.Day(Format.DayOf(since))}");

    /// <summary>Whether it became dormant within this month, where the office is.</summary>
    internal static bool WentQuiet(RegisteredCooperative cooperative, Format format) =>
        cooperative.DormantSince is { } since && (format.DayOf(since), format.DayOf(format.Now)) is var (day, today) && (day.Year, day.Month) == (today.Year, today.Month);

    internal static Tone Tone(RegisteredCooperative cooperative, Format format) => cooperative.Activity switch
    {
        ActivityState.Active => Kit.Tone.Ok,
        ActivityState.Dormant when WentQuiet(cooperative, format) => Kit.Tone.Bad,
        ActivityState.Dormant => Kit.Tone.Wait,
        _ => Kit.Tone.Unknown,
    };
}
