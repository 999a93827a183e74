using System.Globalization;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Features.Sync.Contracts;

namespace RetailGateway.Features.Messages;

/// <summary>What a message says, on the page as in a mail.</summary>
/// <param name="language"><c>id</c> or <c>en</c>.</param>
internal sealed class MessageWords(string language)
{
    private static readonly CultureInfo Figures = CultureInfo.GetCultureInfo("id-ID");

    /// <summary>One text in both languages, Indonesian first.</summary>
    internal string Say(string indonesian, string english) => language == "en" ? english : indonesian;

    /// <summary>Rupiah with points, in both languages.</summary>
    internal static string Rupiah(decimal amount) => "Rp" + amount.ToString("#,0.##", Figures);

    /// <summary>A number with points, in both languages.</summary>
    internal static string Number(long number) => number.ToString("#,0", Figures);

    /// <summary>The sentence of a message or of an open matter.</summary>
    internal string Title(string kind, Named named) => kind switch
    {
        MessageKind.Conflict => Conflict(named),
        MessageKind.Review => Say($"Pilih barang untuk kode {named.Subject}", $"Choose the product of code {named.Subject}"),
        MessageKind.Stream => Say($"{Stream(named)}, {named.Subject}, menunggu Anda", $"{Stream(named)}, {named.Subject}, waits for you"),
        MessageKind.Order => Order(named),
        MessageKind.Many => Say($"{Number(named.Count ?? 0)} hal baru menunggu Anda", $"{Number(named.Count ?? 0)} new matters wait for you"),
        MessageKind.Joined => Say($"{named.Subject} menerima undangan Anda", $"{named.Subject} accepted your invitation"),
        MessageKind.PasswordLink => Say($"{named.Subject} membuat tautan sandi baru untuk Anda", $"{named.Subject} made a link to a new password for you"),
        MessageKind.CodeCleared => Say($"{named.Subject} menghapus kode kedua Anda", $"{named.Subject} cleared your sign-in code"),
        _ => kind,
    };

    /// <summary>Where, how many, and what may be lost; empty where there is nothing to add.</summary>
    internal string Why(string kind, Named named) => string.Join(", ", Parts(kind, named));

    /// <summary>What an open matter's sentence names.</summary>
    internal static Named Of(AskedMatter matter) =>
        new() { Detail = matter.Detail, Subject = matter.Subject, Place = matter.Place, Count = matter.Lines, Rupiah = matter.Rupiah };

    private IEnumerable<string> Parts(string kind, Named named)
    {
        if (named.Place is { } place)
        {
            yield return kind == MessageKind.Stream ? Say($"barang {place}", $"goods of {place}") : place;
        }

        if (kind == MessageKind.Review && named.Count is { } lines)
        {
            yield return Say($"{Number(lines)} baris menunggu", lines == 1 ? "1 line waits" : $"{Number(lines)} lines wait");
        }

        if (named.Rupiah is > 0)
        {
            yield return Say($"nilai berisiko {Rupiah(named.Rupiah.Value)}", $"{Rupiah(named.Rupiah.Value)} at risk");
        }

        if (kind == MessageKind.PasswordLink)
        {
            yield return Say("bukan atas permintaan Anda? Ganti sandi dan beri tahu administrator", "you did not ask for it? Change your password and tell the administrator");
        }

        if (kind == MessageKind.CodeCleared)
        {
            yield return Say("bukan atas permintaan Anda? Ganti sandi dan pasang kode lagi", "you did not ask for it? Change your password and set the code up again");
        }
    }

    private string Conflict(Named named)
    {
        var goods = named.Subject ?? Say("barang", "goods");
        return named.Detail switch
        {
            "negative_on_hand" => Say($"Stok {goods} minus", $"{goods} is below zero"),
            "oversold" => Say($"{goods} dicadangkan lebih dari yang ada", $"More {goods} is reserved than is there"),
            "change_differs" => Say("Satu kabar datang dua kali dengan isi berbeda", "One change came twice with different content"),
            "expected_unfulfilled" => Say($"{goods} belum dicatat kasir", $"The till has not told of {goods}"),
            "expected_differs" => Say($"Kasir mencatat jumlah lain untuk {goods}", $"The till told another quantity of {goods}"),
            "stock_drift" => Say($"Stok {goods} berbeda", $"Stock of {goods} differs"),
            "echo_differs" => Say("Mitra mengulang angka yang lain", "The partner echoed other figures"),
            "partner_refuses" => Say($"Mitra menolak {goods}", $"The partner refuses {goods}"),
            "tenant_mismatch" => Say("Mitra mencampur data dua pihak", "The partner mixed up two parties"),
            "order_refused" => Say("Sistem mitra menolak dokumen pesanan", "The partner's system refuses an order document"),
            "order_unread" => Say("Dokumen pesanan dari mitra belum bisa dicatat", "An order document of the partner's cannot be recorded"),
            "order_differs" => Say("Pesanan berbeda dengan catatan mitra", "An order differs from the partner's"),
            _ => named.Detail ?? "",
        };
    }

    private string Order(Named named) => named.Detail switch
    {
        "remind_halfway" => Say($"Separuh waktu untuk pesanan {named.Subject} sudah lewat", $"Half of the time for order {named.Subject} is over"),
        "escalate" => Say($"Pesanan {named.Subject} tetap terlambat", $"Order {named.Subject} stays late"),
        "pool_kept" => Say($"Pesanan gabungan {named.Subject} ditahan", $"The pooled order {named.Subject} is kept back"),
        "doubtful" => Say($"Dokumen pesanan {named.Subject} tidak cocok", $"The documents of order {named.Subject} do not fit"),
        _ => Say($"Pesanan {named.Subject} terlambat", $"Order {named.Subject} is late"),
    };

    private string Stream(Named named) => named.Detail switch
    {
        "stock_in" => Say("Stok masuk", "Stock in"),
        "stock_out" => Say("Stok keluar", "Stock out"),
        "orders_in" => Say("Pesanan masuk", "Orders in"),
        "orders_out" => Say("Pesanan keluar", "Orders out"),
        _ => named.Detail ?? "",
    };
}
