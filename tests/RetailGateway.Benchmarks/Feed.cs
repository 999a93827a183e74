using System.Text;
using RetailGateway.Benchmarks.Ground;
using RetailGateway.Benchmarks.Load;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Events a second read by cursor over HTTP, page by page, by one partner that throws them away. The limit is one bare
/// Npgsql query over the same rows in the same order, read as raw bytes into one buffer. Size: events in the feed,
/// all of them read in a round.
/// </summary>
internal static class Feed
{
    internal const string Name = "feed";

    private const double Floor = 0.3;
    private const long Events = 1_000_000;
    private const int PageLimit = 5_000;

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop("feed");
        var count = bench.SizeOr(Events);
        await Fill(shop, count, bench.Cancel);
        await bench.Compare(Name, "events/s", Floor, count, Ours, Limit);

        Task<double> Ours() => Bench.Rate(count, async () => Check(count, await ReadPages(shop, bench.Cancel)));
        Task<double> Limit() => Bench.Rate(count, async () => Check(count, await ReadRows(shop, bench.Cancel)));
    }

    private static async Task<long> ReadPages(Shop shop, CancellationToken cancel)
    {
        using var sender = await Sender.Connect(shop.Gateway.Address, cancel);
        var (read, cursor) = (0L, "");
        while (true)
        {
            var (status, body) = await sender.Send(Sender.Request("GET", $"/v1/events?limit={PageLimit}{cursor}", shop.PartnerKey, []), cancel);
            if (status != 200)
            {
                throw new GatewayFailed($"{status}: {Encoding.UTF8.GetString(body.Span)}");
            }

            // Each event says its spec version once; an empty page ends the feed.
            var events = body.Span.Count("\"specversion\""u8);
            if (events == 0)
            {
                return read;
            }

            read += events;
            var next = body.Span[(body.Span.LastIndexOf("\"next\":\""u8) + 8)..^2];
            cursor = $"&cursor={Encoding.ASCII.GetString(next)}";
        }
    }

    private static async Task<long> ReadRows(Shop shop, CancellationToken cancel)
    {
        await using var command = shop.Owner.CreateCommand(
            "select position, body from feed_event where owner_id = $1 and connection_id = $2 and position > 0 order by position");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = shop.Partner.Owner });
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = shop.Partner.Connection });
        await using var rows = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, cancel);
        var (read, buffer) = (0L, new byte[4_096]);
        while (await rows.ReadAsync(cancel))
        {
            if (rows.GetInt64(0) > 0 && rows.GetBytes(1, 0, buffer, 0, buffer.Length) > 0)
            {
                read++;
            }
        }

        return read;
    }

    private static void Check(long count, long read)
    {
        if (read != count)
        {
            throw new GatewayFailed($"{read} events came of {count}.");
        }
    }

    private static async Task Fill(Shop shop, long count, CancellationToken cancel)
    {
        await shop.Execute(
            $$$"""
            insert into feed_event (owner_id, connection_id, position, body, recorded_at)
            select {{{shop.Partner.Owner}}}, {{{shop.Partner.Connection}}}, n,
                format('{"specversion":"1.0","id":"1-%1$s-%2$s-%3$s","source":"/v1/stock/positions","type":"stock.position.changed","time":"2026-11-24T07:05:00.123456Z","data":{"ownerId":1,"location":"TOKO-%1$s","productId":%2$s,"product":"BRG-%2$s","baseUnit":"pcs","item":"SKU%2$s","pack":"PCS","packFactor":"1","version":%3$s,"available":"%2$s","evidencedAt":"2026-11-24T07:04:58.12Z","evidencedAs":"sale","countedAt":"2026-11-22T00:00:12.34Z"}}',
                    n % 4, n % 1000, n),
                now()
            from generate_series(1, {{{count}}}) n;
            update feed_head set position = {{{count}}} where owner_id = {{{shop.Partner.Owner}}} and connection_id = {{{shop.Partner.Connection}}};
            """,
            cancel);
        await shop.Execute("vacuum analyze feed_event", cancel);
    }
}
