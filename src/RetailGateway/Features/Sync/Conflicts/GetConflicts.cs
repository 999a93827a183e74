using System.ComponentModel;
using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Conflicts;

/// <summary>GET /v1/sync/conflicts: matters of stock that a person should look at.</summary>
internal static class GetConflicts
{
    internal static void Map(RouteGroupBuilder sync) => sync
        .MapGet("/conflicts", Handle)
        .WithName("listConflicts")
        .WithSummary("List conflicts")
        .WithDescription("`negative_on_hand`: a till sold what nobody had recorded. `oversold`: more is reserved than is there. `change_differs`: a change id came again with other content; the first stands.")
        .RequireScope(Scope.SyncRead)
        .Answers<Page<Conflict>>()
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("Closed ones too.")] bool? closed,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var after = cursor is null ? 0 : Cursor.Number(Cursor.Parts(cursor, "conflict", 1)[0]);
        await using var work = await database.Open(caller, http.RequestAborted);
        var rows = await work.Connection.QueryAsync<Row>(
            """
            select f.conflict_id, f.kind, l.code as location, g.code as product, c.code as connection,
                nullif(f.change_id, '') as change_id, f.evidence::text, f.opened_at, f.closed_at, f.closed_because
            from conflict f
            left join location l on l.owner_id = f.owner_id and l.location_id = f.location_id
            left join product g on g.owner_id = f.owner_id and g.product_id = f.product_id
            join connection c on c.owner_id = coalesce(f.connection_owner_id, f.owner_id) and c.connection_id = f.connection_id
            where f.owner_id = @owner and f.conflict_id > @after and (@closed or f.closed_at is null)
            order by f.conflict_id
            limit @take
            """,
            new { owner = caller.Party.Value, after, closed = closed ?? false, take = take + 1 });
        return Page<Conflict>.Of([.. rows.Select(row => row.Conflict())], take, item => Cursor.Of("conflict", item.Id)).Answer(http);
    }

    private sealed record Row(
        long ConflictId, string Kind, string? Location, string? Product, string Connection, string? ChangeId,
        string Evidence, DateTime OpenedAt, DateTime? ClosedAt, string? ClosedBecause)
    {
        internal Conflict Conflict() => new(
            ConflictId, Kind, Location, Product, Connection, ChangeId, JsonSerializer.Deserialize<JsonElement>(Evidence), OpenedAt, ClosedAt, ClosedBecause);
    }
}

/// <summary>A matter that a person should look at.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">negative_on_hand, oversold or change_differs.</param>
/// <param name="Location">Where.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="Connection">The connection whose change brought it about.</param>
/// <param name="ChangeId">The change in question, where it is one.</param>
/// <param name="Evidence">Both sides, with figures.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ClosedAt">When it was mended; absent while open.</param>
/// <param name="ClosedBecause">By what.</param>
internal sealed record Conflict(
    long Id, string Kind, string? Location, string? Product, string Connection, string? ChangeId,
    JsonElement Evidence, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? ClosedBecause);
