using System.Buffers;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Metadata;

namespace RetailGateway.Http;

/// <summary>A request's JSON body, read whole, strictly, within its limit; its digest names it for idempotency.</summary>
internal sealed record Body<T>(T Value, byte[] Sha256) : IEndpointParameterMetadataProvider
{
    public static async ValueTask<Body<T>?> BindAsync(HttpContext context)
    {
        var bytes = await RawBody.Read(context, "application/json");
        return new Body<T>(Deserialize(bytes), SHA256.HashData(bytes.Span));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
        builder.Metadata.Add(new ProblemsOf([Problems.Malformed, Problems.TooLarge, Problems.UnsupportedMediaType]));
    }

    private static T Deserialize(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, Json.Options)
                ?? throw new Refusal(Problems.Malformed, errors: [new Fault("", "A JSON object is expected, not null.")]);
        }
        catch (JsonException error)
        {
            throw new Refusal(Problems.Malformed, errors: [JsonFault.Of(error)]);
        }
    }
}

/// <summary>A request's body as bytes, within the endpoint's limit.</summary>
internal static class RawBody
{
    /// <summary>Architecture, "Access": 1 MB unless the endpoint says otherwise.</summary>
    internal const int DefaultLimit = 1024 * 1024;

    internal static async ValueTask<ReadOnlyMemory<byte>> Read(HttpContext context, params string[] mediaTypes)
    {
        var request = context.Request;
        if (mediaTypes.Length > 0 && !mediaTypes.Contains(request.ContentType?.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
        {
            throw new Refusal(
                Problems.UnsupportedMediaType,
                $"Content-Type is {(request.ContentType is { } given ? $"'{given}'" : "missing")}; this address reads {string.Join(", ", mediaTypes)}.");
        }

        var limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? DefaultLimit;
        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        var length = (int)(request.ContentLength ?? 0);
        var buffer = new ArrayBufferWriter<byte>(Math.Max(length, 256));
        while (true)
        {
            var result = await request.BodyReader.ReadAsync(context.RequestAborted);
            foreach (var segment in result.Buffer)
            {
                buffer.Write(segment.Span);
            }

            request.BodyReader.AdvanceTo(result.Buffer.End);
            if (buffer.WrittenCount > limit)
            {
                throw TooLarge(limit);
            }

            if (result.IsCompleted)
            {
                break;
            }
        }

        return Utf8.IsValid(buffer.WrittenSpan) || mediaTypes is not ["application/json"]
            ? buffer.WrittenMemory
            : throw new Refusal(Problems.Malformed, errors: [new Fault("", "The body is not valid UTF-8.")]);
    }

    private static Refusal TooLarge(int limit) => new(Problems.TooLarge, $"This address reads up to {limit / 1024 / 1024} MB. Nothing of it was recorded.");
}

/// <summary>How much an endpoint reads.</summary>
internal sealed record BodyLimit(int Bytes);

/// <summary>Where System.Text.Json stumbled, as a JSON Pointer and in words.</summary>
internal static class JsonFault
{
    internal static Fault Of(JsonException error)
    {
        var where = error.LineNumber is { } line ? $" (line {line + 1}, byte {error.BytePositionInLine + 1})" : "";
        return new Fault(Pointer(error.Path), Words(error) + where);
    }

    /// <summary>"$.changes[3].quantity" as "/changes/3/quantity".</summary>
    private static string Pointer(string? path) => path is null or "$"
        ? ""
        : path.TrimStart('$').Replace("['", "/").Replace("']", "").Replace('.', '/').Replace('[', '/').Replace("]", "");

    private static string Words(JsonException error)
    {
        var message = error.Message.Split(" Path:")[0];
        return message switch
        {
            _ when message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => "This field is not known here.",
            _ when message.Contains("missing required properties", StringComparison.Ordinal) => $"A field is missing: {message[(message.LastIndexOf(':') + 1)..].Trim()}",
            _ when message.Contains("could not be converted", StringComparison.Ordinal) => "The value is not of the type expected here.",
            _ when message.Contains("Duplicate property", StringComparison.Ordinal) => "The field stands here twice.",
            _ when message.Contains("maximum configured depth", StringComparison.Ordinal) => "The JSON is nested too deeply.",
            _ when message.Contains("doesn't allow", StringComparison.Ordinal) => "A value is required here, not null.",
            _ => message,
        };
    }
}
