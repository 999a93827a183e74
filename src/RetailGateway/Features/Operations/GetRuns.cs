using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Operations;

/// <summary>GET /v1/work/runs: what the scheduled jobs did.</summary>
internal static class GetRuns
{
    internal static void Map(RouteGroupBuilder work) => work
        .MapGet("/runs", Handle)
        .WithName("listJobRuns")
        .WithSummary("List runs of scheduled jobs")
        .WithDescription("Newest first. Everybody sees that the work is done; what a run saw, changed and left is of all parties together, and shown to the authority alone.")
        .RequireScope(Scope.SyncRead)
        .Answers<Page<JobRun>>()
        .Example(
            null,
            """
            {"items":[{"id":4711,"job":"stock.expire-reservations","startedAt":"2026-11-24T07:05:00.2Z","endedAt":"2026-11-24T07:05:00.3Z","broke":false,
              "seen":12,"changed":12,"left":0,"note":""}],"next":null}
            """)
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("Only of this job, for example stock.expire-reservations.")] string? job,
        [Description("Only those that broke (true), or that did not (false).")] bool? broke,
        [Description("Only those that have not ended.")] bool? underWay,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var before = cursor is null ? long.MaxValue : Cursor.Number(Cursor.Parts(cursor, "run", 1)[0]);
        var figures = caller.Kind == PartyKind.Authority
            ? "seen, changed, left_over, note"
            : "null::bigint as seen, null::bigint as changed, null::bigint as left_over, null::text as note";
        await using var work = await database.Open(caller, http.RequestAborted);
        var rows = await work.Connection.QueryAsync<Row>(
            $"""
            select job_run_id, job, started_at, ended_at, broke, {figures}
            from job_run
            where job_run_id < @before
                and (@job::text is null or job = @job)
                and (@broke::boolean is null or broke = @broke)
                and (not @underWay or ended_at is null)
            order by job_run_id desc
            limit @take
            """,
            new { before, job = Check.Query("job", job), broke, underWay = underWay ?? false, take = take + 1 });
        return Page<JobRun>.Of([.. rows.Select(row => row.Run())], take, run => Cursor.Of("run", run.Id)).Answer(http);
    }

    private sealed record Row(
        long JobRunId, string Job, DateTime StartedAt, DateTime? EndedAt, bool Broke, long? Seen, long? Changed, long? LeftOver, string? Note)
    {
        internal JobRun Run() => new(JobRunId, Job, StartedAt, EndedAt, Broke, Seen, Changed, LeftOver, Note);
    }
}

/// <summary>One run of a scheduled job.</summary>
/// <param name="Id">Its number; later ones are higher.</param>
/// <param name="Job">The job's name.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; absent while it is under way, or where its process ended before it.</param>
/// <param name="Broke">It ended by an error.</param>
/// <param name="Seen">Rows looked at; for the authority.</param>
/// <param name="Changed">Rows changed; for the authority.</param>
/// <param name="Left">Rows due that it left for the next run; for the authority.</param>
/// <param name="Note">Why, in plain words; for the authority.</param>
internal sealed record JobRun(
    long Id, string Job, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, bool Broke, long? Seen, long? Changed, long? Left, string? Note);
