namespace RetailGateway.Benchmarks.Ground;

/// <summary>One page of the console.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">Where it is.</param>
/// <param name="OfTheOffice">The city's officer sees it, not the cooperative's manager.</param>
internal sealed record ConsolePage(string Name, string Path, bool OfTheOffice = false);

/// <summary>What makes the console's pages long: a cooperative with many partners, goods and open matters, in a city with many of its kind.</summary>
internal static class Town
{
    private const int Chains = 50;
    private const int Products = 5_000;
    private const int Conflicts = 1_000;
    private const int WaitingLines = 1_000;
    private const int WaitingCodes = 40;
    private const int Told = 1_000;
    private const int Cooperatives = 200;

    /// <summary>Fills the shop's cooperative with it, once its people are there.</summary>
    internal static Task Furnish(Shop shop, CancellationToken cancel) => shop.Execute(
        $$"""
        update terms set accepted_at = now();
        insert into party (code, name, kind, environment)
        select 'RANTAI-' || n, 'Swalayan Rantai ' || n, 'chain', 'live' from generate_series(1, {{Chains}}) n;
        insert into connection (owner_id, code, name, kind, dialect)
        select owner_id, 'pusat', 'Pusat', 'connector', 'basmalah' from party where code like 'RANTAI-%';
        insert into partnership (owner_id, partner_id, environment, role, valid_from)
        select {{shop.OwnerId}}, owner_id, 'live', 'stockist', current_date - 30 from party where code like 'RANTAI-%';
        insert into terms (owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
            response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, accepted_at)
        select owner_id, partnership_id, valid_from, 30, 1, 1000, 24, 2, true, false, now() from partnership p
        where not exists (select from terms t where t.owner_id = p.owner_id and t.partnership_id = p.partnership_id);
        insert into sync_stream (owner_id, connection_id, kind, counterparty_id, last_attempt_at, last_success_at, next_attempt_at)
        select c.owner_id, c.connection_id, 'stock_out', {{shop.OwnerId}}, now(), now(), now() + interval '1 hour'
        from connection c join party p on p.owner_id = c.owner_id where p.code like 'RANTAI-%' and c.kind = 'connector';
        insert into product (owner_id, code, name, base_unit)
        select {{shop.OwnerId}}, 'BRG-' || lpad(n::text, 5, '0'), 'Barang ' || n, 'pcs' from generate_series({{Shop.Products + 1}}, {{Products}}) n order by n;
        insert into pack (owner_id, product_id, code, name, factor)
        select owner_id, product_id, 'PCS', 'Satuan', 1 from product on conflict do nothing;
        insert into stock_position (owner_id, location_id, product_id, on_hand, version, last_entry_at, last_entry_kind, last_entry_connection_id, last_count_at)
        select g.owner_id, {{shop.FirstLocation}}, g.product_id, 10 + g.product_id % 90, 1, now() - interval '1 hour', 'count', {{shop.Till}}, now() - interval '1 hour' from product g where g.owner_id = {{shop.OwnerId}};
        insert into stock_entry (owner_id, location_id, product_id, connection_id, change_id, kind, quantity, occurred_at, recorded_at)
        select owner_id, location_id, product_id, {{shop.Till}}, 'C-' || product_id, 'count', on_hand, last_entry_at, last_entry_at from stock_position where owner_id = {{shop.OwnerId}};
        insert into stream_lag (owner_id, connection_id, kind, counterparty_id, hour, longest_seconds)
        select s.owner_id, s.connection_id, s.kind, s.counterparty_id, date_trunc('hour', now()) - make_interval(hours => n), (s.connection_id * 7 + n * 13) % 240
        from sync_stream s, generate_series(0, 24) n where s.counterparty_id = {{shop.OwnerId}};
        insert into conflict (owner_id, kind, location_id, product_id, connection_id, change_id, evidence, opened_at, rupiah_at_risk)
        select owner_id, case product_id % 3 when 0 then 'oversold' else 'negative_on_hand' end, location_id, product_id, {{shop.Till}}, '',
            '{"onHand":"-3","available":"-3","reserved":"1"}', now() - make_interval(mins => product_id), 1000 * (product_id % 97)
        from stock_position where owner_id = {{shop.OwnerId}} order by product_id limit {{Conflicts}};
        insert into review_item (owner_id, connection_id, change_id, item_code, location_id, line, happened_at)
        select {{shop.OwnerId}}, {{shop.Till}}, 'R-' || n, 'KODE-' || n % {{WaitingCodes}}, {{shop.FirstLocation}},
            json_build_object('changeId', 'R-' || n, 'location', '{{Shop.LocationCode(0)}}', 'item', 'KODE-' || n % {{WaitingCodes}}, 'kind', 'sale',
                'quantity', '-2', 'occurredAt', to_char(now() - interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
            now() - interval '1 day'
        from generate_series(1, {{WaitingLines}}) n;
        insert into audit_entry (owner_id, connection_id, actor, act, subject_kind, subject_id, reason, at)
        select {{shop.OwnerId}}, {{shop.Till}}, 'gateway', 'retry', 'file', n::text, 'Dicoba lagi', now() - make_interval(mins => n) from generate_series(1, {{Told}}) n;
        insert into message (owner_id, person_id, kind, arguments, link, created_at)
        select {{shop.OwnerId}}, p.person_id, 'joined', '{"subject":"Siti Aminah"}', '/people', now() - make_interval(mins => n)
        from person p, generate_series(1, {{Told}}) n where p.party_id = {{shop.OwnerId}};
        insert into partner_file (owner_id, connection_id, delivery, name, bytes, attempts, last_error)
        select {{shop.OwnerId}}, {{shop.Till}}, gen_random_uuid(), 'stok-' || n || '.csv', 1000, 2, 'Berkas terputus' from generate_series(1, 20) n;
        insert into job_run (job, started_at, ended_at, seen, changed)
        select 'stock.expire-reservations', now() - make_interval(mins => n), now() - make_interval(mins => n), 10, 1 from generate_series(1, {{Told}}) n;
        insert into party (code, name, kind, cooperative_kind, environment)
        select 'KOP-' || n, 'Koperasi ' || n, 'cooperative', 'other', 'live' from generate_series(1, {{Cooperatives}}) n;
        insert into location (owner_id, code, name, format) select owner_id, 'TOKO', 'Toko', 'coop_shop' from party where code like 'KOP-%';
        analyze;
        """,
        cancel);

    /// <summary>The pages that somebody signed in has there.</summary>
    internal static async Task<IReadOnlyList<ConsolePage>> Pages(Shop shop, CancellationToken cancel)
    {
        async Task<object> One(string sql)
        {
            await using var command = shop.Owner.CreateCommand(sql);
            return await command.ExecuteScalarAsync(cancel) ?? throw new GatewayFailed($"Nothing is there of: {sql}");
        }

        var stream = await One($"select format('%s-%s-%s-%s', owner_id, connection_id, kind, counterparty_id) from sync_stream where counterparty_id = {shop.OwnerId} limit 1");
        return
        [
            new("sync", "/"),
            new("conflicts", "/sync/conflicts"),
            new("conflict", $"/sync/conflicts/{await One("select min(conflict_id) from conflict")}"),
            new("review", "/sync/review"),
            new("review-line", $"/sync/review/{await One("select min(review_item_id) from review_item")}"),
            new("stock", "/stock"),
            new("good", $"/stock/{Shop.LocationCode(0)}/{Shop.ProductCode(0)}"),
            new("sheet", $"/stock/sheet?location={Shop.LocationCode(0)}"),
            new("upload", "/stock/upload"),
            new("work", "/work"),
            new("runs", "/work/runs"),
            new("stream", $"/work/streams/{stream}"),
            new("file", $"/work/files/{await One("select min(file_id) from partner_file")}"),
            new("audit", "/audit"),
            new("keys", "/keys"),
            new("people", "/people"),
            new("person", $"/people/{await One($"select min(person_id) from person where party_id = {shop.OwnerId}")}"),
            new("inbox", "/inbox"),
            new("account", "/account"),
            new("more", "/more"),
            new("register", "/register", OfTheOffice: true),
            new("registered", $"/register/{shop.OwnerId}", OfTheOffice: true),
        ];
    }
}
