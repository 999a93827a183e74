using System.Security.Cryptography;
using System.Text.Json;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts;

/// <summary>Answers whose entity tag is made from their content: what reads the same has the same tag.</summary>
internal static class Tagged
{
    private const int TagBytes = 12;

    internal static string Tag<T>(T value) =>
        ETag.Of(Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, Json.Options)).AsSpan(0, TagBytes)));

    internal static Answer Ok<T>(T value) => Answer.Ok(value, Tag(value));

    internal static Answer Created<T>(string location, T value) => Answer.Created(location, value, Tag(value));

    /// <summary>The value, or 304 to whoever has it already.</summary>
    internal static IResult Read<T>(HttpContext http, T value)
    {
        var tag = Tag(value);
        if (!ETag.Matches(http, tag))
        {
            return Answer.Ok(value, tag);
        }

        http.Response.Headers.ETag = tag;
        return Results.StatusCode(StatusCodes.Status304NotModified);
    }

    /// <summary>Refuses an update that was not decided on what is there now; call it under the row's lock.</summary>
    internal static void Check<T>(HttpContext http, T current) => ETag.Check(http, Tag(current));
}
