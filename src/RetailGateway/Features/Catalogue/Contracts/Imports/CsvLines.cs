using System.Text;
using Sylvan.Data.Csv;

namespace RetailGateway.Features.Catalogue.Contracts.Imports;

/// <summary>Lines of a CSV file: UTF-8, with or without a byte order mark, commas or semicolons.</summary>
internal static class CsvLines
{
    private const int LongestRecord = 64 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static List<SheetLine> Read(ReadOnlySpan<byte> bytes)
    {
        var text = Decode(bytes).TrimStart('\uFEFF');
        var header = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length));
        var options = new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = header.Count(';') > header.Count(',') ? ';' : ',',
            BufferSize = LongestRecord,
        };
        var lines = new List<SheetLine>();
        var line = 1;
        try
        {
            using var reader = CsvDataReader.Create(new StringReader(text), options);
            while (reader.Read() && lines.Count <= Sheet.MaxRows + 1)
            {
                var cells = new string[reader.RowFieldCount];
                for (var index = 0; index < cells.Length; index++)
                {
                    cells[index] = reader.GetString(index).Trim();
                }

                if (Array.Exists(cells, cell => cell.Length > 0))
                {
                    lines.Add(new SheetLine(line, cells));
                }

                line += Breaks(reader.GetRawRecordSpan());
            }
        }
        catch (Exception error) when (error is FormatException or IOException)
        {
            throw Sheet.Refused($"From line {line} on the file is not CSV: {error.Message}");
        }

        return lines;
    }

    /// <summary>A record spans several lines where a quoted cell holds line breaks.</summary>
    private static int Breaks(ReadOnlySpan<char> record) => Math.Max(1, record.Count('\n') > 0 ? record.Count('\n') : record.Count('\r'));

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            var line = bytes[..error.Index].Count((byte)'\n') + 1;
            throw Sheet.Refused($"Line {line} holds bytes that are not UTF-8. Save the file as 'CSV UTF-8'.");
        }
    }
}
