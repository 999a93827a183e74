using System.Globalization;
using System.Runtime.InteropServices;

namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary><c>mangga</c>: runs Mangga Swalayan as a process of its own until it is told to stop.</summary>
internal static class ManggaVerb
{
    /// <summary>How it is called.</summary>
    public const string Help = """
        mangga  Mangga Swalayan, the chain that leaves files
          --folder FOLDER               its folder between it and the gateway (required)
          --state FILE                  keeps its books there over a restart (required)
          --pace NUMBER                 its own changes a minute (0: none)
          --day SECONDS                 from one night to the next (3)
          --seed NUMBER                 which life it lives (1)
        """;

    /// <summary>Its party's code.</summary>
    public const string Party = "MANGGA";

    /// <summary>Runs it; 64 when it is called wrongly.</summary>
    public static async Task<int> Run(string[] args)
    {
        if (Read(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(Help);
            return 64;
        }

        using var stopping = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await new ManggaSwalayan(options).Run(stopping.Token);
        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private static ManggaOptions? Read(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
        return given.Keys.All(name => name is "--folder" or "--state" or "--pace" or "--day" or "--seed")
            && given.TryGetValue("--folder", out var folder) && given.TryGetValue("--state", out var state)
            && Number(given.GetValueOrDefault("--pace", "0")) is { } pace && Number(given.GetValueOrDefault("--seed", "1")) is { } seed
            && Number(given.GetValueOrDefault("--day", "3")) is { } day and > 0
            ? new ManggaOptions { Folder = folder, StateFile = state, Pace = pace, Seed = seed, Day = TimeSpan.FromSeconds(day) }
            : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
