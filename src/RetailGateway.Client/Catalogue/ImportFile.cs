using System.Net.Http.Headers;

namespace RetailGateway.Client;

/// <summary>A file of rows to import: CSV or a workbook, up to 10,000 rows. Its columns are named in the API's document.</summary>
/// <param name="Content">The whole file.</param>
/// <param name="MediaType"><see cref="Csv"/> or <see cref="Workbook"/>.</param>
public sealed record ImportFile(ReadOnlyMemory<byte> Content, string MediaType)
{
    /// <summary>The media type of CSV, in UTF-8 with commas or semicolons.</summary>
    public const string Csv = "text/csv";

    /// <summary>The media type of a workbook (.xlsx).</summary>
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    internal HttpContent AsBody() => new ReadOnlyMemoryContent(Content) { Headers = { ContentType = new MediaTypeHeaderValue(MediaType) } };
}

/// <summary>What an import did with a line.</summary>
public enum ImportStatus
{
    /// <summary>It added something.</summary>
    Added,

    /// <summary>It changed something.</summary>
    Changed,

    /// <summary>It says what is there already.</summary>
    Unchanged,

    /// <summary>It was left out.</summary>
    Refused,
}

/// <summary>What became of a line.</summary>
/// <param name="Line">Its number in the file; the header is line 1.</param>
/// <param name="Status">What it did.</param>
/// <param name="Problem">Why it was refused: the column and what is wrong there.</param>
public sealed record ImportLine(int Line, ImportStatus Status, string? Problem = null);

/// <summary>What an import did, line by line. Good lines are applied although others are refused.</summary>
/// <param name="Added">Lines that added something.</param>
/// <param name="Changed">Lines that changed something.</param>
/// <param name="Unchanged">Lines that say what is there already.</param>
/// <param name="Refused">Lines that were left out.</param>
/// <param name="Lines">One a line of the file, in its order.</param>
public sealed record ImportReport(int Added, int Changed, int Unchanged, int Refused, IReadOnlyList<ImportLine> Lines);
