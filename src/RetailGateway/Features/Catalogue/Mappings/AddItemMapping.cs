using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Catalogue.Contracts;
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
            "what it meant before stays. Without `from` it is now, or since ever for a code that was never mapped. The factor is the pack's of today and stays with the mapping.")
        .RequireScope(Scope.CatalogueWrite)
        .Answers<ItemMapping>(StatusCodes.Status201Created)
        .Answers<ItemMapping>()
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, Body<NewItemMapping> body, Caller caller, Writes writes) =>
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
            var pack = await Pack(work, owner, productCode, packCode);
            var history = await MappingRows.LockHistory(work, owner, connectionOwner, connection, itemCode);
            var decision = MappingRule.Decide(history, pack, wanted.From, await Clock.Now(work, http.RequestAborted));
            if (decision.Problem is { } problem)
            {
                throw Refusal.At("/from", problem);
            }

            if (decision.Same is { } same)
            {
                return Answer.Ok(await MappingRows.Read(work, same.Id));
            }

            if (decision.Closes is { } open)
            {
                await MappingRows.End(work, owner, open.Id, decision.From!.Value);
            }

            var id = await Insert(work, owner, connectionOwner, connection, itemCode, pack, decision.From);
            return Answer.Created("/v1/item-mappings", await MappingRows.Read(work, id));
        });

    private static async Task<int> Connection(Work work, int owner, string code) =>
        await work.Connection.ExecuteScalarAsync<int?>(
            "select connection_id from connection where owner_id = @owner and code = @code", new { owner, code })
        ?? throw new Refusal(Problems.NotFound, "No connection that you may see has that owner and code.");

    private static async Task<MappedPack> Pack(Work work, int owner, string product, string? pack) =>
        await work.Connection.QuerySingleOrDefaultAsync<(int Product, string Pack, decimal Factor)?>(
            """
            select g.product_id, k.code, k.factor
            from product g join pack k on k.owner_id = g.owner_id and k.product_id = g.product_id
            where g.owner_id = @owner and upper(g.code) = upper(@product) and upper(k.code) = upper(coalesce(@pack, g.base_unit))
            """,
            new { owner, product, pack }) is { } found
            ? new MappedPack(found.Product, found.Pack, found.Factor)
            : throw new Refusal(Problems.NotFound, "No product of yours has that code and such a pack.");

    private static Task<int> Insert(
        Work work, int owner, int connectionOwner, int connection, string itemCode, MappedPack pack, DateTimeOffset? from) =>
        work.Connection.ExecuteScalarAsync<int>(
            """
            insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
            values (@owner, @connectionOwner, @connection, @itemCode, @ProductId, @Pack, @Factor, tstzrange(@from::timestamptz, null))
            returning mapping_id
            """,
            new { owner, connectionOwner, connection, itemCode, pack.ProductId, pack.Pack, pack.Factor, from = from?.UtcDateTime });
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
