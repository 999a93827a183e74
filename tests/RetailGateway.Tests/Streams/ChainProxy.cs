using System.Text;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Util;

namespace RetailGateway.Tests.Streams;

/// <summary>Stands before the chain: passes everything on, keeps the journal of requests, and makes one answer go wrong.</summary>
internal sealed class ChainProxy : IDisposable
{
    private const int Usual = 10;
    private const int First = 1;

    private readonly Uri chain;
    private readonly WireMockServer server;
    private readonly HttpClient http = new();

    internal ChainProxy(Uri chain)
    {
        this.chain = chain;
        server = WireMockServer.Start();
        server.Given(Request.Create().WithPath("/*")).AtPriority(Usual).RespondWith(Response.Create().WithProxy(chain.ToString().TrimEnd('/')));
    }

    internal Uri Address => new(server.Url!);

    /// <summary>Method and path of every request that was answered, in the order they came.</summary>
    internal string[] Journal() => [.. server.LogEntries.OrderBy(entry => entry.RequestMessage!.DateTime).Select(entry => $"{entry.RequestMessage!.Method} {entry.RequestMessage.Path}")];

    /// <summary>
    /// The next such request is carried out by the chain, and its answer passes through <paramref name="change"/>:
    /// another text, a wait, both.
    /// </summary>
    internal void Once(string method, string path, Func<string, Task<string>> change)
    {
        var mapping = Guid.NewGuid();
        var met = 0;
        server.Given(Request.Create().WithPath(path).UsingMethod(method)).WithGuid(mapping).AtPriority(First).RespondWith(Response.Create().WithCallback(async request =>
        {
            var answer = await Ask(request);
            if (Interlocked.Increment(ref met) > 1)
                return Text(answer);
            server.DeleteMapping(mapping);
            return Text(await change(answer));
        }));
    }

    /// <summary>Every send that names this item is answered so, and does not reach the chain.</summary>
    internal void RefuseSendsOf(string item, int status, string body) =>
        server.Given(Request.Create().WithPath("/mitra/v2/ketersediaan").UsingPost().WithBody(new WireMock.Matchers.WildcardMatcher($"*{item}*")))
            .AtPriority(First)
            .RespondWith(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body));

    /// <summary>The trace context that each request with this method and path carried.</summary>
    internal string[] Traces(string method, string path) => [.. server.LogEntries
        .Where(entry => entry.RequestMessage!.Method == method && entry.RequestMessage.Path == path)
        .Select(entry => entry.RequestMessage!.Headers is { } headers && headers.TryGetValue("traceparent", out var trace) ? trace.ToString() : "")];

    public void Dispose()
    {
        server.Dispose();
        http.Dispose();
    }

    private async Task<string> Ask(IRequestMessage request)
    {
        using var asked = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(chain, new Uri(request.Url).PathAndQuery));
        asked.Headers.Add("X-Kunci-Mitra", request.Headers!["X-Kunci-Mitra"].ToString());
        if (request.Body is { } body)
            asked.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(asked);
        return await response.Content.ReadAsStringAsync();
    }

    private static IResponseMessage Text(string body)
    {
        var answer = new ResponseMessage { StatusCode = 200, BodyData = new BodyData { DetectedBodyType = WireMock.Types.BodyType.String, BodyAsString = body } };
        answer.AddHeader("Content-Type", "application/json");
        return answer;
    }
}
