using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Orders;

/// <summary>
/// A town whose two parties order from each other: the chain buys the shop's goods, and the cooperative buys of the chain.
/// Rice is 70,000 a piece and 690,000 a carton of ten; oil and sugar have a price a piece alone.
/// </summary>
internal static class OrderTown
{
    internal const string Store = "RITEL-A";
    internal const string Warehouse = "GUDANG-A";

    /// <summary>Of everything that is ordered: yesterday.</summary>
    internal static DateTimeOffset Morning { get; } = Changes.At("08:00");

    internal static async Task<Town> Create(GatewayUnderTest gateway, bool tillIsSystemOfRecord = false)
    {
        var town = await Town.Create(gateway, tillIsSystemOfRecord);
        await town.Database.Run(
            "insert into partnership (owner_id, partner_id, environment, role, valid_from) values ($1, $2, $3, 'supplier', '2024-01-01')",
            town.Coop, town.Chain, town.Environment);
        await town.Agrees(from: "2024-01-02");
        await town.Packs(Beras, "CTN", 10);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Ritel Alun-alun', 'minimarket')", town.Chain, Store);
        foreach (var (product, pack, amount) in new[] { (Beras, "PCS", 70_000m), (Beras, "CTN", 690_000m), (Minyak, "PCS", 17_500.5m), (Gula, "PCS", 16_000m) })
            await town.Costs(product, pack, amount);
        return town;
    }

    /// <summary>A price in both directions, from a day on.</summary>
    internal static Task Costs(this Town town, string product, string pack, decimal amount, string from = "2024-01-01") => town.Database.Run(
        """
        insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
        select s.owner_id, s.partnership_id, p.product_id, $3, $5::date, $4
        from partnership s join product p on p.owner_id = s.owner_id and p.code = $2
        where s.owner_id = $1
        """,
        town.Coop, product, pack, amount, from);

    /// <summary>One more order of any town's chain, of a piece of rice from the shop: for whoever needs an order to be there.</summary>
    internal static async Task<long> OrdersOneMore(this Town town, string number, string store = Store)
    {
        if (await town.Database.Ask<long>("select count(*) from location where owner_id = $1 and code = $2", town.Chain, store) == 0)
        {
            await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, $2, $2, 'minimarket')", town.Chain, store);
            await town.Costs(Beras, "PCS", 70_000, from: "2024-01-02");
        }

        var order = Order(town.Coop, number, store, ("1", Beras, 1));
        order["shipFrom"] = Shop;
        return (await town.Partner.Post("/v1/orders", order)).Must(HttpStatusCode.Created).Id();
    }

    /// <summary>The chain orders of the cooperative's shop.</summary>
    internal static Task<Reply> Orders(this ApiClient buyer, Town town, string number, params (string Line, string Item, decimal Quantity)[] lines) =>
        buyer.Post("/v1/orders", Order(town.Coop, number, Store, lines));

    /// <summary>The same, taken.</summary>
    internal static async Task<long> Ordered(this ApiClient buyer, Town town, string number, params (string Line, string Item, decimal Quantity)[] lines) =>
        (await buyer.Orders(town, number, lines)).Must(HttpStatusCode.Created).Id();

    /// <summary>The cooperative's shop orders of the chain.</summary>
    internal static Task<Reply> OrdersOfChain(this ApiClient buyer, Town town, string number, params (string Line, string Item, decimal Quantity)[] lines) =>
        buyer.Post("/v1/orders", Order(town.Chain, number, Shop, lines));

    internal static JsonObject Order(int seller, string number, string shipTo, params (string Line, string Item, decimal Quantity)[] lines) => new()
    {
        ["sellerId"] = seller,
        ["number"] = number,
        ["issuedAt"] = Text(Morning),
        ["shipTo"] = shipTo,
        ["lines"] = new JsonArray([.. lines.Select(line => new JsonObject { ["line"] = line.Line, ["item"] = line.Item, ["quantity"] = Text(line.Quantity) })]),
    };

    internal static Task<Reply> Answers(this ApiClient seller, long order, string code, string id = "R-1", JsonObject? about = null, params JsonObject[] lines) =>
        seller.Post($"/v1/orders/{order}/responses", new JsonObject
        {
            ["id"] = id,
            ["issuedAt"] = Text(Later()),
            ["code"] = code,
            ["answers"] = about,
            ["lines"] = lines.Length == 0 ? null : new JsonArray([.. lines]),
        });

    internal static JsonObject About(string kind, string id) => new() { ["kind"] = kind, ["id"] = id };

    /// <summary>A line of an answer or a change.</summary>
    internal static JsonObject Line(string line, string status, decimal? quantity = null, string? item = null)
    {
        var said = new JsonObject { ["line"] = line, ["status"] = status };
        if (quantity is { } there)
            said["quantity"] = Text(there);
        if (item is not null)
            said["item"] = item;
        return said;
    }

    internal static Task<Reply> AsksFor(this ApiClient buyer, long order, string id, params JsonObject[] lines) => buyer.Post(
        $"/v1/orders/{order}/changes", new JsonObject { ["id"] = id, ["issuedAt"] = Text(Later()), ["lines"] = new JsonArray([.. lines]) });

    internal static Task<Reply> Cancels(this ApiClient buyer, long order, string id = "B-1") =>
        buyer.Post($"/v1/orders/{order}/cancellations", new JsonObject { ["id"] = id, ["issuedAt"] = Text(Later()) });

    internal static Task<Reply> Despatches(this ApiClient seller, long order, string id, params (string Line, decimal Quantity, decimal? Outstanding)[] lines) =>
        seller.Post($"/v1/orders/{order}/despatches", new JsonObject
        {
            ["id"] = id,
            ["issuedAt"] = Text(Later()),
            ["lines"] = new JsonArray([.. lines.Select(line => new JsonObject
            {
                ["line"] = line.Line,
                ["quantity"] = Text(line.Quantity),
                ["outstanding"] = line.Outstanding is { } rest ? Text(rest) : null,
            })]),
        });

    internal static Task<Reply> Receives(
        this ApiClient buyer, long order, string id, string? number = null, params (string Line, decimal? Received, decimal Rejected)[] lines) =>
        buyer.Post($"/v1/orders/{order}/receipts", new JsonObject
        {
            ["id"] = id,
            ["number"] = number,
            ["issuedAt"] = Text(Later()),
            ["lines"] = new JsonArray([.. lines.Select(line => new JsonObject
            {
                ["line"] = line.Line,
                ["received"] = line.Received is { } came ? Text(came) : null,
                ["rejected"] = Text(line.Rejected),
            })]),
        });

    internal static async Task<JsonNode> ReadOrder(this ApiClient client, long order) => (await client.Get($"/v1/orders/{order}")).Must(HttpStatusCode.OK).Json;

    internal static long Id(this Reply reply) => (long)reply.Json["order"]!["id"]!;

    internal static string State(this JsonNode order) => (string)order["order"]!["state"]!;

    /// <summary>A line's figures by name, as numbers.</summary>
    internal static decimal?[] Figures(this JsonNode order, string line, params string[] names)
    {
        var found = order["lines"]!.AsArray().Single(one => (string)one!["line"]! == line)!;
        return [.. names.Select(name => found[name] is { } figure ? decimal.Parse((string)figure!, CultureInfo.InvariantCulture) : (decimal?)null)];
    }

    internal static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static int s_documents;

    /// <summary>An instant after the order and after all that was said before.</summary>
    private static DateTimeOffset Later() => Morning.AddSeconds(Interlocked.Increment(ref s_documents));
}
