using System.Globalization;
using System.Text;
using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks.Load;

/// <summary>Lines as requests to POST /v1/stock/changes, and what must come back.</summary>
internal static class TillRequests
{
    internal static byte[] Of(Shop shop, IReadOnlyList<Line> lines)
    {
        var body = new StringBuilder("""{"changes":[""");
        foreach (var line in lines)
        {
            body.Append(body[^1] == '[' ? "" : ",").Append(CultureInfo.InvariantCulture,
                $$"""{"changeId":"{{line.ChangeId}}","location":"{{Shop.LocationCode(line.Location)}}","item":"{{Shop.ProductCode(line.Product)}}","kind":"{{line.Kind}}","quantity":"{{line.Quantity}}","occurredAt":"{{line.OccurredAt.AddHours(7):yyyy-MM-ddTHH:mm:ss.fff}}+07:00","document":"{{line.Document}}"}""");
        }

        return Sender.Request("POST", "/v1/stock/changes", shop.TillKey, Encoding.UTF8.GetBytes(body.Append("]}").ToString()));
    }

    /// <summary>Several senders work through the requests, one connection each; every line must be applied.</summary>
    internal static Task Send(Shop shop, IReadOnlyList<byte[]> requests, int linesEach, int senders, CancellationToken cancel)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, senders).Select(async _ =>
        {
            using var sender = await Sender.Connect(shop.Gateway.Address, cancel);
            while (Interlocked.Increment(ref next) is var index && index < requests.Count)
            {
                var (status, body) = await sender.Send(requests[index], cancel);
                if (status != 207 || body.Span.Count("\"applied\""u8) != linesEach)
                {
                    throw new GatewayFailed($"{status}: {Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 2_000)])}");
                }
            }
        }));
    }

    /// <summary>Counts everything once, as a shop does before it begins.</summary>
    internal static async Task Open(Shop shop, CancellationToken cancel)
    {
        var mix = new LineMix("AWAL");
        await Send(shop, [.. Enumerable.Range(0, Shop.Locations).Select(location => Of(shop, mix.Opening(location)))], Shop.Products, 1, cancel);
        await shop.UntilSequenced(cancel);
        // What autovacuum would have come by to do.
        await shop.Execute("vacuum analyze", cancel);
    }
}
