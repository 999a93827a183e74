using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Database;
using RetailGateway.PartnerSimulator.Files;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Files;

/// <summary>
/// A town whose chain is Mangga Swalayan: two stores, three items, and a folder between it and the gateway. The chain's
/// oil is sold by the carton as well; its sugar nobody has mapped.
/// </summary>
internal sealed class ManggaTown : IAsyncDisposable
{
    internal const string Store = "MG-01";
    internal const string OtherStore = "MG-02";
    internal const string Rice = "77-001";
    internal const string Oil = "77-002";
    internal const string Unmapped = "77-003";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("mangga-");

    private ManggaTown(TestDatabase store, GatewayDb rows, Town town) => (Database, Rows, Town) = (store, rows, town);

    internal TestDatabase Database { get; }

    internal GatewayDb Rows { get; }

    internal Town Town { get; }

    internal GatewayUnderTest? Gateway { get; private set; }

    internal string Root => root.FullName;

    internal string In => Folder("in");

    internal string Out => Folder("out");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The town with nobody between the two yet.</summary>
    internal static async Task<ManggaTown> Found(TestCluster cluster) => await Found(await cluster.Clone());

    /// <summary>The same in a database where others are as well.</summary>
    internal static async Task<ManggaTown> Found(TestDatabase store)
    {
        var rows = new GatewayDb(store.Gateway, requestConnections: 4);
        var mangga = new ManggaTown(store, rows, await Town.Create(rows, new Uri("http://127.0.0.1:9")));
        await mangga.Register();
        Directory.CreateDirectory(mangga.In);
        return mangga;
    }

    /// <summary>The same with a gateway at work.</summary>
    internal static async Task<ManggaTown> Open(TestCluster cluster, params (string Name, string Value)[] settings)
    {
        var mangga = await Found(cluster);
        mangga.Gateway = await mangga.Another(settings);
        return mangga;
    }

    /// <summary>A gateway, or one more, on the same database and folder.</summary>
    internal Task<GatewayUnderTest> Another(params (string Name, string Value)[] settings) =>
        GatewayUnderTest.Start(Database, [("roles", "web,jobs"), .. Settings, .. settings]);

    internal (string Name, string Value)[] Settings => [("Partners:Mangga:Folder", Root), ("Partners:Mangga:Quiet", "00:00:02")];

    internal async Task OpenGateway() => Gateway = await Another();

    internal string Folder(string name) => Path.Combine(Root, Town.ChainCode, name);

    /// <summary>Leaves a file as a careful partner does: under another name until it is whole.</summary>
    internal void Leave(string name, byte[] content)
    {
        var unfinished = Path.Combine(In, $"{name}.part");
        File.WriteAllBytes(unfinished, content);
        File.Move(unfinished, Path.Combine(In, name));
    }

    internal void Leave(string name, params IReadOnlyList<MarketLine> lines) => Leave(name, MarketFile.Write(lines, MarketStyle.HeadOffice));

    /// <summary>The answers to files of this name, oldest first, once there are as many.</summary>
    internal async Task<List<MarketAnswer>> Answers(string name, int count = 1, TimeSpan? patience = null)
    {
        var answers = await Eventually.See(
            () => Task.FromResult(Answered().Where(answer => answer.File == name).ToList()), answers => answers.Count >= count, patience);
        Assert.Equal(count, answers.Count);
        return answers;
    }

    internal async Task<MarketAnswer> Answer(string name) => (await Answers(name))[0];

    /// <summary>All answers, oldest first.</summary>
    internal IEnumerable<MarketAnswer> Answered() => Directory.Exists(Out)
        ? Directory.GetFiles(Out, "jawaban-*").Order(StringComparer.Ordinal).Select(MarketAnswer.Read)
        : [];

    /// <summary>What came, as the chain's own people see it, the newest first.</summary>
    internal async Task<JsonArray> Register(GatewayUnderTest? gateway = null)
    {
        using var chain = (gateway ?? Gateway)!.Client(Town.PartnerKey);
        return (await chain.Get("/v1/sync/files")).Must(HttpStatusCode.OK).Json["items"]!.AsArray();
    }

    /// <summary>The chain's stock here, by store and item, in pieces.</summary>
    internal async Task<SortedDictionary<string, decimal>> Positions() => new(
        (await Rows.Jobs.All(
            """
            select l.code || ' ' || g.code, trim_scale(p.on_hand)
            from stock_position p
            join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
            join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
            where p.owner_id = $1 and p.version > 0
            """,
            row => (Key: row.GetString(0), OnHand: row.GetDecimal(1)),
            Town.Chain)).ToDictionary(row => row.Key, row => row.OnHand),
        StringComparer.Ordinal);

    internal Task<long> Entries() => Rows.Ask<long>("select count(*) from stock_entry where owner_id = $1", Town.Chain);

    internal async Task<JsonNode?> Stream(string kind)
    {
        using var chain = Gateway!.Client(Town.PartnerKey);
        return (await chain.Get("/v1/sync/connections")).Must(HttpStatusCode.OK).Json["connections"]!.AsArray()
            .Where(connection => (string)connection!["code"]! == "mangga")
            .SelectMany(connection => connection!["streams"]!.AsArray())
            .SingleOrDefault(stream => (string)stream!["kind"]! == kind);
    }

    /// <summary>Goods of the chain's own, each known by its code alone.</summary>
    internal async Task Sells(params string[] codes)
    {
        await Rows.Run("insert into product (owner_id, code, name, base_unit) select $1, code, code, 'PCS' from unnest($2::text[]) as g (code)", Town.Chain, codes);
        await Rows.Run(
            "insert into pack (owner_id, product_id, code, name, factor) select owner_id, product_id, 'PCS', 'Satuan', 1 from product where owner_id = $1 and code = any ($2)",
            Town.Chain, codes);
    }

    /// <summary>The chain's item, in a pack where one is named, means a pack of its product.</summary>
    internal Task Maps(string item, string product, string pack, decimal factor) => Rows.Run(
        """
        insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
        select p.owner_id, c.owner_id, c.connection_id, $2, p.product_id, $4, $5, tstzrange(null, null)
        from product p join connection c on c.owner_id = p.owner_id and c.code = 'mangga'
        where p.owner_id = $1 and p.code = $3
        """,
        Town.Chain, item, product, pack, factor);

    /// <summary>A line of yesterday.</summary>
    internal static MarketLine Line(string receipt, string kind, string code, decimal quantity, string at = "10:00", int place = 1, string pack = "", string store = Store) =>
        new(store, receipt, place, kind, code, pack, quantity, Changes.At(at));

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        await Rows.DisposeAsync();
        root.Delete(recursive: true);
    }

    private async Task Register()
    {
        await Rows.Run("insert into connection (owner_id, code, name, kind, dialect) values ($1, 'mangga', 'Berkas Mangga', 'connector', 'mangga')", Town.Chain);
        await Rows.Run(
            "insert into location (owner_id, code, name, format) values ($1, $2, 'Toko Gubeng', 'supermarket'), ($1, $3, 'Toko Wiyung', 'minimarket')",
            Town.Chain, Store, OtherStore);
        await Rows.Run(
            "update system_of_record s set connection_id = c.connection_id from connection c where c.owner_id = s.owner_id and c.code = 'mangga' and s.owner_id = $1",
            Town.Chain);
        await Sells("BERAS", "MINYAK", "GULA");
        await Rows.Run(
            "insert into pack (owner_id, product_id, code, name, factor) select owner_id, product_id, 'DUS', 'Dus', 12 from product where owner_id = $1 and code = 'MINYAK'",
            Town.Chain);
        await Maps(Rice, "BERAS", "PCS", 1);
        await Maps(Oil, "MINYAK", "PCS", 1);
        await Maps($"{Oil}/DUS", "MINYAK", "DUS", 12);
    }
}
