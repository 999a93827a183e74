using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace RetailGateway.WebConsole.Shell;

/// <summary>The console's few files, which travel inside the program. Their address carries their content's hash, so they are kept for ever.</summary>
internal static class Asset
{
    private const string Folder = "wwwroot/";
    private static readonly FrozenDictionary<string, Loaded> Files = Load();

    /// <summary>The address of a file of wwwroot.</summary>
    internal static string Url(string name) => $"/assets/{name}?v={Files[name].Hash}";

    internal static void MapAssets(this IEndpointRouteBuilder app) =>
        app.MapGet("/assets/{name}", Send).ExcludeFromDescription().AllowAnonymous();

    private static Results<FileContentHttpResult, NotFound> Send(HttpContext http, string name)
    {
        if (!Files.TryGetValue(name, out var file))
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = http.Request.Query["v"] == file.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.File(file.Bytes, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""));
    }

    private static FrozenDictionary<string, Loaded> Load()
    {
        var assembly = typeof(Asset).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Folder.Length..], name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return new Loaded(bytes.ToArray(), ContentType(name), Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..12]);
            });
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".webmanifest" => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    };

    private sealed record Loaded(byte[] Bytes, string ContentType, string Hash);
}
