using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Orders;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>What is said where somebody answers, sends, receives or cancels.</summary>
internal sealed class ActWords(Ui ui) : WordsOf(ui)
{
    internal string Unreadable => Say("Formulir ini tidak lengkap. Muat ulang halamannya.", "This form is not complete. Load the page again.");

    internal string Nothing => Say("Tidak ada yang dicatat.", "Nothing was recorded.");

    internal string Meanwhile => Say("Pesanan ini berubah sejak Anda membukanya. Periksa keadaannya, lalu kirim lagi bila masih perlu.", "The order has changed since you opened it. Look at where it stands, and send again where that is still needed.");

    internal string AtWork => Say("Formulir ini sedang diproses. Tunggu sebentar, lalu lihat pesanannya.", "This form is being worked on. Wait a moment, then look at the order.");

    internal string SomeWrong => Say("Ada jumlah yang tidak bisa dicatat. Perbaiki yang ditandai.", "Some quantities cannot be recorded. Mend those that are marked.");

    internal string QuantityWrong => Say("Tulis angka nol atau lebih, paling banyak tiga desimal, misalnya 12 atau 2,5.", "Write a number of zero or more with at most three decimals, for example 12 or 2,5.");

    internal string NothingTyped => Say("Isi jumlah paling sedikit untuk satu barang.", "Fill in the quantity of one of the goods at least.");

    internal string NotNow => Say("Sekarang tidak bisa", "Not possible now");

    internal string NotNowWhy => Say("Keadaan pesanan ini tidak membolehkannya lagi. Mungkin orang lain atau sistem Anda sudah melakukannya.", "Where the order stands does not allow it any more. Somebody else, or your system, may have done it.");

    internal string Back => Say("Lihat pesanan", "Look at the order");

    internal string Part(int page, int pages) => Say($"Formulir ini untuk bagian {page} dari {pages}; barang lain di bagian lain.", $"This form is about part {page} of {pages}; the other goods are in the others.");

    // An answer.
    internal string AnswerLead => Say("Pembeli mendapat jawaban Anda begitu dikirim.", "The buyer has your answer as soon as it is sent.");

    internal string How => Say("Jawaban", "Answer");

    internal string Accept(DocumentKind? asked) => asked switch
    {
        DocumentKind.OrderChange => Say("Setujui perubahannya", "Accept the change"),
        DocumentKind.OrderCancellation => Say("Setujui pembatalannya", "Accept the cancellation"),
        _ => Say("Sanggupi seluruhnya", "Accept it as it stands"),
    };

    internal string AcceptEffect(DocumentKind? asked) => asked switch
    {
        DocumentKind.OrderChange => Say("Pesanan menjadi seperti yang diminta; stok yang disisihkan ikut berubah.", "The order becomes what is asked for; what is held of the stock goes along."),
        DocumentKind.OrderCancellation => Say("Tidak ada lagi yang dikirim; stok yang disisihkan dilepas.", "Nothing more is sent; what is held of the stock is let go."),
        _ => Say("Anda mengirim semua yang dipesan; stoknya tetap disisihkan.", "You send all that is ordered; its stock stays held."),
    };

    internal string Offer => Say("Sanggupi dengan jumlah lain", "Accept with other quantities");

    internal string OfferEffect => Say("Sebuah tawaran: pembeli mengubah pesanannya sesuai ini, atau membatalkannya.", "An offer: the buyer changes the order accordingly, or cancels it.");

    internal string OfferMissing => Say("Ubah jumlah paling sedikit satu barang, atau sanggupi seluruhnya.", "Change the quantity of one of the goods at least, or accept it as it stands.");

    internal string Reject(DocumentKind? asked) => asked is null ? Say("Tolak pesanan", "Reject the order") : Say("Tolak permintaan", "Refuse the request");

    internal string RejectEffect(DocumentKind? asked) => asked is null
        ? Say("Tidak ada yang dikirim, stok yang disisihkan dilepas, dan pesanan ini berakhir. Tidak bisa ditarik kembali.", "Nothing is sent, what is held of the stock is let go, and the order ends. It cannot be undone.")
        : Say("Pesanan tetap seperti sekarang.", "The order stays as it is.");

    internal string Sure(DocumentKind? asked) => asked is null ? Say("Ya, tolak pesanan ini", "Yes, reject this order") : Say("Ya, tolak permintaan ini", "Yes, refuse this request");

    internal string SureMissing => Say("Centang dulu bahwa Anda yakin.", "Tick first that you are sure.");

    internal string ChooseOne => Say("Pilih jawabannya.", "Choose the answer.");

    internal string SendAnswer => Say("Kirim jawaban", "Send the answer");

    // A despatch.
    internal string DespatchLead => Say("Tulis yang benar-benar dikirim. Stok Anda berkurang sebanyak itu.", "Write what is really sent. Your stock goes down by that much.");

    internal string Sent(TradeOrderLine line) => Say($"Masih akan dikirim {Figure(line.Later, line)}", $"Still to be sent: {Figure(line.Later, line)}");

    internal string Rest => Say("Sisanya", "The rest");

    internal string RestLater => Say("menyusul", "comes later");

    internal string RestNever => Say("tidak akan dikirim", "never comes");

    internal string SendDespatch => Say("Simpan pengiriman", "Save the despatch");

    // A receipt.
    internal string ReceiptLead => Say("Tulis yang benar-benar datang, termasuk yang ditolak. Yang tidak ditolak masuk ke stok Anda.", "Write what really came, what you reject included. What is not rejected goes into your stock.");

    internal string UnderWay(TradeOrderLine line) => Say($"Di jalan {Figure(Math.Max(0, line.Despatched - line.Received), line)}", $"Under way: {Figure(Math.Max(0, line.Despatched - line.Received), line)}");

    internal string Rejected => Say("Ditolak", "Rejected");

    internal string RejectedOf(string goods) => Say($"dari {goods}", $"of {goods}");

    internal string RejectedMore => Say("Tidak bisa lebih banyak daripada yang datang.", "It cannot be more than what came.");

    internal string Look => Say("Cari di pesanan ini", "Look in this order");

    internal string NotHere => Say("Tidak ada di pesanan ini.", "It is not in this order.");

    internal string NotHereWhy => Say("Sisihkan barangnya dan tanyakan ke penjual.", "Put the goods aside and ask the seller.");

    internal string SendReceipt => Say("Simpan penerimaan", "Save the receipt");

    // A cancellation.
    internal string CancelEffect => Say("Ini permintaan: pesanan tetap berjalan sampai penjual menyetujuinya. Yang sudah dikirim tetap datang.", "This is a request: the order goes on until the seller accepts it. What was sent still comes.");

    internal string SureCancel => Say("Ya, minta agar tidak ada lagi yang dikirim", "Yes, ask that nothing more be sent");

    /// <summary>What is known of a line, and the packs that it was ordered in where they say more.</summary>
    internal string Known(string figure, string? packs) => packs is null ? figure : Say($"{figure}, dipesan {packs}", $"{figure}, ordered {packs}");

    private static string Figure(decimal quantity, TradeOrderLine line) =>
        line.BaseUnit is { } unit ? Kit.Format.Quantity(quantity, unit) : Kit.Format.Number(quantity);
}
