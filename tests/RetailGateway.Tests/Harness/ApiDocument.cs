using System.Net;
using System.Text.Json.Nodes;

namespace RetailGateway.Tests.Harness;

/// <summary>One operation of the API as its own document tells it.</summary>
/// <param name="Method">GET, POST and so on.</param>
/// <param name="Path">The template, such as /v1/stock/reservations/{id}.</param>
/// <param name="Json">The operation's object.</param>
internal sealed record Operation(HttpMethod Method, string Path, JsonNode Json)
{
    internal string Scope => (string)Json["security"]!.AsArray().Single()!.AsObject().Single().Value!.AsArray().Single()!;

    internal bool HasBody => Json["requestBody"] is not null;

    internal IEnumerable<string> Parameters(string where) =>
        Json["parameters"]?.AsArray().Where(parameter => (string)parameter!["in"]! == where).Select(parameter => (string)parameter!["name"]!) ?? [];

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>The document that the running gateway serves.</summary>
internal static class ServedDocument
{
    internal static async Task<JsonNode> Read(GatewayUnderTest gateway)
    {
        using var anybody = gateway.Client(key: null);
        return (await anybody.Get("/openapi/v1.json")).Must(HttpStatusCode.OK).Json;
    }

    internal static async Task<IReadOnlyList<Operation>> Operations(GatewayUnderTest gateway) =>
        [.. (await Read(gateway))["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject().Where(verb => verb.Value is JsonObject),
            (path, verb) => new Operation(new HttpMethod(verb.Key.ToUpperInvariant()), path.Key, verb.Value!))];
}
