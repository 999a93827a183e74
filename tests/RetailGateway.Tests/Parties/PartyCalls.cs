using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MiniExcelLibs;
using RetailGateway.Access;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Parties;

/// <summary>What parties say to the gateway about who they are and what they trade.</summary>
internal static class PartyCalls
{
    internal const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static int authorities;

    /// <summary>The city's office with a key of its own, in an environment.</summary>
    internal static async Task<ApiClient> Authority(this GatewayUnderTest gateway, string environment = "live")
    {
        var code = $"DKUP-{Interlocked.Increment(ref authorities)}";
        await gateway.Database.Run("insert into party (code, name, kind, environment) values ($1, 'DKUP', 'authority', $2)", code, environment);
        var key = await KeysCreate.Create(
            gateway.Database, environment, code, "console", "kunci", Scope.All, TestContext.Current.CancellationToken);
        return gateway.Client(key.ToString());
    }

    /// <summary>A producer of UMKM goods; gives back its number.</summary>
    internal static Task<int> Producer(this GatewayUnderTest gateway, string code, string environment = "live") => gateway.Database.Ask<int>(
        "insert into party (code, name, kind, environment) values ($1, $1, 'producer', $2) returning owner_id", code, environment);

    internal static Task<Reply> Patch(this ApiClient client, string path, JsonNode body, string? ifMatch) => client.Update(HttpMethod.Patch, path, body, ifMatch);

    internal static Task<Reply> Put(this ApiClient client, string path, JsonNode body, string? ifMatch) => client.Update(HttpMethod.Put, path, body, ifMatch);

    internal static Task<Reply> Import(this ApiClient client, string path, string csv) => client.Import(path, Encoding.UTF8.GetBytes(csv));

    internal static Task<Reply> Import(this ApiClient client, string path, byte[] file, string mediaType = "text/csv") =>
        client.PostRaw(path, file, Guid.NewGuid().ToString(), mediaType);

    /// <summary>The same table as a workbook: each cell a text.</summary>
    internal static byte[] AsWorkbook(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToArray();
        using var stream = new MemoryStream();
        stream.SaveAs(lines[1..].Select(cells => lines[0].Zip(cells).ToDictionary(cell => cell.First, cell => (object)cell.Second)));
        return stream.ToArray();
    }

    /// <summary>A report's lines as "2 added", "3 refused gtin: ...".</summary>
    internal static string[] Lines(this Reply reply) =>
    [
        .. reply.Must(HttpStatusCode.OK).Json["lines"]!.AsArray()
            .Select(line => $"{line!["line"]} {line["status"]} {line["problem"]}".TrimEnd()),
    ];

    internal static string Tag(this Reply reply) => reply.Headers["ETag"];

    internal static JsonArray Items(this Reply reply) => reply.Must(HttpStatusCode.OK).Json["items"]!.AsArray();

    internal static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    private static Task<Reply> Update(this ApiClient client, HttpMethod method, string path, JsonNode body, string? ifMatch)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.Send(request);
    }
}
