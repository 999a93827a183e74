using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>Tells the gateway what is in the outbox: in any order, sometimes twice, and until it is answered.</summary>
internal sealed class AnggurTelling(GatewayClient gateway, AnggurDesk desk, int seed)
{
    private const int MostAtOnce = 200;
    private const int SendingsADouble = 5;
    private readonly Random _random = new(seed);
    private StockChange[] _last = [];

    /// <summary>Sends once; false where there was nothing to send.</summary>
    public async Task<bool> Once(CancellationToken cancel)
    {
        var batch = desk.Read(state => state.Outbox.Take(MostAtOnce).ToArray());
        if (batch.Length == 0)
            return false;

        // On hand does not depend on the order of arrival, so we need none.
        _random.Shuffle(batch);
        var results = await gateway.RecordChanges(batch, cancel: cancel);
        desk.Write(state =>
        {
            var answered = batch.Select(change => change.ChangeId).ToHashSet(StringComparer.Ordinal);
            state.Outbox.RemoveAll(change => answered.Contains(change.ChangeId));
            foreach (var result in results)
            {
                state.Count(Word(result.Status));
                if (result.Problem is { } problem)
                    desk.Trouble = $"{result.ChangeId}: {problem.Title}";
            }
        });
        await Again(cancel);
        _last = batch;
        return true;
    }

    /// <summary>A system that lost its memory of having sent: the gateway must count nothing twice.</summary>
    private async Task Again(CancellationToken cancel)
    {
        if (_last.Length == 0 || _random.Next(SendingsADouble) > 0)
            return;
        var results = await gateway.RecordChanges(_last, cancel: cancel);
        desk.Write(state =>
        {
            foreach (var result in results)
                state.Count(result.Status == ChangeStatus.Duplicate ? "sent twice" : "counted twice");
        });
    }

    private static string Word(ChangeStatus status) => status switch
    {
        ChangeStatus.Applied => "told",
        ChangeStatus.Duplicate => "duplicate",
        ChangeStatus.Review => "review",
        _ => "refused",
    };
}
