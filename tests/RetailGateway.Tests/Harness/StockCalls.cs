using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace RetailGateway.Tests.Harness;

/// <summary>What callers of the stock API do, in their words.</summary>
internal static class StockCalls
{
    internal const string ChangesPath = "/v1/stock/changes";

    internal static JsonObject Batch(params IEnumerable<Change> changes) =>
        new() { ["changes"] = new JsonArray([.. changes.Select(change => change.Json())]) };

    /// <summary>Sends a batch and expects it to be answered change by change.</summary>
    internal static async Task<Outcome[]> Record(this ApiClient client, params Change[] changes) =>
        (await client.Post(ChangesPath, Batch(changes), key: "")).Must(HttpStatusCode.MultiStatus).Outcomes();

    internal static Outcome[] Outcomes(this Reply reply) => [.. reply.Json["results"]!.AsArray().Select(result => Outcome.Of(result!))];

    /// <summary>Records what must be applied, as the ground a test stands on.</summary>
    internal static async Task Given(this ApiClient client, params Change[] changes)
    {
        if ((await client.Record(changes)).FirstOrDefault(outcome => outcome.Status != "applied") is { } other)
            throw new Xunit.Sdk.XunitException($"Change {other.Index} was to be applied: {other}");
    }

    internal static async Task<JsonNode> Position(this ApiClient client, string product) =>
        (await client.Get($"/v1/stock/positions?location={Town.Shop}&product={Uri.EscapeDataString(product)}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Single()!;

    internal static async Task<decimal> OnHand(this ApiClient client, string product) => Number((await client.Position(product))["onHand"])!.Value;

    internal static async Task<decimal> Available(this ApiClient client, string product) => Number((await client.Position(product))["available"])!.Value;

    internal static Task<Reply> Reserve(
        this ApiClient client, decimal quantity, string product, string reference, int? owner = null, string? key = null, TimeSpan? lasts = null) =>
        client.Post(
            "/v1/stock/reservations",
            new JsonObject
            {
                ["ownerId"] = owner,
                ["location"] = Town.Shop,
                ["product"] = product,
                ["quantity"] = quantity.ToString(CultureInfo.InvariantCulture),
                ["reference"] = reference,
                ["expiresAt"] = TimeProvider.System.GetUtcNow().Add(lasts ?? TimeSpan.FromHours(1)).ToString("O", CultureInfo.InvariantCulture),
            },
            key);

    internal static Task<Reply> Commit(this ApiClient client, long reservation, decimal quantity, string reference, bool final = true, string at = "12:00") =>
        client.Post($"/v1/stock/reservations/{reservation}/commits", new JsonObject
        {
            ["reference"] = reference,
            ["quantity"] = quantity.ToString(CultureInfo.InvariantCulture),
            ["occurredAt"] = Changes.At(at).ToString("O", CultureInfo.InvariantCulture),
            ["final"] = final,
        });

    internal static Task<Reply> Transfer(this ApiClient client, string reference, string from, string to, params (string Item, decimal Quantity)[] lines) =>
        client.Post("/v1/stock/transfers", new JsonObject
        {
            ["reference"] = reference,
            ["from"] = from,
            ["to"] = to,
            ["occurredAt"] = Changes.At("12:00").ToString("O", CultureInfo.InvariantCulture),
            ["lines"] = new JsonArray([.. lines.Select(line => new JsonObject
            {
                ["item"] = line.Item,
                ["quantity"] = line.Quantity.ToString(CultureInfo.InvariantCulture),
            })]),
        });

    /// <summary>The expected movements that a filter shows.</summary>
    internal static async Task<JsonNode[]> Expected(this ApiClient client, string query = "") =>
        [.. (await client.Get($"/v1/stock/expected?limit=1000&{query}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Select(item => item!)];

    internal static Task<Reply> Decide(this ApiClient client, JsonNode expected, string word) =>
        client.Post($"/v1/stock/expected/{expected["id"]}/{word}", new JsonObject { ["reason"] = "Surat jalan ditandatangani." });

    internal static Task<Reply> Release(this ApiClient client, long reservation, string reference) =>
        client.Post($"/v1/stock/reservations/{reservation}/releases", new JsonObject { ["reference"] = reference });

    /// <summary>The events after a cursor, once there are as many as the test waits for, and where to go on.</summary>
    internal static async Task<(JsonNode[] Events, string Next)> Feed(this ApiClient client, string? cursor = null, int atLeast = 0)
    {
        var from = cursor is null ? "" : $"&cursor={cursor}";
        var reply = await Eventually.See(
            async () => (await client.Get($"/v1/events?limit=5000{from}")).Must(HttpStatusCode.OK),
            seen => seen.Json["events"]!.AsArray().Count >= atLeast);
        return ([.. reply.Json["events"]!.AsArray().Select(told => told!)], (string)reply.Json["next"]!);
    }

    /// <summary>Open conflicts of a kind, by product.</summary>
    internal static async Task<string[]> Conflicts(this ApiClient client, string kind) =>
        [.. (await client.Get("/v1/sync/conflicts?limit=1000")).Must(HttpStatusCode.OK).Json["items"]!.AsArray()
            .Where(conflict => (string)conflict!["kind"]! == kind)
            .Select(conflict => (string)conflict!["product"]!)];

    /// <summary>A decimal as the API writes it: a JSON string.</summary>
    internal static decimal? Number(JsonNode? text) => text is null ? null : decimal.Parse((string)text!, CultureInfo.InvariantCulture);
}
