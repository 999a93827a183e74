using Dapper;
using RetailGateway.Database;

namespace RetailGateway.Features.Catalogue.Mappings;

/// <summary>Rows of item mappings.</summary>
internal static class MappingRows
{
    internal static async Task<ItemMapping?> Read(Work work, int id) =>
        (await List(work, new MappingFilter { Id = id }, after: 0, take: 1)).SingleOrDefault();

    internal static async Task<List<ItemMapping>> List(Work work, MappingFilter filter, long after, int take)
    {
        var rows = await work.Connection.QueryAsync<Row>(
            """
            select m.mapping_id, m.owner_id, m.connection_owner_id, c.code as connection, m.item_code, g.code as product, m.pack_code, m.factor,
                lower(m.during) as valid_from, upper(m.during) as valid_until
            from item_mapping m
            join connection c on c.owner_id = m.connection_owner_id and c.connection_id = m.connection_id
            left join product g on g.owner_id = m.owner_id and g.product_id = m.product_id
            where (@Id::integer is null or m.mapping_id = @Id)
                and (@ConnectionOwner::integer is null or m.connection_owner_id = @ConnectionOwner)
                and (@Connection::text is null or c.code = @Connection)
                and (@ItemCode::text is null or upper(m.item_code) = upper(@ItemCode))
                and (@Product::text is null or g.code_key = upper(@Product))
                and (@Open::boolean is null or upper_inf(m.during) = @Open)
                and m.mapping_id > @after
            order by m.mapping_id
            limit @take
            """,
            new { filter.Id, filter.ConnectionOwner, filter.Connection, filter.ItemCode, filter.Product, filter.Open, after, take });
        return [.. rows.Select(row => row.Mapping())];
    }

    /// <summary>Locks and reads the mappings of one owner's code of a connection.</summary>
    internal static async Task<List<MappedPeriod>> LockHistory(Work work, int owner, int connectionOwner, int connection, string itemCode)
    {
        var rows = await work.Connection.QueryAsync<(int Id, int Product, string Pack, decimal Factor, DateTime? From, DateTime? Until)>(
            """
            select mapping_id, product_id, pack_code, factor, lower(during), upper(during)
            from item_mapping
            where owner_id = @owner and connection_owner_id = @connectionOwner and connection_id = @connection
                and upper(item_code) = upper(@itemCode)
            order by mapping_id
            for update
            """,
            new { owner, connectionOwner, connection, itemCode });
        return [.. rows.Select(row => new MappedPeriod(row.Id, new MappedPack(row.Product, row.Pack, row.Factor), row.From, row.Until))];
    }

    /// <summary>Ends a mapping; what it meant before that instant stays.</summary>
    internal static Task End(Work work, int owner, int id, DateTimeOffset at) => work.Connection.ExecuteAsync(
        "update item_mapping set during = tstzrange(lower(during), @at) where owner_id = @owner and mapping_id = @id",
        new { owner, id, at = at.UtcDateTime });

    private sealed record Row(
        int MappingId, int OwnerId, int ConnectionOwnerId, string Connection, string ItemCode, string? Product, string PackCode, decimal Factor,
        DateTime? ValidFrom, DateTime? ValidUntil)
    {
        internal ItemMapping Mapping() => new(
            MappingId, OwnerId, ConnectionOwnerId, Connection, ItemCode, Product, PackCode, Factor, ValidFrom, ValidUntil);
    }
}

/// <summary>Which mappings are asked for; what is null does not matter.</summary>
internal sealed record MappingFilter
{
    internal int? Id { get; init; }

    internal int? ConnectionOwner { get; init; }

    internal string? Connection { get; init; }

    internal string? ItemCode { get; init; }

    internal string? Product { get; init; }

    internal bool? Open { get; init; }
}

/// <summary>What an item code of a partner system means in a catalogue, over a time.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">In whose catalogue.</param>
/// <param name="ConnectionOwnerId">Whose system uses the code.</param>
/// <param name="Connection">That system's code.</param>
/// <param name="ItemCode">Its item code.</param>
/// <param name="Product">The catalogue's item code; null where you may not see the product.</param>
/// <param name="Pack">The pack of it that one unit of the item is.</param>
/// <param name="Factor">Base units in it, as of the day the mapping was made.</param>
/// <param name="From">The first instant; null for since ever.</param>
/// <param name="Until">The first instant that is no longer of it; null while it holds.</param>
internal sealed record ItemMapping(
    int Id, int OwnerId, int ConnectionOwnerId, string Connection, string ItemCode, string? Product, string Pack, decimal Factor,
    DateTimeOffset? From, DateTimeOffset? Until);
