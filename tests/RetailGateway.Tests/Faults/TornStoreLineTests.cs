using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Npgsql;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.RandomRun;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Faults;

/// <summary>The line between the gateway and its store tears in the middle of a request, at each of its steps.</summary>
public sealed class TornStoreLineTests(TestCluster cluster) : IAsyncLifetime
{
    /// <summary>More pieces than any of the requests below takes: beyond its last the fault is met by nothing.</summary>
    private const int MostSteps = 40;

    private GatewayUnderTest gateway = null!;
    private FaultyProxy line = null!;
    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        var store = await cluster.Clone();
        var socket = new NpgsqlConnectionStringBuilder(store.Gateway);
        line = new FaultyProxy(new UnixDomainSocketEndPoint(Path.Combine(socket.Host!, $".s.PGSQL.{socket.Port}")));
        socket.Host = "127.0.0.1";
        socket.Port = line.Port;
        socket.SslMode = SslMode.Disable;
        gateway = await GatewayUnderTest.Start(store with { Gateway = socket.ConnectionString });
        town = await Town.Create(gateway, tillIsSystemOfRecord: false);
        await town.Console.Given(Count(1_000, Beras, at: "01:00"));
    }

    public async ValueTask DisposeAsync()
    {
        line.Heal();
        await gateway.DisposeAsync();
        await line.DisposeAsync();
    }

    [Theory]
    [InlineData("reserve", LineFault.Halve)]
    [InlineData("commit", LineFault.Halve)]
    [InlineData("changes", LineFault.Halve)]
    [InlineData("changes", LineFault.Cut)]
    [InlineData("changes", LineFault.Reset)]
    [InlineData("changes", LineFault.Delay)]
    internal async Task Its_caller_is_told_to_come_again_and_then_it_is_done_once(string act, LineFault fault)
    {
        var answers = new List<string>();
        var begun = line.Met;
        foreach (var way in new[] { LineWay.There, LineWay.Back })
        {
            var (step, met) = (0, 0);
            do
            {
                var (path, body, key) = await Prepare(act, $"{act}-{fault}-{step}-{way}");
                met = line.Met;
                line.Next(fault, way, after: step);
                var torn = await town.Console.Post(path, body, key);
                line.Heal();
                var again = await town.Console.Insist(path, body, key);
                if (torn.Status != HttpStatusCode.ServiceUnavailable && torn.Status != again.Status)
                    answers.Add($"{way} after {step}: {torn.Status} {torn.Text}");
                if ((int)again.Status is not (200 or 201 or 207))
                    answers.Add($"{way} after {step}, then: {again.Status} {again.Text}");
            }
            while (line.Met > met && ++step < MostSteps);
        }

        Assert.Empty(answers);
        Assert.True(line.Met > begun + 2, "The fault was hardly met.");
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
    }

    private async Task<(string Path, JsonObject Body, string Key)> Prepare(string act, string name)
    {
        switch (act)
        {
            case "changes":
                return (StockCalls.ChangesPath, StockCalls.Batch(Sale(1, Beras, id: name)), "");
            case "reserve":
                return ("/v1/stock/reservations", Wanted(name), name);
            default:
                var held = (await town.Console.Post("/v1/stock/reservations", Wanted(name))).Must(HttpStatusCode.Created);
                var step = new JsonObject
                {
                    ["reference"] = name,
                    ["quantity"] = "1",
                    ["occurredAt"] = At("12:00").ToString("O", CultureInfo.InvariantCulture),
                    ["final"] = true,
                };
                return ($"/v1/stock/reservations/{held.Json["id"]}/commits", step, name);
        }
    }

    private static JsonObject Wanted(string name) => new()
    {
        ["location"] = Shop,
        ["product"] = Beras,
        ["quantity"] = "1",
        ["reference"] = name,
        ["expiresAt"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O", CultureInfo.InvariantCulture),
    };
}
