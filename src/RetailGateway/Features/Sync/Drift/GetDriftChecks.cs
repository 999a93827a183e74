using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>GET /v1/sync/drift/checks: when both books were held against each other, and what came of it.</summary>
internal static class GetDriftChecks
{
    internal static void Map(RouteGroupBuilder sync) => sync
        .MapGet("/drift/checks", Handle)
        .WithName("listDriftChecks")
        .WithSummary("List drift checks")
        .WithDescription("Newest first. A check asked for and not begun yet has no `beganAt`.")
        .RequireScope(Scope.SyncRead)
        .Answers<Page<DriftCheck>>()
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("drift-check", caller);
        var before = list.Number(cursor) ?? long.MaxValue;
        await using var work = await database.Open(caller, http.RequestAborted);
        var rows = await work.Connection.QueryAsync<Row>(
            $"{Row.Select} where k.check_id < @before order by k.check_id desc limit @take", new { before, take = take + 1 });
        return Page<DriftCheck>.Of([.. rows.Select(row => row.Check())], take, item => list.Cursor(item.Id)).Answer(http);
    }

    internal sealed record Row(
        long CheckId, string Stream, string Partner, string Owner, DateTime? AskedAt, DateTime? BeganAt, DateTime? EndedAt, string? Outcome,
        long Compared, long InFlight, long Differences, string Note)
    {
        internal const string Select =
            """
            select k.check_id, k.stream, r.code as partner, o.code as owner, k.asked_at, k.began_at, k.ended_at, k.outcome,
                k.compared, k.in_flight, k.differences, k.note
            from drift_check k
            join party o on o.owner_id = k.owner_id
            join party r on r.owner_id = k.connection_owner_id
            """;

        internal DriftCheck Check() => new(CheckId, Stream, Partner, Owner, AskedAt, BeganAt, EndedAt, Outcome, Compared, InFlight, Differences, Note);
    }
}

/// <summary>One comparison of both ends of a stream.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Stream">stock_out, stock_in or orders_out.</param>
/// <param name="Partner">The code of the party whose system is at the other end.</param>
/// <param name="Owner">The code of the party whose goods or orders were compared.</param>
/// <param name="AskedAt">When somebody asked for it; absent for those of the night.</param>
/// <param name="BeganAt">When it began; absent while it waits.</param>
/// <param name="EndedAt">When it was over; absent while it runs, and where it broke off.</param>
/// <param name="Outcome">equal, differs, or unanswered (the partner did not show its book: nothing was compared).</param>
/// <param name="Compared">Positions, or orders, held against each other.</param>
/// <param name="InFlight">Positions, or orders, passed over, because something was on its way or touched them meanwhile.</param>
/// <param name="Differences">How many differ; GET /v1/sync/drift has the positions, and each order is a conflict of the kind `order_differs`.</param>
/// <param name="Note">What else there is to know, in plain words.</param>
internal sealed record DriftCheck(
    long Id, string Stream, string Partner, string Owner, DateTimeOffset? AskedAt, DateTimeOffset? BeganAt, DateTimeOffset? EndedAt, string? Outcome,
    long Compared, long InFlight, long Differences, string Note);
