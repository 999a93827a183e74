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

/// <summary>A request refused as a whole.</summary>
internal sealed record Galat(string Kode, string Pesan);
