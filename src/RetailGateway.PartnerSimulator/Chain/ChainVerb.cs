using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain;

/// <summary><c>chain</c>: runs Toko Basmalah as a process of its own until it is told to stop.</summary>
internal static class ChainVerb
{
    /// <summary>How it is called.</summary>
    public const string Help = """
        chain   Toko Basmalah, the partner chain
          --url http://127.0.0.1:PORT   where it listens (required)
          --key [KOPERASI=]KEY          a partner's key, as often as there are partners (required; KPN-SEJAHTERA when not named)
          --state FILE                  keeps its books there over a restart
          --catalogue FILE              JSON: items, locations, opening, contracted; otherwise a dozen sample goods
          --pace NUMBER                 its own stock changes a minute, and a paper of an order with every fourth (0: none)
          --seed NUMBER                 which life it lives (1)
        """;

    private const string UsualCooperative = "KPN-SEJAHTERA";
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Runs it; 64 when it is called wrongly.</summary>
    public static async Task<int> Run(string[] args)
    {
        if (Read(args) is not var (options, pace, seed))
        {
            await Console.Error.WriteLineAsync(Help);
            return 64;
        }

        using var stopping = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        await using var chain = await BasmalahChain.Start(options, stopping.Token);
        Console.WriteLine($"Toko Basmalah melayani di {chain.BaseAddress}mitra/v2");
        if (pace > 0)
            await new ChainLife(chain.Books, seed, new ChainTrade(chain.Books, seed, options.Clock)).Run(TimeSpan.FromMinutes(1) / pace, options.Clock, stopping.Token);
        else
            await Task.Delay(Timeout.Infinite, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private static (ChainOptions Options, int Pace, int Seed)? Read(string[] args)
    {
        var given = args.Chunk(2).ToLookup(pair => pair[0], pair => pair.ElementAtOrDefault(1), StringComparer.Ordinal);
        var known = given.All(option => option.Key is "--url" or "--key" or "--state" or "--catalogue" or "--pace" or "--seed");
        if (!known || args.Length % 2 != 0 || Endpoint(given["--url"].LastOrDefault()) is not { } endpoint
            || !given.Contains("--key") || Number("--pace", 0) is not { } pace || Number("--seed", 1) is not { } seed)
        {
            return null;
        }

        var keys = given["--key"].Select(key => key!.Split('=', 2)).ToDictionary(
            parts => parts[^1], parts => parts.Length == 2 ? parts[0] : UsualCooperative, StringComparer.Ordinal);
        var options = new ChainOptions
        {
            Catalogue = Catalogue(given["--catalogue"].LastOrDefault()),
            Keys = keys,
            Endpoint = endpoint,
            StateFile = given["--state"].LastOrDefault(),
        };
        return (options, pace, seed);

        int? Number(string option, int usual) =>
            !given.Contains(option) ? usual
            : int.TryParse(given[option].Last(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;
    }

    private static IPEndPoint? Endpoint(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
            return null;
        if (address.IsLoopback && address.HostNameType == UriHostNameType.Dns)
            return new IPEndPoint(IPAddress.Loopback, address.Port);
        return IPAddress.TryParse(address.Host, out var host) ? new IPEndPoint(host, address.Port) : null;
    }

    private static ChainCatalogue Catalogue(string? path) => path is null
        ? SampleCatalogue.Create()
        : JsonSerializer.Deserialize<ChainCatalogue>(File.ReadAllBytes(path), s_json)
            ?? throw new InvalidDataException($"{path} is not a catalogue.");
}
