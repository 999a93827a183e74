using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Connections;

/// <summary>GET /v1/connections: one partner system each, or the built-in console.</summary>
internal static class GetConnections
{
    internal static void Map(RouteGroupBuilder connections) => connections
        .MapGet("", Handle)
        .WithName("listConnections")
        .WithSummary("List connections")
        .WithDescription("Your own, or with `ownerId` those of a partner, whose item codes you map.")
        .RequireScope(Scope.PartiesRead)
        .Answers<Page<PartyConnection>>()
        .Refuses(Problems.NotFound, Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("Whose; yours when absent.")] int? ownerId,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("connection", caller), limit, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await work.Connection.QueryAsync<PartyConnection>(
            $"""
            select {PartyConnection.Columns}
            from connection
            where owner_id = @owner and connection_id > @After
            order by connection_id
            limit @Take
            """,
            new { owner = ownerId ?? caller.Party.Value, list.After, list.Take });
        var connections = read.AsList();
        if (ownerId is not null && connections.Count == 0 && cursor is null)
        {
            // Everybody has a console, so none at all means that nothing is shown.
            throw new Refusal(Problems.NotFound, "Nothing of that owner is shown to you.");
        }

        return list.Answer(http, connections, item => item.Id);
    }
}

/// <summary>One partner system, or the console.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">Whose.</param>
/// <param name="Code">Its code, unique with its owner.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">console (built in), api (calls us) or connector (we call it).</param>
/// <param name="ReceivesFeed">Whether it has a feed of changes.</param>
/// <param name="ReportsWithinHours">How many hours it has to tell of what a document moved, before it is raised as a conflict.</param>
internal sealed record PartyConnection(int Id, int OwnerId, string Code, string Name, string Kind, bool ReceivesFeed, decimal ReportsWithinHours)
{
    /// <summary>What is read of the table's row.</summary>
    internal const string Columns =
        "connection_id as id, owner_id, code, name, kind, receives_feed, trim_scale(round(extract(epoch from reports_within) / 3600, 3)) as reports_within_hours";
}
