using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Dialect;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Orders.Exchange;

/// <summary>A town that trades with Toko Basmalah by orders, both ways, through the chain's own system.</summary>
internal static class TradingTown
{
    internal static async Task<PartnerTown> Found(TestCluster cluster)
    {
        var town = await PartnerTown.Found(cluster);
        await town.Rows.Run(
            "insert into partnership (owner_id, partner_id, environment, role, valid_from) values ($1, $2, $3, 'supplier', '2024-01-01')",
            town.Town.Coop, town.Town.Chain, town.Town.Environment);
        await town.Town.Agrees(from: "2024-01-02");
        foreach (var (product, pack, amount) in new[] { (Beras, "DUS", 2_700_000m), (Beras, "PCS", 68_500m), (Minyak, "DUS", 226_000m), (PartnerTown.Telur, "KG", 28_500m) })
            await town.Town.Costs(product, pack, amount);
        return town;
    }

    internal static async Task<PartnerTown> Open(TestCluster cluster)
    {
        var town = await Found(cluster);
        await town.OpenGateway();
        return town;
    }

    /// <summary>The shop orders cartons of rice and kilograms of eggs from the chain.</summary>
    internal static async Task<long> ShopOrders(this PartnerTown town, string number, decimal cartons = 3, decimal eggs = 2.5m) =>
        (await town.Till.Post("/v1/orders", new JsonObject
        {
            ["sellerId"] = town.Town.Chain,
            ["number"] = number,
            ["issuedAt"] = OrderTown.Text(OrderTown.Morning),
            ["shipTo"] = Shop,
            ["lines"] = new JsonArray(Line("1", Beras, cartons, "DUS"), Line("2", PartnerTown.Telur, eggs, "KG")),
        })).Must(HttpStatusCode.Created).Id();

    /// <summary>An order of the shop's as the chain names it.</summary>
    internal static ChainOrder ShopOrder(this PartnerTown town, string number) => ChainOrder.OfCooperative(town.Town.CoopCode, number);

    internal static ChainOrder StoreOrder(this PartnerTown town, string number) => ChainOrder.OfChain(town.Town.CoopCode, number);

    internal static ChainClerk Clerk(this PartnerTown town) => new(town.Chain.Books, TimeProvider.System);

    /// <summary>Cartons.</summary>
    internal static JumlahBarang Cartons(long count, long loose = 0) => new("DUS", count, loose);

    internal static JumlahBarang Kilograms(decimal weight) => new(BeratKg: weight);

    /// <summary>The chain orders cartons of rice of the shop.</summary>
    internal static void StoreOrders(this PartnerTown town, string number, string item = PartnerTown.ChainBeras, long cartons = 1, decimal? price = null) =>
        town.Clerk().Write(town.StoreOrder(number), "PESANAN", number, [new BarisDokumen("10", item, Jml: Cartons(cartons), Harga: price)], order => order with
        {
            KirimKe = PartnerTown.Store,
            KirimDari = Shop,
            MataUang = "IDR",
        });

    /// <summary>Waits until an order is so.</summary>
    internal static Task<JsonNode> Until(this PartnerTown town, long order, string state) =>
        Eventually.See(() => town.Till.ReadOrder(order), seen => seen.State() == state);

    /// <summary>Waits until the chain has a document of an order.</summary>
    internal static async Task<DokumenPesanan> Has(this PartnerTown town, ChainOrder order, string kind, string id) =>
        OrderRoutes.Read((await Eventually.See(
            () => Task.FromResult(town.Chain.Books.Orders.Find(new(order.Cooperative, order.Buyer, order.Number, kind, id))), paper => paper is not null))!.Body);

    /// <summary>The number of an order of the chain's once it is there; null where it is not.</summary>
    internal static async Task<long?> Find(this PartnerTown town, string number) =>
        (await town.Till.Get($"/v1/orders?number={number}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray() is [{ } one] ? (long)one["id"]! : null;

    internal static async Task<long> Arrives(this PartnerTown town, string number) => (await Eventually.See(() => town.Find(number), order => order is not null))!.Value;

    /// <summary>How many matters of a kind are open.</summary>
    internal static async Task<int> Open(this PartnerTown town, string kind) =>
        (await town.Till.Get($"/v1/sync/conflicts?kind={kind}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Count;

    /// <summary>Lets a message of an order be read once more.</summary>
    internal static async Task RetryUnread(this PartnerTown town, string number)
    {
        var open = (await town.Till.Get("/v1/sync/conflicts?kind=order_unread")).Must(HttpStatusCode.OK).Json["items"]!.AsArray();
        var id = (long)open.Single(one => (string?)one!["evidence"]!["order"] == number)!["id"]!;
        (await town.Till.Resolve(id, "retry")).Must(HttpStatusCode.OK);
    }

    private static JsonObject Line(string line, string item, decimal quantity, string pack) =>
        new() { ["line"] = line, ["item"] = item, ["quantity"] = OrderTown.Text(quantity), ["pack"] = pack };
}
