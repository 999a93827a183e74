namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary>Why the chain refuses a request or a line; listed once, as in its contract.</summary>
/// <param name="Code">The stable <c>kode</c>.</param>
/// <param name="Message">The <c>pesan</c>, for people.</param>
/// <param name="Status">The HTTP status of a whole request refused; 200 for a line.</param>
internal sealed record Refusal(string Code, string Message, int Status)
{
    public static readonly Refusal UnknownKey = new("E-AKS-01", "Kunci mitra tidak dikenal.", 401);
    public static readonly Refusal NotYourCooperative = new("E-AKS-02", "Koperasi ini bukan milik kunci mitra Anda.", 403);

    public static readonly Refusal Malformed = new("E-UMM-01", "Isi permintaan tidak sesuai.", 400);
    public static readonly Refusal TooLarge = new("E-UMM-02", "Isi permintaan melebihi 1 MB.", 413);
    public static readonly Refusal BadPage = new("E-UMM-03", "hal mulai 1, per_hal 1 sampai 500.", 400);
    public static readonly Refusal NoSuchAddress = new("E-UMM-04", "Alamat atau metode tidak ada.", 404);
    public static readonly Refusal NotJson = new("E-UMM-05", "Isi permintaan harus application/json.", 415);
    public static readonly Refusal Broken = new("E-UMM-99", "Gangguan di pihak kami, coba lagi.", 500);

    public static readonly Refusal SendUnknown = new("E-KRM-01", "Kiriman ini belum pernah kami terima.", 404);
    public static readonly Refusal SendIdReused = new("E-KRM-02", "no_kirim sudah dipakai untuk isi lain.", 409);
    public static readonly Refusal LineCount = new("E-KRM-03", "Satu kiriman berisi 1 sampai 500 baris.", 422);
    public static readonly Refusal ZoneUnknown = new("E-KRM-04", "Zona hanya WIB.", 422);

    public static readonly Refusal UnknownItem = new("E-STK-01", "Kode barang tidak dikenal.", 200);
    public static readonly Refusal UnknownPack = new("E-STK-02", "Kemasan tidak dikenal untuk barang ini.", 200);
    public static readonly Refusal BadQuantity = new("E-STK-03", "Jumlah tidak sah untuk barang ini.", 200);
    public static readonly Refusal BadLocation = new("E-STK-04", "Kode lokasi kosong atau lebih dari 32 huruf.", 200);
    public static readonly Refusal BadTime = new("E-STK-05", "Waktu per tidak terbaca.", 200);
    public static readonly Refusal BadVersion = new("E-STK-06", "Versi mulai 1.", 200);
    public static readonly Refusal Stale = new("E-STK-07", "Versi tidak lebih baru dari yang tersimpan.", 200);

    public static readonly Refusal BadFeedQuery = new("E-STK-08", "sejak wajib diisi, jml 1 sampai 500.", 400);
    public static readonly Refusal TokenExpired = new("E-STK-09", "Token tidak berlaku lagi, minta potret ulang.", 410);
    public static readonly Refusal SnapshotExpired = new("E-STK-10", "Potret sudah tidak disimpan, minta potret ulang.", 410);

    public static readonly Refusal DocumentUnknown = new("E-PSN-01", "Dokumen ini belum pernah kami terima.", 404);
    public static readonly Refusal DocumentIdReused = new("E-PSN-02", "no_dokumen sudah dipakai untuk isi lain.", 409);
    public static readonly Refusal OrderedItemUnknown = new("E-PSN-03", "Kode barang pesanan tidak dikenal.", 422);
    public static readonly Refusal OrderedQuantity = new("E-PSN-04", "Kemasan atau jumlah tidak sah untuk barang ini.", 422);
    public static readonly Refusal DocumentOdd = new("E-PSN-05", "Isi dokumen tidak sesuai dengan jenisnya.", 422);
    public static readonly Refusal OrderUnknown = new("E-PSN-06", "Pesanan ini tidak ada.", 422);
    public static readonly Refusal DocumentTokenExpired = new("E-PSN-07", "Token tidak berlaku lagi, baca dari awal.", 410);

    /// <summary>This refusal as an answer, with a detail after its message.</summary>
    public IResult ToResult(string? detail = null) =>
        DialectJson.Answer(new Galat(Code, detail is null ? Message : $"{Message} {detail}"), Status);
}

/// <summary>Stops a request with a refusal, from however deep it is found.</summary>
internal sealed class RefusedException(Refusal refusal, string? detail = null) : Exception(refusal.Message)
{
    /// <summary>The answer to give.</summary>
    public IResult ToResult() => refusal.ToResult(detail);
}
