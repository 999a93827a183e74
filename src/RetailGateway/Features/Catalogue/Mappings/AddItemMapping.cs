using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Mappings;

/// <summary>POST /v1/item-mappings: what a partner system's item code means from an instant on.</summary>
internal static class AddItemMapping
{
    internal static void Map(RouteGroupBuilder mappings) => mappings
        .MapPost("", Handle)
        .WithName("addItemMapping")
        .WithSummary("Map an item code")
        .WithDescription(
            "Joins a code of your own or a partner's system to a pack of your catalogue. A code that is mapped already means the new one from `from` on; " +
            "what it meant before stays. Lines that wait in review with this code, and that happened in the mapping's time, are applied: at once, or within seconds where they are many. Without `from` it is now, or since ever for a code that was never mapped. The factor is the pack's of today and stays with the mapping.")
        .RequireScope(Scope.CatalogueWrite)
        .Answers<ItemMapping>(StatusCodes.Status201Created)
        .Answers<ItemMapping>()
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, Body<NewItemMapping> body, Caller caller, Writes writes, WaitingLines waiting) =>
        writes.Once(http, caller, body, async work =>
        {
            var wanted = body.Value;
            var owner = caller.Party.Value;
            var check = new Check();
            var itemCode = check.Code("/itemCode", wanted.ItemCode);
            var connectionCode = check.Code("/connection", wanted.Connection);
            var productCode = check.Code("/product", wanted.Product);
            var packCode = check.OptionalText("/pack", wanted.Pack, ItemCode.MaxLength);
            check.Done();

            var connectionOwner = wanted.ConnectionOwnerId ?? owner;
            var connection = await Connection(work, connectionOwner, connectionCode);
            var made = await ItemMappings.Make(
                work, caller, new MappingWish(connectionOwner, connection, itemCode, productCode, packCode, wanted.From), http.RequestAborted);
            if (!made.IsNew)
            {
                return Answer.Ok(made.Mapping);
            }

            if (connectionOwner == owner)
            {
                await waiting.Mapped(work, caller.Party, [(connection, itemCode)], http.RequestAborted);
            }

            return Answer.Created("/v1/item-mappings", made.Mapping);
        });

    private static async Task<int> Connection(Work work, int owner, string code) =>
        await work.Connection.ExecuteScalarAsync<int?>(
            "select connection_id from connection where owner_id = @owner and code = @code", new { owner, code })
        ?? throw new Refusal(Problems.NotFound, "No connection that you may see has that owner and code.");
}

/// <summary>A mapping to add.</summary>
/// <param name="Connection">The code of the system that uses the item code.</param>
/// <param name="ItemCode">Its item code, compared without regard to letter case.</param>
/// <param name="Product">Your item code.</param>
/// <param name="Pack">The pack of it that one unit of the item is; the base unit's when absent.</param>
/// <param name="ConnectionOwnerId">Whose system; yours when absent.</param>
/// <param name="From">From when.</param>
internal sealed record NewItemMapping(
    string Connection, string ItemCode, string Product, string? Pack = null, int? ConnectionOwnerId = null, DateTimeOffset? From = null);
