using System.Globalization;
using System.Text;
using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks.Load;

/// <summary>Orders of ten lines as requests to POST /v1/orders, each of the next ten products of one of the shops.</summary>
internal sealed class OrderRequests(Shop shop)
{
    internal const int Lines = 10;

    private const string Store = "SWALAYAN-01";
    private int orders;

    /// <summary>A place that the goods go to, and a price of each.</summary>
    internal Task Furnish(CancellationToken cancel) => shop.Execute(
        $"""
        insert into location (owner_id, code, name, format) select owner_id, '{Store}', 'Swalayan Uji', 'supermarket' from party where code = 'BENCH-CHAIN';
        update terms set accepted_at = now();
        insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
        select s.owner_id, s.partnership_id, p.product_id, 'PCS', s.valid_from, 10000 + p.product_id
        from partnership s join product p on p.owner_id = s.owner_id;
        analyze;
        """,
        cancel);

    /// <summary>The first product of the order of that number, of the shop's from 0.</summary>
    internal static int FirstProduct(int order) => order / Shop.Locations * Lines % Shop.Products;

    internal byte[][] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>Several senders work through the requests, one connection each; every order must be taken, and nothing of it be short.</summary>
    internal Task Send(IReadOnlyList<byte[]> requests, int senders, CancellationToken cancel)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, senders).Select(async _ =>
        {
            using var sender = await Sender.Connect(shop.Gateway.Address, cancel);
            while (Interlocked.Increment(ref next) is var index && index < requests.Count)
            {
                var (status, body) = await sender.Send(requests[index], cancel);
                if (status != 201 || body.Span.Count("\"held\":\"1\""u8) != Lines)
                {
                    throw new GatewayFailed($"{status}: {Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 2_000)])}");
                }
            }
        }));
    }

    private byte[] Next()
    {
        var order = orders++;
        var body = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $$"""{"sellerId":{{shop.OwnerId}},"number":"PO-{{order}}","issuedAt":"{{TimeProvider.System.GetUtcNow().AddMinutes(-1):yyyy-MM-ddTHH:mm:ss}}Z","shipTo":"{{Store}}","shipFrom":"{{Shop.LocationCode(order % Shop.Locations)}}","lines":[""");
        for (var line = 0; line < Lines; line++)
        {
            body.Append(line == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"line":"{{line + 1}}","item":"{{Shop.ProductCode(FirstProduct(order) + line)}}","quantity":"1"}""");
        }

        return Sender.Request("POST", "/v1/orders", shop.PartnerKey, Encoding.UTF8.GetBytes(body.Append("]}").ToString()), idempotencyKey: $"order-{order}");
    }
}
