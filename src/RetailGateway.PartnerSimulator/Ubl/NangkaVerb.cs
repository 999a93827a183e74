using System.Net;
using System.Runtime.InteropServices;

namespace RetailGateway.PartnerSimulator.Ubl;

/// <summary><c>nangka</c>: runs Nangka Grosir as a process of its own until it is told to stop.</summary>
internal static class NangkaVerb
{
    /// <summary>How it is called.</summary>
    public const string Help = """
        nangka  Nangka Grosir, the wholesaler that trades in UBL
          --url http://127.0.0.1:PORT   where it listens (required)
          --key KOPERASI=KEY            a co-op's key, as often as there are co-ops (required)
          --goods CODE=UNIT/PACK        goods that it trades in, as often as there are (required): NKA-01=C62/CT
        """;

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

        await using var grosir = await NangkaGrosir.Start(options, stopping.Token);
        Console.WriteLine($"Nangka Grosir melayani di {grosir.BaseAddress}");
        await Task.Delay(Timeout.Infinite, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private static NangkaOptions? Read(string[] args)
    {
        var given = args.Chunk(2).ToLookup(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
        var keys = given["--key"].Select(key => key.Split('=', 2)).ToList();
        var goods = given["--goods"].Select(one => one.Split('=', '/')).ToList();
        var isWhole = given.All(option => option.Key is "--url" or "--key" or "--goods") && keys.Count > 0 && goods.Count > 0
            && keys.TrueForAll(key => key is [{ Length: > 0 }, { Length: > 0 }]) && goods.TrueForAll(one => one is [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }]);
        return isWhole && Uri.TryCreate(given["--url"].LastOrDefault(), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp
            && IPAddress.TryParse(address.Host, out var host)
            ? new NangkaOptions
            {
                Keys = keys.ToDictionary(key => key[1], key => key[0], StringComparer.Ordinal),
                Goods = goods.ToDictionary(one => one[0], one => new NangkaGoods(one[1], one[2]), StringComparer.Ordinal),
                Endpoint = new IPEndPoint(host, address.Port),
            }
            : null;
    }
}
