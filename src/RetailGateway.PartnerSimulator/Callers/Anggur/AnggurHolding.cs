using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>
/// Carries out what Anggur Mart means to hold: asks, and later releases, commits or forgets. Each act has its id
/// before it is tried, so that a restart in the middle tries the same act again.
/// </summary>
internal sealed class AnggurHolding(GatewayClient gateway, AnggurDesk desk, AnggurGoods goods, AnggurOptions options)
{
    /// <summary>One round over all holds; false where nothing was to be done.</summary>
    public async Task<bool> Round(CancellationToken cancel)
    {
        var acted = false;
        foreach (var hold in desk.Read(state => state.Holds.ToList()))
            acted |= hold.Id is { } id ? await Conclude(hold, id, cancel) : await Ask(hold, cancel);
        return acted;
    }

    private async Task<bool> Ask(AnggurHold hold, CancellationToken cancel)
    {
        WriteDown(hold.Of);
        try
        {
            // Under the same key the gateway answers as it did, even once the time of the hold is over.
            var held = await gateway.Reserve(
                new NewReservation(hold.Of.Location, hold.Of.Product, hold.Quantity, hold.Reference, hold.ExpiresAt, hold.Of.OwnerId),
                key: hold.Reference, cancel: cancel);
            desk.Write(state =>
            {
                (hold.Id, hold.Remaining) = (held.Id, held.Remaining);
                state.Count("reserved");
            });
        }
        catch (GatewayProblemException refused) when (refused.Type is "/problems/not-available" or "/problems/invalid")
        {
            desk.Write(state =>
            {
                state.Holds.Remove(hold);
                state.Count("not available");
            });
        }

        return true;
    }

    private async Task<bool> Conclude(AnggurHold hold, long id, CancellationToken cancel)
    {
        var now = options.Clock.GetUtcNow();
        if (hold.Plan == HoldPlan.Forget || now < hold.ActAt)
            return now > hold.ExpiresAt && await Look(hold, id, cancel);

        WriteDown(hold.Of);
        try
        {
            if (hold.Plan == HoldPlan.Commit)
                Ended(hold, await gateway.Commit(id, new NewCommit(hold.Reference, hold.Quantity, now, Final: true), cancel: cancel));
            else
                Ended(hold, await gateway.Release(id, "batal", cancel: cancel));
        }
        catch (GatewayProblemException refused) when (refused.Type == "/problems/not-held")
        {
            await Look(hold, id, cancel);
        }

        return true;
    }

    /// <summary>That a cooperative's position is to be read again, before we act on it. Our own stock is in our books.</summary>
    private void WriteDown(PositionName name)
    {
        if (name.OwnerId != goods.PartyId)
            desk.Write(state => state.ToRead.Add(name));
    }

    /// <summary>Whether it has ended without us: its time was over, or its owner let the goods go.</summary>
    private async Task<bool> Look(AnggurHold hold, long id, CancellationToken cancel)
    {
        var seen = await gateway.Reservation(id, cancel);
        if (seen.Remaining > 0)
            return false;
        Ended(hold, seen);
        return true;
    }

    private void Ended(AnggurHold hold, Reservation seen) => desk.Write(state =>
    {
        state.Holds.Remove(hold);
        state.Count(seen.Steps[^1].Kind);
        if (seen.Committed > 0 && hold.Of.OwnerId == goods.PartyId)
            Fetched(state, hold, seen.Committed);
    });

    /// <summary>What left our own store by a commit is moved by our own till, as its system of record, under the commit's reference.</summary>
    private void Fetched(AnggurState state, AnggurHold hold, decimal pieces) =>
        new AnggurBooks(state, options.Clock).Move(
            hold.Of.Location, goods.Items.First(item => item.Code == hold.Of.Product), ChangeKind.Sale, -pieces, hold.Reference);
}
