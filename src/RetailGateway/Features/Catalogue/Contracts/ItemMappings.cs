using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Mappings;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts;

/// <summary>What an item code is to mean.</summary>
/// <param name="ConnectionOwner">Whose system uses the code.</param>
/// <param name="Connection">Which system.</param>
/// <param name="ItemCode">The code.</param>
/// <param name="Product">The caller's item code.</param>
/// <param name="Pack">The pack of it; the base unit's where null.</param>
/// <param name="From">From when; null for now, or for since ever where the code never meant anything.</param>
internal sealed record MappingWish(int ConnectionOwner, int Connection, string ItemCode, string Product, string? Pack, DateTimeOffset? From);

/// <summary>The mapping that says what was wished for.</summary>
/// <param name="Mapping">As the API shows it.</param>
/// <param name="IsNew">False where it said so already.</param>
internal sealed record MadeMapping(ItemMapping Mapping, bool IsNew);

/// <summary>Makes mappings for every feature: the one that holds ends where a new one begins, and what lies before is never touched.</summary>
internal static class ItemMappings
{
    /// <summary>Makes a mapping in the caller's transaction, under the lock of the code's history.</summary>
    /// <exception cref="Refusal">No such product or pack, or it would begin before what is there.</exception>
    internal static async Task<MadeMapping> Make(Work work, Caller caller, MappingWish wish, CancellationToken cancel)
    {
        var owner = caller.Party.Value;
        var pack = await Pack(work, owner, wish.Product, wish.Pack);
        var history = await MappingRows.LockHistory(work, owner, wish.ConnectionOwner, wish.Connection, wish.ItemCode);
        var decision = MappingRule.Decide(history, pack, wish.From, await Clock.Now(work, cancel));
        if (decision.Problem is { } problem)
        {
            throw Refusal.At("/from", problem);
        }

        if (decision.Same is { } same)
        {
            return new MadeMapping((await MappingRows.Read(work, same.Id))!, IsNew: false);
        }

        if (decision.Closes is { } open)
        {
            await MappingRows.End(work, owner, open.Id, decision.From!.Value);
        }

        var id = await Insert(work, owner, wish, pack, decision.From);
        return new MadeMapping((await MappingRows.Read(work, id))!, IsNew: true);
    }

    /// <summary>Whether a code of a connection of the caller's ever meant anything.</summary>
    internal static async Task<bool> HasHistory(Work work, Caller caller, int connection, string itemCode) =>
        (await MappingRows.LockHistory(work, caller.Party.Value, caller.Party.Value, connection, itemCode)).Count > 0;

    private static async Task<MappedPack> Pack(Work work, int owner, string product, string? pack) =>
        await work.Connection.QuerySingleOrDefaultAsync<(int Product, string Pack, decimal Factor)?>(
            """
            select g.product_id, k.code, k.factor
            from product g join pack k on k.owner_id = g.owner_id and k.product_id = g.product_id
            where g.owner_id = @owner and g.code_key = upper(@product) and upper(k.code) = upper(coalesce(@pack, g.base_unit))
            """,
            new { owner, product, pack }) is { } found
            ? new MappedPack(found.Product, found.Pack, found.Factor)
            : throw new Refusal(Problems.NotFound, "No product of yours has that code and such a pack.");

    private static Task<int> Insert(
        Work work, int owner, MappingWish wish, MappedPack pack, DateTimeOffset? from) =>
        work.Connection.ExecuteScalarAsync<int>(
            """
            insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
            values (@owner, @ConnectionOwner, @Connection, @ItemCode, @ProductId, @Pack, @Factor, tstzrange(@from::timestamptz, null))
            returning mapping_id
            """,
            new { owner, wish.ConnectionOwner, wish.Connection, wish.ItemCode, pack.ProductId, pack.Pack, pack.Factor, from = from?.UtcDateTime });
}
