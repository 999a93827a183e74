namespace RetailGateway.Benchmarks.Ground;

/// <summary>What makes the console's pages long: a cooperative with many partners, goods and open matters.</summary>
internal static class Town
{
    private const int Chains = 50;
    private const int Products = 5_000;
    private const int Conflicts = 1_000;

    /// <summary>Fills the shop's cooperative with it.</summary>
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
        insert into conflict (owner_id, kind, location_id, product_id, connection_id, change_id, evidence, opened_at, rupiah_at_risk)
        select owner_id, 'negative_on_hand', location_id, product_id, {{shop.Till}}, '', '{"onHand":"-3"}', now() - make_interval(mins => product_id), 1000 * (product_id % 97)
        from stock_position where owner_id = {{shop.OwnerId}} order by product_id limit {{Conflicts}};
        analyze;
        """,
        cancel);

    /// <summary>The pages that a manager has there, by what they are called.</summary>
    internal static async Task<IReadOnlyList<(string Name, string Path)>> Addresses(Shop shop, CancellationToken cancel)
    {
        await using var command = shop.Owner.CreateCommand("select min(conflict_id) from conflict");
        var conflict = await command.ExecuteScalarAsync(cancel);
        return
        [
            ("sync", "/"),
            ("conflicts", "/sync/conflicts"),
            ("conflict", $"/sync/conflicts/{conflict}"),
            ("review", "/sync/review"),
            ("stock", "/stock"),
            ("good", $"/stock/{Shop.LocationCode(0)}/{Shop.ProductCode(0)}"),
            ("sheet", $"/stock/sheet?location={Shop.LocationCode(0)}"),
            ("work", "/work"),
            ("audit", "/audit"),
            ("keys", "/keys"),
            ("people", "/people"),
            ("inbox", "/inbox"),
            ("account", "/account"),
        ];
    }
}
