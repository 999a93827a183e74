using System.Diagnostics;
using System.Text.Json;

namespace RetailGateway.Http;

/// <summary>A whole answer: it can be stored beside its effect and replayed byte for byte.</summary>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body, string ContentType = "application/json") : IResult
{
    /// <summary>Headers that belong to the answer and come again with its replay: Location, ETag, Link.</summary>
    internal IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal static Answer Ok<T>(T value, string? etag = null) => Of(StatusCodes.Status200OK, value, etag: etag);

    internal static Answer Created<T>(string location, T value, string? etag = null) => Of(StatusCodes.Status201Created, value, location, etag);

    internal static Answer MultiStatus<T>(T value) => Of(StatusCodes.Status207MultiStatus, value);

    internal static Answer Refused(Refusal refusal, HttpContext http)
    {
        var traceId = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        var body = ProblemBody.Of(refusal.Problem, refusal.Detail, refusal.Errors, traceId);
        var headers = new Dictionary<string, string>();
        if (refusal.RetryAfter is { } seconds)
        {
            headers["Retry-After"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (refusal.Problem == Problems.Unauthenticated)
        {
            headers["WWW-Authenticate"] = "Bearer";
        }

        return new Answer(refusal.Problem.Status, JsonSerializer.SerializeToUtf8Bytes(body, Json.Options), "application/problem+json") { Headers = headers };
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }

    private static Answer Of<T>(int status, T value, string? location = null, string? etag = null)
    {
        var headers = new Dictionary<string, string>();
        if (location is not null)
        {
            headers["Location"] = location;
        }

        if (etag is not null)
        {
            headers["ETag"] = etag;
        }

        return new Answer(status, JsonSerializer.SerializeToUtf8Bytes(value, Json.Options)) { Headers = headers };
    }
}
