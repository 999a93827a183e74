using System.Globalization;
using System.Text;
using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks.Load;

/// <summary>A day's lines as a chain's file, in the words of contracts/partners/mangga.</summary>
internal static class DayFile
{
    private static readonly TimeSpan Jakarta = TimeSpan.FromHours(7);

    internal static void Write(string path, IReadOnlyList<Line> lines)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        file.Write("TOKO;NO_STRUK;NO_BARIS;JENIS;KODE;JUMLAH;WAKTU\r\n");
        foreach (var line in lines)
        {
            var kind = line.Kind switch { "sale" => "JUAL", "receipt" => "TERIMA", _ => "OPNAME" };
            file.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Shop.LocationCode(line.Location)};{line.Document};{line.ChangeId[(line.ChangeId.LastIndexOf('-') + 1)..]};{kind};{Shop.ProductCode(line.Product)};{Math.Abs(line.Quantity)};{line.OccurredAt + Jakarta:dd/MM/yyyy HH:mm:ss.ffffff}\r\n"));
        }

        file.Write(string.Create(CultureInfo.InvariantCulture, $"TOTAL;{lines.Count};{lines.Sum(line => Math.Abs(line.Quantity))};SELESAI\r\n"));
    }
}
