using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>
/// POST /partners/basmalah/{koperasi}: the chain brings a document of an order by itself, moments before it could be read.
/// Signed by Standard Webhooks 1.0 with the co-op's own secret; what is not, or is old, is turned away unread.
/// </summary>
internal static class BasmalahCallback
{
    private const int MostBytes = 256 * 1024;
    private const string Version = "v1,";
    private const string SecretPrefix = "whsec_";
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);

    internal static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/partners/basmalah/{koperasi}", Handle)
        .ExcludeFromDescription();

    private static async Task<IResult> Handle(
        HttpContext http, string koperasi, BasmalahConnector basmalah, ITakesOrderMessages inbox, IOptions<BasmalahOptions> options, TimeProvider time)
    {
        if (await Read(http) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!options.Value.CallbackSecrets.TryGetValue(koperasi, out var secret) || !IsSigned(http.Request.Headers, body, secret, time.GetUtcNow()))
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        try
        {
            var message = JsonSerializer.Deserialize<BarisKabar>(body, BasmalahClient.Json)!;
            return await inbox.Take(basmalah, koperasi, [new OrderMessage(message.IdKabar, message.Dokumen.GetRawText())], http.RequestAborted)
                ? Results.NoContent()
                : Results.NotFound();
        }
        catch (JsonException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Whether one of the signatures is the secret's, of this very message, and not old.</summary>
    internal static bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        var (id, timestamp) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString());
        if (id.Length == 0 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            || Math.Abs(now.ToUnixTimeSeconds() - second) > s_tolerance.TotalSeconds)
        {
            return false;
        }

        var signed = HMACSHA256.HashData(Key(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var signature in headers["webhook-signature"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (signature.StartsWith(Version, StringComparison.Ordinal)
                && Convert.TryFromBase64String(signature[Version.Length..], given, out var length) && length == given.Length
                && CryptographicOperations.FixedTimeEquals(given, signed))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As Standard Webhooks writes a secret: <c>whsec_</c> and base64.</summary>
    private static byte[] Key(string secret) =>
        Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);

    private static async Task<byte[]?> Read(HttpContext http)
    {
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(part, http.RequestAborted)) > 0;)
        {
            if (whole.Length + read > MostBytes)
            {
                return null;
            }

            whole.Write(part, 0, read);
        }

        return whole.ToArray();
    }
}
