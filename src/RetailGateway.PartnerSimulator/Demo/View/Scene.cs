using System.Globalization;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Life;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RetailGateway.PartnerSimulator.Demo.View;

/// <summary>How the town stands at one moment, to be drawn on a terminal or written in plain lines.</summary>
internal sealed record Scene
{
    /// <summary>Since the board was put up.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The streams between the gateway and each chain that it speaks to, with the chain's code.</summary>
    public IReadOnlyList<(string Chain, StreamStatus Status)> Streams { get; init; } = [];

    /// <summary>What became of all that the shops told, and the open conflicts, counted.</summary>
    public IReadOnlyList<(string What, int Count)> Counts { get; init; } = [];

    /// <summary>Each chain that comes by itself, with what it is doing.</summary>
    public IReadOnlyList<(string Party, string Figures)> Partners { get; init; } = [];

    /// <summary>The reader's feed, in words.</summary>
    public required string Feed { get; init; }

    /// <summary>What keeps the shops from going on; null while nothing does.</summary>
    public string? Trouble { get; init; }

    private string Clock => Elapsed.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>For a file or a pipe.</summary>
    public IEnumerable<string> Lines()
    {
        var waiting = Streams.Sum(stream => stream.Status.Waiting);
        var lag = Streams.Select(stream => stream.Status.LagSeconds).DefaultIfEmpty().Max();
        var counts = string.Join(", ", Counts.Select(pair => FormattableString.Invariant($"{pair.What} {pair.Count}")));
        return
        [
            FormattableString.Invariant($"{Clock} {counts}; {waiting} wait, lag {lag:0.0} s; {Trouble ?? Feed}"),
            .. Partners.Select(partner => $"         {partner.Party}: {partner.Figures}"),
        ];
    }

    /// <summary>For a terminal.</summary>
    public IRenderable Picture() => new Rows(
        StreamTable(),
        CountTable(),
        new Rows(Partners.Select(partner => new Markup($"[grey]{Markup.Escape(partner.Party)}:[/] {Markup.Escape(partner.Figures)}"))),
        new Markup($"[grey]feed of {TownCallers.ReaderParty}:[/] {Markup.Escape(Feed)}"),
        Trouble is not null ? new Markup($"[red]{Markup.Escape(Trouble)}[/]") : new Markup($"[grey]{Clock}, Ctrl-C ends it[/]"));

    private Table StreamTable()
    {
        var table = new Table().RoundedBorder().AddColumns("chain", "stream", "party", "waiting", "lag", "last success", "turn").Expand();
        foreach (var column in new[] { 3, 4 })
            table.Columns[column].RightAligned();
        foreach (var (chain, stream) in Streams)
            table.AddRow(Cells(chain, stream));
        return table;
    }

    private static IEnumerable<IRenderable> Cells(string chain, StreamStatus stream)
    {
        var color = stream.Turn is "nobody" or "gateway" ? "green" : "red";
        return
        [
            new Text(chain),
            new Text(stream.Kind),
            new Text(stream.Party),
            new Text(stream.Waiting.ToString(CultureInfo.InvariantCulture)),
            new Text(FormattableString.Invariant($"{stream.LagSeconds:0.0} s")),
            new Text(stream.LastSuccessAt?.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "never"),
            new Markup($"[{color}]{Markup.Escape(stream.Turn)}[/]: {Markup.Escape(stream.LastError ?? stream.Next)}"),
        ];
    }

    private Table CountTable()
    {
        var table = new Table().RoundedBorder().Expand();
        foreach (var (what, _) in Counts)
            table.AddColumn(new TableColumn(what).RightAligned());
        return table.AddRow([.. Counts.Select(pair => pair.Count.ToString(CultureInfo.InvariantCulture))]);
    }
}
