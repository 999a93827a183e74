using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The API's JSON: camelCase, decimals as strings, enums in snake case, nothing written for null.</summary>
internal static class WireJson
{
    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new DecimalAsString() },
    };

    internal static RefitSettings Settings() => new(new SystemTextJsonContentSerializer(Options))
    {
        ExceptionFactory = async response => response.IsSuccessStatusCode ? null : await Refused(response),
        TransportExceptionFactory = (_, error, _) => error,
    };

    /// <summary>What was read and the tag of its state.</summary>
    /// <exception cref="GatewayProblemException">It was refused.</exception>
    internal static async Task<Tagged<T>> Tagged<T>(Task<HttpResponseMessage> asked, CancellationToken cancel)
    {
        using var response = await asked;
        if (!response.IsSuccessStatusCode)
        {
            throw await Refused(response);
        }

        return new Tagged<T>((await response.Content.ReadFromJsonAsync<T>(Options, cancel))!, response.Headers.ETag?.ToString() ?? "");
    }

    /// <summary>An enum's value as the API writes it.</summary>
    internal static string? Code<T>(T? value)
        where T : struct, Enum => value is { } given ? JsonNamingPolicy.SnakeCaseLower.ConvertName(given.ToString()) : null;

    private static async Task<GatewayProblemException> Refused(HttpResponseMessage response)
    {
        var problem = await Problem(response);
        return problem.Status == (int)HttpStatusCode.Gone
            ? new FeedCursorGoneException(problem)
            : new GatewayProblemException(problem) { RetryAfter = response.Headers.RetryAfter?.Delta };
    }

    /// <summary>What stands between the gateway and its caller answers without a problem of ours.</summary>
    private static async Task<GatewayProblem> Problem(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && await response.Content.ReadFromJsonAsync<GatewayProblem>(Options) is { } problem)
        {
            return problem;
        }

        var status = (int)response.StatusCode;
        return new GatewayProblem(
            "about:blank", response.ReasonPhrase ?? "No problem document came", status, $"HTTP {status.ToString(CultureInfo.InvariantCulture)}, not from the gateway itself.");
    }

    private sealed class DecimalAsString : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            decimal.Parse(reader.GetString()!, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("0.##########", CultureInfo.InvariantCulture));
    }
}
