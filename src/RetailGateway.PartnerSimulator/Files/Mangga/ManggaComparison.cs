using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Check;
using RetailGateway.PartnerSimulator.Demo.Town;

namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary>Holds Mangga Swalayan's own books and its copy to what the gateway says, position by position.</summary>
internal static class ManggaComparison
{
    /// <summary>On hand in its stores, what it knows the cooperatives to have available, and what it has not told yet.</summary>
    public static async Task<List<Comparison>> Compare(ManggaState state, GatewayClient gateway, CancellationToken cancel)
    {
        var own = await gateway.Positions(cancel: cancel).ToListAsync(cancel);
        return
        [
            Comparison.Between(
                "on hand of Mangga Swalayan",
                own.ToDictionary(position => $"{position.Location}/{position.Product}", position => position.OnHand ?? 0),
                state.Shelves.ToDictionary(shelf => shelf.Key, shelf => shelf.Value.OnHand),
                "in its books"),
            Comparison.Between("Mangga Swalayan's copy of the cooperatives", await Available(gateway, cancel), state.Copy, "in its copy"),
            new Comparison(
                "what Mangga Swalayan has to tell",
                state.Today.Count + state.Parcels.Count,
                [
                    .. state.Today.Select(line => $"{line.Receipt}/{line.Place} is in no file yet"),
                    .. state.Parcels.Select(parcel => $"{parcel.Name} is not answered yet"),
                ]),
        ];
    }

    /// <summary>What the gateway shows the chain of others' goods that have a code of the chain's, by that code.</summary>
    private static async Task<Dictionary<string, decimal>> Available(GatewayClient gateway, CancellationToken cancel)
    {
        var codes = TownFiles.Read("mappings").Where(row => row["connection_party"] == ManggaVerb.Party)
            .ToLookup(row => (row["party"], row["product"]), row => row["item_code"].Split('/')[0]);
        var cooperatives = TownFiles.Read("locations").ToDictionary(row => row["code"], row => row["party"]);
        var available = new Dictionary<string, decimal>();
        var partners = await gateway.Partnerships(cancel).Select(partnership => partnership.OwnerId).Distinct().ToListAsync(cancel);
        foreach (var partner in partners)
        {
            await foreach (var position in gateway.Positions(new PositionFilter(OwnerId: partner), cancel))
            {
                var cooperative = cooperatives[position.Location];
                foreach (var code in codes[(cooperative, position.Product)])
                    available.Add($"{cooperative}/{position.Location}/{code}", position.Available);
            }
        }

        return available;
    }
}
