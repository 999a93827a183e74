using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Locations;

/// <summary>POST /v1/locations/{id}/system-of-record: from an instant on, another connection's word counts.</summary>
internal static class ChangeSystemOfRecord
{
    internal static void Map(RouteGroupBuilder locations) => locations
        .MapPost("/{id:int}/system-of-record", Handle)
        .WithName("changeSystemOfRecord")
        .WithSummary("Change a location's system of record")
        .WithDescription("Closes the time of the one that holds at `from` and opens the next there: no gap, no overlap, and nothing before the current one's beginning is touched. Entries recorded before stay as they are.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<RecordPeriod>(StatusCodes.Status201Created)
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, int id, Body<NewSystemOfRecord> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            await LocationRows.LockOwn(work, caller, id);
            var owner = caller.Party.Value;
            var check = new Check();
            var code = check.Code("/connection", body.Value.Connection);
            check.Done();
            var next = await Connection(work, owner, code);
            var current = (await GetSystemsOfRecord.Read(work, owner, id))[0];
            var from = body.Value.From ?? await Clock.Now(work, http.RequestAborted);
            if (from <= current.From)
            {
                throw Refusal.At("/from", $"'{current.Connection}' is the system of record since {Rfc3339.Format(current.From.Value)}; the next begins after that.");
            }

            if (current.Connection == next.Code)
            {
                throw new Refusal(Problems.AlreadyExists, $"'{current.Connection}' is the system of record already. Nothing was changed.");
            }

            await work.Connection.ExecuteAsync(
                """
                update system_of_record set during = tstzrange(lower(during), @from)
                where owner_id = @owner and location_id = @id and upper_inf(during);

                insert into system_of_record (owner_id, location_id, connection_id, during)
                values (@owner, @id, @connection, tstzrange(@from, null));
                """,
                new { owner, id, connection = next.Id, from = from.UtcDateTime });
            return Answer.Created($"/v1/locations/{id}/system-of-record", new RecordPeriod(next.Code, from, null));
        });

    private static async Task<(int Id, string Code)> Connection(Work work, int owner, string code) =>
        await work.Connection.QuerySingleOrDefaultAsync<(int, string)?>(
            "select connection_id, code from connection where owner_id = @owner and code = @code", new { owner, code })
        ?? throw new Refusal(Problems.NotFound, "No connection of yours has that code.");
}

/// <summary>Whose word counts next.</summary>
/// <param name="Connection">The code of a connection of yours; `console` for people on the phone.</param>
/// <param name="From">From when; now when absent.</param>
internal sealed record NewSystemOfRecord(string Connection, DateTimeOffset? From = null);
