using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Audit;

/// <summary>The fields of what the audit log keeps before and after an act, as people call them.</summary>
internal sealed class FieldWords(Ui ui) : WordsOf(ui)
{
    private static readonly Dictionary<string, (string Indonesian, string English)> Words = new(StringComparer.Ordinal)
    {
        ["action"] = ("keputusan", "decision"),
        ["added"] = ("baris yang menambah", "lines that added"),
        ["answeredFor"] = ("dijawab untuk", "answered for"),
        ["applied"] = ("baris tercatat", "lines recorded"),
        ["attempts"] = ("percobaan", "attempts"),
        ["availableAfter"] = ("bisa dijual sesudahnya", "available after"),
        ["availableBefore"] = ("bisa dijual sebelumnya", "available before"),
        ["before"] = ("sebelumnya", "before"),
        ["bytes"] = ("ukuran (bita)", "size (bytes)"),
        ["change"] = ("catatan", "change"),
        ["changeId"] = ("nomor catatan", "change number"),
        ["changed"] = ("baris yang mengubah", "lines that changed"),
        ["closesAt"] = ("ditutup", "closes"),
        ["code"] = ("kode", "code"),
        ["concludedAt"] = ("selesai", "concluded"),
        ["connection"] = ("sambungan", "connection"),
        ["count"] = ("jumlah baris", "number of lines"),
        ["decision"] = ("keputusan", "decision"),
        ["differed"] = ("barang yang berbeda", "goods that differed"),
        ["difference"] = ("selisih", "difference"),
        ["differences"] = ("yang berbeda", "what differs"),
        ["document"] = ("nomor surat", "document"),
        ["dueSince"] = ("menunggu sejak", "waiting since"),
        ["duplicate"] = ("baris yang sudah ada", "lines that were there"),
        ["evidence"] = ("bukti", "evidence"),
        ["expected"] = ("menurut surat", "by the document"),
        ["expectedOut"] = ("akan keluar", "expected out"),
        ["expiresAt"] = ("berlaku sampai", "works until"),
        ["explainedBy"] = ("dijelaskan oleh", "explained by"),
        ["feedOf"] = ("kabar dari", "feed of"),
        ["file"] = ("nama berkas", "file name"),
        ["from"] = ("sejak", "from"),
        ["heldUntil"] = ("dipegang sampai", "held until"),
        ["holder"] = ("dipegang oleh", "held by"),
        ["id"] = ("nomor", "number"),
        ["inBackground"] = ("baris yang menyusul", "lines to follow"),
        ["item"] = ("kode barang", "item code"),
        ["itemCode"] = ("kode barang", "item code"),
        ["key"] = ("kunci", "key"),
        ["kind"] = ("jenis", "kind"),
        ["lastError"] = ("kegagalan terakhir", "last error"),
        ["lastErrorCode"] = ("kode kegagalan terakhir", "code of the last error"),
        ["line"] = ("baris", "line"),
        ["lines"] = ("baris", "lines"),
        ["location"] = ("lokasi", "location"),
        ["locationOf"] = ("lokasi milik", "location of"),
        ["minimum"] = ("minimum", "minimum"),
        ["name"] = ("nama", "name"),
        ["networks"] = ("boleh dari alamat", "may come from"),
        ["nextAttemptAt"] = ("percobaan berikutnya", "next attempt"),
        ["occurredAt"] = ("terjadi", "happened"),
        ["onHand"] = ("di tangan", "on hand"),
        ["onHandAfter"] = ("di tangan sesudahnya", "on hand after"),
        ["onHandBefore"] = ("di tangan sebelumnya", "on hand before"),
        ["order"] = ("pesanan", "order"),
        ["ours"] = ("catatan kita", "our book"),
        ["pack"] = ("kemasan", "pack"),
        ["parkedAt"] = ("disisihkan pada", "put aside at"),
        ["parkedBecause"] = ("disisihkan karena", "put aside because"),
        ["parkedBy"] = ("disisihkan oleh", "put aside by"),
        ["party"] = ("pihak", "party"),
        ["pool"] = ("pesanan gabungan", "pooled order"),
        ["positions"] = ("stok", "stock"),
        ["product"] = ("barang", "product"),
        ["quantity"] = ("jumlah", "quantity"),
        ["receivedAt"] = ("diterima", "received"),
        ["recent"] = ("catatan terakhir", "recent entry"),
        ["recorded"] = ("yang tercatat", "what is recorded"),
        ["reference"] = ("nomor rujukan", "reference"),
        ["refused"] = ("baris ditolak", "lines refused"),
        ["refusedCode"] = ("kode penolakan", "code of the refusal"),
        ["remaining"] = ("sisa yang ditunggu", "still expected"),
        ["reserved"] = ("dicadangkan", "reserved"),
        ["resolution"] = ("penyelesaian", "resolution"),
        ["reverses"] = ("membatalkan", "reverses"),
        ["review"] = ("baris ditinjau", "lines in review"),
        ["role"] = ("peran", "role"),
        ["rule"] = ("aturan pembagian", "rule of sharing"),
        ["scopes"] = ("boleh", "may"),
        ["send"] = ("kiriman", "send"),
        ["sent"] = ("yang dikirim", "what was sent"),
        ["sentFor"] = ("dikirim untuk", "sent for"),
        ["sha256"] = ("sidik berkas", "fingerprint"),
        ["shares"] = ("bagian", "shares"),
        ["shipTo"] = ("dikirim ke", "goes to"),
        ["shop"] = ("toko", "shop"),
        ["source"] = ("dokumen asal", "source document"),
        ["state"] = ("keadaan", "state"),
        ["status"] = ("keadaan", "status"),
        ["supplier"] = ("pemasok", "supplier"),
        ["theirs"] = ("catatan mitra", "their book"),
        ["told"] = ("menurut kasir", "by the till"),
        ["toldAgain"] = ("dikirim ulang", "told again"),
        ["toldAs"] = ("dikirim sebagai", "told as"),
        ["unchanged"] = ("baris yang sudah ada", "lines that were there"),
        ["target"] = ("target", "target"),
        ["value"] = ("nilai", "value"),
        ["version"] = ("versi", "version"),
        ["waiting"] = ("baris yang masih menunggu", "lines still waiting"),
        ["what"] = ("pekerjaan", "work"),
        ["why"] = ("sebab", "why"),
        ["words"] = ("kata mitra", "the partner's words"),
    };

    /// <summary>Whether a name has words.</summary>
    internal static bool Knows(string name) => Words.ContainsKey(name);

    /// <summary>The names of a path that are words, without the places in lists.</summary>
    internal static IEnumerable<string> Names(string path) => path.Split('.').Where(part => !IsPlace(part));

    /// <summary>A path as people say it: <c>evidence.ours.quantity</c> is "bukti, catatan kita, jumlah". A name that is unknown is shown as it is.</summary>
    internal string Of(string path) => string.Join(", ", path.Split('.').Aggregate(new List<string>(), (said, part) =>
    {
        if (IsPlace(part) && said.Count > 0)
        {
            said[^1] = $"{said[^1]} {part}";
        }
        else
        {
            said.Add(Words.TryGetValue(part, out var words) ? Say(words.Indonesian, words.English) : part);
        }

        return said;
    }));

    private static bool IsPlace(string part) => part.All(char.IsAsciiDigit);
}
