using System.Text.Json.Serialization;

namespace RetailGateway.Features.Catalogue.Contracts.Imports;

/// <summary>What an import did, line by line. Good lines are applied although others are refused.</summary>
/// <param name="Added">Lines that added something.</param>
/// <param name="Changed">Lines that changed something.</param>
/// <param name="Unchanged">Lines that say what is there already.</param>
/// <param name="Refused">Lines that were left out.</param>
/// <param name="Lines">One a line of the file, in its order; the header is line 1.</param>
internal sealed record ImportReport(int Added, int Changed, int Unchanged, int Refused, IReadOnlyList<ImportLine> Lines)
{
    internal static ImportReport Of(IEnumerable<ImportLine> lines)
    {
        var ordered = lines.OrderBy(line => line.Line).ToList();
        int Count(ImportStatus status) => ordered.Count(line => line.Status == status);
        return new ImportReport(
            Count(ImportStatus.Added), Count(ImportStatus.Changed), Count(ImportStatus.Unchanged), Count(ImportStatus.Refused), ordered);
    }
}

/// <summary>What became of a line.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Status">What it did.</param>
/// <param name="Problem">Why it was refused: the column and what is wrong there.</param>
internal sealed record ImportLine(
    int Line,
    ImportStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem = null);

/// <summary>What a line of a file did.</summary>
internal enum ImportStatus
{
    /// <summary>Something new is there.</summary>
    Added,

    /// <summary>Something is different now.</summary>
    Changed,

    /// <summary>It was all there already.</summary>
    Unchanged,

    /// <summary>Nothing of it was applied.</summary>
    Refused,
}
