using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts.Imports;

/// <summary>How every table of rows comes in: bounded, once for each key, its good lines alone, and with an entry in the log.</summary>
internal static class Importing
{
    /// <summary>Says of an endpoint what is true of every import.</summary>
    /// <param name="endpoint">What reads the file and plans its lines.</param>
    /// <param name="scope">The scope that it needs.</param>
    /// <param name="name">Its name in the API's document.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="columns">Its columns and what they mean.</param>
    internal static void IsImport(this RouteHandlerBuilder endpoint, string scope, string name, string summary, string columns) => endpoint
        .WithName(name)
        .WithSummary(summary)
        .WithDescription(
            $"""
            CSV (UTF-8, commas or semicolons) or a workbook, up to 10,000 rows. {columns}
            Good lines are applied although others are refused. The same file again changes nothing.
            """)
        .RequireScope(scope)
        .LimitBody(ImportFile.Megabytes)
        .Answers<ImportReport>()
        .RefusesAsPost();

    /// <summary>Takes a file in, in one transaction with its entry in the log; a file that changes nothing has none.</summary>
    /// <param name="writes">Once for each key.</param>
    /// <param name="http">The request.</param>
    /// <param name="caller">Whose rows they become.</param>
    /// <param name="file">The file.</param>
    /// <param name="kind">What a row is, as the log calls its subject.</param>
    /// <param name="take">Takes its lines, in the transaction, and says what became of each.</param>
    internal static Task<IResult> Import(
        this Writes writes, HttpContext http, Caller caller, ImportFile file, string kind, Func<Work, Task<IReadOnlyList<ImportLine>>> take) =>
        writes.Once(http, caller, file.Sha256, keyRequired: true, async work =>
        {
            await work.Open(http.RequestAborted);
            var report = ImportReport.Of(await take(work));
            if (report.Added + report.Changed > 0)
            {
                AuditLog.Write(
                    work, caller, "import", new AuditSubject(kind, "*"), before: null,
                    new { report.Added, report.Changed, report.Unchanged, report.Refused, sha256 = Convert.ToHexStringLower(file.Sha256) }, reason: null);
            }

            return Answer.Ok(report);
        });
}
