using System.Globalization;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Callers.Anggur;
using RetailGateway.PartnerSimulator.Demo.Check;

namespace RetailGateway.PartnerSimulator.Demo.Stage;

/// <summary>Anggur Mart in the demo: its process, and its books as its file has them.</summary>
internal sealed class AnggurOnStage(DemoFolder folder) : ISimulatedPartner
{
    private readonly string _state = folder.At("anggur.json");
    private ChildProcess? _process;

    public string Party => AnggurVerb.Party;

    public Task Ended => _process!.Ended;

    public async Task Start(Stagehand stage, int pace) => _process = await stage.Start(
        "Anggur Mart", folder.At("anggur.log"), typeof(AnggurOnStage).Assembly.Location,
        [
            "anggur", "--gateway", stage.Gateway.ToString(), "--keys", folder.KeysFile, "--state", _state,
            "--pace", pace.ToString(CultureInfo.InvariantCulture), "--seed", stage.Seed.ToString(CultureInfo.InvariantCulture),
        ]);

    public async Task Stop(TimeSpan patience)
    {
        if (_process is not null)
            await _process.Stop(patience);
    }

    public string Figures()
    {
        var state = AnggurState.Load(_state);
        var done = string.Join(", ", state.Figures.OrderBy(figure => figure.Key, StringComparer.Ordinal)
            .Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value}")));
        return string.Create(CultureInfo.InvariantCulture, $"{done}; {state.Outbox.Count} to tell, {state.Holds.Count} held, {state.Copy.Count} copied");
    }

    /// <summary>What it has not told or concluded yet is a difference too.</summary>
    public async Task<List<Comparison>> Compare(GatewayClient gateway, CancellationToken cancel)
    {
        var state = AnggurState.Load(_state);
        return
        [
            .. await AnggurComparison.Compare(state, gateway, cancel),
            new Comparison("what Anggur Mart has to tell", state.Outbox.Count, [.. state.Outbox.Select(change => $"{change.ChangeId} is not told yet")]),
        ];
    }

    public DemoFailedException Death() => _process!.Death();
}
