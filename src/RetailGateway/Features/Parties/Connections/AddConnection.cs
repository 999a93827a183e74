using Dapper;
using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Connections;

/// <summary>POST /v1/connections: a system of the caller's own that will call the API.</summary>
internal static class AddConnection
{
    private const string Kind = "api";

    internal static void Map(RouteGroupBuilder connections) => connections
        .MapPost("", Handle)
        .WithName("addConnection")
        .WithSummary("Add a connection")
        .WithDescription("A system of yours that calls this API, such as a till. Whoever runs the gateway makes its key.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<PartyConnection>(StatusCodes.Status201Created)
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, Body<NewConnection> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var check = new Check();
            var code = check.Code("/code", body.Value.Code, most: 40);
            var name = check.Text("/name", body.Value.Name);
            check.That(body.Value.Kind is null or Kind, "/kind", "Only connections of the kind 'api' are added here.");
            var hours = ReportsWithin.Check(check, body.Value.ReportsWithinHours);
            check.Done();
            var made = await work.Connection.QuerySingleAsync<PartyConnection>(
                $"""
                with made as (
                    insert into connection (owner_id, code, name, kind) values (@owner, @code, @name, @Kind)
                    returning *)
                select {PartyConnection.Columns} from made
                """,
                new { owner = caller.Party.Value, code, name, Kind });
            if (hours is { } given)
            {
                made = await ReportsWithin.Set(work, caller, made.Id, given) ?? made;
            }

            return Answer.Created("/v1/connections", made);
        });
}

/// <summary>A connection to add.</summary>
/// <param name="Code">Its code, 1 to 40 characters, unique with you.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">api, or absent.</param>
/// <param name="ReportsWithinHours">How many hours it has to tell of what a document moved, above 0 to 744; 24 when absent.</param>
internal sealed record NewConnection(string Code, string Name, string? Kind = null, decimal? ReportsWithinHours = null);
