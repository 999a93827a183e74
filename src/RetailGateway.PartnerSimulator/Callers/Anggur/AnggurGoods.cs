using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>An item of the chain: by the piece, and by the carton under a code of its own.</summary>
internal sealed record AnggurItem(string Code, string CartonCode, decimal PiecesInCarton);

/// <summary>What Anggur Mart reads from the gateway when it starts: who it is, its stores, items and partners.</summary>
internal sealed record AnggurGoods(int PartyId, IReadOnlyList<string> Stores, IReadOnlyList<AnggurItem> Items, IReadOnlyList<int> Cooperatives)
{
    /// <summary>Reads it, and maps the codes of cartons, which the gateway answers the same each time.</summary>
    public static async Task<AnggurGoods> Read(GatewayClient gateway, string connection, CancellationToken cancel)
    {
        var stores = await gateway.Locations(cancel: cancel).ToListAsync(cancel);
        var partners = await gateway.Partnerships(cancel).Where(partnership => partnership.Role == PartnershipRole.Stockist).ToListAsync(cancel);
        var items = new List<AnggurItem>();
        await foreach (var product in gateway.Products(cancel: cancel))
        {
            var carton = product.Packs[^1];
            var code = $"{product.Code}-{carton.Code}";
            await gateway.AddItemMapping(new NewItemMapping(connection, code, product.Code, carton.Code), cancel: cancel);
            items.Add(new AnggurItem(product.Code, code, carton.Factor));
        }

        return new AnggurGoods(
            stores[0].OwnerId,
            [.. stores.Select(store => store.Code).Order(StringComparer.Ordinal)],
            [.. items.OrderBy(item => item.Code, StringComparer.Ordinal)],
            [.. partners.Select(partnership => partnership.OwnerId).Distinct().Order()]);
    }
}
