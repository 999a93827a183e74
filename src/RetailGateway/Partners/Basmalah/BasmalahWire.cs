using System.Text.Json;

namespace RetailGateway.Partners.Basmalah;

// The names on the wire are these names in snake case, as contracts/partners/basmalah/openapi.json has them.

/// <summary>What one co-op has available, at most 500 lines.</summary>
internal sealed record KirimanKetersediaan(
    string NoKirim, string Koperasi, string Zona, IReadOnlyList<BarisKiriman> Baris);

/// <summary>One line of a send: packs plus loose pieces, or kilograms.</summary>
internal sealed record BarisKiriman(
    string Lokasi,
    string KdBarang,
    string? Kemasan,
    long? JmlKemasan,
    long? JmlEceran,
    decimal? BeratKg,
    long Versi,
    string Per);

/// <summary>The answer to a send, a line for a line.</summary>
internal sealed record JawabanKiriman(
    string NoKirim,
    string Koperasi,
    string DiterimaPada,
    string Zona,
    int JmlDiterima,
    int JmlUsang,
    int JmlTolak,
    IReadOnlyList<BarisJawaban> Baris);

/// <summary>One answered line: the echo of what was sent, and what became of it.</summary>
/// <remarks>Read by the thousand, so it is filled field by field: a constructor of twelve would have each of them boxed.</remarks>
internal sealed record BarisJawaban
{
    public required int No { get; init; }

    public required string Lokasi { get; init; }

    public required string KdBarang { get; init; }

    public required long Versi { get; init; }

    public required string Status { get; init; }

    public string? Kemasan { get; init; }

    public long? JmlKemasan { get; init; }

    public long? JmlEceran { get; init; }

    public decimal? BeratKg { get; init; }

    public long? VersiTersimpan { get; init; }

    public string? Kode { get; init; }

    public string? Pesan { get; init; }
}

/// <summary>One page of a list.</summary>
internal sealed record Halaman<T>(
    int Hal, int PerHal, int TotalHal, int TotalBaris, string Zona, IReadOnlyList<T> Baris);

/// <summary>What the chain holds of a co-op.</summary>
internal sealed record BarisKetersediaan(
    string Lokasi,
    string KdBarang,
    long Versi,
    string Per,
    string NoKirim,
    string? Kemasan = null,
    long? JmlKemasan = null,
    long? JmlEceran = null,
    decimal? BeratKg = null);

/// <summary>Changes of the chain's own stock after a token.</summary>
internal sealed record PerubahanStok(
    string TokenBerikut, bool AdaLagi, string Zona, IReadOnlyList<BarisPerubahan> Baris);

/// <summary>One change of the chain's own stock, and what was left after it.</summary>
internal sealed record BarisPerubahan(
    long NoUrut,
    string IdMutasi,
    string Lokasi,
    string KdBarang,
    string Jenis,
    string Arah,
    string Waktu,
    string NoBukti,
    string? Kemasan = null,
    long? JmlKemasan = null,
    long? JmlEceran = null,
    decimal? BeratKg = null,
    long? SisaKemasan = null,
    long? SisaEceran = null,
    decimal? SisaKg = null,
    string? KoreksiAtas = null);

/// <summary>One page of a snapshot of the chain's own stock, as of <paramref name="Token"/>.</summary>
internal sealed record PotretStok(
    string IdPotret,
    string Token,
    string Per,
    int Hal,
    int PerHal,
    int TotalHal,
    int TotalBaris,
    string Zona,
    IReadOnlyList<BarisStok> Baris);

/// <summary>What lies at one location of the chain.</summary>
internal sealed record BarisStok(
    string Lokasi,
    string KdBarang,
    string? Kemasan = null,
    long? JmlKemasan = null,
    long? JmlEceran = null,
    decimal? BeratKg = null);

/// <summary>One item of the chain's catalogue; its price is whole rupiah for a piece or a kilogram.</summary>
internal sealed record BarisBarang(
    string KdBarang, string Nama, string Kategori, string Satuan, long Harga, IReadOnlyList<KemasanBarang> Kemasan);

/// <summary>A pack of an item and how many pieces it holds.</summary>
internal sealed record KemasanBarang(string Kemasan, int Isi, string? Barcode = null);

/// <summary>One location of the chain: <c>TOKO</c> or <c>GUDANG</c>.</summary>
internal sealed record BarisLokasi(string Lokasi, string Nama, string Jenis);

/// <summary>A document of an order, either side's.</summary>
/// <param name="Koperasi">The co-op's code.</param>
/// <param name="Pembeli"><c>KOPERASI</c> or <c>TOKO</c>: who ordered.</param>
/// <param name="NoPesanan">The buyer's number of the order.</param>
/// <param name="Jenis">What it is; <see cref="BasmalahOrderCodes"/>.</param>
/// <param name="NoDokumen">Its sender's id of it.</param>
/// <param name="Waktu">Local time of its issue.</param>
/// <param name="Zona">Of that time.</param>
/// <param name="Baris">Its lines; none in a cancellation.</param>
/// <param name="KirimKe">Of an order: the buyer's location.</param>
/// <param name="KirimDari">Of an order: the seller's location.</param>
/// <param name="MataUang">Of an order's prices, ISO 4217; rupiah where it is not there.</param>
/// <param name="Catatan">Of an order: a word to the seller.</param>
/// <param name="Jawaban">Of an answer: the answer as a whole.</param>
/// <param name="AtasJenis">Of an answer: the kind of what it answers, where that is not the order.</param>
/// <param name="AtasNo">Of an answer: the id of what it answers.</param>
/// <param name="Urut">Of a change: its number among the order's changes.</param>
/// <param name="NoTerima">Of a receipt: its number; one of the same number is replaced.</param>
/// <param name="HanyaDokumen">Of a receipt: it answers the despatch note and not the goods.</param>
internal sealed record DokumenPesanan(
    string Koperasi,
    string Pembeli,
    string NoPesanan,
    string Jenis,
    string NoDokumen,
    string Waktu,
    string Zona,
    IReadOnlyList<BarisDokumen> Baris,
    string? KirimKe = null,
    string? KirimDari = null,
    string? MataUang = null,
    string? Catatan = null,
    string? Jawaban = null,
    string? AtasJenis = null,
    string? AtasNo = null,
    int? Urut = null,
    string? NoTerima = null,
    bool? HanyaDokumen = null);

/// <summary>One line of a document.</summary>
/// <param name="NoBaris">The buyer's id of the line.</param>
/// <param name="KdBarang">The chain's item code; in an answer, of goods that are offered instead.</param>
/// <param name="Status">What an answer or a change makes of the line.</param>
/// <param name="Jml">Ordered, confirmed, sent or received.</param>
/// <param name="Sisa">Sent later.</param>
/// <param name="Tolak">Received, and not taken.</param>
/// <param name="Harga">For <paramref name="HargaPer"/> packs, or kilograms; in units of the currency.</param>
/// <param name="HargaPer">One where it is not there.</param>
internal sealed record BarisDokumen(
    string NoBaris,
    string? KdBarang = null,
    string? Status = null,
    JumlahBarang? Jml = null,
    JumlahBarang? Sisa = null,
    JumlahBarang? Tolak = null,
    decimal? Harga = null,
    decimal? HargaPer = null);

/// <summary>Packs plus loose pieces, or kilograms.</summary>
internal sealed record JumlahBarang(string? Kemasan = null, long? JmlKemasan = null, long? JmlEceran = null, decimal? BeratKg = null);

/// <summary>That the chain has a document, as it has it.</summary>
internal sealed record JawabanDokumen(string DiterimaPada, string Zona, DokumenPesanan Dokumen);

/// <summary>The chain's own documents after a token.</summary>
internal sealed record KabarPesanan(string TokenBerikut, bool AdaLagi, IReadOnlyList<BarisKabar> Baris);

/// <summary>One of them, in a message with an id for ever. What it says is kept as it came, and read when it is recorded.</summary>
internal sealed record BarisKabar(string IdKabar, JsonElement Dokumen);

/// <summary>An order as the chain's books have it.</summary>
internal sealed record LembarPesanan(string Pembeli, string NoPesanan, string Keadaan, IReadOnlyList<BarisLembar> Baris);

/// <summary>One line of it: ordered, agreed to, sent, arrived, and of that not taken.</summary>
internal sealed record BarisLembar(
    string NoBaris, string? KdBarang, JumlahBarang Dipesan, JumlahBarang Disanggupi, JumlahBarang Dikirim, JumlahBarang Tiba, JumlahBarang Ditolak);

/// <summary>A request refused as a whole.</summary>
internal sealed record Galat(string Kode, string Pesan);
