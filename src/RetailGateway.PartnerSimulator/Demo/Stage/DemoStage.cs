using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using RetailGateway.PartnerSimulator.Chain.Dialect;
using RetailGateway.PartnerSimulator.Demo.Town;

namespace RetailGateway.PartnerSimulator.Demo.Stage;

/// <summary>What the life plays on: the chain, the gateway and the partners that come to it, each a process of its own.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private static readonly TimeSpan s_seedPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(20);
    private static readonly JsonSerializerOptions s_catalogueJson = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly DemoOptions _options;
    private readonly DemoFolder _folder;
    private Listener? _chain;
    private Listener? _gateway;

    private DemoStage(DemoOptions options, DemoFolder folder)
    {
        (_options, _folder) = (options, folder);
        Partners = [new AnggurOnStage(folder), new ManggaOnStage(folder)];
    }

    /// <summary>The chains that come to the gateway by themselves, with calls or with files.</summary>
    public IReadOnlyList<ISimulatedPartner> Partners { get; }

    public int GatewayPort => _gateway!.Port;

    public Uri Gateway => _gateway!.Address;

    public Uri Chain => _chain!.Address;

    /// <summary>From the start of the gateway's process to its first answer that it is ready.</summary>
    public TimeSpan GatewayStart => _gateway!.Took;

    /// <summary>Seeds the folder where it is new or of an earlier version with fewer parties, and starts all.</summary>
    /// <exception cref="DemoFailedException">One of them did not come up.</exception>
    public static async Task<DemoStage> Set(DemoOptions options, DemoFolder folder, CancellationToken cancel)
    {
        if (!File.Exists(options.Gateway))
            throw new DemoFailedException($"There is no gateway at {options.Gateway}. Build src/RetailGateway, or name its RetailGateway.dll with --gateway.");

        var stage = new DemoStage(options, folder);
        try
        {
            await Leftovers.Gone(folder, cancel);
            if (!folder.IsSeeded(TownFiles.KeyNames()))
                await stage.Seed(cancel);
            await stage.StartChain(options.Port == 0 ? 0 : options.Port + 1, options.Speed, cancel);
            await stage.StartGateway(cancel);
            await stage.StartPartners(options.Speed);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>The chains go on answering and telling, and nothing more happens in their stores. Each is started anew.</summary>
    public async Task StillTheChains(CancellationToken cancel)
    {
        foreach (var partner in Partners)
            await partner.Stop(s_goodbye);
        await StartPartners(pace: 0);

        var port = _chain!.Port;
        await _chain.Process.Stop(s_goodbye);
        await StartChain(port, pace: 0, cancel);
        if (_chain.Port != port)
            throw new DemoFailedException($"Port {port}, where the gateway looks for the chain, was taken by another program.");
    }

    /// <summary>Waits for the end of the life; one of the processes dying is an end too.</summary>
    /// <exception cref="DemoFailedException">One of them died.</exception>
    public async Task Watch(Task life)
    {
        var ends = new Dictionary<Task, Func<DemoFailedException>>
        {
            [_gateway!.Process.Ended] = _gateway.Process.Death,
            [_chain!.Process.Ended] = _chain.Process.Death,
        };
        foreach (var partner in Partners)
            ends.Add(partner.Ended, partner.Death);

        var first = await Task.WhenAny([life, .. ends.Keys]);
        if (ends.TryGetValue(first, out var death))
            throw death();
        await life;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var partner in Partners)
            await partner.Stop(s_goodbye);

        // Then the gateway: it concludes what it is saying to the chain.
        if (_gateway is not null)
            await _gateway.Process.Stop(s_goodbye);
        if (_chain is not null)
            await _chain.Process.Stop(s_goodbye);
    }

    private async Task<ChildProcess> Start(string name, string log, string dll, params IEnumerable<string> arguments)
    {
        var child = await ChildProcess.Start(name, log, dll, arguments);
        Leftovers.Remember(_folder, child);
        return child;
    }

    private async Task Seed(CancellationToken cancel)
    {
        var seed = await Start(
            "The seed", _folder.At("seed.log"), _options.Gateway,
            "seed", "demo", "--keys", _folder.KeysFile, "--embedded", "--data", _folder.Path);
        try
        {
            if (await seed.Ended.WaitAsync(s_seedPatience, cancel) != 0)
                throw seed.Death();
        }
        finally
        {
            await seed.Stop(s_goodbye);
        }
    }

    private async Task StartPartners(int pace)
    {
        var stage = new Stagehand(Gateway, _folder, _options.Seed + _folder.Run - 1, (name, log, dll, arguments) => Start(name, log, dll, arguments));
        foreach (var partner in Partners)
            await partner.Start(stage, pace);
    }

    private async Task StartChain(int port, int pace, CancellationToken cancel)
    {
        var catalogue = _folder.At("catalogue.json");
        await File.WriteAllBytesAsync(catalogue, JsonSerializer.SerializeToUtf8Bytes(TownChain.Catalogue(), s_catalogueJson), cancel);
        var (_, key) = _folder.ChainKeys.First();
        _chain = await Listener.Start(
            port,
            address => Start(
                "Toko Basmalah", _folder.At("chain.log"), typeof(DemoStage).Assembly.Location,
                [
                    "chain", "--url", address.ToString(), "--state", _folder.At("chain.jsonl"), "--catalogue", catalogue,
                    "--pace", pace.ToString(CultureInfo.InvariantCulture),
                    "--seed", (_options.Seed + _folder.Run - 1).ToString(CultureInfo.InvariantCulture),
                    .. _folder.ChainKeys.SelectMany(pair => new[] { "--key", $"{pair.Key}={pair.Value}" }),
                ]),
            (http, stop) => Says(http, "/mitra/v2/lokasi", PartnerKey.Header, key, stop),
            cancel);
    }

    private async Task StartGateway(CancellationToken cancel)
    {
        var key = $"Bearer {_folder.GatewayKeys()["reader"]}";
        _gateway = await Listener.Start(
            _options.Port,
            address => Start(
                "The gateway", _folder.At("gateway.log"), _options.Gateway,
                [
                    "serve", "--embedded", "--data", _folder.Path, "--urls", address.ToString(),
                    $"--Partners:Basmalah:BaseAddress={Chain}",
                    $"--Partners:Mangga:Folder={_folder.Exchange}", "--Partners:Mangga:Quiet=00:00:02", "--Partners:Mangga:AvailabilityEvery=00:00:05",
                    .. _folder.ChainKeys.Select(pair => $"--Partners:Basmalah:Keys:{pair.Key}={pair.Value}"),
                ]),
            async (http, stop) => await Says(http, "/health/ready", "Authorization", key, stop)
                && await Says(http, "/v1/sync/connections", "Authorization", key, stop),
            cancel);
    }

    private static async Task<bool> Says(HttpClient http, string path, string header, string value, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(header, value);
        using var answer = await http.SendAsync(request, cancel);
        return answer.IsSuccessStatusCode;
    }
}
