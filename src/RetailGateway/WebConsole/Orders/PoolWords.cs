using RetailGateway.Domain.Orders.Pooling;
using RetailGateway.Features.Orders.Pools;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>What is said of pooled orders.</summary>
internal sealed class PoolWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Pesanan gabungan", "Pooled orders");

    internal string Lead => Say(
        "Kebutuhan banyak toko menjadi satu pesanan ke satu pemasok, pada waktu tutupnya. Yang datang dibagi lagi ke toko-tokonya.",
        "What many shops need becomes one order to one supplier, at its closing time. What comes is shared out to the shops.");

    internal string Trail => Say("Jejak", "Trail");

    internal string Orders => Say("Pesanan", "Orders");

    internal string Pages => Say("Halaman", "Pages");

    internal string Next => Say("Lebih lama", "Older");

    internal string First => Say("Ke yang terbaru", "To the newest");

    internal string Caption => Say("Pesanan gabungan, yang terbuka di atas", "Pooled orders, the open ones first");

    internal string Supplier => Say("Pemasok", "Supplier");

    internal string State => Say("Keadaan", "State");

    internal string Closing => Say("Ditutup", "Closes");

    internal string Shops => Say("Toko", "Shops");

    internal string Value => Say("Nilai", "Value");

    internal string Nothing => Say("Belum ada pesanan gabungan", "No pooled order yet");

    internal string NothingWhy(bool mayOpen) => mayOpen
        ? Say("Buka satu di bawah, lalu tiap toko mengisi bagiannya sampai waktu tutup.", "Open one below; then each shop gives its share up to the closing time.")
        : Say("Yang dibuka koperasi muncul di sini dengan sendirinya.", "What the cooperative opens appears here by itself.");

    internal string Open => Say("Buka pesanan gabungan", "Open a pooled order");

    internal string OpenWhy => Say("Semua barangnya diantar ke satu lokasi.", "All of its goods go to one location.");

    internal string NoSuppliers => Say("Belum ada pemasok dengan syarat dagang yang berlaku", "No supplier with terms in force");

    internal string NoSuppliersWhy => Say("Pesanan gabungan dibuka setelah syarat dagang dengan pemasok diterima.", "A pooled order can be opened once terms with a supplier are accepted.");

    internal string ShipTo => Say("Diantar ke", "Goes to");

    internal string Day => Say("Tanggal tutup", "Closing day");

    internal string Time => Say("Jam tutup", "Closing time");

    internal string TimeHint => Say("Jam setempat lokasinya. Bagian yang terlambat ditolak.", "By the location's clock. A share that is late is refused.");

    internal string TimeWrong => Say("Pilih tanggal dan jam sesudah sekarang, paling lama 90 hari lagi.", "Choose a day and a time after now, within 90 days.");

    internal string RuleOf => Say("Bila datang kurang", "Where less comes");

    internal string Rule(AllocationRule rule) => rule == AllocationRule.Need
        ? Say("Yang paling membutuhkan dulu", "Who needs it most comes first")
        : Say("Sebanding dengan yang diminta", "In proportion to what is asked");

    internal string Note => Say("Pesan untuk pemasok (boleh kosong)", "A word to the supplier (may be empty)");

    internal string NoteWrong => Say("Paling banyak 500 huruf, dalam satu baris.", "500 characters at most, in one line.");

    internal string SendOpen => Say("Buka", "Open it");

    internal string NotYours => Say("Pemasok atau lokasi itu tidak ada di daftar Anda.", "That supplier or location is not on your list.");

    internal string NoTerms => Say("Hari ini tidak ada syarat dagang yang membolehkan pesanan gabungan ke pemasok itu.", "No terms let a pooled order go to that supplier today.");

    internal string NothingDone => Say("Tidak ada yang dicatat.", "Nothing was recorded.");

    internal string SomeWrong => Say("Ada isian yang belum benar.", "Something is not right yet.");

    internal string AtWork => Say("Formulir ini sedang dikerjakan. Muat ulang halaman untuk melihat hasilnya.", "This form is being worked on. Load the page again to see what came of it.");

    internal string Of(PoolStatus status) => status switch
    {
        PoolStatus.Open => Say("Terbuka", "Open"),
        PoolStatus.KeptBack => Say("Ditahan", "Kept back"),
        PoolStatus.Ordered => Say("Dipesan", "Ordered"),
        PoolStatus.Empty => Say("Kosong", "Empty"),
        _ => Say("Dibatalkan", "Cancelled"),
    };

    /// <summary>Open, and its time is over: the job is about to close it.</summary>
    internal string Standing(Pool pool) =>
        pool.Status == PoolStatus.Open && pool.ClosesAt <= Format.Now ? Say("Sedang ditutup", "Closing") : Of(pool.Status);

    /// <summary>When it closes or closed, where it goes: <c>2 Des 17.00 WITA, 5 jam lagi</c>.</summary>
    internal string Closes(Pool pool)
    {
        var at = pool.Status == PoolStatus.Open || pool.ClosedAt is null ? pool.ClosesAt : pool.ClosedAt.Value;
        var when = $"{Format.When(at)} {Format.Zone}";
        return at > Format.Now ? $"{when}, {Say($"{Format.Age(at - Format.Now)} lagi", $"in {Format.Age(at - Format.Now)}")}" : $"{when}, {Format.Ago(at)}";
    }

    internal string GoesTo(NamedPool named) => Say($"Diantar ke {named.ShipToName}", $"Goes to {named.ShipToName}");

    internal string Title(NamedPool named) => Say($"Pesanan gabungan ke {named.Supplier}", $"Pooled order to {named.Supplier}");

    internal string About(NamedPool named) => $"{GoesTo(named)}. "
        + (named.Pool.Status == PoolStatus.Open && named.Pool.ClosesAt > Format.Now ? Say($"Ditutup {Closes(named.Pool)}.", $"Closes {Closes(named.Pool)}.") : Say($"Ditutup {Closes(named.Pool)}.", $"Closed {Closes(named.Pool)}."))
        + $" {RuleOf}: {LowerFirst(Rule(named.Pool.Rule))}."
        + (named.Pool.Note is { } note ? $" {Say($"Pesan: {note}", $"Note: {note}")}" : "");

    /// <summary>Why a pool is kept back, and what there is to do; nothing where it is not.</summary>
    internal (string Title, string Why)? KeptBack(Pool pool, bool seesAll) => pool switch
    {
        { Status: not PoolStatus.KeptBack } => null,
        { KeptBecause: KeptBackCause.BelowMinimum, Value: { } value, MinimumOrderValue: { } minimum } when seesAll => (
            Say($"Kurang {Kit.Format.Rupiah(minimum - value)} dari nilai pesanan minimum", $"{Kit.Format.Rupiah(minimum - value)} below the minimum order value"),
            Say($"Nilainya {Kit.Format.Rupiah(value)}, pemasok meminta {Kit.Format.Rupiah(minimum)}. {Ways}", $"It comes to {Kit.Format.Rupiah(value)}, the supplier asks for {Kit.Format.Rupiah(minimum)}. {Ways}")),
        { KeptBecause: KeptBackCause.BelowMinimum } => (Say("Di bawah nilai pesanan minimum", "Below the minimum order value"), Ways),
        _ => (
            Say("Tidak bisa dipesan seperti ini", "It cannot be ordered as it is"),
            Say(
                "Belum ada barangnya yang bisa dipesan: periksa harga, kemasan, dan syarat dagang dengan pemasok, lalu tutup lagi.",
                "None of its goods can be ordered: check prices, packs and the terms with the supplier, then close it again.")),
    };

    /// <summary>What became of it, and why; nothing while somebody can still decide.</summary>
    internal (string Title, string Why)? Decided(Pool pool) => pool.Status switch
    {
        PoolStatus.Ordered => (Say("Sudah menjadi satu pesanan.", "It has become one order."), Say($"Nomornya {pool.OrderNumber}. Yang datang dibagi dalam semenit.", $"Its number is {pool.OrderNumber}. What comes is shared out within a minute.")),
        PoolStatus.Empty => (Say("Tidak ada yang meminta.", "Nobody asked for anything."), Say("Tidak ada yang dipesan.", "Nothing was ordered.")),
        PoolStatus.Cancelled => (Say("Dibatalkan.", "It was cancelled."), Say($"Alasannya: {pool.Reason}", $"The reason: {pool.Reason}")),
        _ => null,
    };

    internal string ToOrder => Say("Ke pesanannya", "To the order");

    private string Ways => Say("Pesan juga, beri waktu lagi, atau batalkan.", "Order it nonetheless, give it more time, or cancel it.");

    private static string LowerFirst(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
