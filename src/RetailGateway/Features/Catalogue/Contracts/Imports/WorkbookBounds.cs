using System.Globalization;
using System.IO.Compression;
using System.Xml;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts.Imports;

/// <summary>
/// Refuses a workbook that would cost more than it is worth: parts that unpack to more than we hold, or a cell far
/// out, for which every row and column before it would be made up. The unpacker stops at a part's declared size,
/// so the sum of those is a bound.
/// </summary>
internal static class WorkbookBounds
{
    private const long UnpackedBytes = 50L * 1024 * 1024;
    private const int Columns = 100;
    private const int SheetRows = 2 * Sheet.MaxRows;
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    internal static void Check(ZipArchive archive)
    {
        if (archive.Entries.Sum(part => part.Length) > UnpackedBytes)
        {
            throw new Refusal(Problems.TooLarge, $"The workbook unpacks to more than {UnpackedBytes / 1024 / 1024} MB. Nothing of it was applied.");
        }

        // Any part may be named as the sheet, so each is looked at.
        foreach (var part in archive.Entries.Where(part => part.Length > 0))
        {
            using var content = part.Open();
            using var xml = XmlReader.Create(content, Settings);
            try
            {
                CheckShape(xml);
            }
            catch (XmlException)
            {
                // A picture, or broken: whoever reads it as a sheet gets no further than we did.
                continue;
            }
        }
    }

    private static void CheckShape(XmlReader xml)
    {
        var (row, column) = (0, 0);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "row":
                    column = 0;
                    row = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var number) ? number : row + 1;
                    Bound(row, 0);
                    break;
                case "c":
                    var (cellRow, cellColumn) = Place(xml.GetAttribute("r"));
                    column = cellColumn ?? column + 1;
                    Bound(cellRow ?? 0, column);
                    break;
                case "dimension":
                    var (lastRow, lastColumn) = Place(xml.GetAttribute("ref")?.Split(':')[^1]);
                    Bound(lastRow ?? 0, lastColumn ?? 0);
                    break;
            }
        }
    }

    /// <summary>"AB12" as row 12, column 28.</summary>
    private static (int? Row, int? Column) Place(string? reference)
    {
        var letters = reference?.TakeWhile(char.IsAsciiLetter).Count() ?? 0;
        if (letters is 0 or > 3)
        {
            return letters == 0 ? (null, null) : (null, int.MaxValue);
        }

        var column = reference![..letters].ToUpperInvariant().Aggregate(0, (sum, letter) => (sum * 26) + letter - 'A' + 1);
        return (int.TryParse(reference.AsSpan(letters), CultureInfo.InvariantCulture, out var row) ? row : null, column);
    }

    private static void Bound(int row, int column)
    {
        if (row > SheetRows || column > Columns)
        {
            throw new Refusal(
                Problems.TooLarge,
                $"The sheet reaches beyond {SheetRows:N0} rows or {Columns} columns. Delete what lies outside the table. Nothing of it was applied.");
        }
    }
}
