using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Check;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>Holds Anggur Mart's own books and its copy to what the gateway says, position by position.</summary>
internal static class AnggurComparison
{
    /// <summary>On hand and reserved of its stores, and what is available of the cooperatives it deals with.</summary>
    public static async Task<List<Comparison>> Compare(AnggurState state, GatewayClient gateway, CancellationToken cancel)
    {
        var own = await gateway.Positions(cancel: cancel).ToListAsync(cancel);
        var partners = await gateway.Partnerships(cancel).Select(partnership => partnership.OwnerId).Distinct().ToListAsync(cancel);
        var theirs = new Dictionary<string, decimal>();
        foreach (var partner in partners)
        {
            await foreach (var position in gateway.Positions(new PositionFilter(OwnerId: partner), cancel))
                theirs.Add(new PositionName(position.OwnerId, position.Location, position.Product).ToString(), position.Available);
        }

        var party = own.Select(position => position.OwnerId).FirstOrDefault();
        var held = state.Holds.Where(hold => hold.Of.OwnerId == party).GroupBy(hold => $"{hold.Of.Location}/{hold.Of.Product}")
            .ToDictionary(holds => holds.Key, holds => holds.Sum(hold => hold.Remaining));
        return
        [
            Comparison.Between(
                "on hand of Anggur Mart",
                own.ToDictionary(position => $"{position.Location}/{position.Product}", position => position.OnHand ?? 0),
                state.Shelves.ToDictionary(shelf => shelf.Key, shelf => shelf.Value.OnHand),
                "in its books"),
            Comparison.Between(
                "reserved at Anggur Mart",
                own.Where(position => position.Reserved > 0).ToDictionary(position => $"{position.Location}/{position.Product}", position => position.Reserved!.Value),
                held.Where(pair => pair.Value > 0).ToDictionary(),
                "in its books"),
            Comparison.Between(
                "Anggur Mart's copy of the cooperatives",
                theirs,
                state.Copy.ToDictionary(copied => copied.Key, copied => copied.Value.Available),
                "in its copy"),
        ];
    }
}
