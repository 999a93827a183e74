using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Demo.Life;

/// <summary>Lives the shops' life against the gateway at a pace, and ends it tidily.</summary>
internal sealed class TownLife(TownCallers callers, IReadOnlyList<Shelf> shelves, int seed, int run, TimeProvider clock)
{
    private const int SendingsAHold = 12;
    private const int SendingsADocument = 5;
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    private readonly ShopLife _shops = new(shelves, seed, new Receipts(run, clock));
    private readonly Random _random = new(seed);
    private Trade? _trade;

    public Tally Tally { get; } = new();

    /// <summary>The orders that go to and fro beside it.</summary>
    public Trade Trade => _trade ??= new Trade(callers, shelves, seed, run, Tally, clock);

    /// <summary>What keeps the life from going on; null while it does.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Lives until it is cancelled, or so many changes are told.</summary>
    public async Task Run(int changesAMinute, int? most, CancellationToken cancel)
    {
        var holds = new Holds(callers, seed, run, Tally, clock);
        var begun = clock.GetTimestamp();
        try
        {
            for (var sendings = 1; !(Tally.Told >= most); sendings++)
            {
                await Send(_shops.Next(), cancel);
                if (sendings % SendingsAHold == 0)
                    await Safely(() => holds.Step(shelves[_random.Next(shelves.Count)], cancel), cancel);

                if (sendings % SendingsADocument == 0)
                    await Safely(() => Trade.Step(cancel), cancel);

                var due = TimeSpan.FromMinutes((double)Tally.Told / changesAMinute);
                if (due - clock.GetElapsedTime(begun) is { Ticks: > 0 } pause)
                    await Task.Delay(pause, clock, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The shops close: what was begun is put right below.
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), clock);
        foreach (var sending in _shops.Close())
            await Send(sending, patience.Token);
        await Safely(() => holds.Close(patience.Token), patience.Token);
    }

    private Task Send(Sending sending, CancellationToken cancel) => Safely(
        async () =>
        {
            var results = await callers.Tills[sending.Cooperative].RecordChanges(sending.Changes, cancel: cancel);
            foreach (var (change, result) in sending.Changes.Zip(results))
                Tally.Add(change, result);
        },
        cancel);

    /// <summary>A till does not give up: the same again, under the same ids, until it is answered.</summary>
    private async Task Safely(Func<Task> act, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await act();
                Trouble = null;
                return;
            }
            catch (Exception failed) when (failed is HttpRequestException or GatewayProblemException { Status: >= 429 })
            {
                Trouble = failed.Message;
                await Task.Delay(s_again, clock, cancel);
            }
        }
    }
}
