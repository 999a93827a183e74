using System.Security.Cryptography;
using System.Text.Json;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary><c>/ketersediaan</c>: a co-op says what it has, and asks what the chain holds of that.</summary>
internal static class AvailabilityRoutes
{
    internal static void Map(RouteGroupBuilder api, ChainBooks books, TimeProvider clock)
    {
        api.MapPost("/ketersediaan", (HttpContext http, CancellationToken cancel) => Publish(http, books, clock, cancel));
        api.MapGet("/ketersediaan", (HttpContext http) => List(http, books));
        api.MapGet("/ketersediaan/kiriman/{no_kirim}", (HttpContext http) => FindSend(http, books));
    }

    private static async Task<IResult> Publish(
        HttpContext http, ChainBooks books, TimeProvider clock, CancellationToken cancel)
    {
        var send = await ReadSend(http, cancel);
        PartnerKey.Demand(http, send.Koperasi);
        var content = JsonSerializer.SerializeToUtf8Bytes(send, DialectJson.Options);
        var received = books.Availability.Receive(
            send.Koperasi, send.NoKirim, Convert.ToHexStringLower(SHA256.HashData(content)),
            held => SendJudge.Judge(send, books.Catalogue, held, clock.GetUtcNow()));
        return received is null ? Refusal.SendIdReused.ToResult() : DialectJson.Raw(received.Answer);
    }

    private static IResult List(HttpContext http, ChainBooks books)
    {
        var cooperative = http.Request.Query["koperasi"].ToString();
        PartnerKey.Demand(http, cooperative);
        return Paging.Of(http.Request).Answer(books.Availability.Of(cooperative), held =>
        {
            var written = WrittenQuantity.Of(books.Catalogue.Find(held.Item)!, held.Quantity, held.Pack);
            return new BarisKetersediaan(
                held.Location, held.Item, held.Version, held.AsOf, held.SendId,
                written.Pack, written.Packs, written.Loose, written.Kilograms);
        });
    }

    private static IResult FindSend(HttpContext http, ChainBooks books)
    {
        var send = books.Availability.Find(PartnerKey.Cooperative(http), (string)http.Request.RouteValues["no_kirim"]!);
        return send is null ? Refusal.SendUnknown.ToResult() : DialectJson.Raw(send.Answer);
    }

    private static async Task<KirimanKetersediaan> ReadSend(HttpContext http, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType())
            throw new RefusedException(Refusal.NotJson);

        KirimanKetersediaan? send;
        try
        {
            send = await JsonSerializer.DeserializeAsync<KirimanKetersediaan>(
                http.Request.Body, DialectJson.Options, cancel);
        }
        catch (JsonException unreadable)
        {
            throw new RefusedException(Refusal.Malformed, $"({unreadable.Path ?? "$"})");
        }

        if (send is null || send.Baris.Any(line => line is null))
            throw new RefusedException(Refusal.Malformed, "($)");
        if (send.NoKirim.Length is 0 or > 64 || !send.NoKirim.All(IsIdCharacter))
            throw new RefusedException(Refusal.Malformed, "($.no_kirim)");
        if (send.Baris.Count is 0 or > Paging.MostRows)
            throw new RefusedException(Refusal.LineCount);
        if (send.Zona != LocalTime.Zone)
            throw new RefusedException(Refusal.ZoneUnknown);
        return send;
    }

    /// <summary>The id is asked for by its path, so it is made of what a path carries as it is.</summary>
    private static bool IsIdCharacter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.';
}
