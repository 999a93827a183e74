using Spectre.Console;

namespace RetailGateway.PartnerSimulator.Demo.View;

/// <summary>Shows how it goes: a live table on a terminal, else plain lines from time to time.</summary>
/// <param name="look">How it stands now, the given time after the board was put up.</param>
/// <param name="console">Where it is shown.</param>
/// <param name="clock">Its pace.</param>
internal sealed class Board(Func<TimeSpan, Scene> look, IAnsiConsole console, TimeProvider clock)
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_line = TimeSpan.FromSeconds(5);
    private readonly long _begun = clock.GetTimestamp();

    /// <summary>Shows it until it is cancelled.</summary>
    public Task Run(CancellationToken cancel) => console.Profile.Out.IsTerminal
        ? console.Live(Now().Picture()).AutoClear(false).StartAsync(screen => Draw(screen, cancel))
        : WriteLines(console.Profile.Out.Writer, cancel);

    private Scene Now() => look(clock.GetElapsedTime(_begun));

    private async Task Draw(LiveDisplayContext screen, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            screen.UpdateTarget(Now().Picture());
            await Task.Delay(s_redraw, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteLines(TextWriter output, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await Task.Delay(s_line, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var line in Now().Lines())
                await output.WriteLineAsync(line);
        }
    }
}
