using System.Globalization;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Check;
using RetailGateway.PartnerSimulator.Files.Mangga;

namespace RetailGateway.PartnerSimulator.Demo.Stage;

/// <summary>Mangga Swalayan in the demo: its process, and its books as its file has them.</summary>
internal sealed class ManggaOnStage(DemoFolder folder) : ISimulatedPartner
{
    private readonly string _state = folder.At("mangga.json");
    private ChildProcess? _process;

    public string Party => ManggaVerb.Party;

    public Task Ended => _process!.Ended;

    public async Task Start(Stagehand stage, int pace) => _process = await stage.Start(
        "Mangga Swalayan", folder.At("mangga.log"), typeof(ManggaOnStage).Assembly.Location,
        [
            "mangga", "--folder", Path.Combine(folder.Exchange, Party), "--state", _state,
            "--pace", pace.ToString(CultureInfo.InvariantCulture), "--seed", stage.Seed.ToString(CultureInfo.InvariantCulture),
        ]);

    public async Task Stop(TimeSpan patience)
    {
        if (_process is not null)
            await _process.Stop(patience);
    }

    public string Figures()
    {
        var state = ManggaState.Load(_state);
        var done = string.Join(", ", state.Figures.OrderBy(figure => figure.Key, StringComparer.Ordinal)
            .Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value}")));
        return string.Create(
            CultureInfo.InvariantCulture, $"{done}; {state.Today.Count} lines today, {state.Parcels.Count} files to be answered, {state.Copy.Count} copied{Trouble(state)}");
    }

    public Task<List<Comparison>> Compare(GatewayClient gateway, CancellationToken cancel) =>
        ManggaComparison.Compare(ManggaState.Load(_state), gateway, cancel);

    public DemoFailedException Death() => _process!.Death();

    private static string Trouble(ManggaState state) => state.Trouble is { } trouble ? $"; {trouble}" : "";
}
