using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts.Imports;

/// <summary>A table with named columns, read whole from a file.</summary>
internal sealed class Sheet
{
    /// <summary>Rows below the header.</summary>
    internal const int MaxRows = 10_000;

    private readonly Dictionary<string, int> columns;

    private Sheet(Dictionary<string, int> columns, List<SheetRow> rows) => (this.columns, Rows) = (columns, rows);

    /// <summary>The rows that hold anything, with their line in the file.</summary>
    internal IReadOnlyList<SheetRow> Rows { get; }

    internal bool Has(string column) => columns.ContainsKey(column);

    /// <summary>What stands in a column, each once. The store takes no NUL; a row that has one is refused by its own check.</summary>
    internal string[] Storable(string column) =>
        [.. Rows.Select(row => row[column]).Where(text => !text.Contains('\0', StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Reads the file; what is wrong with it as a whole is a refusal, what is wrong with a row is for the row's reader.</summary>
    internal static Sheet Read(ImportFile file, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        var lines = file.IsWorkbook ? WorkbookLines.Read(file.Bytes) : CsvLines.Read(file.Bytes.Span);
        using var all = lines.Where(line => line.Cells.Any(cell => cell.Length > 0)).GetEnumerator();
        if (!all.MoveNext())
        {
            throw Refused("The file is empty; its first line names the columns.");
        }

        var named = Columns(all.Current.Cells, required, optional);
        var rows = new List<SheetRow>();
        while (all.MoveNext())
        {
            if (rows.Count == MaxRows)
            {
                throw new Refusal(Problems.TooLarge, $"A file holds up to {MaxRows:N0} rows below its header; this one has more. Nothing of it was applied.");
            }

            rows.Add(new SheetRow(all.Current.Line, all.Current.Cells, named));
        }

        return new Sheet(named, rows);
    }

    internal static Refusal Refused(string detail) => new(Problems.Invalid, $"{detail} Nothing of the file was applied.", [new Fault("", detail)]);

    private static Dictionary<string, int> Columns(string[] header, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        var named = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var faults = new List<Fault>();
        var width = Array.FindLastIndex(header, name => name.Length > 0) + 1;
        for (var index = 0; index < width; index++)
        {
            var name = header[index];
            if (!required.Concat(optional).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add(new Fault("", $"The column '{name}' is not known here. Known are {string.Join(", ", required.Concat(optional))}."));
            }
            else if (!named.TryAdd(name, index))
            {
                faults.Add(new Fault("", $"The column '{name}' stands here twice."));
            }
        }

        faults.AddRange(required.Where(name => !named.ContainsKey(name)).Select(name => new Fault("", $"The column '{name}' is missing.")));
        return faults.Count == 0 ? named : throw new Refusal(Problems.Invalid, "The header does not fit. Nothing of the file was applied.", faults);
    }
}

/// <summary>One line of a file before anybody knows its columns.</summary>
internal readonly record struct SheetLine(int Line, string[] Cells);

/// <summary>A row below the header.</summary>
internal sealed class SheetRow(int line, string[] cells, Dictionary<string, int> columns)
{
    /// <summary>Its line in the file; the header's is usually 1.</summary>
    internal int Line => line;

    /// <summary>The trimmed text of a column; empty where the file has no such column.</summary>
    internal string this[string column] => columns.TryGetValue(column, out var index) && index < cells.Length ? cells[index] : "";

    /// <summary>A row with more or fewer cells than the header has slipped: its values may stand in the wrong columns.</summary>
    internal void CheckWidth(Check check)
    {
        var needed = columns.Values.Max() + 1;
        var used = Array.FindLastIndex(cells, cell => cell.Length > 0) + 1;
        check.That(cells.Length >= needed && used <= needed, "row", $"{columns.Count} cells are expected as in the header, {cells.Length} are here.");
    }
}
