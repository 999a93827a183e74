using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Files;

/// <summary>POST /v1/sync/files/{id}/retry: a file whose taking broke off is taken up again, also one that was put aside.</summary>
internal static class RetryFile
{
    internal static void Map(RouteGroupBuilder sync) => sync
        .MapPost("/files/{id:long}/retry", Handle)
        .WithName("retryFile")
        .WithSummary("Take a file up again")
        .WithDescription("By the party whose file it is, with a reason. It is due at once and its failures are forgotten; lines that were taken before count once. A file that is answered or refused is not taken again: leave it anew.")
        .RequireScope(Scope.WorkWrite)
        .Answers<ReceivedFile>()
        .Example(
            """{"reason":"The gateway was mended."}""",
            """
            {"id":42,"connection":"mangga","name":"penjualan-20261124.csv","bytes":18231,
             "sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","receivedAt":"2026-11-24T18:00:07.12Z","state":"taken",
             "lines":0,"applied":0,"duplicate":0,"review":0,"refused":0,"refusedCode":null,"why":null,"concludedAt":null,
             "attempts":0,"nextAttemptAt":null,"lastError":"Value was either too large or too small for a Decimal.","parkedAt":null}
            """)
        .RefusesAsPost(Problems.AlreadyClosed);

    private static Task<IResult> Handle(HttpContext http, long id, Body<Reasoned> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work => Answer.Ok(await Act(work, caller, id, body.Value.Reason)));

    /// <summary>Does it in the caller's transaction.</summary>
    internal static async Task<ReceivedFile> Act(Work work, Caller caller, long id, string? given)
    {
        var reason = Reasoned.Of(given);
        var before = await Lock(work, caller, id);
        if (before.State != FileRow.Taken)
        {
            throw new Refusal(Problems.AlreadyClosed, $"The file is {before.State}. Leave it again: it is another delivery then.");
        }

        await work.Connection.ExecuteAsync(
            "update partner_file set attempts = 0, next_attempt_at = null, parked_at = null where owner_id = @owner and file_id = @id",
            new { owner = caller.Party.Value, id });
        var after = before with { Attempts = 0, NextAttemptAt = null, ParkedAt = null };
        AuditLog.Write(work, caller, "retry", new AuditSubject("file", id.ToString(System.Globalization.CultureInfo.InvariantCulture)), before, after, reason);
        return after;
    }

    private static async Task<ReceivedFile> Lock(Work work, Caller caller, long id) =>
        (await work.Connection.QuerySingleOrDefaultAsync<FileReading>(
            $"{FileReading.Select} where f.owner_id = @owner and f.file_id = @id for update of f", new { owner = caller.Party.Value, id }))?.File()
        ?? throw NotFound();

    internal static Refusal NotFound() => new(Problems.NotFound, "No file of yours has that number.");
}

/// <summary>A file that came, for a page of the console: what became of it, and its retry.</summary>
internal sealed class FileRetries(GatewayDb database, Writes writes)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="Refusal">None of the caller's has that number.</exception>
    internal async Task<ReceivedFile> Read(Caller caller, long id, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return (await work.Connection.QuerySingleOrDefaultAsync<FileReading>(
            $"{FileReading.Select} where f.owner_id = @owner and f.file_id = @id", new { owner = caller.Party.Value, id }))?.File() ?? throw RetryFile.NotFound();
    }

    /// <summary>Takes it up again, once for each number that a form carries.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    /// <exception cref="Refusal">No such file, one that is answered or refused, or no reason.</exception>
    internal Task<bool> Act(HttpContext http, Caller caller, string? form, long id, string? reason) =>
        writes.OnceForForm(http, caller, form, work => RetryFile.Act(work, caller, id, reason));
}
