using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Town;

namespace RetailGateway.PartnerSimulator.Demo.Life;

/// <summary>Everyone who calls the gateway in the demo, each with a key of their own.</summary>
internal sealed class TownCallers : IDisposable
{
    /// <summary>Whose console <see cref="Reader"/> sits at.</summary>
    public const string ReaderParty = "KPN-SEJAHTERA";

    public TownCallers(Uri gateway, Dictionary<string, string> keys)
    {
        Tills = TownFiles.Cooperatives().ToDictionary(cooperative => cooperative, cooperative => new GatewayClient(gateway, keys[cooperative]));
        Chain = new GatewayClient(gateway, keys[TownFiles.Chain]);
        Partners = TownFiles.OtherChains().ToDictionary(chain => chain, chain => new GatewayClient(gateway, keys[chain]));
        Reader = new GatewayClient(gateway, keys["reader"]);
        Buyer = new GatewayClient(gateway, keys["buyer"]);
    }

    /// <summary>Each cooperative's till.</summary>
    public IReadOnlyDictionary<string, GatewayClient> Tills { get; }

    /// <summary>Somebody of the chain.</summary>
    public GatewayClient Chain { get; }

    /// <summary>Somebody of each other chain, to look at what its system does.</summary>
    public IReadOnlyDictionary<string, GatewayClient> Partners { get; }

    /// <summary>A second key of <see cref="ReaderParty"/>, on its console.</summary>
    public GatewayClient Reader { get; }

    /// <summary>Whoever orders for Anggur Mart, on its console: its own system copies stock and is told of what others do.</summary>
    public GatewayClient Buyer { get; }

    /// <summary>Every shelf of every shop with a till, as the gateway has it.</summary>
    public async Task<List<Shelf>> Shelves(CancellationToken cancel)
    {
        var shelves = new List<Shelf>();
        var shops = TownFiles.ShopsWithTill();
        foreach (var (cooperative, till) in Tills)
        {
            await foreach (var position in till.Positions(cancel: cancel))
            {
                if (shops.Contains(position.Location))
                    shelves.Add(new Shelf(cooperative, position));
            }
        }

        return shelves;
    }

    public void Dispose()
    {
        foreach (var caller in Tills.Values.Concat(Partners.Values).Append(Chain).Append(Reader).Append(Buyer))
            caller.Dispose();
    }
}
