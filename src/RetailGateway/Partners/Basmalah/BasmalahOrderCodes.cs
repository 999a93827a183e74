using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Partners.Basmalah;

/// <summary>The words of the chain's order documents, each way. What is not among them is not understood.</summary>
internal static class BasmalahOrderCodes
{
    /// <summary>The co-op ordered.</summary>
    public const string Cooperative = "KOPERASI";

    /// <summary>The chain ordered.</summary>
    public const string Chain = "TOKO";

    /// <summary>Kinds of documents.</summary>
    public static BasmalahWords<DocumentKind> Kinds { get; } = new(
        (DocumentKind.Order, "PESANAN"),
        (DocumentKind.OrderResponse, "JAWABAN"),
        (DocumentKind.OrderChange, "PERUBAHAN"),
        (DocumentKind.OrderCancellation, "PEMBATALAN"),
        (DocumentKind.DespatchAdvice, "SURAT_JALAN"),
        (DocumentKind.ReceiptAdvice, "PENERIMAAN"));

    /// <summary>Answers as a whole.</summary>
    public static BasmalahWords<ResponseCode> Answers { get; } = new(
        (ResponseCode.Received, "DITERIMA"),
        (ResponseCode.Accepted, "DISETUJUI"),
        (ResponseCode.Rejected, "DITOLAK"),
        (ResponseCode.AcceptedWithChanges, "DISETUJUI_UBAH"));

    /// <summary>What an answer says of a line.</summary>
    public static BasmalahWords<ResponseLineStatus> AnsweredLines { get; } = new(
        (ResponseLineStatus.Added, "TAMBAH"),
        (ResponseLineStatus.Changed, "UBAH"),
        (ResponseLineStatus.NotChanged, "TETAP"),
        (ResponseLineStatus.Refused, "TOLAK"),
        (ResponseLineStatus.AlreadyDelivered, "SUDAH_DIKIRIM"));

    /// <summary>Where an order stands.</summary>
    public static BasmalahWords<OrderState> States { get; } = new(
        (OrderState.Submitted, "DIPESAN"),
        (OrderState.Acknowledged, "DITERIMA"),
        (OrderState.Accepted, "DISETUJUI"),
        (OrderState.AcceptedWithChanges, "DISETUJUI_UBAH"),
        (OrderState.Rejected, "DITOLAK"),
        (OrderState.ChangeRequested, "MINTA_UBAH"),
        (OrderState.CancellationRequested, "MINTA_BATAL"),
        (OrderState.Cancelled, "BATAL"),
        (OrderState.PartlyDespatched, "DIKIRIM_SEBAGIAN"),
        (OrderState.Despatched, "DIKIRIM"),
        (OrderState.PartlyReceived, "DATANG_SEBAGIAN"),
        (OrderState.Completed, "SELESAI"));

    /// <summary>What a change makes of a line.</summary>
    public static BasmalahWords<ChangeLineStatus> ChangedLines { get; } = new(
        (ChangeLineStatus.Added, "TAMBAH"),
        (ChangeLineStatus.Deleted, "HAPUS"),
        (ChangeLineStatus.Changed, "UBAH"));
}

/// <summary>Our terms and the chain's words for them, one for one.</summary>
internal sealed class BasmalahWords<T>(params (T Ours, string Theirs)[] pairs)
    where T : struct, Enum
{
    /// <summary>The chain's word.</summary>
    public string Of(T ours) => Array.Find(pairs, pair => EqualityComparer<T>.Default.Equals(pair.Ours, ours)).Theirs;

    /// <summary>What a word of the chain's means; null where it is none of these.</summary>
    public T? Read(string? theirs) => Array.Find(pairs, pair => pair.Theirs == theirs) is { Theirs: not null } found ? found.Ours : null;
}
