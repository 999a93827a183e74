using System.Diagnostics;
using System.Globalization;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Life;

namespace RetailGateway.PartnerSimulator.Demo.Check;

/// <summary>After the life: lets everything settle, then holds all sides to each other.</summary>
internal sealed class DemoCheck(Callers callers, ChainApi chain, TimeProvider clock)
{
    private const int MostNamed = 20;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    /// <summary>True where all sides agree.</summary>
    public async Task<bool> Run(CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        var settled = await Settle(since, cancel);
        Console.WriteLine(settled
            ? $"Every stream has delivered and the feeds are still after {Seconds(since)} s."
            : $"After {Seconds(since)} s something still waits.");

        // The chain's last changes may be on their way to us without any stream of ours knowing of them yet.
        var sides = new AllSides(callers, chain);
        var comparisons = await sides.Compare(cancel);
        while (comparisons.Exists(comparison => comparison.Differences.Count > 0) && Stopwatch.GetElapsedTime(since) < s_patience)
        {
            await Task.Delay(s_look, clock, cancel);
            comparisons = await sides.Compare(cancel);
        }

        Print(comparisons);
        Console.WriteLine($"Compared after {Seconds(since)} s.");
        return settled && comparisons.TrueForAll(comparison => comparison.Differences.Count == 0);
    }

    /// <summary>Waits until nothing is owed and two looks at every feed see the same head.</summary>
    private async Task<bool> Settle(long since, CancellationToken cancel)
    {
        var before = "";
        while (Stopwatch.GetElapsedTime(since) < s_patience)
        {
            var streams = (await callers.Chain.SyncStatus(cancel)).SelectMany(connection => connection.Streams).ToList();
            var heads = await Heads(cancel);
            var delivered = streams.Count > 1 && streams.TrueForAll(stream => stream is { Waiting: 0, LastError: null, LastSuccessAt: not null });
            if (delivered && heads == before)
                return true;
            before = heads;
            await Task.Delay(s_look, clock, cancel);
        }

        return false;
    }

    private async Task<string> Heads(CancellationToken cancel)
    {
        var heads = await Task.WhenAll(callers.Tills.Values.Append(callers.Chain).Append(callers.Reader)
            .Select(caller => caller.PositionPage(new PositionFilter(Location: "-"), cancel: cancel)));
        return string.Join(' ', heads.Select(page => page.FeedCursor));
    }

    private static void Print(List<Comparison> comparisons)
    {
        foreach (var comparison in comparisons)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {comparison.Of,-42} {comparison.Compared,5} positions {comparison.Differences.Count,5} differ"));
        foreach (var difference in comparisons.SelectMany(comparison => comparison.Differences).Take(MostNamed))
            Console.WriteLine(difference);
    }

    private static string Seconds(long since) => Stopwatch.GetElapsedTime(since).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
