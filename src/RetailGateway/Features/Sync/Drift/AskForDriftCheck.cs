using Dapper;
using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>POST /v1/sync/drift/checks: both ends of a stream are compared now, and not only at night.</summary>
internal static class AskForDriftCheck
{
    internal static void Map(RouteGroupBuilder sync) => sync
        .MapPost("/drift/checks", Handle)
        .WithName("askForDriftCheck")
        .WithSummary("Ask for a drift check")
        .WithDescription("Answers at once; the check is done within a minute or two, and `GET /v1/sync/drift/checks` tells of it. One that is asked for already is not asked for twice.")
        .RequireScope(Scope.WorkWrite)
        .Answers<DriftCheck>(StatusCodes.Status202Accepted)
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, Body<NewDriftCheck> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var check = new Check();
            check.That(body.Value.Stream is "stock_in" or "stock_out" or "orders_out", "/stream", "stock_in, stock_out or orders_out is expected.");
            check.Done();
            var stream = await work.Connection.QuerySingleOrDefaultAsync<(int Owner, int ConnectionOwner, int Connection)?>(
                """
                select s.counterparty_id, s.owner_id, s.connection_id
                from sync_stream s
                join party o on o.owner_id = s.counterparty_id
                join party r on r.owner_id = s.owner_id
                join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id
                where s.kind = @Stream and upper(r.code) = upper(@Partner) and upper(o.code) = upper(@Owner) and c.kind = 'connector'
                order by s.connection_id
                limit 1
                """,
                body.Value) ?? throw new Refusal(Problems.NotFound, "No stream that concerns you is between these two.");
            var keys = new { stream.Owner, stream.ConnectionOwner, stream.Connection, body.Value.Stream };
            await work.Connection.ExecuteAsync(
                """
                insert into drift_check (owner_id, connection_owner_id, connection_id, stream, asked_at)
                values (@Owner, @ConnectionOwner, @Connection, @Stream, now())
                on conflict (owner_id, connection_owner_id, connection_id, stream) where asked_at is not null and ended_at is null do nothing
                """,
                keys);
            var asked = await work.Connection.QuerySingleAsync<GetDriftChecks.Row>(
                $"""
                {GetDriftChecks.Row.Select}
                where k.owner_id = @Owner and k.connection_owner_id = @ConnectionOwner and k.connection_id = @Connection and k.stream = @Stream
                    and k.asked_at is not null and k.ended_at is null
                """,
                keys);
            return Answer.Ok(asked.Check()) with { Status = StatusCodes.Status202Accepted };
        });
}

/// <summary>The stream to compare.</summary>
/// <param name="Stream">stock_out: a partner's copy of a cooperative's availability; stock_in: our copy of the partner's own stock; orders_out: the orders of both, as both have them.</param>
/// <param name="Partner">The code of the party whose system is at the other end.</param>
/// <param name="Owner">The code of the party whose goods or orders it carries; the partner's own for stock_in.</param>
internal sealed record NewDriftCheck(string Stream, string Partner, string Owner);
