using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Orders;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>What of an order's documents does not fit, in a sentence.</summary>
internal sealed class DoubtWords(Ui ui) : WordsOf(ui)
{
    /// <summary>The sentence.</summary>
    /// <param name="doubt">What does not fit.</param>
    /// <param name="goods">What the line is called, where it is about one.</param>
    internal string Of(OrderDoubt doubt, string? goods)
    {
        var by = Kit.Format.Number(doubt.Quantity ?? 0);
        var said = doubt.Code switch
        {
            ContradictionCode.SecondOrder => Say("Ada pesanan kedua dengan nomor ini. Yang pertama berlaku.", "There is a second order of this number. The first holds."),
            ContradictionCode.UnknownLine => Say("Tidak pernah dipesan.", "It was never ordered."),
            ContradictionCode.LineAlreadyThere => Say("Ditambahkan dua kali. Tambahan terakhir berlaku.", "It was added twice. What was added last holds."),
            ContradictionCode.ProductChangedAfterDespatch => Say("Barangnya diganti sesudah sebagian dikirim. Barang terakhir berlaku.", "Its product was changed after some was sent. The last product holds."),
            ContradictionCode.AnswerToNothing => Say("Sebuah jawaban tidak menjawab apa pun.", "An answer answers nothing."),
            ContradictionCode.AnswerDoesNotFit => Say("Pembatalan dijawab dengan perubahan, bukan ya atau tidak. Permintaannya masih terbuka.", "A cancellation was answered with changes, neither yes nor no. The request is still open."),
            ContradictionCode.LineLeftOut => Say("Tidak disebut dalam jawaban penjual. Tetap seperti semula.", "The seller's answer leaves it out. It stays as it was."),
            ContradictionCode.DeliveredWithoutDespatch => Say("Katanya sudah dikirim, tetapi tidak ada surat jalan atau penerimaannya.", "Said to be delivered, but no despatch or receipt knows of it."),
            ContradictionCode.QuantityBelowZero => Say("Ada jumlah di bawah nol. Dihitung nol.", "A quantity is below zero. It is taken for none."),
            ContradictionCode.DespatchedAboveOrdered => Say($"Dikirim {by} lebih banyak daripada yang dipesan.", $"{by} more was sent than is ordered."),
            ContradictionCode.DespatchedAboveConfirmed => Say($"Dikirim {by} lebih banyak daripada yang disanggupi.", $"{by} more was sent than was confirmed."),
            ContradictionCode.DespatchedAfterCancellation => Say($"Dikirim {by} sesudah dibatalkan.", $"{by} was sent after it was cancelled."),
            ContradictionCode.OutstandingAboveOrdered => Say($"Yang katanya menyusul {by} lebih banyak daripada sisa pesanan.", $"{by} more is said to come than is left of the order."),
            ContradictionCode.ReceivedAboveDespatched => Say($"Datang {by} lebih banyak daripada yang dikirim.", $"{by} more came than was sent."),
            ContradictionCode.RejectedAboveReceived => Say($"Ditolak {by} lebih banyak daripada yang datang.", $"{by} more was rejected than came."),
            _ => doubt.Code.ToString(),
        };
        return $"{(goods is null ? "" : $"{goods}: ")}{said}";
    }

    /// <summary>Which document says so.</summary>
    internal string By(OrderDoubt doubt) => $"{Kind(doubt.Document)} {doubt.DocumentId}";

    /// <summary>What a document is called.</summary>
    internal string Kind(DocumentKind kind) => kind switch
    {
        DocumentKind.Order => Say("Pesanan", "Order"),
        DocumentKind.OrderResponse => Say("Jawaban", "Response"),
        DocumentKind.OrderChange => Say("Perubahan", "Change"),
        DocumentKind.OrderCancellation => Say("Pembatalan", "Cancellation"),
        DocumentKind.DespatchAdvice => Say("Surat jalan", "Despatch advice"),
        _ => Say("Penerimaan", "Receipt"),
    };
}
