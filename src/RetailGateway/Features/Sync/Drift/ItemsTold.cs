using Npgsql;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>
/// Which positions a stream tells, and what the partner calls them: a cooperative's locations by the products that the
/// mappings in force name. Both are numbered from zero, so that a position is a cell of a table and needs no key.
/// </summary>
internal sealed class ItemsTold
{
    private readonly Dictionary<string, int> locationsByCode = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, int> locationsById = [];
    private readonly Dictionary<string, int> productsByCode = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, int> productsById = [];

    private ItemsTold()
    {
    }

    /// <summary>The ids of the locations, by their number.</summary>
    internal List<int> Locations { get; } = [];

    /// <summary>The ids of the products, by their number.</summary>
    internal List<int> Products { get; } = [];

    internal static async Task<ItemsTold> Of(NpgsqlDataSource jobs, DriftStream stream, CancellationToken cancel)
    {
        var items = new ItemsTold();
        await using var batch = jobs.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select location_id, code from location where owner_id = $1 order by location_id")
        {
            Parameters = { new() { Value = stream.OwnerId } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            select product_id, item_code, lower(during)
            from item_mapping
            where owner_id = $1 and connection_owner_id = $2 and connection_id = $3 and during @> now()
            """)
        {
            Parameters = { new() { Value = stream.OwnerId }, new() { Value = stream.ConnectionOwnerId }, new() { Value = stream.ConnectionId } },
        });
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            items.locationsById.Add(rows.GetInt32(0), items.Locations.Count);
            items.locationsByCode.Add(rows.GetString(1), items.Locations.Count);
            items.Locations.Add(rows.GetInt32(0));
        }

        await rows.NextResultAsync(cancel);
        await items.TakeProducts(rows, cancel);
        return items;
    }

    /// <summary>The numbers of a partner's location and item code; null where it names nothing that is told.</summary>
    internal (int Location, int Product)? Find(string location, string item) =>
        locationsByCode.TryGetValue(location, out var place) && productsByCode.TryGetValue(item, out var product) ? (place, product) : null;

    /// <summary>The numbers of a position of ours; null where its product has no item code of the partner's.</summary>
    internal (int Location, int Product)? Find(int locationId, int productId) =>
        locationsById.TryGetValue(locationId, out var place) && productsById.TryGetValue(productId, out var product) ? (place, product) : null;

    /// <summary>A product that two codes map to is told under the newest, and under that alone.</summary>
    private async Task TakeProducts(NpgsqlDataReader rows, CancellationToken cancel)
    {
        var codes = new List<(string Code, DateTime Since)>();
        while (await rows.ReadAsync(cancel))
        {
            var (id, code) = (rows.GetInt32(0), rows.GetString(1));
            var since = await rows.IsDBNullAsync(2, cancel) ? DateTime.MinValue : rows.GetDateTime(2);
            if (!productsById.TryGetValue(id, out var number))
            {
                productsById.Add(id, Products.Count);
                Products.Add(id);
                codes.Add((code, since));
            }
            else if (since > codes[number].Since || (since == codes[number].Since && string.CompareOrdinal(code, codes[number].Code) < 0))
            {
                codes[number] = (code, since);
            }
        }

        foreach (var (number, (code, _)) in codes.Index())
        {
            productsByCode.Add(code, number);
        }
    }
}
