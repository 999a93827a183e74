using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Mappings;

/// <summary>POST /v1/item-mappings/{id}/end: from an instant on the code means nothing.</summary>
internal static class EndItemMapping
{
    internal static void Map(RouteGroupBuilder mappings) => mappings
        .MapPost("/{id:int}/end", Handle)
        .WithName("endItemMapping")
        .WithSummary("End an item mapping")
        .WithDescription("What the code meant before stays. A line with the code goes to review after it.")
        .RequireScope(Scope.CatalogueWrite)
        .Answers<ItemMapping>()
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, int id, Body<MappingEnd> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var owner = caller.Party.Value;
            var own = await work.Connection.ExecuteScalarAsync<int?>(
                "select mapping_id from item_mapping where owner_id = @owner and mapping_id = @id for update", new { owner, id });
            if (own is null || await MappingRows.Read(work, id) is not { } current)
            {
                throw new Refusal(Problems.NotFound, "No mapping of yours has that number.");
            }

            var at = body.Value.At ?? await Clock.Now(work, http.RequestAborted);
            if (current.Until is { } until)
            {
                return body.Value.At is null || at == until
                    ? Answer.Ok(current)
                    : throw new Refusal(Problems.AlreadyExists, $"It ended at {Rfc3339.Format(until)}. It stands as it was.");
            }

            if (at <= current.From)
            {
                throw Refusal.At("/at", $"It began at {Rfc3339.Format(current.From.Value)}; it ends after that.");
            }

            await MappingRows.End(work, owner, id, at);
            return Answer.Ok(await MappingRows.Read(work, id));
        });
}

/// <summary>When a mapping ends.</summary>
/// <param name="At">The first instant that is no longer of it; now when absent.</param>
internal sealed record MappingEnd(DateTimeOffset? At = null);
