using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts.Imports;

namespace RetailGateway.Features.Catalogue.Mappings;

/// <summary>Reads what a file of mappings may name, and writes the new ones: a statement a step, rows in sorted order.</summary>
internal static class ImportedMappings
{
    internal static async Task<RegisteredMappings> Read(Work work, Caller caller, Sheet sheet)
    {
        var db = work.Connection;
        var owner = caller.Party.Value;
        await db.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('mapping import', @owner))", new { owner });
        var owners = await db.QueryAsync<(string Code, int Id)>("select code, owner_id from party");
        var connections = await db.QueryAsync<(int Owner, string Code, int Id)>("select owner_id, code, connection_id from connection");
        var packs = (await db.QueryAsync<(string Product, string Unit, string Pack, decimal Factor, int Id)>(
            """
            select g.code_key, g.base_unit, k.code, k.factor, g.product_id
            from product g join pack k on k.owner_id = g.owner_id and k.product_id = g.product_id
            where g.owner_id = @owner and g.code_key in (select upper(c) from unnest(@codes) c)
            """,
            new { owner, codes = sheet.Storable("product") })).AsList();
        var history = await db.QueryAsync<Row>(
            """
            select mapping_id, connection_owner_id, connection_id, upper(item_code) as item_code, product_id, pack_code, factor,
                lower(during) as valid_from, upper(during) as valid_until
            from item_mapping
            where owner_id = @owner and upper(item_code) in (select upper(c) from unnest(@codes) c)
            order by mapping_id
            for update
            """,
            new { owner, codes = sheet.Storable("item_code") });
        return new RegisteredMappings(
            owners.ToDictionary(row => row.Code, row => row.Id, StringComparer.OrdinalIgnoreCase),
            connections.ToDictionary(row => (row.Owner, row.Code), row => row.Id),
            packs.DistinctBy(row => row.Product).ToDictionary(row => row.Product, row => row.Unit),
            packs.DistinctBy(row => (row.Product, row.Pack.ToUpperInvariant()))
                .ToDictionary(row => (row.Product, row.Pack.ToUpperInvariant()), row => new MappedPack(row.Id, row.Pack, row.Factor)),
            history.ToLookup(row => row.Key, row => row.Period));
    }

    internal static async Task Write(Work work, Caller caller, List<PlannedMapping> planned)
    {
        var owner = caller.Party.Value;
        var closing = planned.Where(mapping => mapping.Closes is not null).OrderBy(mapping => mapping.Closes!.Id).ToList();
        if (closing.Count > 0)
        {
            await work.Connection.ExecuteAsync(
                """
                update item_mapping m
                set during = tstzrange(lower(m.during), u.at)
                from unnest(@ids, @ends) as u (id, at)
                where m.owner_id = @owner and m.mapping_id = u.id
                """,
                new { owner, ids = closing.ConvertAll(mapping => mapping.Closes!.Id), ends = closing.ConvertAll(mapping => mapping.From!.Value.UtcDateTime) });
        }

        var adding = planned.OrderBy(mapping => (mapping.Key.ConnectionOwner, mapping.Key.Connection)).ThenBy(mapping => mapping.Key.UpperItemCode, StringComparer.Ordinal).ToList();
        if (adding.Count > 0)
        {
            await work.Connection.ExecuteAsync(
                """
                insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
                select @owner, u.owner, u.connection, u.code, u.product, u.pack, u.factor, tstzrange(u.at, null)
                from unnest(@owners, @connections, @codes, @products, @packs, @factors, @starts::timestamptz[])
                    as u (owner, connection, code, product, pack, factor, at)
                """,
                new
                {
                    owner,
                    owners = adding.ConvertAll(mapping => mapping.Key.ConnectionOwner),
                    connections = adding.ConvertAll(mapping => mapping.Key.Connection),
                    codes = adding.ConvertAll(mapping => mapping.ItemCode),
                    products = adding.ConvertAll(mapping => mapping.Pack.ProductId),
                    packs = adding.ConvertAll(mapping => mapping.Pack.Pack),
                    factors = adding.ConvertAll(mapping => mapping.Pack.Factor),
                    starts = adding.ConvertAll(mapping => mapping.From?.UtcDateTime),
                });
        }
    }

    private sealed record Row(
        int MappingId, int ConnectionOwnerId, int ConnectionId, string ItemCode, int ProductId, string PackCode, decimal Factor,
        DateTime? ValidFrom, DateTime? ValidUntil)
    {
        internal MappingKey Key => new(ConnectionOwnerId, ConnectionId, ItemCode);

        internal MappedPeriod Period => new(MappingId, new MappedPack(ProductId, PackCode, Factor), ValidFrom, ValidUntil);
    }
}
