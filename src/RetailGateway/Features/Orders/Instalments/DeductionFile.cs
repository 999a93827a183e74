using System.Globalization;
using System.Text;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Instalments;

/// <summary>
/// The file that an employer gets and sends back: one line an instalment, and a last one with how many there are and what
/// they come to. The employer fills in outcome and reason and leaves the rest.
/// </summary>
internal static class DeductionFile
{
    /// <summary>The most characters of an employer's reason.</summary>
    internal const int LongestReason = 200;

    private const string TotalMark = "TOTAL";
    private static readonly string[] Required = ["run", "line", "member", "amount", "outcome"];
    private static readonly string[] Optional = ["month", "employee_number", "name", "order", "instalment", "reason"];
    private static readonly string[] Columns = ["run", "month", "line", "employee_number", "member", "name", "order", "instalment", "amount", "outcome", "reason"];

    /// <summary>Renders it: the same of the same.</summary>
    internal static string Render(long run, string month, IReadOnlyList<AskedLine> lines)
    {
        var text = new StringBuilder();
        Add(text, Columns);
        foreach (var line in lines)
        {
            Add(text, Number(run), month, Number(line.Line), line.EmployeeNumber, line.Member, line.Name, Number(line.OrderId), Number(line.Number), Number(line.Amount), "", "");
        }

        Add(text, Number(run), month, TotalMark, "", "", "", "", Number(lines.Count), Number(lines.Sum(line => line.Amount)), "", "");
        return text.ToString();
    }

    /// <summary>Reads an answer, and holds its lines to their count and total before anything is done with the first.</summary>
    /// <exception cref="Refusal">It is no such table, or is torn or altered.</exception>
    internal static List<SaidLine> Read(ImportFile file)
    {
        var rows = Sheet.Read(file, Required, [.. Optional]).Rows;
        var totals = rows.Where(row => row["line"].Equals(TotalMark, StringComparison.OrdinalIgnoreCase)).ToList();
        var lines = rows.Where(row => !row["line"].Equals(TotalMark, StringComparison.OrdinalIgnoreCase)).ToList();
        if (totals is not [var total] || rows[^1] != total)
        {
            throw Torn("Its last line, and no other, is TOTAL with how many lines there are and what they come to.");
        }

        var (count, sum) = (Whole(total["instalment"]), Whole(total["amount"]));
        var found = lines.Sum(line => Whole(line["amount"]) ?? 0);
        if (count != lines.Count || sum != found)
        {
            throw Torn($"TOTAL says {count} lines and {sum} rupiah, and there are {lines.Count} lines and {found} rupiah.");
        }

        return [.. lines.Select(Said)];
    }

    private static SaidLine Said(SheetRow row)
    {
        var reason = row["reason"].Length > LongestReason ? row["reason"][..LongestReason] : row["reason"];
        return new(
            row.Line, Whole(row["run"]), Whole(row["line"]), Bare(row["member"]), Whole(row["amount"]),
            Names.TryRead<DeductionOutcome>(row["outcome"], out var outcome) ? outcome : null, Storable(reason) is { Length: > 0 } why ? why : null,
            Storable(string.Join(';', Columns.Select(column => row[column]))));
    }

    /// <summary>Whole rupiahs and numbers of lines, as they were sent; null of anything else.</summary>
    private static decimal? Whole(string text) => decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000_000_000m ? number : null;

    /// <summary>A cell that would have been a formula was sent with an apostrophe before it.</summary>
    private static string Bare(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;

    private static string Storable(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    private static void Add(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        for (var index = 0; index < cells.Length; index++)
        {
            text.Append(index == 0 ? "" : ";").Append(SheetCell.Csv(cells[index]));
        }

        text.Append("\r\n");
    }

    private static string Number(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);

    private static Refusal Torn(string detail) => new(Problems.ControlTotalDiffers, $"{detail} Nothing of the file was taken.");
}

/// <summary>A line that an employer is asked for.</summary>
internal sealed record AskedLine(int Line, long OrderId, int Number, decimal Amount, string Member, string Name, string EmployeeNumber);

/// <summary>A line of an answer, as it can be read.</summary>
internal sealed record SaidLine(int FileLine, decimal? Run, decimal? Line, string Member, decimal? Amount, DeductionOutcome? Outcome, string? Reason, string Said);
