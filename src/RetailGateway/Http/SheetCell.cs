namespace RetailGateway.Http;

/// <summary>Cells of tables that people download and open in a spreadsheet, which would calculate what looks like a formula.</summary>
internal static class SheetCell
{
    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>A text as a cell: one that would be a formula begins with an apostrophe, which a spreadsheet takes for "this is text".</summary>
    internal static string Text(string text) => text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;

    /// <summary>A cell of a CSV file whose cells are parted by semicolons; quoted where it must be.</summary>
    internal static string Csv(string text) => Text(text) is var cell && cell.AsSpan().ContainsAny(";\"\r\n")
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
