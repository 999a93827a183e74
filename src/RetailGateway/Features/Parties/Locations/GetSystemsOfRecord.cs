using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Locations;

/// <summary>GET /v1/locations/{id}/system-of-record: whose word on its stock has counted, and when.</summary>
internal static class GetSystemsOfRecord
{
    internal static void Map(RouteGroupBuilder locations) => locations
        .MapGet("/{id:int}/system-of-record", Handle)
        .WithName("listSystemsOfRecord")
        .WithSummary("List a location's systems of record")
        .WithDescription("Newest first, without a gap. The first has no `until`: it holds.")
        .RequireScope(Scope.PartiesRead)
        .Answers<Page<RecordPeriod>>()
        .Refuses(Problems.NotFound);

    internal static async Task<List<RecordPeriod>> Read(Work work, int owner, int id)
    {
        var rows = await work.Connection.QueryAsync<(string Connection, DateTime? From, DateTime? Until)>(
            """
            select c.code, lower(s.during), upper(s.during)
            from system_of_record s
            join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id
            where s.owner_id = @owner and s.location_id = @id
            order by lower(s.during) desc nulls last
            """,
            new { owner, id });
        return [.. rows.Select(row => new RecordPeriod(row.Connection, row.From, row.Until))];
    }

    private static async Task<IResult> Handle(HttpContext http, int id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        var periods = await Read(work, caller.Party.Value, id);
        return periods.Count > 0
            ? new Page<RecordPeriod>(periods, null).Answer(http)
            : throw new Refusal(Problems.NotFound, "No location of yours has that number.");
    }
}

/// <summary>A time in which one connection's word on a location's stock counts.</summary>
/// <param name="Connection">Its code.</param>
/// <param name="From">The first instant; null for since ever.</param>
/// <param name="Until">The first instant that is no longer of it; null while it holds.</param>
internal sealed record RecordPeriod(string Connection, DateTimeOffset? From, DateTimeOffset? Until);
