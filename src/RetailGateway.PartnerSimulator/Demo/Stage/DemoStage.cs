using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using RetailGateway.PartnerSimulator.Demo.Town;

namespace RetailGateway.PartnerSimulator.Demo.Stage;

/// <summary>What the life plays on: the chain and the gateway, each a process of its own.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private static readonly TimeSpan s_seedPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_readyPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(20);
    private static readonly JsonSerializerOptions s_catalogueJson = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly DemoOptions _options;
    private readonly DemoFolder _folder;
    private ChildProcess? _chain;
    private ChildProcess? _gateway;

    private DemoStage(DemoOptions options, DemoFolder folder)
    {
        (_options, _folder) = (options, folder);
        GatewayPort = Ports.Free(options.Port);
        ChainPort = Ports.Free(options.Port == 0 ? 0 : GatewayPort + 1);
    }

    public int GatewayPort { get; }

    public int ChainPort { get; }

    public Uri Gateway => new($"http://127.0.0.1:{GatewayPort}");

    public Uri Chain => new($"http://127.0.0.1:{ChainPort}");

    /// <summary>From the start of the gateway's process to its first answer that it is ready.</summary>
    public TimeSpan GatewayStart { get; private set; }

    /// <summary>Seeds the folder where it is new, and starts both.</summary>
    /// <exception cref="DemoFailedException">One of them did not come up.</exception>
    public static async Task<DemoStage> Set(DemoOptions options, DemoFolder folder, CancellationToken cancel)
    {
        if (!File.Exists(options.Gateway))
            throw new DemoFailedException($"There is no gateway at {options.Gateway}. Build src/RetailGateway, or name its RetailGateway.dll with --gateway.");

        var stage = new DemoStage(options, folder);
        try
        {
            await Leftovers.Gone(folder, cancel);
            if (!File.Exists(folder.KeysFile))
                await stage.Seed(cancel);
            await stage.StartChain(options.Speed);
            await stage.StartGateway(cancel);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>The chain goes on answering, and nothing more happens in its stores.</summary>
    public async Task StillTheChain()
    {
        await _chain!.Stop(s_goodbye);
        await StartChain(pace: 0);
    }

    /// <summary>Waits for the end of the life; one of the processes dying is an end too.</summary>
    /// <exception cref="DemoFailedException">One of them died.</exception>
    public async Task Watch(Task life)
    {
        var first = await Task.WhenAny(life, _gateway!.Ended, _chain!.Ended);
        if (first == _gateway.Ended)
            throw _gateway.Death();
        if (first == _chain.Ended)
            throw _chain.Death();
        await life;
    }

    public async ValueTask DisposeAsync()
    {
        // The gateway first: it concludes what it is saying to the chain.
        if (_gateway is not null)
            await _gateway.Stop(s_goodbye);
        if (_chain is not null)
            await _chain.Stop(s_goodbye);
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

    private async Task StartChain(int pace)
    {
        var catalogue = _folder.At("catalogue.json");
        await File.WriteAllBytesAsync(catalogue, JsonSerializer.SerializeToUtf8Bytes(TownChain.Catalogue(), s_catalogueJson));
        _chain = await Start(
            "Toko Basmalah", _folder.At("chain.log"), typeof(DemoStage).Assembly.Location,
            [
                "chain", "--url", Chain.ToString(), "--state", _folder.At("chain.jsonl"), "--catalogue", catalogue,
                "--pace", pace.ToString(CultureInfo.InvariantCulture),
                "--seed", (_options.Seed + _folder.Run - 1).ToString(CultureInfo.InvariantCulture),
                .. _folder.ChainKeys.SelectMany(key => new[] { "--key", $"{key.Key}={key.Value}" }),
            ]);
    }

    private async Task StartGateway(CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        _gateway = await Start(
            "The gateway", _folder.At("gateway.log"), _options.Gateway,
            [
                "serve", "--embedded", "--data", _folder.Path, "--urls", Gateway.ToString(),
                $"--Partners:Basmalah:BaseAddress={Chain}",
                .. _folder.ChainKeys.Select(key => $"--Partners:Basmalah:Keys:{key.Key}={key.Value}"),
            ]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_readyPatience);
        using var http = new HttpClient { BaseAddress = Gateway, Timeout = TimeSpan.FromSeconds(5) };
        while (!await IsReady(http, patience.Token))
        {
            if (_gateway.Ended.IsCompleted || (patience.IsCancellationRequested && !cancel.IsCancellationRequested))
                throw _gateway.Death();
            cancel.ThrowIfCancellationRequested();
            await Task.Delay(s_look, cancel);
        }

        GatewayStart = Stopwatch.GetElapsedTime(since);
    }

    private static async Task<bool> IsReady(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
