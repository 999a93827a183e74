using System.Globalization;
using System.Text;

namespace RetailGateway.PartnerSimulator.Files;

/// <summary>Writes the chain's files, with the control total that ends them.</summary>
public static class MarketFile
{
    private const string Head = "TOKO;NO_STRUK;NO_BARIS;JENIS;KODE;KEMASAN;JUMLAH;WAKTU;ATAS_STRUK;ATAS_BARIS";
    private static readonly TimeSpan Jakarta = TimeSpan.FromHours(7);

    /// <summary>A whole file.</summary>
    public static byte[] Write(IReadOnlyList<MarketLine> lines, MarketStyle style)
    {
        var sum = lines.Sum(line => line.Quantity ?? 0);
        var text = new StringBuilder();
        Line(text, style, Head.Split(';'));
        foreach (var line in lines)
        {
            Line(text, style, line.Store, line.Receipt, Whole(line.Place), line.Kind, line.Code, line.Pack, Number(line.Quantity, style), Time(line.At), line.OfReceipt ?? "", Whole(line.OfPlace));
        }

        Line(text, style, "TOTAL", Whole(lines.Count), Number(sum, style), "SELESAI");
        return [.. style.Encoding.GetPreamble(), .. style.Encoding.GetBytes(text.ToString())];
    }

    private static void Line(StringBuilder text, MarketStyle style, params ReadOnlySpan<string> fields)
    {
        var first = true;
        foreach (var field in fields)
        {
            if (!first)
                text.Append(style.Delimiter);
            first = false;
            if (style.QuoteAll || field.Contains(style.Delimiter, StringComparison.Ordinal) || field.Contains('"', StringComparison.Ordinal))
                text.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                text.Append(field);
        }

        text.Append(style.NewLine);
    }

    private static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Number(decimal? quantity, MarketStyle style)
    {
        var text = quantity?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
        return style.DecimalComma ? text.Replace('.', ',') : text;
    }

    private static string Time(DateTimeOffset at) => at.ToOffset(Jakarta).ToString("dd/MM/yyyy HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}
