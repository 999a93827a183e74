using Dapper;
using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Operations.Streams;

/// <summary>POST /v1/work/streams/{id}/retry: due now, with a clean slate.</summary>
internal static class RetryStream
{
    internal static readonly Step Step = new("retry", async (work, key, _, _) =>
    {
        await Stepping.Set(
            work,
            key,
            """
            next_attempt_at = now(), attempts = 0, narrowed_to = null, neighbour_taken = false,
                parked_at = null, parked_by = null, parked_because = null
            """);
        await work.Connection.ExecuteAsync(
            """
            update partner_copy set refused_code = null, refused_because = null, doubted_at = null
            where @Kind = 'stock_out' and owner_id = @Owner and connection_id = @Connection and source_id = @Counterparty
                and refused_code is not null
            """,
            key);
        await work.Connection.ExecuteAsync(
            """
            update order_delivery set refused_code = null, refused_because = null
            where @Kind = 'orders_out' and owner_id = @Owner and connection_id = @Connection and counterparty_id = @Counterparty and refused_code is not null
            """,
            key);
    });

    internal static void Map(RouteGroupBuilder work) => work
        .MapPost("/streams/{id}/retry", Handle)
        .WithName("retryStream")
        .WithSummary("Retry a stream now")
        .WithDescription("It is due at once and its failures are forgotten; a parked one goes on, and lines that the partner refused are offered again. What was sent without an answer is still asked after before anything is sent.")
        .RequireScope(Scope.WorkWrite)
        .Answers<DueWork>()
        .RefusesAsPost(Problems.ParkedByAnother);

    private static Task<IResult> Handle(HttpContext http, string id, Body<StepIn> body, Caller caller, Writes writes) =>
        Stepping.Answer(http, id, body, caller, writes, Step);
}
