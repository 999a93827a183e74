using System.Globalization;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Life;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RetailGateway.PartnerSimulator.Demo.View;

/// <summary>Shows how it goes: a live table on a terminal, else a plain line from time to time.</summary>
internal sealed class Board(Watcher watcher, TownLife life, TimeProvider clock)
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_line = TimeSpan.FromSeconds(5);
    private readonly long _begun = clock.GetTimestamp();

    private string Elapsed => clock.GetElapsedTime(_begun).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>Shows it until it is cancelled.</summary>
    public Task Run(CancellationToken cancel) => Console.IsOutputRedirected
        ? WriteLines(cancel)
        : AnsiConsole.Live(Picture()).AutoClear(false).StartAsync(screen => Draw(screen, cancel));

    private async Task Draw(LiveDisplayContext screen, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            screen.UpdateTarget(Picture());
            await Task.Delay(s_redraw, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteLines(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await Task.Delay(s_line, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var waiting = watcher.Streams.Sum(stream => stream.Status.Waiting);
            var lag = watcher.Streams.Select(stream => stream.Status.LagSeconds).DefaultIfEmpty().Max();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Elapsed} {life.Tally}, conflicts {watcher.Conflicts}; {waiting} wait, lag {lag:0.0} s; {life.Trouble ?? watcher.Feed}"));
            foreach (var (party, figures) in watcher.Partners)
                Console.WriteLine($"         {party}: {figures}");
        }
    }

    private Rows Picture() => new(
        StreamTable(),
        CountTable(),
        new Rows(watcher.Partners.Select(partner => new Markup($"[grey]{Markup.Escape(partner.Party)}:[/] {Markup.Escape(partner.Figures)}"))),
        new Markup($"[grey]feed of {TownCallers.ReaderParty}:[/] {Markup.Escape(watcher.Feed)}"),
        life.Trouble is { } trouble ? new Markup($"[red]{Markup.Escape(trouble)}[/]") : new Markup($"[grey]{Elapsed}, Ctrl-C ends it[/]"));

    private Table StreamTable()
    {
        var table = new Table().RoundedBorder().AddColumns("chain", "stream", "party", "waiting", "lag", "last success", "turn").Expand();
        foreach (var column in new[] { 3, 4 })
            table.Columns[column].RightAligned();
        foreach (var (chain, stream) in watcher.Streams)
            table.AddRow(Cells(chain, stream));
        return table;
    }

    private static IEnumerable<IRenderable> Cells(string chain, StreamStatus stream)
    {
        var color = stream.Turn is "nobody" or "gateway" ? "green" : "red";
        return new[]
        {
            chain,
            stream.Kind,
            stream.Party,
            stream.Waiting.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{stream.LagSeconds:0.0} s"),
            stream.LastSuccessAt?.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "never",
            $"[{color}]{stream.Turn}[/]: {Markup.Escape(stream.LastError ?? stream.Next)}",
        }.Select(text => new Markup(text));
    }

    private Table CountTable()
    {
        var counts = life.Tally.Counts().Append(("conflicts", watcher.Conflicts)).ToList();
        var table = new Table().RoundedBorder().Expand();
        foreach (var (what, _) in counts)
            table.AddColumn(new TableColumn(what).RightAligned());
        return table.AddRow([.. counts.Select(pair => pair.Item2.ToString(CultureInfo.InvariantCulture))]);
    }
}
