using System.Runtime.InteropServices;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Check;
using RetailGateway.PartnerSimulator.Demo.Life;
using RetailGateway.PartnerSimulator.Demo.Stage;
using RetailGateway.PartnerSimulator.Demo.Town;
using RetailGateway.PartnerSimulator.Demo.View;
using Spectre.Console;

namespace RetailGateway.PartnerSimulator.Demo;

/// <summary><c>demo</c>: a whole town in one command, to look at or, with <c>--check</c>, to be compared.</summary>
internal static class DemoVerb
{
    private static readonly TimeProvider s_clock = TimeProvider.System;

    /// <summary>Runs it: 0 when it ended as it should, 1 when it did not or the sides differ, 64 when it is called wrongly.</summary>
    public static async Task<int> Run(string[] args)
    {
        if (DemoOptions.Read(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(DemoOptions.Help);
            return 64;
        }

        using var stopping = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            return await Run(options, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return options.Check ? 1 : 0;
        }
        catch (Exception failed) when (failed is DemoFailedException or HttpRequestException or GatewayProblemException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private static async Task<int> Run(DemoOptions options, CancellationToken cancel)
    {
        using var folder = DemoFolder.Open(options.Data, TownFiles.Cooperatives());
        Console.WriteLine(File.Exists(folder.KeysFile) ? "Starting." : "Starting for the first time: a database is made and the town's data written into it.");
        await using var stage = await DemoStage.Set(options, folder, cancel);
        var keys = folder.GatewayKeys();
        using var callers = new TownCallers(stage.Gateway, keys);
        var life = new TownLife(callers, await callers.Shelves(cancel), options.Seed + folder.Run - 1, folder.Run, s_clock);
        if (options.Check)
            return await Check(options, stage, folder, callers, life, cancel);

        Console.WriteLine(WhereToLook.Text(stage, folder, keys, s_clock.GetUtcNow()));
        await Show(options, stage, callers, life, cancel);
        Console.WriteLine($"The shops have closed: {life.Tally}. Stopping the gateway and the chains.");
        return 0;
    }

    private static async Task Show(DemoOptions options, DemoStage stage, TownCallers callers, TownLife life, CancellationToken cancel)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (options.Minutes is { } minutes)
            closing.CancelAfter(TimeSpan.FromMinutes(minutes));

        using var looking = new CancellationTokenSource();
        var watcher = new Watcher(callers, stage.Partners, s_clock);
        var board = new Board(elapsed => watcher.See(life, elapsed), AnsiConsole.Console, s_clock);
        var shown = Task.WhenAll(watcher.Run(looking.Token), board.Run(looking.Token));
        try
        {
            await stage.Watch(life.Run(options.Speed, most: null, closing.Token));
        }
        finally
        {
            await looking.CancelAsync();
            await shown;
        }
    }

    private static async Task<int> Check(
        DemoOptions options, DemoStage stage, DemoFolder folder, TownCallers callers, TownLife life, CancellationToken cancel)
    {
        await stage.Watch(life.Run(options.Speed, options.Changes, cancel));
        cancel.ThrowIfCancellationRequested();
        await stage.StillTheChains(cancel);
        Console.WriteLine($"The shops told {life.Tally.Told} changes ({life.Tally}), and the chains went on as fast.");

        using var chain = new ChainApi(stage.Chain, folder.ChainKeys);
        var verdict = await new DemoCheck(callers, chain, stage.Partners, life.Trade, s_clock).Run(cancel);
        foreach (var line in verdict.Lines())
            Console.WriteLine(line);
        return verdict.ExitCode;
    }
}
