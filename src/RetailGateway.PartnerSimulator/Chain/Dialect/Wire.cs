namespace RetailGateway.PartnerSimulator.Chain.Dialect;

// The names on the wire are these names in snake case; contracts/partners/basmalah/openapi.json describes each.

/// <summary>A co-op's send of availability.</summary>
internal sealed record KirimanKetersediaan(
    string NoKirim, string Koperasi, string Zona, IReadOnlyList<BarisKiriman> Baris);

/// <summary>One line of a send: packs plus loose pieces, or kilograms.</summary>
internal sealed record BarisKiriman(
    string Lokasi,
    string KdBarang,
    long Versi,
    string Per,
    string? Kemasan = null,
    long? JmlKemasan = null,
    long? JmlEceran = null,
    decimal? BeratKg = null);

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

/// <summary>One answered line: what was sent, echoed, and what became of it.</summary>
internal sealed record BarisJawaban(
    int No,
    string Lokasi,
    string KdBarang,
    long Versi,
    string Status,
    string? Kemasan,
    long? JmlKemasan,
    long? JmlEceran,
    decimal? BeratKg,
    long? VersiTersimpan,
    string? Kode,
    string? Pesan);

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
    string? Kemasan,
    long? JmlKemasan,
    long? JmlEceran,
    decimal? BeratKg);

/// <summary>One page of the chain's own stock changes.</summary>
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
    string? Kemasan,
    long? JmlKemasan,
    long? JmlEceran,
    decimal? BeratKg,
    long? SisaKemasan,
    long? SisaEceran,
    decimal? SisaKg,
    string? KoreksiAtas);

/// <summary>One page of a snapshot of the chain's own stock.</summary>
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

/// <summary>One balance of the chain's own stock.</summary>
internal sealed record BarisStok(
    string Lokasi, string KdBarang, string? Kemasan, long? JmlKemasan, long? JmlEceran, decimal? BeratKg);

/// <summary>One item of the chain's catalogue.</summary>
internal sealed record BarisBarang(
    string KdBarang, string Nama, string Kategori, string Satuan, long Harga, IReadOnlyList<KemasanBarang> Kemasan);

/// <summary>A pack of an item, with its barcode where it has one.</summary>
internal sealed record KemasanBarang(string Kemasan, int Isi, string? Barcode);

/// <summary>One location of the chain.</summary>
internal sealed record BarisLokasi(string Lokasi, string Nama, string Jenis);

/// <summary>A document of an order, the co-op's or the chain's.</summary>
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

/// <summary>One of them, in a message with an id for ever.</summary>
internal sealed record BarisKabar(string IdKabar, DokumenPesanan Dokumen);

/// <summary>An order as the chain's books have it.</summary>
internal sealed record LembarPesanan(string Pembeli, string NoPesanan, string Keadaan, IReadOnlyList<BarisLembar> Baris);

/// <summary>One line of it.</summary>
internal sealed record BarisLembar(
    string NoBaris, string? KdBarang, JumlahBarang Dipesan, JumlahBarang Disanggupi, JumlahBarang Dikirim, JumlahBarang Tiba, JumlahBarang Ditolak);

/// <summary>A refusal.</summary>
internal sealed record Galat(string Kode, string Pesan);
