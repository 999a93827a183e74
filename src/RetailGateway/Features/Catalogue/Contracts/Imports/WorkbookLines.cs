using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts.Imports;

/// <summary>Lines of a workbook's first sheet. Its size and shape are bounded before it is read.</summary>
internal static class WorkbookLines
{
    internal static List<SheetLine> Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var stream = Open(bytes);
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
            {
                WorkbookBounds.Check(archive);
            }

            stream.Position = 0;
            return [.. Rows(stream)];
        }
        catch (Exception error) when (error is not (Refusal or OutOfMemoryException or OperationCanceledException))
        {
            // The library throws whatever a broken part made it throw: none of it is a fault of ours.
            throw Sheet.Refused("The file is not a workbook that can be read (.xlsx).");
        }
    }

    private static IEnumerable<SheetLine> Rows(MemoryStream stream)
    {
        var line = 0;
        foreach (IDictionary<string, object?> row in MiniExcel.Query(stream, useHeaderRow: false, excelType: ExcelType.XLSX, configuration: new OpenXmlConfiguration()))
        {
            line++;
            yield return new SheetLine(line, [.. row.Values.Select(Text)]);
        }
    }

    /// <summary>Excel keeps a barcode as a number and a date as a day count; a formula's text stays text.</summary>
    private static string Text(object? cell) => cell switch
    {
        null => "",
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString("0.###############", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => (Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").Trim(),
    };

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
