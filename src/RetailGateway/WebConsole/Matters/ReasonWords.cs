using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Matters;

/// <summary>Why a line waits on and why a matter closed by itself, in the page's language: the API's words for both are English.</summary>
internal sealed class ReasonWords(Ui ui) : WordsOf(ui)
{
    /// <summary>Why a line waits on; nothing for what waits since before there were codes.</summary>
    /// <param name="code">One of <see cref="WaitsCode"/>.</param>
    internal string? WaitsOn(string? code) => code switch
    {
        WaitsCode.Unmapped => Say("Kode itu belum berarti apa-apa pada waktunya.", "Its code means nothing at its time."),
        WaitsCode.Unreadable => Say("Isinya tidak terbaca.", "It cannot be read."),
        "change-invalid" => Say("Isinya tidak lengkap atau di luar batas.", "It is not complete, or out of bounds."),
        "change-differs" => Say("Nomor kabarnya sudah tercatat dengan isi lain, dan itu tetap.", "Its change id was recorded with other content, which stands."),
        "too-far-ahead" => Say("Waktunya masih di depan. Periksa jam pengirim.", "Its time lies ahead. Check the sender's clock."),
        "location-unknown" => Say("Tempatnya tidak dikenal.", "Its place is not known."),
        "not-system-of-record" => Say("Pada waktu itu stok tempat ini dicatat sistem lain.", "At that time another system told this place's stock."),
        "not-stocked" => Say("Barangnya jasa, yang tidak punya stok.", "It is of a service, which has no stock."),
        "reversal-mismatch" => Say("Yang dibatalkan milik barang atau tempat lain, atau sudah sebuah pembatalan.", "What it reverses is of other goods or another place, or is a reversal itself."),
        "line-dismissed" => Say("Baris ini sudah diabaikan oleh seseorang.", "Somebody dismissed this line."),
        _ => null,
    };

    /// <summary>Why a matter closed: a person's own words as they are, and ours in the page's language.</summary>
    internal string? ClosedBecause(Conflict matter) => MendedBecause.All.FirstOrDefault(because => because.Text == matter.ClosedBecause) is { } mended
        ? Mended(mended)
        : matter.ClosedBecause;

    internal string? Mended(MendedBecause because) => because switch
    {
        _ when because == MendedBecause.LaterEntry => Say("Catatan yang datang kemudian membereskannya.", "A later entry mended it."),
        _ when because == MendedBecause.BooksAgree => Say("Kedua buku sudah sama lagi.", "Both books agree again."),
        _ when because == MendedBecause.PartnerTakesIt => Say("Mitra sudah menerimanya lagi.", "The partner takes it again."),
        _ when because == MendedBecause.PartnerAnswered => Say("Sejak itu mitra menjawab dengan jelas.", "The partner has answered clearly since."),
        _ when because == MendedBecause.PlaceIsGone => Say("Buku mitra tidak lagi menyebut tempat ini sebagai milik pihak lain.", "The partner's book does not name this place as another's any more."),
        _ when because == MendedBecause.ExpectedLetGo => Say("Gerak yang ditunggu sudah dilepas.", "An expected movement was let go."),
        _ when because == MendedBecause.ExpectedCameRight => Say("Yang ditunggu sudah cocok.", "What was expected has come right."),
        _ when because == MendedBecause.ReservationLetGo => Say("Sebuah reservasi dibebaskan.", "A reservation was let go."),
        _ when because == MendedBecause.OrderLetGo => Say("Sebuah pesanan melepas stok yang ditahannya.", "An order let go of the stock that it held."),
        _ => null,
    };
}
