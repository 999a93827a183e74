using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailGateway.Http;

/// <summary>The API's JSON: camelCase, strict on reading, decimals as strings, times in UTC.</summary>
internal static class Json
{
    internal static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.PropertyNameCaseInsensitive = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 16;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new DecimalAsString());
        options.Converters.Add(new TimeInUtc());
        return options;
    }

    private sealed class DecimalAsString : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            return reader.TokenType == JsonTokenType.String
                && decimal.TryParse(reader.GetString(), plain, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new JsonException("A decimal is a JSON string such as \"12.5\".");
        }

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("0.##########", CultureInfo.InvariantCulture));
    }

    private sealed class TimeInUtc : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Rfc3339.TryParse(reader.GetString(), out var value)
                ? value
                : throw new JsonException("A time is RFC 3339 with its offset, such as \"2026-11-24T14:05:00+07:00\".");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Rfc3339.Format(value));
    }
}
