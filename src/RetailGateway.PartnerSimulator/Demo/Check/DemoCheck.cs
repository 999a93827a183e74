using System.Diagnostics;
using System.Globalization;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Life;
using RetailGateway.PartnerSimulator.Demo.Stage;

namespace RetailGateway.PartnerSimulator.Demo.Check;

/// <summary>After the life: lets everything settle, then holds all sides to each other.</summary>
internal sealed class DemoCheck(TownCallers callers, ChainApi chain, IReadOnlyList<ISimulatedPartner> partners, Trade trade, TimeProvider clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits, compares, and says how long each took.</summary>
    public async Task<Verdict> Run(CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        var unsettled = await Settle(since, cancel);
        Console.WriteLine(unsettled is null
            ? $"Every stream has delivered and the feeds are still after {Seconds(since)} s."
            : $"After {Seconds(since)} s it has not settled: {unsettled}");

        // The chain's last changes may be on their way to us without any stream of ours knowing of them yet.
        var sides = new AllSides(callers, chain, partners, trade);
        var comparisons = await sides.Compare(cancel);
        while (comparisons.Exists(comparison => comparison.Differences.Count > 0) && Stopwatch.GetElapsedTime(since) < s_patience)
        {
            await Task.Delay(s_look, clock, cancel);
            comparisons = await sides.Compare(cancel);
        }

        Console.WriteLine($"Compared after {Seconds(since)} s.");
        return new Verdict(unsettled, comparisons);
    }

    /// <summary>Waits until nothing is owed and two looks at every feed see the same head.</summary>
    /// <returns>What still moves when patience is over; null where nothing does.</returns>
    private async Task<string?> Settle(long since, CancellationToken cancel)
    {
        var before = "";
        while (true)
        {
            var streams = (await callers.Chain.SyncStatus(cancel)).SelectMany(connection => connection.Streams).ToList();
            var heads = await Heads(cancel);
            var late = streams.Where(stream => stream is not { Waiting: 0, LastError: null, LastSuccessAt: not null })
                .Select(stream => $"{stream.Kind} {stream.Party}, {stream.Waiting} wait, {stream.LastError ?? stream.Next}").ToList();
            if (streams.Count > 1 && late.Count == 0 && heads == before)
                return null;
            if (Stopwatch.GetElapsedTime(since) > s_patience)
                return late.Count > 0 ? string.Join("; ", late) : "the feeds go on.";
            before = heads;
            await Task.Delay(s_look, clock, cancel);
        }
    }

    private async Task<string> Heads(CancellationToken cancel)
    {
        var heads = await Task.WhenAll(callers.Tills.Values.Append(callers.Chain).Append(callers.Reader)
            .Select(caller => caller.PositionPage(new PositionFilter(Location: "-"), cancel: cancel)));
        return string.Join(' ', heads.Select(page => page.FeedCursor));
    }

    private static string Seconds(long since) => Stopwatch.GetElapsedTime(since).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
