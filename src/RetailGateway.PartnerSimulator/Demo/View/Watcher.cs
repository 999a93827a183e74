using System.Globalization;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Life;
using RetailGateway.PartnerSimulator.Demo.Stage;

namespace RetailGateway.PartnerSimulator.Demo.View;

/// <summary>Looks at the gateway as its callers may, again and again, for the screen.</summary>
internal sealed class Watcher(TownCallers callers, IReadOnlyList<ISimulatedPartner> partners, TimeProvider clock)
{
    private const int LooksAConflictCount = 5;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private int _events;
    private IReadOnlyList<(string Chain, StreamStatus Status)> _streams = [];
    private int _conflicts;
    private IReadOnlyList<(string Party, string Figures)> _partners = [];
    private string _feed = "nothing yet";

    /// <summary>What it saw last, beside the shops' life.</summary>
    public Scene See(TownLife life, TimeSpan elapsed) => new()
    {
        Elapsed = elapsed,
        Streams = _streams,
        Counts = [.. life.Tally.Counts(), ("conflicts", _conflicts)],
        Partners = _partners,
        Feed = _feed,
        Trouble = life.Trouble,
    };

    /// <summary>Looks until it is cancelled. What cannot be reached now is looked at again.</summary>
    public Task Run(CancellationToken cancel) => Task.WhenAll(Again(Look, cancel), Again(Read, cancel));

    private async Task Look(CancellationToken cancel)
    {
        for (var look = 0; ; look++)
        {
            _streams = await Flowing(cancel);
            _partners = [.. partners.Select(partner => (partner.Party, partner.Figures()))];
            if (look % LooksAConflictCount == 0)
            {
                var open = 0;
                foreach (var till in callers.Tills.Values)
                    open += await till.Conflicts(cancel: cancel).CountAsync(cancel);
                _conflicts = open;
            }

            await Task.Delay(s_look, clock, cancel);
        }
    }

    private async Task<List<(string Chain, StreamStatus Status)>> Flowing(CancellationToken cancel)
    {
        var streams = new List<(string, StreamStatus)>();
        foreach (var caller in callers.Partners.Values.Prepend(callers.Chain))
        {
            foreach (var connection in await caller.SyncStatus(cancel))
                streams.AddRange(connection.Streams.Select(stream => (connection.Party, stream)));
        }

        return streams;
    }

    private async Task Read(CancellationToken cancel)
    {
        var from = (await callers.Reader.PositionPage(cancel: cancel)).FeedCursor;
        await foreach (var page in callers.Reader.FollowPages(from, cancel))
        {
            _events += page.Events.Count;
            if (page.Events[^1].AsPositionChanged() is { } position)
            {
                _feed = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_events} events, the last: {position.Location} {position.Product} version {position.Version}, {position.Available} {position.BaseUnit} available");
            }
        }
    }

    private async Task Again(Func<CancellationToken, Task> watch, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await watch(cancel);
            }
            catch (Exception failed) when (failed is HttpRequestException or GatewayProblemException)
            {
                await Task.Delay(s_look, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
