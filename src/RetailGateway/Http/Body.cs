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
            var value = JsonSerializer.Deserialize<T>(bytes.Span, Json.Options)
                ?? throw new Refusal(Problems.Malformed, errors: [new Fault("", "A JSON object is expected, not null.")]);
            TextFault.RefuseZeroBytes(bytes.Span);
            return value;
        }
        catch (JsonException error)
        {
            throw new Refusal(Problems.Malformed, errors: JsonFault.Of(error));
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
                $"Content-Type is {(request.ContentType is { } given ? $"'{given}'" : "missing")}; this address reads {string.Join(", ", mediaTypes)}.",
                [new Fault("#/header/Content-Type", $"One of these is expected: {string.Join(", ", mediaTypes)}.")]);
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
            : throw TextFault.NotUtf8(buffer.WrittenSpan);
    }

    private static Refusal TooLarge(int limit) => new(
        Problems.TooLarge,
        $"This address reads up to {limit / 1024 / 1024} MB. Nothing of it was recorded.",
        [new Fault("", $"The body is larger than {limit / 1024 / 1024} MB.")]);
}

/// <summary>How much an endpoint reads.</summary>
internal sealed record BodyLimit(int Bytes);
