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
        writes.Once(http, caller, body, async work =>
        {
            var reason = Reasoned.Of(body.Value.Reason);
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
            return Answer.Ok(after);
        });

    private static async Task<ReceivedFile> Lock(Work work, Caller caller, long id) =>
        (await work.Connection.QuerySingleOrDefaultAsync<FileReading>(
            $"{FileReading.Select} where f.owner_id = @owner and f.file_id = @id for update of f", new { owner = caller.Party.Value, id }))?.File()
        ?? throw new Refusal(Problems.NotFound, "No file of yours has that number.");
}
