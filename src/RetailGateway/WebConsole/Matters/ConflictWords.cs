using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Matters;

/// <summary>What is said of each kind of conflict, and of what can be done about it.</summary>
internal abstract class ConflictWords(Ui ui) : WordsOf(ui)
{
    internal string Kind(string kind) => kind switch
    {
        "negative_on_hand" => Say("Stok minus", "Below zero"),
        "oversold" => Say("Dicadangkan berlebih", "Oversold"),
        "change_differs" => Say("Kabar berbeda isi", "Change differs"),
        "expected_unfulfilled" => Say("Belum dicatat kasir", "Not told by the till"),
        "expected_differs" => Say("Jumlah lain di kasir", "Told otherwise"),
        "stock_drift" => Say("Beda dengan mitra", "Differs from the partner"),
        "echo_differs" => Say("Mitra mengulang lain", "Echo differs"),
        "partner_refuses" => Say("Ditolak mitra", "Refused by the partner"),
        "tenant_mismatch" => Say("Data tercampur", "Mixed-up data"),
        "order_refused" => Say("Pesanan ditolak sistem", "Order refused by a system"),
        "order_unread" => Say("Pesanan belum terbaca", "Order not taken"),
        "order_differs" => Say("Pesanan berbeda", "Order differs"),
        _ => kind,
    };

    internal string Title(NamedConflict matter) => matter.Conflict.Kind switch
    {
        "negative_on_hand" => Say($"Stok {Goods(matter)} minus", $"{Goods(matter)} is below zero"),
        "oversold" => Say($"{Goods(matter)} dicadangkan lebih dari yang ada", $"More {Goods(matter)} is reserved than is there"),
        "change_differs" => Say("Satu kabar datang dua kali dengan isi berbeda", "One change came twice with different content"),
        "expected_unfulfilled" => Say($"{Goods(matter)} belum dicatat kasir", $"The till has not told of {Goods(matter)}"),
        "expected_differs" => Say($"Kasir mencatat jumlah lain untuk {Goods(matter)}", $"The till told another quantity of {Goods(matter)}"),
        "stock_drift" => Say($"Stok {Goods(matter)} berbeda", $"Stock of {Goods(matter)} differs"),
        "echo_differs" => Say("Mitra mengulang angka yang lain", "The partner echoed other figures"),
        "partner_refuses" => Say($"Mitra menolak {Goods(matter)}", $"The partner refuses {Goods(matter)}"),
        "tenant_mismatch" => Say("Mitra mencampur data dua pihak", "The partner mixed up two parties"),
        "order_refused" => Say("Sistem mitra menolak dokumen pesanan", "The partner's system refuses an order document"),
        "order_unread" => Say("Dokumen pesanan dari mitra belum bisa dicatat", "An order document of the partner's cannot be recorded"),
        "order_differs" => Say($"Pesanan {matter.Conflict.ChangeId} berbeda dengan catatan mitra", $"Order {matter.Conflict.ChangeId} differs from the partner's"),
        _ => matter.Conflict.Kind,
    };

    /// <summary>What lies behind it as a rule; a person finds out whether it does here.</summary>
    internal string Cause(string kind) => kind switch
    {
        "negative_on_hand" => Say("Kasir menjual lebih banyak daripada yang tercatat. Biasanya ada penerimaan yang belum dicatat, atau hitungan yang sudah lama.", "The till sold more than was recorded. As a rule a receipt has not been recorded, or the last count is old."),
        "oversold" => Say("Yang dicadangkan dan menunggu keluar lebih banyak daripada yang ada di tangan, setelah penjualan atau hitungan.", "More is reserved or waiting to go out than is on hand, after a sale or a count."),
        "change_differs" => Say("Pengirim memakai nomor yang sama untuk dua isi. Yang pertama tercatat; yang kedua ditahan.", "The sender used one number for two contents. The first is recorded, the second is held."),
        "expected_unfulfilled" => Say("Dokumen menyatakan barang sudah bergerak, tetapi kasir yang berwenang atas stok ini belum mencatatnya.", "A document says that goods moved, and the till whose word counts for this stock has not told of it."),
        "expected_differs" => Say("Kasir mencatat jumlah yang lain daripada dokumennya.", "The till told another quantity than the document."),
        "stock_drift" => Say("Pemeriksaan membandingkan kedua buku sampai titik yang sama, jadi yang sedang di jalan tidak ikut terhitung.", "A check compared both books up to the same point, so that what is on its way is not counted."),
        "echo_differs" => Say("Jawaban mitra menyebut angka yang lain daripada yang kita kirim. Tidak ada isinya yang diambil.", "The partner's answer names other figures than it was sent. Nothing of it was taken."),
        "partner_refuses" => Say("Mitra menolak barang ini tiga kali berturut-turut. Biasanya kodenya tidak dikenal di sana.", "The partner refused this product three times in a row. As a rule its code is not known there."),
        "order_refused" => Say("Biasanya kode barang atau kemasannya tidak dikenal di sana. Dokumen berikutnya dari pesanan ini ikut menunggu; pesanan lain jalan terus.", "As a rule an item code or a pack is not known there. What follows of this order waits with it; other orders go on."),
        "order_unread" => Say("Biasanya kode barang belum dipetakan, harganya lain daripada ketentuan, atau pesanannya tidak ada. Tidak ada isinya yang hilang.", "As a rule an item code is not mapped, its price is not the agreed one, or there is no such order. Nothing of it is lost."),
        "tenant_mismatch" => Say("Jawaban mitra memuat data pihak lain. Tidak ada isinya yang diambil.", "The partner's answer held another party's data. Nothing of it was taken."),
        "order_differs" => Say("Kedua sisi menghitung pesanan ini dari dokumennya, dan ada dokumen yang hanya dimiliki satu sisi atau dibaca lain. Tidak ada yang diubah sendiri.", "Both sides reckon this order from its documents, and one has a document that the other lacks or reads otherwise. Nothing is changed by itself."),
        _ => "",
    };

    internal string Name(ConflictAction action, string kind) => (action, kind) switch
    {
        (ConflictAction.Accept, "change_differs") => Say("Terima: yang pertama benar", "Accept: the first is right"),
        (ConflictAction.Accept, _) => Say("Terima: memang sudah terjadi", "Accept: it did happen"),
        (ConflictAction.Correct, "change_differs") => Say("Koreksi: yang kedua benar", "Correct: the second is right"),
        (ConflictAction.Correct, _) => Say("Koreksi: saya tahu jumlahnya", "Correct: I know the quantity"),
        (ConflictAction.Retry, "stock_drift") => Say("Coba lagi: samakan sekarang", "Retry: make them equal now"),
        (ConflictAction.Retry, "partner_refuses") => Say("Coba lagi: tawarkan lagi", "Retry: offer it again"),
        (ConflictAction.Retry, "order_refused") => Say("Coba lagi: kirim lagi", "Retry: send it again"),
        (ConflictAction.Retry, "order_unread") => Say("Coba lagi: baca lagi", "Retry: read it again"),
        (ConflictAction.Retry, "order_differs") => Say("Coba lagi: bandingkan lagi", "Retry: compare again"),
        (ConflictAction.Retry, _) => Say("Coba lagi: tanyakan sekarang", "Retry: ask now"),
        (ConflictAction.Dismiss, "expected_unfulfilled" or "expected_differs") => Say("Abaikan: tidak pernah terjadi", "Dismiss: it never happened"),
        _ => Say("Abaikan: biarkan begini", "Dismiss: leave it so"),
    };

    internal string Detail(ConflictAction action, string kind) => (action, kind) switch
    {
        (ConflictAction.Accept, "change_differs") => Say("Yang datang kemudian tidak dicatat dan tidak ditanyakan lagi.", "What came after it is not recorded and not asked again."),
        (ConflictAction.Accept, _) => Say("Sisanya dicatat atas nama kasir, pada waktu dokumennya.", "What remains is recorded in the till's name, at the document's time."),
        (ConflictAction.Correct, "change_differs") => Say("Yang pertama dibatalkan, yang kedua dicatat.", "The first is reversed, the second recorded."),
        (ConflictAction.Correct, _) => Say("Tulis jumlah yang benar-benar ada, dalam satuan dasar.", "Write what is really there, in base units."),
        (ConflictAction.Retry, "stock_drift") => Say("Angka kita dikirim lagi, atau buku mitra dibaca lagi. Bila tetap berbeda, ini terbuka lagi.", "Our figure is told again, or the partner's book is read again. If they still differ this opens anew."),
        (ConflictAction.Retry, "partner_refuses") => Say("Barang ini dikirim lagi sekarang. Bila tetap ditolak, ini terbuka lagi.", "The product is sent again now. If it is refused again this opens anew."),
        (ConflictAction.Retry, "order_refused") => Say("Dokumen ini dikirim lagi sekarang. Bila tetap ditolak, ini terbuka lagi.", "The document is sent again now. If it is refused again this opens anew."),
        (ConflictAction.Retry, "order_unread") => Say("Dokumen ini dibaca lagi dengan yang tercatat sekarang. Bila tetap tidak bisa, ini terbuka lagi.", "The document is read again with what is registered now. If it still cannot be recorded this opens anew."),
        (ConflictAction.Retry, "order_differs") => Say("Kedua catatan dibandingkan lagi dalam satu dua menit. Bila tetap berbeda, ini terbuka lagi.", "Both books are compared again within a minute or two. If they still differ this opens anew."),
        (ConflictAction.Dismiss, "order_differs") => Say("Tidak ditanyakan lagi selama bedanya tetap sama.", "Not asked again while the difference stays the same."),
        (ConflictAction.Dismiss, "order_refused" or "order_unread") => Say("Tutup. Dokumennya tetap tersimpan, dan tidak berlaku.", "Close it. The document stays kept, and counts for nothing."),
        (ConflictAction.Retry, _) => Say("Mitra ditanya apa yang terjadi sebelum apa pun dikirim lagi.", "The partner is asked what became of it before anything is sent again."),
        (ConflictAction.Dismiss, "expected_unfulfilled" or "expected_differs") => Say("Sisanya tidak ditunggu lagi.", "What remains is not waited for any more."),
        (ConflictAction.Dismiss, "stock_drift") => Say("Tidak ditanyakan lagi selama bedanya tidak bertambah.", "Not asked again while the difference does not grow."),
        _ => Say("Tutup tanpa mengubah angka.", "Close it without changing a figure."),
    };

    private protected string Goods(NamedConflict matter) => matter.Names.Goods ?? matter.Conflict.Product ?? Say("barang", "goods");
}
