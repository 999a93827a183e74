using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Database;
using RetailGateway.Partners.Contracts;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Streams;

/// <summary>
/// A town whose chain is Toko Basmalah with its own books and API, and a gateway with the web and jobs roles between the
/// two: sale at the shop in, availability at the chain out, and the chain's own stock the other way.
/// </summary>
internal sealed class PartnerTown : IAsyncDisposable
{
    internal const string Telur = "TLR";

    /// <summary>The chain's codes of the shop's rice (DUS of 40), oil (DUS of 12) and eggs (by weight); and of its sugar, which nobody has mapped.</summary>
    internal const string ChainBeras = "BSM-100001";
    internal const string ChainMinyak = "BSM-100002";
    internal const string ChainGula = "BSM-100003";
    internal const string ChainTelur = "BSM-200010";

    internal const string Store = "TB-01";
    private const string Warehouse = "GD-01";

    /// <summary>The chain's dialect, for whoever works its streams by hand.</summary>
    internal static IConnector Dialect { get; } = new Way();

    private readonly string stateFile = Path.Combine(Path.GetTempPath(), $"basmalah-{Guid.NewGuid():N}.jsonl");
    private ChainOptions options;

    private PartnerTown(TestDatabase database, GatewayDb rows, Town town, ChainOptions options)
    {
        Database = database;
        Rows = rows;
        Town = town;
        this.options = options with { StateFile = stateFile };
    }

    internal TestDatabase Database { get; }

    internal GatewayDb Rows { get; }

    internal Town Town { get; }

    internal BasmalahChain Chain { get; private set; } = null!;

    internal GatewayUnderTest Gateway { get; private set; } = null!;

    /// <summary>The shop's till at the gateway that is open.</summary>
    internal ApiClient Till { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The town with the chain at work and nobody between them yet.</summary>
    /// <param name="cluster">Where its database is.</param>
    /// <param name="retained">Changes that the chain's feed token may lie behind.</param>
    /// <param name="clock">The chain's clock.</param>
    /// <param name="more">Goods that the chain takes and has none of itself.</param>
    internal static async Task<PartnerTown> Found(TestCluster cluster, int retained = 100_000, TimeProvider? clock = null, IEnumerable<ChainItem>? more = null)
    {
        var database = await cluster.Clone();
        var rows = new GatewayDb(database.Gateway, requestConnections: 4);
        var town = await Town.Create(rows, new Uri("http://127.0.0.1:9"));
        var partner = new PartnerTown(database, rows, town, new ChainOptions
        {
            Catalogue = Catalogue(more ?? []),
            Keys = new Dictionary<string, string>(StringComparer.Ordinal) { [KeyOf(town)] = town.CoopCode },
            RetainedChanges = retained,
            Clock = clock ?? TimeProvider.System,
        });
        await partner.Register();
        await partner.OpenChain();
        return partner;
    }

    /// <summary>The same with the gateway at work.</summary>
    internal static async Task<PartnerTown> Open(TestCluster cluster, params (string Name, string Value)[] settings)
    {
        var partner = await Found(cluster);
        await partner.OpenGateway(settings);
        return partner;
    }

    internal async Task OpenGateway(params (string Name, string Value)[] settings)
    {
        Gateway = await Another(settings);
        Till = Gateway.Client(Town.TillKey);
    }

    /// <summary>A gateway on the same database, at work as well.</summary>
    internal Task<GatewayUnderTest> Another(params (string Name, string Value)[] settings) =>
        GatewayUnderTest.Start(Database, [("roles", "web,jobs"), .. Settings(), .. settings]);

    /// <summary>How a gateway finds the chain, by a way around where one is named.</summary>
    internal (string Name, string Value)[] Settings(Uri? around = null) =>
    [
        ("Partners:Basmalah:BaseAddress", (around ?? Chain.BaseAddress).ToString()),
        ($"Partners:Basmalah:Keys:{Town.CoopCode}", KeyOf(Town)),
    ];

    internal async Task CloseGateway()
    {
        Till.Dispose();
        await Gateway.DisposeAsync();
        Gateway = null!;
    }

    internal async Task CloseChain() => await Chain.DisposeAsync();

    /// <summary>Opens the chain's books where they were closed, at the same address.</summary>
    internal async Task OpenChain()
    {
        Chain = await BasmalahChain.Start(options, Cancel);
        options = options with { Endpoint = new IPEndPoint(IPAddress.Loopback, Chain.BaseAddress.Port) };
    }

    /// <summary>What the chain holds of an item of the shop; null where nothing was ever told.</summary>
    internal HeldAvailability? HeldOf(string item) =>
        Chain.Books.Availability.Of(Town.CoopCode).SingleOrDefault(held => held.Location == Town.Shop && held.Item == item);

    /// <summary>Waits until the chain holds this much.</summary>
    internal async Task Holds(decimal quantity, string item, TimeSpan? patience = null) =>
        Assert.Equal(quantity, await Eventually.See(() => Task.FromResult(HeldOf(item)?.Quantity), held => held == quantity, patience));

    /// <summary>Every send that the chain's journal has, oldest first: the versions of one item that took effect with it.</summary>
    internal async Task<List<long>> VersionsTaken(string item) =>
    [
        .. (await Sends()).SelectMany(send => send["accepted"]!.AsArray())
            .Where(line => (string)line!["item"]! == item)
            .Select(line => (long)line!["version"]!),
    ];

    /// <summary>The chain's answers to all sends, line by line.</summary>
    internal async Task<List<string>> Verdicts() =>
        [.. (await Sends()).SelectMany(send => JsonNode.Parse((string)send["answer"]!)!["baris"]!.AsArray()).Select(line => (string)line!["status"]!)];

    internal async Task<List<JsonNode>> Sends()
    {
        await using var file = new FileStream(stateFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var lines = new StreamReader(file);
        return [.. (await lines.ReadToEndAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .Where(line => (string)line["event"]! == "send")];
    }

    /// <summary>How a stream of the chain's connection stands, as the shop's cooperative sees it.</summary>
    internal async Task<JsonNode?> Stream(string kind, ApiClient? asked = null, string? party = null) =>
        (await (asked ?? Till).Get("/v1/sync/connections")).Must(HttpStatusCode.OK).Json["connections"]!.AsArray()
            .Where(connection => (string)connection!["code"]! == "basmalah")
            .SelectMany(connection => connection!["streams"]!.AsArray())
            .SingleOrDefault(stream => (string)stream!["kind"]! == kind && (party is null || (string)stream["party"]! == party));

    /// <summary>Waits until the outward stream says so.</summary>
    internal async Task<JsonNode> Stream(string kind, Func<JsonNode, bool> until) =>
        (await Eventually.See(() => Stream(kind), stream => stream is not null && until(stream)))!;

    /// <summary>Our positions of the chain's own stock.</summary>
    internal async Task<SortedDictionary<string, decimal>> OurCopy() => new(
        (await Rows.Jobs.All(
            """
            select l.code || ' ' || g.code, p.on_hand
            from stock_position p
            join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
            join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
            where p.owner_id = $1
            """,
            row => (Key: row.GetString(0), OnHand: row.GetDecimal(1)),
            Town.Chain)).ToDictionary(row => row.Key, row => row.OnHand),
        StringComparer.Ordinal);

    /// <summary>The chain's own stock by its own books.</summary>
    internal SortedDictionary<string, decimal> ChainStock() => new(
        Chain.Books.Catalogue.Opening.ToDictionary(line => $"{line.Location} {line.Item}", line => Chain.Books.Stock.OnHand(line.Location, line.Item)),
        StringComparer.Ordinal);

    /// <summary>Waits until we have the chain's stock as the chain has it.</summary>
    internal async Task InStep(TimeSpan? patience = null) =>
        Assert.Equal(ChainStock(), await Eventually.See(OurCopy, copy => copy.SequenceEqual(ChainStock()), patience));

    internal Task<long> ReviewItems() => Rows.Ask<long>("select count(*) from review_item where owner_id = $1", Town.Chain);

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await CloseGateway();
        await Chain.DisposeAsync();
        await Rows.DisposeAsync();
        File.Delete(stateFile);
    }

    internal static string KeyOf(Town town) => $"kunci-{town.CoopCode.ToLowerInvariant()}";

    private static ChainCatalogue Catalogue(IEnumerable<ChainItem> more)
    {
        ChainItem[] items =
        [
            new(ChainBeras, "Beras 5 kg", "Sembako", ChainUnit.Piece, 68_500, [new("DUS", 40, null), new("PCS", 1, null)]),
            new(ChainMinyak, "Minyak goreng 1 l", "Sembako", ChainUnit.Piece, 18_900, [new("DUS", 12, null), new("PCS", 1, null)]),
            new(ChainGula, "Gula pasir 1 kg", "Sembako", ChainUnit.Piece, 17_500, [new("DUS", 20, null), new("PCS", 1, null)]),
            new(ChainTelur, "Telur ayam", "Segar", ChainUnit.Kilogram, 28_500, []),
        ];
        return new ChainCatalogue(
            [.. items, .. more],
            [new(Warehouse, "Gudang", ChainLocationKind.Warehouse), new(Store, "Toko Rungkut", ChainLocationKind.Store)],
            [.. from place in new[] { Warehouse, Store } from item in items select new OpeningStock(place, item.Code, item.Unit == ChainUnit.Kilogram ? 24.5m : 120)]);
    }

    /// <summary>What both sides have registered: mappings of the shop's goods, the chain's places and goods, and its connection.</summary>
    private async Task Register()
    {
        await Town.Packs(Town.Beras, "DUS", 40);
        await Town.Packs(Town.Minyak, "DUS", 12);
        await Rows.Run(
            """
            with p as (insert into product (owner_id, code, name, base_unit) values ($1, $2, 'Telur ayam', 'kg') returning owner_id, product_id)
            insert into pack (owner_id, product_id, code, name, factor) select owner_id, product_id, 'KG', 'Kilogram', 1 from p
            """,
            Town.Coop, Telur);
        await Rows.Run("insert into connection (owner_id, code, name, kind, dialect) values ($1, 'basmalah', 'Sistem Basmalah', 'connector', 'basmalah')", Town.Chain);
        await Town.Maps(Town.Chain, "basmalah", ChainBeras, Town.Beras, "DUS");
        await Town.Maps(Town.Chain, "basmalah", ChainMinyak, Town.Minyak, "DUS");
        await Town.Maps(Town.Chain, "basmalah", ChainTelur, Telur, "KG");

        await Rows.Run(
            "insert into location (owner_id, code, name, format) values ($1, $2, 'Gudang', 'warehouse'), ($1, $3, 'Toko Rungkut', 'minimarket')",
            Town.Chain, Warehouse, Store);
        await Rows.Run(
            "update system_of_record s set connection_id = c.connection_id from connection c where c.owner_id = s.owner_id and c.code = 'basmalah' and s.owner_id = $1",
            Town.Chain);
        await Rows.Run(
            "insert into product (owner_id, code, name, base_unit) select $1, code, code, 'PCS' from unnest($2::text[]) as g (code)",
            Town.Chain, new[] { ChainBeras, ChainMinyak, ChainGula, ChainTelur });
    }

    /// <summary>Whose streams they are, and no way to speak.</summary>
    private sealed class Way : IConnector
    {
        public string Dialect => "basmalah";

        public string Environment => "live";
    }
}
