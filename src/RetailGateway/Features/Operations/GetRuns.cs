using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Operations;

/// <summary>GET /v1/work/runs: what the scheduled jobs did.</summary>
internal sealed class GetRuns(GatewayDb database)
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

    /// <summary>Reads a page of them, the newest first, for the API as for the console's page.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="wanted">Which runs.</param>
    /// <param name="runsTheGateway">Whether it is somebody who runs the gateway: they see what each run did, whose party they are.</param>
    /// <param name="limit">Runs of a page.</param>
    /// <param name="cursor">Of the page before.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async Task<Page<JobRun>> Read(Caller caller, WantedRuns wanted, bool runsTheGateway, int? limit, string? cursor, CancellationToken cancel)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("run", caller);
        var before = list.Number(cursor) ?? long.MaxValue;
        var figures = runsTheGateway || caller.Kind == PartyKind.Authority
            ? "seen, changed, left_over, note"
            : "null::bigint as seen, null::bigint as changed, null::bigint as left_over, null::text as note";
        await using var work = runsTheGateway ? await database.BeginJob(cancel) : await database.Open(caller, cancel);
        var rows = await work.Connection.QueryAsync<Row>(
            $"""
            select job_run_id, job, started_at, ended_at, broke, {figures}
            from job_run
            where job_run_id < @before
                and (@Job::text is null or job = @Job)
                and (@Broke::boolean is null or broke = @Broke)
                and (not @UnderWay or ended_at is null)
            order by job_run_id desc
            limit @take
            """,
            new { before, wanted.Job, wanted.Broke, wanted.UnderWay, take = take + 1 });
        return Page<JobRun>.Of([.. rows.Select(row => row.Run())], take, run => list.Cursor(run.Id));
    }

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GetRuns runs,
        [Description("Only of this job, for example stock.expire-reservations.")] string? job,
        [Description("Only those that broke (true), or that did not (false).")] bool? broke,
        [Description("Only those that have not ended.")] bool? underWay,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var wanted = new WantedRuns(Check.Query("job", job), broke, underWay ?? false);
        var page = await runs.Read(caller, wanted, runsTheGateway: false, limit, cursor, http.RequestAborted);
        return page.Answer(http);
    }

    private sealed record Row(
        long JobRunId, string Job, DateTime StartedAt, DateTime? EndedAt, bool Broke, long? Seen, long? Changed, long? LeftOver, string? Note)
    {
        internal JobRun Run() => new(JobRunId, Job, StartedAt, EndedAt, Broke, Seen, Changed, LeftOver, Note);
    }
}

/// <summary>Which runs are asked for; null is any.</summary>
/// <param name="Job">Of this job.</param>
/// <param name="Broke">That ended by an error, or that did not.</param>
/// <param name="UnderWay">That have not ended.</param>
internal sealed record WantedRuns(string? Job = null, bool? Broke = null, bool UnderWay = false);

/// <summary>One run of a scheduled job.</summary>
/// <param name="Id">Its number; later ones are higher.</param>
/// <param name="Job">The job's name.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; absent while it is under way, or where its process ended before it.</param>
/// <param name="Broke">It ended by an error.</param>
/// <param name="Seen">Rows looked at; for the authority.</param>
/// <param name="Changed">Rows changed; for the authority.</param>
/// <param name="Left">Rows due that it left for the next run; for the authority.</param>
/// <param name="Note">What it did or why it left some: codes with figures and, after a colon, somebody's own words; for the authority.</param>
internal sealed record JobRun(
    long Id, string Job, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, bool Broke, long? Seen, long? Changed, long? Left, string? Note);
