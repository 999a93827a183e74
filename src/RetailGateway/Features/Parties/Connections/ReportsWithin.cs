using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Connections;

/// <summary>POST /v1/connections/{id}/reports-within: how long a system may take to tell of what a document moved.</summary>
internal static class ReportsWithin
{
    private const decimal Most = 31 * 24;
    private const decimal Least = 0.017m;

    internal static void Map(RouteGroupBuilder connections) => connections
        .MapPost("/{id:int}/reports-within", Handle)
        .WithName("setReportsWithin")
        .WithSummary("Say how soon a system tells")
        .WithDescription("Of your own system: how many hours it has to tell of what a document moved, such as a despatch; what it has not told by then is raised as a conflict. Documents that came before keep the time they had.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<PartyConnection>()
        .RefusesAsPost();

    /// <summary>Hours above a minute, at most 31 days, to the second or so.</summary>
    internal static decimal? Check(Check check, decimal? hours)
    {
        check.That(
            hours is null || (hours >= Least && hours <= Most && Catalogue.Contracts.Check.HasAtMost(hours.Value, 3)),
            "/reportsWithinHours",
            "0.017 to 744 hours with at most three decimals are expected.");
        return hours;
    }

    /// <summary>Null where it is no connection of the caller's.</summary>
    internal static Task<PartyConnection?> Set(Work work, Caller caller, int id, decimal hours) =>
        work.Connection.QuerySingleOrDefaultAsync<PartyConnection>(
            $"""
            update connection set reports_within = @hours * interval '1 hour'
            where owner_id = @owner and connection_id = @id
            returning {PartyConnection.Columns}
            """,
            new { owner = caller.Party.Value, id, hours = (double)hours });

    private static Task<IResult> Handle(HttpContext http, int id, Body<ReportingTime> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var check = new Check();
            var hours = Check(check, body.Value.ReportsWithinHours)!.Value;
            check.Done();
            return Answer.Ok(await Set(work, caller, id, hours) ?? throw new Refusal(Problems.NotFound, "No connection of yours has that number."));
        });
}

/// <summary>How soon a system tells.</summary>
/// <param name="ReportsWithinHours">Hours, above 0 to 744.</param>
internal sealed record ReportingTime(decimal ReportsWithinHours);
