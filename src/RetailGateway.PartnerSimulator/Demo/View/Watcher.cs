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

    /// <summary>The streams between the gateway and each chain that it speaks to, with the chain's code.</summary>
    public IReadOnlyList<(string Chain, StreamStatus Status)> Streams { get; private set; } = [];

    /// <summary>Open conflicts of all cooperatives.</summary>
    public int Conflicts { get; private set; }

    /// <summary>Each chain that comes by itself, with what it is doing.</summary>
    public IReadOnlyList<(string Party, string Figures)> Partners { get; private set; } = [];

    /// <summary>Events of the reader's feed since we watch, and the newest in words.</summary>
    public string Feed { get; private set; } = "nothing yet";

    /// <summary>Looks until it is cancelled. What cannot be reached now is looked at again.</summary>
    public Task Run(CancellationToken cancel) => Task.WhenAll(Again(Look, cancel), Again(Read, cancel));

    private async Task Look(CancellationToken cancel)
    {
        for (var look = 0; ; look++)
        {
            Streams = await Flowing(cancel);
            Partners = [.. partners.Select(partner => (partner.Party, partner.Figures()))];
            if (look % LooksAConflictCount == 0)
            {
                var open = 0;
                foreach (var till in callers.Tills.Values)
                    open += await till.Conflicts(cancel: cancel).CountAsync(cancel);
                Conflicts = open;
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
                Feed = string.Create(
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
