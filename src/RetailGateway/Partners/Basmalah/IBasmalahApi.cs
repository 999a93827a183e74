using Refit;

namespace RetailGateway.Partners.Basmalah;

/// <summary>
/// Toko Basmalah's API for partners. A failed call does not throw: it is read by <see cref="BasmalahAnswers"/>.
/// Each call carries the key of the connection it is made for, because one key stands for one co-op.
/// </summary>
internal interface IBasmalahApi
{
    /// <summary>The most lines of a send, and the most rows of an answer.</summary>
    const int MostRows = 500;

    /// <summary>The most documents of orders that are asked for at a time: each may have 500 lines.</summary>
    const int MostDocuments = 20;

    /// <summary>Says what a co-op has; may be sent again with the same <c>no_kirim</c> and content.</summary>
    [Post("/mitra/v2/ketersediaan")]
    Task<ApiResponse<JawabanKiriman>> Publish(
        [Header("X-Kunci-Mitra")] string key, [Body] KirimanKetersediaan send, CancellationToken cancel);

    /// <summary>Asks whether a send arrived, and for its answer.</summary>
    [Get("/mitra/v2/ketersediaan/kiriman/{no_kirim}")]
    Task<ApiResponse<JawabanKiriman>> FindSend(
        [Header("X-Kunci-Mitra")] string key, [AliasAs("no_kirim")] string sendId, CancellationToken cancel);

    /// <summary>Asks what the chain holds of a co-op.</summary>
    [Get("/mitra/v2/ketersediaan")]
    Task<ApiResponse<Halaman<BarisKetersediaan>>> ListHeld(
        [Header("X-Kunci-Mitra")] string key,
        [AliasAs("koperasi")] string cooperative,
        [AliasAs("hal")] int page,
        [AliasAs("per_hal")] int size,
        CancellationToken cancel);

    /// <summary>Reads the chain's own stock changes after a token.</summary>
    [Get("/mitra/v2/stok/perubahan")]
    Task<ApiResponse<PerubahanStok>> ReadChanges(
        [Header("X-Kunci-Mitra")] string key,
        [AliasAs("sejak")] string token,
        [AliasAs("jml")] int count,
        CancellationToken cancel);

    /// <summary>Takes a snapshot of the chain's own stock, or reads a page of one taken before.</summary>
    [Get("/mitra/v2/stok/potret")]
    Task<ApiResponse<PotretStok>> ReadSnapshot(
        [Header("X-Kunci-Mitra")] string key,
        [AliasAs("id_potret")] string? snapshotId,
        [AliasAs("hal")] int page,
        [AliasAs("per_hal")] int size,
        CancellationToken cancel);

    /// <summary>Lists the chain's catalogue.</summary>
    [Get("/mitra/v2/barang")]
    Task<ApiResponse<Halaman<BarisBarang>>> ListItems(
        [Header("X-Kunci-Mitra")] string key,
        [AliasAs("hal")] int page,
        [AliasAs("per_hal")] int size,
        CancellationToken cancel);

    /// <summary>Lists the chain's stores and warehouses.</summary>
    [Get("/mitra/v2/lokasi")]
    Task<ApiResponse<Halaman<BarisLokasi>>> ListLocations(
        [Header("X-Kunci-Mitra")] string key,
        [AliasAs("hal")] int page,
        [AliasAs("per_hal")] int size,
        CancellationToken cancel);

    /// <summary>Sends a document of an order; may be sent again with the same <c>no_dokumen</c> and content.</summary>
    [Post("/mitra/v2/pesanan/dokumen")]
    Task<ApiResponse<JawabanDokumen>> SendDocument([Header("X-Kunci-Mitra")] string key, [Body] DokumenPesanan document, CancellationToken cancel);

    /// <summary>Asks whether a document arrived, and how the chain has it.</summary>
    [Get("/mitra/v2/pesanan/dokumen")]
    Task<ApiResponse<JawabanDokumen>> FindDocument(
        [Header("X-Kunci-Mitra")] string key,
        [AliasAs("pembeli")] string buyer,
        [AliasAs("no_pesanan")] string order,
        [AliasAs("jenis")] string kind,
        [AliasAs("no_dokumen")] string id,
        CancellationToken cancel);

    /// <summary>Reads the chain's own documents after a token, or from the first on.</summary>
    [Get("/mitra/v2/pesanan/kabar")]
    Task<ApiResponse<KabarPesanan>> ReadDocuments(
        [Header("X-Kunci-Mitra")] string key, [AliasAs("sejak")] string? token, [AliasAs("jml")] int count, CancellationToken cancel);

    /// <summary>Lists the orders with a co-op as the chain's books have them.</summary>
    [Get("/mitra/v2/pesanan")]
    Task<ApiResponse<Halaman<LembarPesanan>>> ListOrders(
        [Header("X-Kunci-Mitra")] string key, [AliasAs("hal")] int page, [AliasAs("per_hal")] int size, CancellationToken cancel);
}
