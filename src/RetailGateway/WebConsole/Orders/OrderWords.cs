using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Orders;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>What is said of orders, and of where they stand.</summary>
internal sealed class OrderWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Pesanan", "Orders");

    internal string Lead => Say("Apa yang dipesan, sampai di mana, dan giliran siapa.", "What was ordered, how far it is, and whose turn it is.");

    internal string Proposals => Say("Lihat usulan pesanan", "See what is proposed to be ordered");

    internal string Pools => Say("Lihat pesanan gabungan", "See pooled orders");

    internal string Trail => Say("Jejak", "Trail");

    internal string Filters => Say("Saringan", "Filters");

    internal string Search => Say("Nomor pesanan", "Order number");

    internal string Find => Say("Cari", "Find");

    internal string Caption => Say("Pesanan, yang terbaru di atas", "Orders, the newest first");

    internal string Next => Say("Lebih lama", "Older");

    internal string First => Say("Ke yang terbaru", "To the newest");

    internal string Number => Say("Pesanan", "Order");

    internal string To => Say("Diantar ke", "Goes to");

    internal string State => Say("Keadaan", "State");

    internal string Amount => Say("Nilai", "Amount");

    internal string Age => Say("Umur", "Age");

    internal string Filter(OrdersOf of) => of switch
    {
        OrdersOf.Ours => Say("Menunggu kita", "Waiting for us"),
        OrdersOf.Theirs => Say("Menunggu mereka", "Waiting for them"),
        OrdersOf.Late => Say("Terlambat", "Late"),
        OrdersOf.Short => Say("Kurang stok", "Short of stock"),
        OrdersOf.Doubtful => Say("Tidak cocok", "Does not fit"),
        OrdersOf.Ended => Say("Sudah berakhir", "Ended"),
        _ => Say("Semua", "All"),
    };

    /// <summary>What a list without an order says, and what there is to do.</summary>
    internal (Tone Tone, string Title, string Why) Nothing(OrdersOf of, string? number) => (of, number) switch
    {
        (_, { } sought) => (Tone.Plain, Say($"Tidak ada pesanan {sought}", $"No order {sought}"), Say("Periksa nomornya, atau cari di semua pesanan.", "Check the number, or look among all orders.")),
        (OrdersOf.Ours, _) => (Tone.Ok, Say("Tidak ada yang menunggu kita", "Nothing waits for us"), Say("Semua pesanan sudah dijawab, dikirim, atau diterima. Lihat yang menunggu pihak lain bila ada yang dinanti.", "Every order is answered, sent or received. Look at those that wait for the other side, where you expect something.")),
        (OrdersOf.Theirs, _) => (Tone.Ok, Say("Tidak ada yang menunggu mereka", "Nothing waits for them"), Say("Tidak ada pesanan yang menunggu pihak lain. Lihat yang menunggu kita.", "No order waits for the other side. Look at those that wait for us.")),
        (OrdersOf.Late, _) => (Tone.Ok, Say("Tidak ada yang terlambat", "No order is late"), Say("Kedua pihak masih punya waktu untuk semua pesanan yang berjalan. Tidak ada yang perlu dilakukan.", "Both sides still have time for all open orders. There is nothing to do.")),
        (OrdersOf.Short, _) => (Tone.Ok, Say("Tidak ada yang kurang stok", "No order is short of stock"), Say("Stok penjual cukup untuk semua pesanan yang berjalan. Tidak ada yang perlu dilakukan.", "The sellers' stock is enough for all open orders. There is nothing to do.")),
        (OrdersOf.Doubtful, _) => (Tone.Ok, Say("Semua dokumen cocok", "All documents fit"), Say("Jumlah dan dokumen tiap pesanan saling cocok. Tidak ada yang perlu dilakukan.", "Each order's quantities and documents fit together. There is nothing to do.")),
        (OrdersOf.Ended, _) => (Tone.Unknown, Say("Belum ada yang berakhir", "None has ended yet"), Say("Pesanan yang selesai, ditolak, atau dibatalkan muncul di sini.", "Orders that are completed, rejected or cancelled appear here.")),
        _ => (Tone.Unknown, Say("Belum ada pesanan", "No order yet"), Say("Pesanan masuk lewat sistem kedua pihak dan muncul di sini dengan sendirinya.", "Orders come by the systems of both sides and appear here by themselves.")),
    };

    internal string Who(TradeSide side, string partner) =>
        side == TradeSide.Buyer ? Say($"Anda memesan dari {partner}", $"You order from {partner}") : Say($"Anda memasok {partner}", $"You supply {partner}");

    internal string Title(string number) => Say($"Pesanan {number}", $"Order {number}");

    /// <summary>Who trades with whom, and where it goes.</summary>
    internal string Trade(SeenOrder order) =>
        $"{Who(order.Side, order.Partner)}, {Say("diantar ke", "to")} {order.ShipTo}{(order.ShipFrom is { } from ? $" {Say("dari", "from")} {from}" : "")}.";

    internal string About(SeenOrder order) =>
        $"{Trade(order)} " + Say($"Dipesan {Format.When(order.Order.IssuedAt)}, {Format.Ago(order.Order.IssuedAt)}.", $"Ordered {Format.When(order.Order.IssuedAt)}, {Format.Ago(order.Order.IssuedAt)}.");

    internal string Note(string note) => Say($"Pesan pembeli: {note}", $"The buyer's words: {note}");

    internal string Of(OrderState state) => state switch
    {
        OrderState.NotSubmitted => Say("Belum lengkap", "Not complete"),
        OrderState.Submitted => Say("Dipesan", "Ordered"),
        OrderState.Acknowledged => Say("Sudah sampai ke penjual", "The seller has it"),
        OrderState.Accepted => Say("Disanggupi", "Accepted"),
        OrderState.AcceptedWithChanges => Say("Ditawar jumlah lain", "Accepted with changes"),
        OrderState.Rejected => Say("Ditolak", "Rejected"),
        OrderState.ChangeRequested => Say("Perubahan diminta", "Change requested"),
        OrderState.CancellationRequested => Say("Pembatalan diminta", "Cancellation requested"),
        OrderState.Cancelled => Say("Dibatalkan", "Cancelled"),
        OrderState.PartlyDespatched => Say("Dikirim sebagian", "Partly despatched"),
        OrderState.Despatched => Say("Dikirim", "Despatched"),
        OrderState.PartlyReceived => Say("Diterima sebagian", "Partly received"),
        _ => Say("Selesai", "Completed"),
    };

    /// <summary>Whose turn it is, in a few words.</summary>
    internal string Turn(TradeSide side, TradeSide? turn, string partner) =>
        turn is not { } next ? Say("Tidak ada yang ditunggu", "Nothing is awaited")
        : next == side ? Say("Giliran kita", "Our turn")
        : Say($"Giliran {partner}", $"{partner}'s turn");

    /// <summary>Until when whoever's turn it is may take, in a few words.</summary>
    internal string Due(DateTimeOffset due, bool isLate) => isLate ? Say($"terlambat sejak {Format.When(due)}", $"late since {Format.When(due)}") : Say($"sampai {Format.When(due)}", $"until {Format.When(due)}");

    /// <summary>The same as a sentence, and what it waits for where the partner is down; nothing where the order has ended.</summary>
    internal string Due(SeenOrder order) => order.Order.DueAt is not { } due ? ""
        : $"{(order.Order.Late ? Say("Terlambat sejak", "Late since") : Say("Paling lambat", "By"))} {Format.When(due)} {Format.Zone}."
            + (order.AwaitsPartner ? Say(" Sistem penjual sedang tidak menjawab: permintaan pembatalan menunggu sampai ia kembali, atau sampai Anda memutuskan.", " The seller's system does not answer just now: a request to cancel waits until it is back, or until you decide.") : "");

    /// <summary>What whoever's turn it is does next.</summary>
    internal string DoesNext(OrderState state, TradeSide? turn) => state switch
    {
        OrderState.Submitted or OrderState.Acknowledged => Say("menjawab pesanan ini: menyanggupi, menawar jumlah lain, atau menolak.", "answer this order: accept it, offer other quantities, or reject it."),
        OrderState.Accepted => Say("mengirim barangnya.", "send the goods."),
        OrderState.AcceptedWithChanges => Say("mengubah pesanan sesuai tawaran penjual, atau membatalkannya.", "change the order as the seller offers, or cancel it."),
        OrderState.ChangeRequested => Say("menjawab permintaan perubahan.", "answer the request for a change."),
        OrderState.CancellationRequested => Say("menjawab permintaan pembatalan.", "answer the request for a cancellation."),
        OrderState.PartlyDespatched => Say("mengirim sisanya.", "send the rest."),
        OrderState.PartlyReceived when turn == TradeSide.Seller => Say("mengirim sisanya.", "send the rest."),
        OrderState.PartlyReceived => Say("mencatat sisanya begitu datang.", "say what came of the rest."),
        _ => Say("mencatat apa yang datang.", "say what came."),
    };

    /// <summary>A heading and a sentence of whose turn it is.</summary>
    internal (string Title, string Why) Turn(SeenOrder order) => order.Order.Turn switch
    {
        null => (Say("Tidak ada yang ditunggu lagi.", "Nothing more is awaited."), Say("Pesanan ini sudah berakhir.", "This order has ended.")),
        { } turn when turn == order.Side => (Say("Giliran kita:", "Our turn:"), DoesNext(order.Order.State, order.Order.Turn)),
        _ => (Say($"Giliran {order.Partner}:", $"{order.Partner}'s turn:"), DoesNext(order.Order.State, order.Order.Turn)),
    };

    internal string BySystem => Say("Di pihak Anda, sistem Anda yang melakukannya lewat API.", "On your side your system does it, by the API.");

    internal string ByRoles(string roles) => Say($"Ini untuk {roles}.", $"This is for: {roles}.");

    internal string OnlyBySystem => Say("Mengubah pesanan dilakukan sistem Anda lewat API; membatalkan bisa di sini.", "Your system changes an order, by the API; you can cancel it here.");

    /// <summary>What was just done, or was done before by the same form.</summary>
    internal string Done(string? done) => done switch
    {
        "answer" => Say("Jawaban terkirim.", "The answer is sent."),
        "despatch" => Say("Pengiriman tercatat.", "The despatch is recorded."),
        "receipt" => Say("Penerimaan tercatat.", "The receipt is recorded."),
        "approval" => Say("Usulan disetujui, dan sekarang menjadi pesanan ini.", "The proposal is approved, and is this order now."),
        "cancellation" => Say("Permintaan pembatalan terkirim.", "The request to cancel is sent."),
        _ => Say("Sudah tercatat sebelumnya.", "It was recorded before."),
    };

    internal string DoneWhy(OrderState state) => Say($"Pesanan sekarang: {Of(state)}.", $"The order is now: {Of(state)}.");

    internal string Answer => Say("Jawab pesanan", "Answer the order");

    internal string AnswerTo(DocumentKind? asked) => asked switch
    {
        DocumentKind.OrderChange => Say("Jawab permintaan perubahan", "Answer the change"),
        DocumentKind.OrderCancellation => Say("Jawab permintaan pembatalan", "Answer the cancellation"),
        _ => Answer,
    };

    internal string Despatch => Say("Catat pengiriman", "Record a despatch");

    internal string Receive => Say("Catat penerimaan", "Record a receipt");

    internal string AskToCancel => Say("Minta pembatalan", "Ask to cancel");

    internal string Money(decimal amount, string currency) => currency is "IDR" or "" ? Kit.Format.Rupiah(amount) : $"{currency} {Kit.Format.Number(amount)}";

    internal string Doubts(int count) => Say($"Yang tidak cocok ({count})", $"What does not fit ({count})");

    internal string DoubtsWhy => Say("Angka di bawah memakai semua dokumen apa adanya. Dokumen yang menjelaskannya menghapus keterangan ini dengan sendirinya.", "The figures below take all documents as they are. A document that explains it makes this go away by itself.");

    internal string Lines => Say("Barang", "Goods");

    internal string LinesAside(int count) => Say($"Dalam satuan dasar, {count} baris", $"In base units, {count} lines");

    internal string LinesCaption => Say("Jumlah dipesan, disanggupi, dikirim dan diterima", "Quantities ordered, confirmed, despatched and received");

    internal string Ordered => Say("Dipesan", "Ordered");

    internal string Confirmed => Say("Disanggupi", "Confirmed");

    internal string Despatched => Say("Dikirim", "Despatched");

    internal string Received => Say("Diterima", "Received");

    internal string Sum => Say("Nilai yang dikirim atau masih akan dikirim, tanpa PPN", "Amount despatched or still to be, without tax");

    internal string Pages => Say("Halaman barang", "Pages of goods");

    internal string EarlierLines => Say("Baris sebelumnya", "Lines before");

    internal string LaterLines => Say("Baris berikutnya", "Lines after");

    internal string Timeline => Say("Perjalanan", "History");

    internal string OlderDocuments => Say("Dokumen lebih lama", "Older documents");

    internal string NewestDocuments => Say("Ke dokumen terbaru", "To the newest document");
}
