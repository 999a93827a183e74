using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Files;

/// <summary>GET /v1/sync/files: the files that the caller's systems left, the newest first, and what became of each.</summary>
internal static class GetFiles
{
    internal static void Map(RouteGroupBuilder sync) => sync
        .MapGet("/files", Handle)
        .WithName("listFiles")
        .WithSummary("List files that came")
        .WithDescription("`taken`: its lines are being recorded. `answered`: all of them are, and the answer file says line by line what became of each. `refused`: nothing of it was taken, `why` says the reason. One whose taking broke off on our side is `taken` still: it is tried again (`attempts`, `nextAttemptAt`, `lastError`) and at last put aside (`parkedAt`) until it is retried. The same file left again is another delivery.")
        .RequireScope(Scope.SyncRead)
        .Answers<Page<ReceivedFile>>()
        .Refuses(Problems.CursorInvalid, Problems.Invalid)
        .Example(
            null,
            """
            {"items":[{"id":42,"connection":"mangga","name":"penjualan-20261124.csv","bytes":18231,
              "sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","receivedAt":"2026-11-24T18:00:07.12Z","state":"answered",
              "lines":312,"applied":310,"duplicate":0,"review":2,"refused":0,"refusedCode":null,"why":null,"concludedAt":"2026-11-24T18:00:07.9Z",
              "attempts":0,"nextAttemptAt":null,"lastError":null,"parkedAt":null}],"next":null}
            """);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("file", caller);
        var before = list.Number(cursor) ?? long.MaxValue;
        await using var work = await database.Open(caller, http.RequestAborted);
        var rows = await work.Connection.QueryAsync<FileReading>(
            $"""
            {FileReading.Select}
            where f.owner_id = @owner and f.file_id < @before
            order by f.file_id desc
            limit @take
            """,
            new { owner = caller.Party.Value, before, take = take + 1 });
        return Page<ReceivedFile>.Of([.. rows.Select(row => row.File())], take, file => list.Cursor(file.Id)).Answer(http);
    }
}

/// <summary>A file that came.</summary>
/// <param name="Id">Its number: the one in the names of its answer and of its copy.</param>
/// <param name="Connection">The code of the connection it came by.</param>
/// <param name="Name">Its name; what no name has is shown as '_'.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its content, in hexadecimal; absent where it was refused unread.</param>
/// <param name="ReceivedAt">When it was taken out of its folder.</param>
/// <param name="State">taken, answered or refused.</param>
/// <param name="Lines">Lines answered so far.</param>
/// <param name="Applied">Of them, lines that count now.</param>
/// <param name="Duplicate">Of them, lines that counted already.</param>
/// <param name="Review">Of them, lines whose code waits for a mapping.</param>
/// <param name="Refused">Of them, lines that do not count.</param>
/// <param name="RefusedCode">Why the whole file was refused, as a code; absent where it was not.</param>
/// <param name="Why">The same in plain words, with the figures.</param>
/// <param name="ConcludedAt">When its answer was there; absent before.</param>
/// <param name="Attempts">How often its taking broke off on our side.</param>
/// <param name="NextAttemptAt">When it is tried again; absent where it is not to be.</param>
/// <param name="LastError">Why it broke off last, in plain words.</param>
/// <param name="ParkedAt">Since when it is put aside; absent where it is not.</param>
internal sealed record ReceivedFile(
    long Id, string Connection, string Name, long Bytes, string? Sha256, DateTimeOffset ReceivedAt, string State, int Lines, int Applied, int Duplicate,
    int Review, int Refused, string? RefusedCode, string? Why, DateTimeOffset? ConcludedAt,
    int Attempts, DateTimeOffset? NextAttemptAt, string? LastError, DateTimeOffset? ParkedAt);

/// <summary>A file as the store has it.</summary>
internal sealed record FileReading(
    long FileId, string Connection, string Name, long Bytes, string? Sha256, DateTime ReceivedAt, string State, int Lines, int Applied, int Duplicate,
    int Review, int Refused, string? RefusedCode, string? Why, DateTime? ConcludedAt, int Attempts, DateTime? NextAttemptAt, string? LastError, DateTime? ParkedAt)
{
    internal const string Select =
        """
        select f.file_id, c.code as connection, f.name, f.bytes, f.sha256, f.received_at, f.state, f.lines, f.applied, f.duplicate,
            f.review, f.refused, f.refused_code, f.why, f.concluded_at, f.attempts, f.next_attempt_at, f.last_error, f.parked_at
        from partner_file f
        join connection c on c.owner_id = f.owner_id and c.connection_id = f.connection_id
        """;

    internal ReceivedFile File() => new(
        FileId, Connection, Name, Bytes, Sha256, ReceivedAt, State, Lines, Applied, Duplicate, Review, Refused, RefusedCode, Why, ConcludedAt,
        Attempts, NextAttemptAt, LastError, ParkedAt);
}
