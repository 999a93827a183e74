using System.Text.Json.Nodes;

namespace RetailGateway.PartnerSimulator.Chain;

/// <summary>What can go wrong between the chain and whoever calls it.</summary>
internal enum ChainFault
{
    /// <summary>500 with a page in HTML; nothing happened.</summary>
    HtmlError,

    /// <summary>500 in JSON, of a shape that the chain's description has not; nothing happened.</summary>
    ServerError,

    /// <summary>429 with <c>Retry-After: 2</c>; nothing happened.</summary>
    TooManyRequests,

    /// <summary>No answer until the caller gives up; nothing happened.</summary>
    Hang,

    /// <summary>The connection is reset; nothing happened.</summary>
    AbortBeforeCommit,

    /// <summary>The request took effect, then the connection is reset.</summary>
    CommitThenAbort,

    /// <summary>The request took effect, then no answer until the caller gives up.</summary>
    CommitThenHang,

    /// <summary>The request took effect, and half of the answer arrives.</summary>
    TornBody,

    /// <summary>The request took effect, and the answer's first line echoes another quantity.</summary>
    AlteredEcho,

    /// <summary>200 with a body that never ends; nothing happened.</summary>
    EndlessBody,

    /// <summary>200 with a page in HTML, as a captive gateway or a maintenance page answers; nothing happened.</summary>
    HtmlPage,

    /// <summary>404 with a page in HTML, as a gateway before the partner answers that knows no way to it; nothing happened.</summary>
    NotFoundPage,
}

/// <summary>Faults planned for coming requests: each is met once, by the first request that matches.</summary>
/// <param name="alter">Makes another answer of one; Toko Basmalah's where none is given.</param>
internal sealed class ChainFaults(Func<byte[], byte[]>? alter = null)
{
    private readonly Lock _gate = new();
    private readonly List<Plan> _plans = [];

    /// <summary>Faults that no request has met yet.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
                return _plans.Count;
        }
    }

    /// <summary>Plans a fault for the next request with this method and a path that ends so.</summary>
    public void Next(ChainFault fault, string method = "POST", string pathEnd = "/ketersediaan")
    {
        lock (_gate)
            _plans.Add(new Plan(fault, method, pathEnd));
    }

    /// <summary>Lets a request through, or lets it meet its fault.</summary>
    internal async Task Apply(HttpContext http, RequestDelegate next, CancellationToken stopping)
    {
        if (Meet(http.Request) is not { } fault)
        {
            await next(http);
            return;
        }

        using var until = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        switch (fault)
        {
            case ChainFault.HtmlError:
                await Results.Text("<html><body><h1>Internal Server Error</h1></body></html>", "text/html", statusCode: 500)
                    .ExecuteAsync(http);
                break;
            case ChainFault.ServerError:
                await Results.Text("""{"error":"internal","message":"kesalahan tak terduga"}""", "application/json", statusCode: 500).ExecuteAsync(http);
                break;
            case ChainFault.HtmlPage:
                await Results.Text("<html><body><h1>Sedang dalam pemeliharaan</h1></body></html>", "text/html").ExecuteAsync(http);
                break;
            case ChainFault.NotFoundPage:
                await Results.Text("<html><body><h1>Not Found</h1></body></html>", "text/html", statusCode: 404).ExecuteAsync(http);
                break;
            case ChainFault.TooManyRequests:
                http.Response.Headers.RetryAfter = "2";
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                break;
            case ChainFault.Hang:
                await Hang(http, until.Token);
                break;
            case ChainFault.AbortBeforeCommit:
                http.Abort();
                break;
            case ChainFault.CommitThenAbort:
                await Commit(http, next);
                http.Abort();
                break;
            case ChainFault.CommitThenHang:
                await Commit(http, next);
                await Hang(http, until.Token);
                break;
            case ChainFault.TornBody:
                var whole = await Commit(http, next);
                await http.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2), until.Token);
                await http.Response.Body.FlushAsync(until.Token);
                http.Abort();
                break;
            case ChainFault.AlteredEcho:
                var altered = (alter ?? Alter)(await Commit(http, next));
                http.Response.ContentLength = altered.Length;
                await http.Response.Body.WriteAsync(altered, until.Token);
                break;
            case ChainFault.EndlessBody:
                await WriteWithoutEnd(http, until.Token);
                break;
        }
    }

    private ChainFault? Meet(HttpRequest request)
    {
        lock (_gate)
        {
            var index = _plans.FindIndex(plan =>
                plan.Method == request.Method && request.Path.Value!.EndsWith(plan.PathEnd, StringComparison.Ordinal));
            if (index < 0)
                return null;

            var fault = _plans[index].Fault;
            _plans.RemoveAt(index);
            return fault;
        }
    }

    /// <summary>Carries the request out and holds its answer back.</summary>
    private static async Task<byte[]> Commit(HttpContext http, RequestDelegate next)
    {
        var wire = http.Response.Body;
        using var held = new MemoryStream();
        http.Response.Body = held;
        await next(http);
        http.Response.Body = wire;
        return held.ToArray();
    }

    private static async Task Hang(HttpContext http, CancellationToken until)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }

    private static byte[] Alter(byte[] answer)
    {
        var json = JsonNode.Parse(answer)!;
        var line = json["dokumen"] is { } document ? document["baris"]![0]!["jml"]! : json["baris"]![0]!;
        var field = line["jml_kemasan"] is null ? "berat_kg" : "jml_kemasan";
        line[field] = line[field]!.GetValue<decimal>() + 1;
        return System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static async Task WriteWithoutEnd(HttpContext http, CancellationToken until)
    {
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("{\"no_kirim\":\"", until);
        var block = new byte[16 * 1024];
        block.AsSpan().Fill((byte)'0');
        try
        {
            while (!until.IsCancellationRequested)
                await http.Response.Body.WriteAsync(block, until);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    private sealed record Plan(ChainFault Fault, string Method, string PathEnd);
}
