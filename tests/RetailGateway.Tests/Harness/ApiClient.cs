using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace RetailGateway.Tests.Harness;

/// <summary>A partner system with its key: sends and reads as one would from outside.</summary>
internal sealed class ApiClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static readonly AsyncLocal<List<(HttpRequestMessage Request, Reply Reply)>?> s_watch = new();

    private readonly HttpClient http;

    internal ApiClient(Uri address, string? key)
    {
        http = new HttpClient { BaseAddress = address, Timeout = Patience };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>From here on in this test, every request of any client with what it was answered.</summary>
    internal static IReadOnlyList<(HttpRequestMessage Request, Reply Reply)> Watch() => s_watch.Value = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal Task<Reply> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>A POST of a JSON document under an Idempotency-Key, a fresh one unless given; none where it is "".</summary>
    internal Task<Reply> Post(string path, JsonNode body, string? key = null) =>
        PostRaw(path, Encoding.UTF8.GetBytes(body.ToJsonString()), key ?? Guid.NewGuid().ToString());

    internal Task<Reply> PostRaw(string path, byte[] body, string? key = null, string mediaType = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        if (!string.IsNullOrEmpty(key))
            request.Headers.Add("Idempotency-Key", key);
        return Send(request);
    }

    internal async Task<Reply> Send(HttpRequestMessage request)
    {
        using var sent = request;
        using var response = await http.SendAsync(sent, Cancel);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        var reply = new Reply(response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(Cancel));
        s_watch.Value?.Add((request, reply));
        return reply;
    }

    public void Dispose() => http.Dispose();
}

/// <summary>A whole answer.</summary>
internal sealed record Reply(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    internal string Text => Encoding.UTF8.GetString(Body);

    internal JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException("The answer is null.");

    /// <summary>The last part of a problem's type; null where it is none.</summary>
    internal string? Problem => Headers.GetValueOrDefault("Content-Type") == "application/problem+json" ? Slug(Json) : null;

    /// <summary>The places that errors[] names.</summary>
    internal string[] Places => Pointers(Json);

    internal Reply Must(HttpStatusCode status) => Status == status ? this : throw new Xunit.Sdk.XunitException($"{status} was expected, not {Status}: {Text}");

    internal static string Slug(JsonNode problem) => ((string)problem["type"]!).Split('/')[^1];

    internal static string[] Pointers(JsonNode problem) => [.. problem["errors"]?.AsArray().Select(error => (string)error!["pointer"]!) ?? []];
}
