using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Orders;

/// <summary>Replenishment of a town's shop, as its people ask for it.</summary>
internal static class ReplenishmentCalls
{
    internal static JsonObject Level(string product, decimal minimum, decimal target, int? supplier = null) => new()
    {
        ["location"] = Town.Shop,
        ["product"] = product,
        ["minimum"] = OrderTown.Text(minimum),
        ["target"] = OrderTown.Text(target),
        ["supplierId"] = supplier,
    };

    internal static Task<Reply> Put(this ApiClient client, string path, JsonNode body) => client.Send(new HttpRequestMessage(HttpMethod.Put, path)
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    });

    /// <summary>Sets levels, all of which hold.</summary>
    internal static async Task Sets(this Town town, params JsonObject[] levels)
    {
        var reply = (await town.Console.Put("/v1/replenishment/levels", new JsonObject { ["levels"] = new JsonArray([.. levels]) })).Must(HttpStatusCode.MultiStatus);
        Assert.All(reply.Json["results"]!.AsArray(), result => Assert.Equal("set", (string)result!["status"]!));
    }

    internal static Task<Reply> Replenishes(this Town town) => town.Console.Post("/v1/replenishment/runs", new JsonObject());

    /// <summary>The numbers of the town's proposals, the newest first.</summary>
    internal static async Task<List<long>> Proposals(this Town town, string status) =>
        [.. (await town.Console.Get($"/v1/replenishment/proposals?status={status}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Select(one => (long)one!["id"]!)];

    internal static async Task<JsonNode> Proposal(this Town town, long id) => (await town.Console.Get($"/v1/replenishment/proposals/{id}")).Must(HttpStatusCode.OK).Json;

    internal static Task<Reply> Approves(this Town town, long id, params (string Product, long Packs)[] lines) => town.Console.Post(
        $"/v1/replenishment/proposals/{id}/approve",
        lines.Length == 0 ? new JsonObject() : new JsonObject
        {
            ["lines"] = new JsonArray([.. lines.Select(line => new JsonObject { ["product"] = line.Product, ["packs"] = line.Packs })]),
        });

    internal static Task<Reply> Dismisses(this Town town, long id, string reason = "Rak direnovasi.") =>
        town.Console.Post($"/v1/replenishment/proposals/{id}/dismiss", new JsonObject { ["reason"] = reason });

    /// <summary>What an order of the chain must come to, by terms in force.</summary>
    internal static Task Asks(this Town town, decimal minimumOrderValue, string below) => town.Database.Run(
        """
        insert into terms (
            owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
            response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, accepted_at, minimum_order_value, below_minimum)
        select owner_id, partnership_id, '2024-02-01', 30, 1, 1000, 24, 2, true, false, now(), $2, $3
        from partnership where owner_id = $1
        """,
        town.Coop, minimumOrderValue, below);

    /// <summary>A day goes by: what people decided was the day before.</summary>
    internal static Task DecidedYesterday(this Town town) => town.Database.Run(
        "update order_proposal set decided_at = decided_at - interval '1 day' where owner_id = $1 and decided_at is not null", town.Coop);
}
