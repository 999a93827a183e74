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
        .WithDescription("Closes the time of the one that holds at `from`, an instant of the past, of now or of the future, and opens the next there: no gap, no overlap, and nothing before the current one's beginning is touched. Each one's entries of its own time are taken, however late they come; another's are refused. So it begins after the last entry that the current one has told. Expected movements from that instant on await the next one's entries.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<RecordPeriod>(StatusCodes.Status201Created)
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, int id, Body<NewSystemOfRecord> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var owner = caller.Party.Value;
            await StandStill(work, owner, id);
            await LocationRows.LockOwn(work, caller, id);
            var check = new Check();
            var code = check.Code("/connection", body.Value.Connection);
            check.Done();
            var next = await Connection(work, owner, code);
            var current = (await GetSystemsOfRecord.Read(work, owner, id))[0];
            if (current.Connection == next.Code)
            {
                throw new Refusal(Problems.AlreadyExists, $"'{current.Connection}' is the system of record already. Nothing was changed.");
            }

            var now = await Clock.Now(work, http.RequestAborted);
            var last = await LastEntry(work, owner, id, next.Id, body.Value.From ?? now);
            if (last is not null && body.Value.From is not null)
            {
                throw Refusal.At("/from", $"'{current.Connection}' has told of {Rfc3339.Format(last.Value)} already; the next begins after that.");
            }

            // Where the current one's clock is ahead its word is kept, and the next begins right after it.
            var from = body.Value.From ?? last?.AddMicroseconds(1) ?? now;
            if (from <= current.From)
            {
                throw Refusal.At("/from", $"'{current.Connection}' is the system of record since {Rfc3339.Format(current.From.Value)}; the next begins after that.");
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

    /// <summary>
    /// Waits for those who record at the location, and holds up the next: what an entry was judged by is then still so
    /// when it is committed. They lock their positions before they look whether the book has moved on; a position that
    /// is new waits for the location's own row, locked next. Positions come first: whoever writes one a second time asks
    /// after its location again.
    /// </summary>
    private static Task StandStill(Work work, int owner, int id) => work.Connection.ExecuteAsync(
        "select from stock_position where owner_id = @owner and location_id = @id order by product_id for update", new { owner, id });

    /// <summary>The newest entry from an instant on that the next one would have had to tell; null where there is none.</summary>
    private static async Task<DateTimeOffset?> LastEntry(Work work, int owner, int id, int next, DateTimeOffset from) =>
        await work.Connection.ExecuteScalarAsync<DateTime?>(
            """
            select max(e.occurred_at)
            from stock_position p
            cross join lateral (
                select e.occurred_at
                from stock_entry e
                where e.owner_id = p.owner_id and e.location_id = p.location_id and e.product_id = p.product_id
                    and e.occurred_at >= @from and e.connection_id <> @next
                order by e.occurred_at desc
                limit 1) e
            where p.owner_id = @owner and p.location_id = @id
            """,
            new { owner, id, next, from = from.UtcDateTime });

    private static async Task<(int Id, string Code)> Connection(Work work, int owner, string code) =>
        await work.Connection.QuerySingleOrDefaultAsync<(int, string)?>(
            "select connection_id, code from connection where owner_id = @owner and code = @code", new { owner, code })
        ?? throw new Refusal(Problems.NotFound, "No connection of yours has that code.");
}

/// <summary>Whose word counts next.</summary>
/// <param name="Connection">The code of a connection of yours; `console` for people on the phone.</param>
/// <param name="From">From when; now when absent, or right after the current one's last entry where its clock is ahead.</param>
internal sealed record NewSystemOfRecord(string Connection, DateTimeOffset? From = null);
