using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Operations;

/// <summary>GET /v1/work/due: what is due, under way or put aside, by kind.</summary>
internal static class GetDue
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

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("feed, file, job, line, reservations or stream.")] string? kind,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var after = cursor is null ? ["", ""] : Cursor.Parts(cursor, "due", 2);
        var asked = default(WorkKind);
        if (kind is not null && !Names.TryRead(kind, out asked))
        {
            throw Refusal.At("#/query/kind", $"One of {Names.Known<WorkKind>()} is expected.");
        }

        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await WorkRows.List(work, caller, kind is null ? null : asked, (after[0], after[1]), take + 1);
        return Page<DueWork>.Of(read, take, due => Cursor.Of("due", Names.Of(due.Kind), due.Id)).Answer(http);
    }
}
