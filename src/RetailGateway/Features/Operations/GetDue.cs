using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Operations.Streams;
using RetailGateway.Http;

namespace RetailGateway.Features.Operations;

/// <summary>GET /v1/work/due: what is due, under way or put aside, by kind.</summary>
internal sealed class GetDue(GatewayDb database)
{
    internal static void Map(RouteGroupBuilder work) => work
        .MapGet("/due", Handle)
        .WithName("listDueWork")
        .WithSummary("List the work that is due, under way or put aside")
        .WithDescription("Streams of yours and of partners that carry your goods, lines that a partner refuses, files whose taking broke off, changes on their way into feeds, reservations whose time is over, jobs under way: since when, how often it failed and why, who holds it and until when, who put it aside and why.")
        .RequireScope(Scope.SyncRead)
        .Answers<Page<DueWork>>()
        .Example(
            null,
            """
            {"items":[{"kind":"stream","id":"2-16-stock_out-1","what":"stock_out basmalah","party":"KPN-SEJAHTERA","count":3,"dueSince":"2026-11-24T07:05:08.9Z",
              "ageSeconds":"1.204","attempts":2,"holder":null,"heldUntil":null,"nextAttemptAt":"2026-11-24T07:05:12.1Z","lastErrorCode":"unknown",
              "lastError":"No clear answer; we ask before sending again. no answer","parkedAt":null,"parkedBy":null,"parkedBecause":null}],"next":null}
            """)
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    /// <summary>Reads a page of it in the order of kind and id, for the API as for the console's page.</summary>
    /// <exception cref="Refusal">The limit is out of bounds, or the cursor is not one of this list.</exception>
    internal async Task<Page<DueWork>> Read(Caller caller, WorkKind? kind, int? limit, string? cursor, CancellationToken cancel)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("due", caller);
        var after = cursor is null ? ["", ""] : list.Parts(cursor, 2);
        await using var work = await database.Open(caller, cancel);
        var read = await WorkRows.List(work, caller, kind, (after[0], after[1]), take + 1);
        return Page<DueWork>.Of(read, take, due => list.Cursor(Names.Of(due.Kind), due.Id));
    }

    /// <summary>Reads one stream as work.</summary>
    /// <exception cref="Refusal">None that concerns the caller has that id.</exception>
    internal async Task<DueWork> ReadStream(Caller caller, string id, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return await WorkRows.Stream(work, caller, CursorPart.Text(id)) ?? throw Stepping.NoStream();
    }

    /// <summary>The code by which the caller's own party is named in what is parked.</summary>
    internal async Task<string> ReadOwnCode(Caller caller, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return (await work.Connection.ExecuteScalarAsync<string>("select code from party where owner_id = @owner", new { owner = caller.Party.Value }))!;
    }

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GetDue due,
        [Description("feed, file, job, line, reservations or stream.")] string? kind,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var asked = default(WorkKind);
        if (kind is not null && !Names.TryRead(kind, out asked))
        {
            throw Refusal.At("#/query/kind", $"One of {Names.Known<WorkKind>()} is expected.");
        }

        var page = await due.Read(caller, kind is null ? null : asked, limit, cursor, http.RequestAborted);
        return page.Answer(http);
    }
}
