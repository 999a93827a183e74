using Microsoft.Extensions.Time.Testing;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.View;
using Spectre.Console;

namespace RetailGateway.Tests.Demo;

/// <summary>What a person sees of the demo while it lives: a table on a terminal, plain lines in a file.</summary>
public sealed class BoardTests
{
    private const string Escape = "\e";

    private static readonly DateTimeOffset Success = new(2026, 1, 5, 10, 0, 7, TimeZoneInfo.Local.GetUtcOffset(new DateTime(2026, 1, 5)));

    private static readonly Scene Quiet = new()
    {
        Elapsed = new TimeSpan(1, 2, 3),
        Streams =
        [
            ("BASMALAH", new StreamStatus("stock_out", "KPN-SEJAHTERA", 0, 0, 0, "nobody", "Nothing is owed.", Success)),
            ("BASMALAH", new StreamStatus("stock_in", "BASMALAH", 12, 0, 3.25m, "partner", "Reads at 10:01.", LastError: "The chain [stok/potret] does not answer.")),
        ],
        Counts = [("sold", 41), ("refused", 2), ("conflicts", 3)],
        Partners = [("MANGGA", "7 files [left], 6 answered")],
        Feed = "9 events, the last: KPN-01 [STP-0001] version 4, 12.5 kg available",
    };

    [Fact]
    public void A_terminal_shows_each_stream_with_what_waits_its_lag_and_whose_turn_it_is_then_the_counts_the_partners_and_the_feed()
    {
        Assert.Equal(
            """
            ╭──────────┬───────────┬───────────────┬─────────┬───────┬──────────────┬──────────────────────────────────────────────╮
            │ chain    │ stream    │ party         │ waiting │   lag │ last success │ turn                                         │
            ├──────────┼───────────┼───────────────┼─────────┼───────┼──────────────┼──────────────────────────────────────────────┤
            │ BASMALAH │ stock_out │ KPN-SEJAHTERA │       0 │ 0.0 s │ 10:00:07     │ nobody: Nothing is owed.                     │
            │ BASMALAH │ stock_in  │ BASMALAH      │      12 │ 3.3 s │ never        │ partner: The chain [stok/potret] does not    │
            │          │           │               │         │       │              │ answer.                                      │
            ╰──────────┴───────────┴───────────────┴─────────┴───────┴──────────────┴──────────────────────────────────────────────╯
            ╭────────────────────────┬─────────────────────────────────────────┬───────────────────────────────────────────────────╮
            │                   sold │                                 refused │                                         conflicts │
            ├────────────────────────┼─────────────────────────────────────────┼───────────────────────────────────────────────────┤
            │                     41 │                                       2 │                                                 3 │
            ╰────────────────────────┴─────────────────────────────────────────┴───────────────────────────────────────────────────╯
            MANGGA: 7 files [left], 6 answered
            feed of KPN-SEJAHTERA: 9 events, the last: KPN-01 [STP-0001] version 4, 12.5 kg available
            01:02:03, Ctrl-C ends it
            """,
            Drawn(Quiet, width: 120));
    }

    [Fact]
    public void What_keeps_the_shops_from_going_on_is_said_as_it_stands_in_place_of_the_time()
    {
        var drawn = Drawn(Quiet with { Trouble = "Connection refused [127.0.0.1]" }, width: 120);

        Assert.EndsWith("\nConnection refused [127.0.0.1]", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("Ctrl-C", drawn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", 2)]
    [InlineData("gateway", 2)]
    [InlineData("partner", 9)]
    [InlineData("owner", 9)]
    public void A_turn_of_somebody_else_than_the_gateway_stands_in_red_and_else_in_green(string turn, int color)
    {
        using var output = new StringWriter();

        Terminal(output, width: 120).Write((Quiet with { Streams = [("BASMALAH", Quiet.Streams[0].Status with { Turn = turn })] }).Picture());

        Assert.Contains($"{Escape}[38;5;{color}m{turn}{Escape}[0m", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(80)]
    [InlineData(70)]
    public void A_narrow_terminal_breaks_lines_and_leaves_nothing_out(int width)
    {
        var drawn = Drawn(Quiet, width);

        Assert.All(drawn.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        Assert.Equal(Said(Drawn(Quiet, width: 200)), Said(drawn));
    }

    [Fact]
    public void A_town_of_which_nothing_is_known_yet_can_be_drawn()
    {
        Assert.Contains("nothing yet", Drawn(new Scene { Elapsed = default, Feed = "nothing yet" }, width: 80), StringComparison.Ordinal);
        Assert.Equal(["00:00:00 ; 0 wait, lag 0.0 s; nothing yet"], new Scene { Elapsed = default, Feed = "nothing yet" }.Lines());
    }

    [Fact]
    public async Task Where_there_is_no_terminal_it_writes_plain_lines()
    {
        Assert.Equal(
            [
                "01:02:03 sold 41, refused 2, conflicts 3; 12 wait, lag 3.3 s; 9 events, the last: KPN-01 [STP-0001] version 4, 12.5 kg available",
                "         MANGGA: 7 files [left], 6 answered",
            ],
            (await Shown(Quiet, Redirected)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Where_there_is_no_terminal_a_trouble_stands_in_place_of_the_feed()
    {
        Assert.StartsWith(
            "01:02:03 sold 41, refused 2, conflicts 3; 12 wait, lag 3.3 s; Connection refused [127.0.0.1]\n",
            await Shown(Quiet with { Trouble = "Connection refused [127.0.0.1]" }, Redirected),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_the_picture_is_drawn_in_place()
    {
        var shown = await Shown(Quiet, output => Terminal(output, width: 120));

        Assert.Contains(Escape, shown, StringComparison.Ordinal);
        Assert.Contains("stock_out", shown, StringComparison.Ordinal);
        Assert.Contains("01:02:03, Ctrl-C ends it", shown, StringComparison.Ordinal);
    }

    /// <summary>All that a board shows which is put up and taken down again.</summary>
    private static async Task<string> Shown(Scene scene, Func<TextWriter, IAnsiConsole> console)
    {
        await using var output = new StringWriter();
        using var stopping = new CancellationTokenSource();

        var shown = new Board(_ => scene, console(output), new FakeTimeProvider()).Run(stopping.Token);
        await stopping.CancelAsync();
        await shown;

        return output.ToString();
    }

    private static string Drawn(Scene scene, int width)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new TerminalOutput(output, width) });
        console.Write(scene.Picture());
        return string.Join('\n', output.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd();
    }

    /// <summary>What stands in each column of each part of a table, and below the tables: wherever its lines are broken.</summary>
    private static List<string> Said(string drawn)
    {
        List<string> said = [];
        string[] columns = [];
        foreach (var line in drawn.Split('\n'))
        {
            var cells = line.Trim('│').Split('│');
            if (cells.Length == columns.Length)
            {
                columns = [.. columns.Zip(cells, string.Concat)];
                continue;
            }

            said.AddRange(columns);
            columns = line[0] is '╭' or '├' or '╰' ? [] : cells;
        }

        return [.. said.Concat(columns).Select(text => text.Replace(" ", "", StringComparison.Ordinal))];
    }

    private static IAnsiConsole Redirected(TextWriter output) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    private static IAnsiConsole Terminal(TextWriter output, int width) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = ColorSystemSupport.EightBit,
        Out = new TerminalOutput(output, width),
    });

    /// <summary>A terminal's screen, kept as it was written.</summary>
    private sealed class TerminalOutput(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => 50;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // A text writer in memory has none.
        }
    }
}
