using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace RetailGateway.Tests.Harness;

/// <summary>What people do with conflicts and lines in review, in their words.</summary>
internal static class MatterCalls
{
    internal static async Task<JsonNode[]> Waiting(this ApiClient client, string query = "") =>
        [.. (await client.Get($"/v1/sync/review-items?limit=1000{query}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Select(item => item!)];

    /// <summary>The number of the one line that waits with a code.</summary>
    internal static async Task<long> WaitingLine(this ApiClient client, string item) =>
        (long)(await client.Waiting($"&itemCode={Uri.EscapeDataString(item)}"))[0]["id"]!;

    internal static Task<Reply> Map(this ApiClient client, long line, string product, string? pack = null, DateTimeOffset? from = null) =>
        client.Post($"/v1/sync/review-items/{line}/map", new JsonObject
        {
            ["product"] = product,
            ["pack"] = pack,
            ["from"] = from?.ToString("O", CultureInfo.InvariantCulture),
            ["reason"] = "kode dari daftar pemasok",
        });

    internal static Task<Reply> Review(this ApiClient client, long line, string action, JsonObject? with = null) =>
        client.Post($"/v1/sync/review-items/{line}/{action}", With(with, action));

    internal static Task<Reply> Resolve(this ApiClient client, long conflict, string action, JsonObject? with = null) =>
        client.Post($"/v1/sync/conflicts/{conflict}/{action}", With(with, action));

    /// <summary>The number of the one open conflict of a kind.</summary>
    internal static async Task<long> Conflict(this ApiClient client, string kind) =>
        (long)(await client.Get($"/v1/sync/conflicts?kind={kind}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Single()!["id"]!;

    internal static async Task<string[]> Acts(this ApiClient client) =>
        [.. (await client.Get("/v1/sync/audit")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Select(entry => (string)entry!["act"]!)];

    private static JsonObject With(JsonObject? with, string action)
    {
        var body = with?.DeepClone().AsObject() ?? [];
        if (action != "preview")
            body["reason"] = "diperiksa di rak";
        return body;
    }
}
