using System.Globalization;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Mangga;

/// <summary>The answer file: a line about the file, a line for each of its lines, and a total that ends it.</summary>
internal static class ManggaAnswers
{
    internal static void Head(TextWriter to, AnsweredFile file)
    {
        to.Write("BARIS;NO_STRUK;NO_BARIS;HASIL;KETERANGAN");
        to.Write(ManggaCells.NewLine);
        to.Write("BERKAS;");
        ManggaCells.Text(to, file.Name);
        to.Write(';');
        to.Write(file.Sha256);
        to.Write(file.Refusal is null ? ";DIBACA;" : ";DITOLAK;");
        if (file.Refusal is { } refusal)
        {
            ManggaCells.Text(to, $"{refusal.TheirWords ?? OfFile(refusal)} Tidak satu baris pun diambil.");
        }

        to.Write(ManggaCells.NewLine);
    }

    internal static void Line(TextWriter to, FileLine line, LineResult result)
    {
        to.Write(line.Number.ToString(CultureInfo.InvariantCulture));
        to.Write(';');
        ManggaCells.Text(to, line.Document);
        to.Write(';');
        ManggaCells.Text(to, line.Place);
        to.Write(result.State switch
        {
            LineState.Applied => ";DITERIMA;",
            LineState.Duplicate => ";SUDAH_ADA;",
            LineState.Review => ";DITINJAU;",
            _ => ";DITOLAK;",
        });
        if (result.State == LineState.Review)
        {
            ManggaCells.Text(to, $"Kode {line.Entry?.Item} belum dipetakan; menunggu petugas. Sesudah dipetakan, berkas ini boleh dikirim lagi.");
        }
        else if (result.State == LineState.Refused)
        {
            ManggaCells.Text(to, line.Wrong ?? OfLine(result));
        }

        to.Write(ManggaCells.NewLine);
    }

    internal static void End(TextWriter to, FileTotals totals)
    {
        to.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{ManggaFormat.Total};{totals.Lines};{totals.Applied};{totals.Duplicate};{totals.Review};{totals.Refused};{ManggaFormat.End}"));
        to.Write(ManggaCells.NewLine);
    }

    private static string OfFile(FileRefusal refusal) => refusal.Code switch
    {
        FileRefusal.Torn => "Berkas terpotong: baris TOTAL di akhir tidak ada.",
        FileRefusal.Empty => "Berkas kosong.",
        FileRefusal.TooLarge => "Berkas terlalu besar; kirim beberapa berkas.",
        FileRefusal.NoFile => "Ini bukan berkas biasa.",
        FileRefusal.OddName => "Nama berkas hanya boleh berisi huruf, angka, spasi, titik, garis, dan kurung, dan berakhir .csv atau .txt.",
        _ => refusal.Words,
    };

    /// <summary>What the ledger says of a line, by its problem's name.</summary>
    private static string OfLine(LineResult result) => result.Code switch
    {
        "change-differs" => $"NO_STRUK dan NO_BARIS ini sudah tercatat dengan isi lain; yang pertama berlaku. {result.Words}",
        "too-far-ahead" => $"WAKTU berada di masa depan. {result.Words}",
        "location-unknown" => $"TOKO tidak dikenal. {result.Words}",
        "not-system-of-record" => $"Stok toko ini pada waktu itu dilaporkan oleh sistem lain. {result.Words}",
        "not-stocked" => $"Jasa tidak memiliki stok. {result.Words}",
        "reversal-mismatch" => $"Yang dibatalkan adalah baris toko atau barang lain. {result.Words}",
        _ => result.Words ?? "Tidak dapat dicatat.",
    };
}
