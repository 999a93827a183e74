using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Basmalah;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Benchmarks.Ground;

/// <summary>
/// Three chains that a shop's availability is sent to, each a dialect of its own at an address of its own, spoken by
/// Toko Basmalah's client with its bounds; and the worker that sends, as the jobs role runs it.
/// </summary>
internal sealed class ThreeChains : IAsyncDisposable
{
    internal const int Count = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Shop shop;
    private readonly GatewayDb database;
    private readonly List<ServiceProvider> clients = [];
    private readonly List<IHostedService> running = [];

    private ThreeChains(Shop shop)
    {
        this.shop = shop;
        database = new GatewayDb(shop.GatewayString, requestConnections: 2);
    }

    internal List<Sink> Sinks { get; } = [];

    internal static async Task<ThreeChains> Open(Shop shop, int products, CancellationToken cancel)
    {
        var chains = new ThreeChains(shop);
        await chains.Furnish(products, cancel);
        var connectors = new List<IConnector>();
        for (var number = 1; number <= Count; number++)
        {
            var sink = await Sink.Open(cancel);
            chains.Sinks.Add(sink);
            connectors.Add(chains.Speak($"bench-{number}", sink.Address));
        }

        var signal = new FeedSignal(chains.database, NullLogger<FeedSignal>.Instance);
        chains.running.Add(signal);
        chains.running.Add(new PublishStock(chains.database, signal, connectors, TimeProvider.System, NullLogger<PublishStock>.Instance));
        foreach (var service in chains.running)
        {
            await service.StartAsync(cancel);
        }

        return chains;
    }

    /// <summary>Every position changes, and the feeds of the first so many partners say so.</summary>
    internal Task Change(int partners, CancellationToken cancel) => shop.Execute(
        $$$"""
        begin;
        update stock_position set on_hand = on_hand + 1, version = version + 1 where owner_id = {{{shop.OwnerId}}};
        with told as (
            select c.owner_id, c.connection_id, h.position + row_number() over (partition by c.connection_id order by p.location_id, p.product_id) as position,
                json_build_object('data', json_build_object(
                    'ownerId', p.owner_id, 'locationId', p.location_id, 'location', l.code, 'productId', p.product_id, 'product', g.code, 'baseUnit', g.base_unit,
                    'item', 'SKU' || p.product_id, 'pack', 'PCS', 'packFactor', '1', 'version', p.version, 'available', trim_scale(p.on_hand)::text))::text as body,
                p.owner_id as source_id, p.location_id, p.product_id, p.version
            from stock_position p
            join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
            join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
            cross join connection c
            join feed_head h on h.owner_id = c.owner_id and h.connection_id = c.connection_id
            where p.owner_id = {{{shop.OwnerId}}} and c.dialect like 'bench-%' and right(c.dialect, 1)::integer <= {{{partners}}}),
        written as (
            insert into feed_event (owner_id, connection_id, position, body, recorded_at, source_id, location_id, product_id, version)
            select owner_id, connection_id, position, body, now(), source_id, location_id, product_id, version from told)
        update feed_head h set position = t.position
        from (select owner_id, connection_id, max(position) as position from told group by 1, 2) t
        where h.owner_id = t.owner_id and h.connection_id = t.connection_id;
        notify {{{FeedSignal.Channel}}};
        commit;
        """,
        cancel);

    /// <summary>Until the first so many partners have acknowledged everything.</summary>
    internal async Task UntilTold(int partners, CancellationToken cancel)
    {
        await using var connection = await shop.Owner.OpenConnectionAsync(cancel);
        await using var left = new Npgsql.NpgsqlCommand(
            $"""
            select exists (
                select from connection c
                join feed_head h on h.owner_id = c.owner_id and h.connection_id = c.connection_id
                left join sync_stream s on s.owner_id = c.owner_id and s.connection_id = c.connection_id and s.kind = 'stock_out'
                where c.dialect like 'bench-%' and right(c.dialect, 1)::integer <= {partners} and (coalesce(s.feed_position, -1) < h.position
                    or exists (select from partner_copy k where k.owner_id = c.owner_id and k.connection_id = c.connection_id
                        and k.source_id = {shop.OwnerId} and k.owed_since is not null)))
            """,
            connection);
        var started = TimeProvider.System.GetTimestamp();
        while (await left.ExecuteScalarAsync(cancel) is true)
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new GatewayFailed($"The partners were not told everything within {Patience.TotalSeconds:0} s.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancel);
        }
    }

    /// <summary>Who waits after a silence is due now.</summary>
    internal Task Hurry(CancellationToken cancel) => shop.Execute("update sync_stream set next_attempt_at = null", cancel);

    public async ValueTask DisposeAsync()
    {
        foreach (var sink in Sinks)
        {
            sink.GoOn();
        }

        foreach (var service in Enumerable.Reverse(running))
        {
            await service.StopAsync(CancellationToken.None);
            (service as IDisposable)?.Dispose();
        }

        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        foreach (var sink in Sinks)
        {
            await sink.DisposeAsync();
        }

        await database.DisposeAsync();
    }

    private IConnector Speak(string dialect, Uri address)
    {
        var services = new ServiceCollection();
        services.AddBasmalahApi(address).AddResilienceHandler("basmalah", pipeline => PartnerHttp.Guard(pipeline, Silence));
        var client = services.BuildServiceProvider();
        clients.Add(client);
        var options = new BasmalahOptions { BaseAddress = address, Keys = { [Shop.Code] = "kunci" } };
        return new Named(dialect, new BasmalahConnector(client.GetRequiredService<IBasmalahApi>(), Options.Create(options), TimeProvider.System));
    }

    private Task Furnish(int products, CancellationToken cancel) => shop.Execute(
        $"""
        update terms set accepted_at = now();
        insert into product (owner_id, code, name, base_unit)
        select {shop.OwnerId}, 'BRG-' || lpad(n::text, 5, '0'), 'Barang ' || n, 'pcs' from generate_series({Shop.Products + 1}, {products}) n order by n;
        insert into pack (owner_id, product_id, code, name, factor)
        select owner_id, product_id, 'PCS', 'Satuan', 1 from product on conflict do nothing;
        insert into party (code, name, kind, environment)
        select 'BENCH-' || n, 'Swalayan ' || n, 'chain', 'live' from generate_series(1, {Count}) n;
        insert into connection (owner_id, code, name, kind, dialect)
        select owner_id, 'pusat', 'Pusat', 'connector', lower(code) from party where code ~ '^BENCH-[0-9]$';
        insert into partnership (owner_id, partner_id, environment, role, valid_from)
        select {shop.OwnerId}, owner_id, 'live', 'stockist', current_date - 30 from party where code ~ '^BENCH-[0-9]$';
        insert into terms (owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
            response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, accepted_at)
        select s.owner_id, s.partnership_id, s.valid_from, 30, 1, 1000, 24, 2, true, false, now()
        from partnership s join party p on p.owner_id = s.partner_id and p.code ~ '^BENCH-[0-9]$';
        insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
        select o.owner_id, c.owner_id, c.connection_id, 'SKU' || o.product_id, o.product_id, 'PCS', 1, tstzrange(null, null)
        from product o cross join connection c where c.dialect like 'bench-%';
        insert into stock_position (owner_id, location_id, product_id, on_hand, version)
        select l.owner_id, l.location_id, p.product_id, 10 + (p.product_id * 7 + l.location_id) % 400, 1
        from location l join product p on p.owner_id = l.owner_id;
        insert into partner_copy (owner_id, connection_id, source_id, location_id, product_id, version, acknowledged_version, told_as)
        select c.owner_id, c.connection_id, p.owner_id, p.location_id, p.product_id, p.version, p.version, 'SKU' || p.product_id || ' PCS 1'
        from stock_position p cross join connection c where c.dialect like 'bench-%';
        insert into feed_head (owner_id, connection_id) select owner_id, connection_id from connection where dialect like 'bench-%' on conflict do nothing;
        analyze;
        """,
        cancel);

    /// <summary>The same partner under a name of its own: a loop, a stream and a copy for each.</summary>
    private sealed class Named(string dialect, BasmalahConnector partner) : IPublishesStock
    {
        public string Dialect => dialect;

        public string Environment => partner.Environment;

        public int MostLines => partner.MostLines;

        public bool Knows(string cooperative) => partner.Knows(cooperative);

        public Task<Outcome<IReadOnlyList<LineOutcome>>> Publish(StockSend send, CancellationToken cancel) => partner.Publish(send, cancel);

        public Task<Outcome<Found>> AskAfter(StockSend send, CancellationToken cancel) => partner.AskAfter(send, cancel);
    }
}
