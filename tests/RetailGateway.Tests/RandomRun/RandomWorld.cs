using System.Net;
using System.Net.Sockets;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock;
using RetailGateway.Tests.Callers;
using RetailGateway.Tests.Files;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;

namespace RetailGateway.Tests.RandomRun;

/// <summary>
/// A cooperative with a shop that has a till and one that people keep, a chain that the gateway speaks to, one that
/// leaves files and one that calls; a real gateway in a process of its own and a real store. Between each two of them
/// is a line that can fail.
/// </summary>
internal sealed class RandomWorld : IAsyncDisposable
{
    /// <summary>The shop without a till.</summary>
    internal const string Kiosk = "KPN-02";

    private readonly List<ApiClient> clients = [];
    private readonly TestDatabase lined;
    private readonly List<ProcessLog> logs = [];
    private GatewayProcess? gateway;

    private RandomWorld(PartnerTown partner, ManggaTown market, AnggurTown mart, FaultyProxy storeLine, FaultyProxy chainLine)
    {
        (Partner, Market, Mart, StoreLine, ChainLine) = (partner, market, mart, storeLine, chainLine);
        var store = new NpgsqlConnectionStringBuilder(partner.Database.Gateway) { Host = "127.0.0.1", Port = storeLine.Port, SslMode = SslMode.Disable };
        lined = partner.Database with { Gateway = store.ConnectionString };
    }

    internal PartnerTown Partner { get; }

    /// <summary>A chain that leaves files.</summary>
    internal ManggaTown Market { get; }

    /// <summary>A chain that calls the gateway by its published client.</summary>
    internal AnggurTown Mart { get; }

    internal Town Town => Partner.Town;

    /// <summary>Between callers and the gateway.</summary>
    internal FaultyProxy CallersLine { get; private set; } = null!;

    /// <summary>Between the gateway and its store.</summary>
    internal FaultyProxy StoreLine { get; }

    /// <summary>Between the gateway and the chain.</summary>
    internal FaultyProxy ChainLine { get; }

    internal Uri Address => gateway!.Address;

    /// <summary>The cooperative's second system, which tells nothing itself, so that its feed tells it everything.</summary>
    internal ApiClient Listener { get; private set; } = null!;

    /// <summary>The chain's own system, which the terms show the cooperative's stock.</summary>
    internal ApiClient Reader { get; private set; } = null!;

    internal static async Task<RandomWorld> Found(TestCluster cluster, int seed)
    {
        var partner = await PartnerTown.Found(cluster);
        // First the demo's register, which gives a system of record to every place that is there.
        var mart = await AnggurTown.Create(partner.Database, seed);
        var socket = new NpgsqlConnectionStringBuilder(partner.Database.Gateway);
        var world = new RandomWorld(
            partner,
            await ManggaTown.Found(partner.Database),
            mart,
            new FaultyProxy(new UnixDomainSocketEndPoint(Path.Combine(socket.Host!, $".s.PGSQL.{socket.Port}"))),
            new FaultyProxy(new IPEndPoint(IPAddress.Loopback, partner.Chain.BaseAddress.Port)));
        await MarketLife.Furnish(world.Market.Town);
        await partner.Rows.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Kios KPN', 'coop_shop')", partner.Town.Coop, Kiosk);
        await world.StartGateway();
        world.CallersLine = new FaultyProxy(new IPEndPoint(IPAddress.Loopback, world.Address.Port));
        world.Listener = await world.Caller(partner.Town.CoopCode, "gudang");
        world.Reader = await world.Caller(partner.Town.ChainCode, "pusat");
        return world;
    }

    /// <summary>A caller at the far end of the line.</summary>
    internal async Task<ApiClient> Caller(string party, string connection)
    {
        var client = new ApiClient(CallersLine.Address, await Town.Key(party, connection));
        clients.Add(client);
        return client;
    }

    /// <summary>Kill -9. What the dead one held of streams it holds until its leases end; or that time is over already.</summary>
    internal async Task KillGateway(bool leasesHold)
    {
        await gateway!.Kill();
        if (!leasesHold)
            await Partner.Rows.Run("update sync_stream set lease_until = now() - interval '1 second' where lease_until is not null");
    }

    /// <summary>Whoever watches over it starts it again, at its old address.</summary>
    internal async Task StartGateway()
    {
        var address = gateway?.Address;
        if (gateway is not null)
            await gateway.DisposeAsync();
        gateway = await GatewayProcess.Start(
            lined, address, "web,jobs", [.. Partner.Settings(ChainLine.Address), .. Market.Settings, ("Partners:Basmalah:Timeout", "00:00:01")]);
        logs.Add(gateway.Log);
    }

    /// <summary>What broke inside the gateway, in all its lives.</summary>
    internal string Broken() => string.Join('\n', logs);

    /// <summary>From here on nothing fails any more.</summary>
    internal void Heal()
    {
        Array.ForEach([CallersLine, StoreLine, ChainLine], line => line.Heal());
    }

    /// <summary>Does what the gateway's own job does every minute: nobody waits for the minute.</summary>
    internal Task Expire()
    {
        var rows = Partner.Rows;
        return new ExpireReservations(rows, new PartyBooks(rows, TimeProvider.System), new JobRuns(rows)).Run(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        if (gateway is not null)
            await gateway.DisposeAsync();
        foreach (var line in new[] { CallersLine, StoreLine, ChainLine })
        {
            if (line is not null)
                await line.DisposeAsync();
        }

        Mart.Dispose();
        await Market.DisposeAsync();
        await Partner.DisposeAsync();
    }
}
