using System.Globalization;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Mangga;

/// <summary>Looks through a whole file before its first line is taken: what its total does not confirm does not begin.</summary>
internal static class ManggaCheck
{
    private const int HeadCharacters = 4 * 1024;
    private static readonly char[] Delimiters = [';', ',', '\t'];

    internal static FileCheck Of(Stream file, int mostLines)
    {
        try
        {
            return ManggaEncoding.Find(file) is not { } encoding
                ? throw new ManggaFault("encoding", "It is UTF-16. UTF-8 and Windows-1252 are read.", "Berkas ini UTF-16; simpan sebagai UTF-8 atau Windows-1252.")
                : Of(file, new FileLayout(encoding, Delimiter(file, encoding)), mostLines);
        }
        catch (ManggaFault fault)
        {
            return new FileCheck.Wrong(fault.Refusal);
        }
    }

    private static FileCheck.Sound Of(Stream file, FileLayout layout, int mostLines)
    {
        using var rows = ManggaRows.Open(file, layout);
        var (lines, sum) = (0, 0m);
        while (rows.Read())
        {
            if (rows.IsTotal)
            {
                Compare(rows, lines, sum);
                return rows.Read()
                    ? throw new ManggaFault("after-total", $"Line {rows.Line} follows the total.", $"Ada baris {rows.Line} sesudah TOTAL.")
                    : new FileCheck.Sound(layout, lines);
            }

            sum += Quantity(rows);
            if (++lines > mostLines)
            {
                throw new ManggaFault("too-many-lines", $"It has more than {mostLines} lines: leave it in parts.", $"Lebih dari {mostLines} baris: kirim beberapa berkas.");
            }
        }

        throw new ManggaFault(FileRefusal.Torn, "The total at its end is missing.", "Baris TOTAL di akhir berkas tidak ada.");
    }

    /// <summary>A line that is no line of the file, or no number, leaves the total unconfirmed.</summary>
    private static decimal Quantity(ManggaRows rows)
    {
        if (rows.Fields != rows.Columns)
        {
            throw new ManggaFault(
                "fields", $"Line {rows.Line} has {rows.Fields} fields and the head has {rows.Columns}.", $"Baris {rows.Line}: {rows.Fields} kolom, seharusnya {rows.Columns}.");
        }

        var text = rows[ManggaColumn.Quantity];
        if (text.IsEmpty)
        {
            return 0;
        }

        return ManggaNumber.TryRead(text, out var quantity)
            ? quantity.ToDecimal()
            : throw new ManggaFault(
                "quantity", $"JUMLAH of line {rows.Line} is no number, so the total cannot be confirmed.", $"Baris {rows.Line}: JUMLAH bukan angka, sehingga TOTAL tidak dapat diperiksa.");
    }

    private static void Compare(ManggaRows rows, int lines, decimal sum)
    {
        if (rows.Fields != 4 || !rows.Field(3).Equals(ManggaFormat.End, StringComparison.OrdinalIgnoreCase)
            || !int.TryParse(rows.Field(1), NumberStyles.None, CultureInfo.InvariantCulture, out var toldLines)
            || !ManggaNumber.TryReadSum(rows.Field(2), out var toldSum))
        {
            throw new ManggaFault("total", "The last line is not TOTAL, lines, sum, SELESAI.", "Baris terakhir bukan TOTAL;jumlah baris;jumlah kuantitas;SELESAI.");
        }

        if (toldLines != lines || toldSum != sum)
        {
            throw new ManggaFault(
                "control-total",
                string.Create(CultureInfo.InvariantCulture, $"Its total says {toldLines} lines and a sum of {toldSum:0.###}; it has {lines} lines and a sum of {sum:0.###}."),
                string.Create(CultureInfo.InvariantCulture, $"TOTAL menyebut {toldLines} baris dan jumlah {toldSum:0.###}; isinya {lines} baris dan jumlah {sum:0.###}."));
        }
    }

    private static char Delimiter(Stream file, System.Text.Encoding encoding)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var head = new char[HeadCharacters];
        var text = head.AsSpan(0, reader.ReadBlock(head));
        var end = text.IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        var best = Delimiters[0];
        foreach (var delimiter in Delimiters)
        {
            best = line.Count(delimiter) > line.Count(best) ? delimiter : best;
        }

        return best;
    }
}
