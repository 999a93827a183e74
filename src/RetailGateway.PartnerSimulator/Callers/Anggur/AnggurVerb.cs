using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary><c>anggur</c>: runs Anggur Mart as a process of its own until it is told to stop.</summary>
internal static class AnggurVerb
{
    /// <summary>How it is called.</summary>
    public const string Help = """
        anggur  Anggur Mart, the chain that calls the gateway
          --gateway http://HOST:PORT    where the gateway is (required)
          --keys FILE                   JSON with the key of ANGGUR (required)
          --state FILE                  keeps its books there over a restart (required)
          --pace NUMBER                 its own changes a minute (0: none)
          --seed NUMBER                 which life it lives (1)
        """;

    /// <summary>Its party's code.</summary>
    public const string Party = "ANGGUR";

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
        using var mart = new AnggurMart(options);
        await mart.Run(stopping.Token);
        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private static AnggurOptions? Read(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
        return given.Keys.All(name => name is "--gateway" or "--keys" or "--state" or "--pace" or "--seed")
            && Uri.TryCreate(given.GetValueOrDefault("--gateway"), UriKind.Absolute, out var gateway)
            && given.TryGetValue("--keys", out var keys) && given.TryGetValue("--state", out var state)
            && Number(given.GetValueOrDefault("--pace", "0")) is { } pace && Number(given.GetValueOrDefault("--seed", "1")) is { } seed
            ? new AnggurOptions
            {
                Gateway = gateway,
                Key = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(keys))![Party],
                StateFile = state,
                Pace = pace,
                Seed = seed,
            }
            : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
