using System.Globalization;
using Microsoft.OpenApi;

namespace RetailGateway.Http.Document;

/// <summary>The headers that answers come with, each said once among the document's components.</summary>
internal static class AnswerHeaders
{
    private static readonly Dictionary<string, OpenApiHeader> Known = new(StringComparer.Ordinal)
    {
        ["RateLimit"] = Text("What the key may still ask for at once (`r`), and when more comes, in seconds (`t`).", "\"default\";r=987;t=1"),
        ["RateLimit-Policy"] = Text("What the key may ask for: `q` requests in `w` seconds.", "\"default\";q=1000;w=5"),
        ["Retry-After"] = new OpenApiHeader
        {
            Description = "Seconds after which the same request is worth sending again, with the same ids.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
            Example = 2,
        },
        ["ETag"] = Text("What reads the same has the same: send it back in If-Match with an update.", "\"9f2c41d07a5be8830c6614f2\""),
        ["Location"] = Text("Where it can be read: its own address, or the list that it is in.", "/v1/stock/reservations/17"),
        ["Link"] = Text("The next page's address, with `rel=\"next\"`; absent on the last.", "</v1/locations?limit=200&cursor=bG9jYXRpb258MjAw>; rel=\"next\""),
        ["WWW-Authenticate"] = Text("How to authenticate.", "Bearer"),
        ["Allow"] = Text("The methods that the address takes.", "GET, POST"),
    };

    private static readonly HashSet<Problem> WorthARetry = [Problems.RateLimited, Problems.Unavailable, Problems.IdempotencyKeyInUse];

    /// <summary>Adds what each answer of the operation comes with.</summary>
    internal static void Describe(OpenApiOperation operation, OpenApiDocument document, bool tagged, bool linked, IEnumerable<Problem> problems)
    {
        var retried = problems.Where(WorthARetry.Contains).Select(problem => problem.Status).ToHashSet();
        foreach (var (code, answer) in operation.Responses!)
        {
            var status = int.Parse(code, CultureInfo.InvariantCulture);
            var good = status is >= 200 and < 300;
            string?[] names =
            [
                status == StatusCodes.Status201Created ? "Location" : null,
                tagged && (good || status == StatusCodes.Status304NotModified) ? "ETag" : null,
                linked && good ? "Link" : null,
                retried.Contains(status) ? "Retry-After" : null,
                status == StatusCodes.Status401Unauthorized ? "WWW-Authenticate" : "RateLimit",
                status == StatusCodes.Status401Unauthorized ? null : "RateLimit-Policy",
            ];
            Add((OpenApiResponse)answer, document, names.OfType<string>());
        }
    }

    /// <summary>Adds headers to an answer by reference.</summary>
    internal static void Add(OpenApiResponse answer, OpenApiDocument document, IEnumerable<string> names)
    {
        answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
        foreach (var name in names)
        {
            document.AddComponent<IOpenApiHeader>(name, Known[name]);
            answer.Headers[name] = new OpenApiHeaderReference(name, document);
        }
    }

    private static OpenApiHeader Text(string description, string example) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = example };
}
