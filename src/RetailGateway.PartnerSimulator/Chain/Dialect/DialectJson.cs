using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary>How the chain reads and writes JSON: snake case, nothing unknown, nothing twice, nothing null.</summary>
internal static class DialectJson
{
    /// <summary>The one set of options.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
    };

    /// <summary>An answer as it goes on the wire.</summary>
    public static IResult Answer<T>(T body, int status = StatusCodes.Status200OK) =>
        Raw(JsonSerializer.Serialize(body, Options), status);

    /// <summary>An answer kept as text.</summary>
    public static IResult Raw(string json, int status = StatusCodes.Status200OK) =>
        Results.Text(json, "application/json", statusCode: status);
}
