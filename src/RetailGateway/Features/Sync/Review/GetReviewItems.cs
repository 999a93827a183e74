using System.ComponentModel;
using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Review;

/// <summary>GET /v1/sync/review-items: lines whose item code nobody has mapped, kept whole, with candidates.</summary>
internal static class GetReviewItems
{
    internal static void Map(RouteGroupBuilder sync) => sync
        .MapGet("/review-items", Handle)
        .WithName("listReviewItems")
        .WithSummary("List lines that wait for a mapping")
        .WithDescription("Map the code (`POST /v1/item-mappings`) and send the line again under the same change id: it is applied and leaves this list.")
        .RequireScope(Scope.SyncRead)
        .Answers<Page<ReviewItem>>()
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var after = cursor is null ? 0 : Cursor.Number(Cursor.Parts(cursor, "review", 1)[0]);
        await using var work = await database.Open(caller, http.RequestAborted);
        var rows = await work.Connection.QueryAsync<Row>(
            """
            select r.review_item_id, c.code as connection, r.change_id, r.item_code, l.code as location, r.line::text, r.candidates::text, r.opened_at
            from review_item r
            join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
            join location l on l.owner_id = r.owner_id and l.location_id = r.location_id
            where r.owner_id = @owner and r.applied_at is null and r.review_item_id > @after
            order by r.review_item_id
            limit @take
            """,
            new { owner = caller.Party.Value, after, take = take + 1 });
        return Page<ReviewItem>.Of([.. rows.Select(row => row.Item())], take, item => Cursor.Of("review", item.Id)).Answer(http);
    }

    private sealed record Row(
        long ReviewItemId, string Connection, string ChangeId, string ItemCode, string Location, string Line, string Candidates, DateTime OpenedAt)
    {
        internal ReviewItem Item() => new(
            ReviewItemId, Connection, ChangeId, ItemCode, Location,
            JsonSerializer.Deserialize<JsonElement>(Line),
            JsonSerializer.Deserialize<List<Candidate>>(Candidates, Json.Options)!,
            OpenedAt);
    }
}

/// <summary>A line that waits for its code to be mapped.</summary>
/// <param name="Id">Its number in the queue.</param>
/// <param name="Connection">The code of the connection that sent it.</param>
/// <param name="ChangeId">The sender's id of the line.</param>
/// <param name="ItemCode">The code nobody has mapped.</param>
/// <param name="Location">Where it happened.</param>
/// <param name="Line">The line, whole, as it came.</param>
/// <param name="Candidates">What the code may mean, for a person to decide.</param>
/// <param name="OpenedAt">When it came first.</param>
internal sealed record ReviewItem(
    long Id, string Connection, string ChangeId, string ItemCode, string Location, JsonElement Line, IReadOnlyList<Candidate> Candidates, DateTimeOffset OpenedAt);
