using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>Keeps the copy of the cooperatives' goods true: the feed, a snapshot where it cannot go on, and its own acts.</summary>
internal sealed class AnggurCopying(GatewayClient gateway, AnggurDesk desk, AnggurGoods goods)
{
    /// <summary>Follows until it is cancelled or the gateway cannot be reached.</summary>
    public async Task Follow(CancellationToken cancel)
    {
        var snapshot = new List<StockPosition>();
        var news = new List<PositionChanged>();
        var kept = desk.Read(state => state.Cursor);
        await foreach (var step in gateway.Mirror([.. goods.Cooperatives.Select(owner => new PositionFilter(OwnerId: owner))], kept, cancel))
        {
            switch (step)
            {
                case SnapshotBegun:
                    // Of before a restored backup versions may be too high: nothing of the old copy stays.
                    snapshot.Clear();
                    desk.Write(Forget);
                    break;
                case SnapshotRead { Position: var position }:
                    snapshot.Add(position);
                    break;
                case SnapshotWhole whole:
                    desk.Write(state => Take(state, snapshot, whole.Head));
                    break;
                case PositionTold { Position: var told }:
                    news.Add(told);
                    break;
            }

            // A page's cursor moves on with its last event: then all of it is kept at once.
            if (step is PositionTold or OtherTold && step.Cursor is { } cursor && cursor != kept)
            {
                desk.Write(state =>
                {
                    foreach (var told in news.Where(told => told.OwnerId != goods.PartyId))
                        Put(state, new PositionName(told.OwnerId, told.Location, told.Product), told.Version, told.Available);
                    state.Count("events", news.Count);
                    state.Cursor = cursor;
                });
                news.Clear();
            }

            kept = step.Cursor ?? kept;
        }
    }

    /// <summary>Reads again what its own acts have changed; false where there was nothing.</summary>
    public async Task<bool> ReadAgain(CancellationToken cancel)
    {
        var names = desk.Read(state => state.ToRead.ToList());
        foreach (var name in names)
        {
            var positions = await gateway.Positions(new PositionFilter(name.OwnerId, name.Location, name.Product), cancel).ToListAsync(cancel);
            desk.Write(state =>
            {
                foreach (var position in positions)
                    Put(state, name, position.Version, position.Available);

                // Whoever acted on it since has written it down again.
                state.ToRead.Remove(name);
            });
        }

        return names.Count > 0;
    }

    private static void Forget(AnggurState state)
    {
        state.Copy.Clear();
        state.Cursor = null;
    }

    private static void Take(AnggurState state, List<StockPosition> snapshot, string cursor)
    {
        foreach (var position in snapshot)
            Put(state, new PositionName(position.OwnerId, position.Location, position.Product), position.Version, position.Available);
        state.Cursor = cursor;
        state.Count("snapshots");
    }

    private static void Put(AnggurState state, PositionName name, long version, decimal available)
    {
        if (!state.Copy.TryGetValue(name.ToString(), out var there) || there.Version < version)
            state.Copy[name.ToString()] = new CopiedPosition(name, version, available);
    }
}
