CREATE SCHEMA public;

COMMENT ON SCHEMA public IS 'standard public schema';

CREATE TYPE public.entry_kind AS ENUM (
    'sale',
    'receipt',
    'return_in',
    'return_out',
    'transfer_in',
    'transfer_out',
    'damage',
    'expiry',
    'adjustment',
    'count',
    'reversal'
);

CREATE FUNCTION public.audit_is_only_added_to() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    raise exception 'the audit log is only added to' using errcode = 'insufficient_privilege';
end
$$;

CREATE FUNCTION public.book_moves_on() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    update party set book_version = book_version + 1
    where owner_id in (select distinct owner_id from touched);
    return null;
end
$$;

CREATE FUNCTION public.books_of_both_move_on() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    update party set book_version = book_version + 1
    where owner_id in (
        select p.owner_id from touched t join partnership p
            on p.owner_id = t.owner_id and p.partnership_id = t.partnership_id
        union
        select p.partner_id from touched t join partnership p
            on p.owner_id = t.owner_id and p.partnership_id = t.partnership_id);
    return null;
end
$$;

CREATE FUNCTION public.books_of_partners_move_on() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    update party set book_version = book_version + 1
    where owner_id in (
        select owner_id from touched
        union
        select p.owner_id from touched t join partnership p on p.partner_id = t.owner_id
        union
        select p.partner_id from touched t join partnership p on p.owner_id = t.owner_id);
    return null;
end
$$;

CREATE FUNCTION public.changes_on_their_way() RETURNS TABLE(rows bigint, since timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select count(*), min(o.recorded_at)
    from outbox o
    where o.owner_id = current_party()
        or exists (select from party a where a.owner_id = current_party() and a.kind = 'authority')
            and o.owner_id in (select owner_id from party where environment = current_environment())
$$;

CREATE FUNCTION public.consignment_by_terms(consignee integer, consignor integer, of_product integer, at_location integer, since timestamp with time zone) RETURNS TABLE(has_terms boolean, is_known boolean, on_consignment boolean, consignor_product_id integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    with place as (
        select (since at time zone case l.time_zone when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end)::date as day
        from location l
        where l.owner_id = consignee and l.location_id = at_location and consignee = current_party())
    select true, coalesce(g.producer_id = consignor, false),
        coalesce(p.on_consignment, t.on_consignment) and coalesce(g.producer_id = consignor, false), null::integer
    from place
    join product g on g.owner_id = consignee and g.product_id = of_product
    cross join lateral (
        select * from producer_terms t
        where t.owner_id = consignee and t.producer_id = consignor and t.valid_from <= place.day
        order by t.valid_from desc limit 1) t
    left join producer_terms_product p on p.owner_id = t.owner_id and p.producer_id = t.producer_id
        and p.valid_from = t.valid_from and p.product_id = g.product_id
    union all
    select true, theirs.product_id is not null, coalesce(p.on_consignment, t.on_consignment) and theirs.product_id is not null, theirs.product_id
    from place
    join product g on g.owner_id = consignee and g.product_id = of_product
    join partnership s on s.owner_id = consignor and s.partner_id = consignee and s.role = 'stockist'
        and s.valid_from <= place.day and (s.valid_to is null or s.valid_to > place.day)
    cross join lateral (
        select * from terms t
        where t.owner_id = s.owner_id and t.partnership_id = s.partnership_id and t.valid_from <= place.day and t.accepted_at is not null
        order by t.valid_from desc limit 1) t
    -- The partner's item code names the product, in the same base unit; else the code is the same in both catalogues.
    left join lateral (
        select o.product_id
        from product o
        left join item_mapping m on m.owner_id = o.owner_id and m.product_id = o.product_id and m.connection_owner_id = consignee
            and upper(m.item_code) = upper(g.code) and m.during @> since and m.factor = 1
        where o.owner_id = consignor and (m.mapping_id is not null or upper(o.code) = upper(g.code))
        order by m.mapping_id is null, o.product_id
        limit 1) theirs on true
    left join terms_product p on p.owner_id = t.owner_id and p.partnership_id = t.partnership_id
        and p.valid_from = t.valid_from and p.product_id = theirs.product_id
    limit 1
$$;

CREATE FUNCTION public.cooperative_activity(wanted integer[]) RETURNS TABLE(owner_id integer, products bigint, umkm_products bigint, last_entry_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    SET enable_seqscan TO 'off'
    AS $$
    select p.owner_id,
        (select count(*) from product g where g.owner_id = p.owner_id and g.kind = 'goods'),
        (select count(*) from product g where g.owner_id = p.owner_id and g.kind = 'goods' and g.producer_id is not null),
        (select max(s.last_entry_at) from stock_position s where s.owner_id = p.owner_id)
    from party p
    where p.owner_id = any (wanted) and p.kind = 'cooperative' and p.environment = current_environment()
        and exists (select from party a where a.owner_id = current_party() and a.kind = 'authority')
$$;

CREATE FUNCTION public.cooperative_categories(cooperative integer) RETURNS TABLE(category text, products bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select g.category, count(*)
    from product g join party p on p.owner_id = g.owner_id
    where g.owner_id = cooperative and g.kind = 'goods' and g.category <> '' and p.kind = 'cooperative' and p.environment = current_environment()
        and exists (select from party a where a.owner_id = current_party() and a.kind = 'authority')
    group by g.category
$$;

CREATE FUNCTION public.cooperative_last_entries() RETURNS TABLE(owner_id integer, last_entry_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select p.owner_id, (select max(s.last_entry_at) from stock_position s where s.owner_id = p.owner_id)
    from party p
    where p.kind = 'cooperative' and p.environment = current_environment()
        and exists (select from party a where a.owner_id = current_party() and a.kind = 'authority')
$$;

CREATE FUNCTION public.cooperatives_quiet_since(quiet interval) RETURNS TABLE(owner_id integer, trades boolean, last_entry_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    SET jit TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
    select p.owner_id, t.seen is not null, case when t.seen is null then (select max(s.last_entry_at) from stock_position s where s.owner_id = p.owner_id) end
    from party p
    left join lateral (
        select s.last_entry_at as seen from stock_position s where s.owner_id = p.owner_id and s.last_entry_at > now() - quiet limit 1) t on true
    where p.kind = 'cooperative' and p.environment = current_environment()
        and exists (select from party a where a.owner_id = current_party() and a.kind = 'authority')
$$;

CREATE FUNCTION public.current_environment() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$ select environment from party where owner_id = current_party() $$;

CREATE FUNCTION public.current_location() RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select nullif(current_setting('rg.location', true), '')::integer $$;

COMMENT ON FUNCTION public.current_location() IS 'The shop that a shopkeeper is limited to: set by the gateway with set_config(''rg.location'', ..., true).';

CREATE FUNCTION public.current_party() RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select nullif(current_setting('rg.party', true), '')::integer $$;

COMMENT ON FUNCTION public.current_party() IS 'The party whose rows this transaction may see: set by the gateway with set_config(''rg.party'', ..., true).';

CREATE FUNCTION public.current_person() RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select nullif(current_setting('rg.person', true), '')::integer $$;

COMMENT ON FUNCTION public.current_person() IS 'Whose inbox this transaction may see: set by the gateway with set_config(''rg.person'', ..., true).';

CREATE FUNCTION public.day_begins(day date, zone text) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE
    AS $$
    select day::timestamp at time zone case zone when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end
$$;

CREATE FUNCTION public.expected_decision_is_folded() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    perform fold_expected(new.owner_id, array[new.expected_id]);
    return null;
end
$$;

CREATE FUNCTION public.expected_movement_is_folded() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    update stock_position set expectations = expectations + 1
    where owner_id = new.owner_id and location_id = new.location_id and product_id = new.product_id;
    perform fold_expected(new.owner_id, array[new.expected_id]);
    return null;
end
$$;

CREATE FUNCTION public.expected_state_counts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
declare
    was numeric := 0;
    too_much boolean := new.told > new.quantity - new.let_go;
begin
    if tg_op = 'UPDATE' then
        was := old.remaining;
    end if;
    if new.remaining <> was then
        update stock_position set
            expected_out = expected_out + case when new.outward then new.remaining - was else 0 end,
            expected_in = expected_in + case when new.outward then 0 else new.remaining - was end
        where owner_id = new.owner_id and location_id = new.location_id and product_id = new.product_id;
    end if;
    if too_much and (tg_op = 'INSERT' or new.told > old.told or new.let_go > old.let_go) then
        perform raise_expected(new.owner_id, new.expected_id, 'expected_differs');
    end if;
    update conflict set closed_at = now(), closed_because = 'what was expected has come right', closed_by = 'gateway', resolution = 'mended'
    where owner_id = new.owner_id and location_id = new.location_id and product_id = new.product_id
        and subject_kind = 'expected_movement' and subject_id = new.expected_id::text and closed_at is null
        and new.remaining = 0 and (kind = 'expected_unfulfilled' or kind = 'expected_differs' and not too_much);
    return null;
end
$$;

CREATE FUNCTION public.feed_begins() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    insert into feed_head (owner_id, connection_id)
    select owner_id, connection_id from touched where receives_feed
    on conflict do nothing;
    return null;
end
$$;

CREATE FUNCTION public.fellow_viewers() RETURNS SETOF integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select distinct case when p.owner_id = known.stock_owner then p.partner_id else p.owner_id end
    from known_parties() as known (stock_owner)
    join partnership p on known.stock_owner in (p.owner_id, p.partner_id)
    cross join lateral (
        select t.stock_visible_to_partner, t.partner_stock_visible
        from terms t
        where t.owner_id = p.owner_id and t.partnership_id = p.partnership_id and t.valid_from <= current_date
            and t.accepted_at is not null
        order by t.valid_from desc
        limit 1) newest
    where (p.owner_id = known.stock_owner and newest.stock_visible_to_partner
        or p.partner_id = known.stock_owner and newest.partner_stock_visible)
        and p.valid_from <= current_date and (p.valid_to is null or p.valid_to > current_date)
$$;

CREATE FUNCTION public.fold_expected(of_owner integer, ids bigint[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    insert into expected_state as s (
        owner_id, expected_id, location_id, product_id, outward, quantity, told, let_go, taken_up, remaining, due_at)
    select f.owner_id, f.expected_id, f.location_id, f.product_id, f.outward, f.quantity, f.told, f.let_go, f.taken_up,
        case when f.taken_up then 0 else greatest(0, f.quantity - f.let_go - f.told) end, f.due_at
    from (
        select e.owner_id, e.expected_id, e.location_id, e.product_id, e.outward, abs(e.quantity) as quantity, e.due_at,
            t.told, d.let_go, coalesce(p.last_count_at >= e.occurred_at, false) as taken_up
        from expected_movement e
        join stock_position p on p.owner_id = e.owner_id and p.location_id = e.location_id and p.product_id = e.product_id
        cross join lateral (
            select coalesce(sum(x.quantity), 0) as let_go
            from expected_decision x
            where x.owner_id = e.owner_id and x.expected_id = e.expected_id and x.kind = 'dismiss') d
        cross join lateral (
            select coalesce(sum(abs(m.quantity)), 0) as told
            from stock_entry m
            where m.owner_id = e.owner_id and m.location_id = e.location_id and m.product_id = e.product_id
                and m.occurred_at between e.occurred_at - interval '31 days' and e.occurred_at + interval '31 days'
                and m.document = e.reference collate "C"
                and m.kind not in ('count', 'reversal') and (m.quantity < 0) = e.outward
                and not exists (
                    select from stock_entry r
                    where r.owner_id = m.owner_id and r.connection_id = m.connection_id and r.reverses = m.change_id
                        and r.location_id = m.location_id and r.product_id = m.product_id)) t
        where e.owner_id = of_owner and e.expected_id = any (ids)) f
    order by f.expected_id
    on conflict on constraint expected_state_pkey do update set
        told = excluded.told, let_go = excluded.let_go, taken_up = excluded.taken_up, remaining = excluded.remaining,
        -- What is expected again may be raised again.
        raised_at = case when excluded.remaining > 0 then s.raised_at end
    where (s.told, s.let_go, s.taken_up) is distinct from (excluded.told, excluded.let_go, excluded.taken_up)
$$;

CREATE FUNCTION public.fold_expected_after(of_owner integer, of_connection integer, changes text[], locations integer[], products integer[], counted_since timestamp with time zone[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select fold_expected(of_owner, array(
        select e.expected_id
        from unnest(locations, products, counted_since) as k (location_id, product_id, since)
        join expected_movement e on e.owner_id = of_owner and e.location_id = k.location_id and e.product_id = k.product_id
        where e.occurred_at > k.since
        union
        select e.expected_id
        from stock_entry m
        join unnest(locations, products) as k (location_id, product_id) on k.location_id = m.location_id and k.product_id = m.product_id
        join expected_movement e on e.owner_id = of_owner and e.location_id = m.location_id and e.product_id = m.product_id
            and e.reference = m.document collate "C"
        where m.owner_id = of_owner and m.connection_id = of_connection and m.change_id = any (changes)))
$$;

CREATE FUNCTION public.fold_own_expected_after(of_connection integer, changes text[], locations integer[], products integer[], counted_since timestamp with time zone[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select fold_expected_after(current_party(), of_connection, changes, locations, products, counted_since)
$$;

CREATE FUNCTION public.held_goods(stock_owner integer, reservation bigint) RETURNS TABLE(location text, product text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select l.code, g.code
    from stock_reservation r
    join location l on l.owner_id = r.owner_id and l.location_id = r.location_id
    join product g on g.owner_id = r.owner_id and g.product_id = r.product_id
    where r.owner_id = stock_owner and r.reservation_id = reservation and current_party() in (r.owner_id, r.holder_id)
$$;

CREATE TABLE public.stock_position (
    owner_id integer NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    on_hand numeric(21,3) DEFAULT 0 NOT NULL,
    reserved numeric(15,3) DEFAULT 0 NOT NULL,
    safety_stock numeric(15,3) DEFAULT 0 NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    last_count_at timestamp with time zone,
    last_count_connection_id integer,
    last_count_change_id text COLLATE pg_catalog."C",
    last_entry_at timestamp with time zone,
    last_entry_kind public.entry_kind,
    last_entry_connection_id integer,
    expected_out numeric(15,3) DEFAULT 0 NOT NULL,
    expected_in numeric(15,3) DEFAULT 0 NOT NULL,
    expectations integer DEFAULT 0 NOT NULL,
    CONSTRAINT expected_in_is_not_negative CHECK ((expected_in >= (0)::numeric)),
    CONSTRAINT expected_out_is_not_negative CHECK ((expected_out >= (0)::numeric)),
    CONSTRAINT reserved_is_not_negative CHECK ((reserved >= (0)::numeric)),
    CONSTRAINT safety_stock_is_not_negative CHECK ((safety_stock >= (0)::numeric))
)
WITH (fillfactor='60');

ALTER TABLE ONLY public.stock_position FORCE ROW LEVEL SECURITY;

CREATE FUNCTION public.hold_for_order(of_owner integer, of_order bigint) RETURNS SETOF public.stock_position
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $$
declare
    o trade_order;
    lines text[];
    products integer[];
    wants numeric[];
    sent numeric[];
    goods integer[];
begin
    select * into o from trade_order t
    where t.owner_id = of_owner and t.order_id = of_order and current_party() in (t.buyer_id, t.seller_id);
    if not found or o.ship_from_id is null or exists (
        select from system_of_record r
        join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
        where r.owner_id = o.seller_id and r.location_id = o.ship_from_id and r.during @> now() and c.kind = 'connector') then
        return;
    end if;
    select array_agg(l.line_id order by l.place), array_agg(t.sellers order by l.place), array_agg(l.to_hold order by l.place),
        array_agg(l.despatched order by l.place)
    into lines, products, wants, sent
    from order_line l
    join (
        select g.product_id, case when o.seller_id = o.owner_id then g.product_id else g.partner_product_id end as sellers
        from ordered_goods(of_owner, of_order) g) t on t.product_id = l.product_id
    where l.owner_id = of_owner and l.order_id = of_order and t.sellers is not null;
    goods := array(
        select distinct n.product_id
        from (
            select unnest(products)
            union all
            select h.product_id from order_hold h where h.owner_id = o.seller_id and h.order_id = of_order) as n (product_id)
        join product g on g.owner_id = o.seller_id and g.product_id = n.product_id and g.kind = 'goods'
        order by 1);
    insert into stock_position (owner_id, location_id, product_id)
    select o.seller_id, o.ship_from_id, n.product_id from unnest(goods) as n (product_id) order by 3
    on conflict do nothing;
    perform from stock_position p
    where p.owner_id = o.seller_id and p.location_id = o.ship_from_id and p.product_id = any (goods)
    order by p.location_id, p.product_id
    for update;

    return query
    with before as (
        select h.line_id, h.product_id, h.wanted, h.despatched, h.held
        from order_hold h where h.owner_id = o.seller_id and h.order_id = of_order),
    line as (
        select n.line_id, n.product_id, n.place, n.to_hold, n.despatched, coalesce(b.held, 0) as was,
            greatest(0, least(coalesce(b.held, 0) - greatest(0, n.despatched - coalesce(b.despatched, 0)), n.to_hold)) as kept,
            greatest(0, n.to_hold + n.despatched - coalesce(b.wanted + b.despatched, 0)) as more
        from unnest(lines, products, wants, sent) with ordinality as n (line_id, product_id, to_hold, despatched, place)
        left join before b on b.line_id = n.line_id and b.product_id = n.product_id
        where n.product_id = any (goods)),
    -- Held for a product that the line is no more about.
    gone as (
        select b.line_id, b.product_id, b.held from before b
        where not exists (select from line l where l.line_id = b.line_id and l.product_id = b.product_id)),
    free as (
        select p.product_id,
            greatest(0, p.on_hand - p.reserved - p.expected_out - p.safety_stock
                + coalesce((select sum(l.was - l.kept) from line l where l.product_id = p.product_id), 0)
                + coalesce((select sum(g.held) from gone g where g.product_id = p.product_id), 0)) as quantity
        from stock_position p
        where p.owner_id = o.seller_id and p.location_id = o.ship_from_id and p.product_id = any (goods)),
    taken as (
        select l.line_id, l.product_id, l.to_hold, l.despatched, l.was,
            least(l.to_hold, l.kept + least(l.more, greatest(0, f.quantity - coalesce(sum(l.more) over earlier, 0)))) as held
        from line l join free f on f.product_id = l.product_id
        window earlier as (partition by l.product_id order by l.place rows between unbounded preceding and 1 preceding)),
    written as (
        insert into order_hold as h (owner_id, order_id, line_id, order_owner_id, location_id, product_id, wanted, despatched, held)
        select o.seller_id, of_order, t.line_id, of_owner, o.ship_from_id, t.product_id, t.to_hold, t.despatched, t.held from taken t
        on conflict on constraint order_hold_pkey do update set
            product_id = excluded.product_id, wanted = excluded.wanted, despatched = excluded.despatched, held = excluded.held),
    emptied as (
        update order_hold h set wanted = 0, held = 0
        from gone g
        where h.owner_id = o.seller_id and h.order_id = of_order and h.line_id = g.line_id
            and not exists (select from taken t where t.line_id = g.line_id)),
    said as (
        update order_line x set held = t.held, short = t.to_hold - t.held
        from taken t
        where x.owner_id = of_owner and x.order_id = of_order and x.line_id = t.line_id),
    moved as (
        select m.product_id, sum(m.by) as by
        from (
            select t.product_id, t.held - t.was as by from taken t
            union all
            select g.product_id, -g.held from gone g) m
        group by m.product_id
        having sum(m.by) <> 0)
    update stock_position p set reserved = p.reserved + m.by, version = p.version + 1
    from moved m
    where p.owner_id = o.seller_id and p.location_id = o.ship_from_id and p.product_id = m.product_id
    returning p.*;

    -- Whoever lets go: what was too much promised may be so no more.
    update conflict f set closed_at = now(), closed_because = 'an order let go', closed_by = 'gateway', resolution = 'mended'
    from stock_position p
    where p.owner_id = o.seller_id and p.location_id = o.ship_from_id and p.product_id = any (goods)
        and f.owner_id = p.owner_id and f.location_id = p.location_id and f.product_id = p.product_id
        and f.kind = 'oversold' and f.closed_at is null
        and (p.reserved + p.expected_out = 0 or p.reserved + p.expected_out <= p.on_hand);
end
$$;

CREATE FUNCTION public.known_parties() RETURNS SETOF integer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    return query
    select current_party()
    union
    select case when p.owner_id = current_party() then p.partner_id else p.owner_id end
    from partnership p
    where p.owner_id = current_party() or p.partner_id = current_party();
end
$$;

CREATE FUNCTION public.location_begins_with_its_console() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    insert into system_of_record (owner_id, location_id, connection_id, during)
    select new.owner_id, new.location_id, c.connection_id, tstzrange(null, null)
    from connection c
    where c.owner_id = new.owner_id and c.kind = 'console';
    return null;
end
$$;

CREATE FUNCTION public.lock_held_position(stock_owner integer, reservation bigint) RETURNS SETOF public.stock_position
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select p.*
    from stock_reservation r
    join stock_position p on p.owner_id = r.owner_id and p.location_id = r.location_id and p.product_id = r.product_id
    where r.owner_id = stock_owner and r.reservation_id = reservation and current_party() in (r.owner_id, r.holder_id)
    for update of p
$$;

CREATE FUNCTION public.orderable_goods(order_owner integer, of_partnership integer, of_connection integer, items text[], packs text[], at timestamp with time zone, on_day date) RETURNS TABLE(place integer, product_id integer, code text, base_unit text, is_goods boolean, pack_code text, factor numeric, price numeric, price_base_quantity numeric, currency text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $_$
#variable_conflict use_column
begin
    return query
    select a.place::integer, g.product_id, g.code, g.base_unit, g.kind = 'goods', k.code,
        case when k.code = m.pack_code then coalesce(m.factor, k.factor) else k.factor end,
        coalesce(own.amount, base.amount * k.factor), coalesce(own.base_quantity, base.base_quantity), coalesce(own.currency, base.currency)
    from unnest(items, packs) with ordinality as a (item, pack, place)
    join partnership s on s.owner_id = order_owner and s.partnership_id = of_partnership and current_party() in (s.owner_id, s.partner_id)
    cross join lateral (
        select x.product_id, x.pack_code, x.factor
        from (
            select i.product_id, i.pack_code, i.factor, 1 as rank
            from item_mapping i
            where i.owner_id = s.owner_id and i.connection_owner_id = current_party() and i.connection_id = of_connection
                and upper(i.item_code) = upper(a.item) and i.during @> orderable_goods.at
            union all
            -- In its base pack, which may be called otherwise than the base unit.
            (select p.product_id, u.code, null, 2
            from product p
            join pack u on u.owner_id = p.owner_id and u.product_id = p.product_id and u.factor = 1
            where p.owner_id = s.owner_id and p.code_key = upper(a.item)
            order by upper(u.code) <> upper(p.base_unit), u.code
            limit 1)
            union all
            select k.product_id, k.code, null, 3
            from pack k
            where k.owner_id = s.owner_id and a.item ~ '^([0-9]{8}|[0-9]{12,14})$' and lpad(k.gtin, 14, '0') = lpad(a.item, 14, '0')) x
        order by x.rank
        limit 1) m
    join product g on g.owner_id = s.owner_id and g.product_id = m.product_id
    left join pack k on k.owner_id = s.owner_id and k.product_id = m.product_id and upper(k.code) = upper(coalesce(a.pack, m.pack_code))
    left join lateral (
        select r.amount, r.base_quantity, r.currency
        from price r
        where r.owner_id = s.owner_id and r.partnership_id = s.partnership_id and r.product_id = m.product_id and r.pack_code = k.code
            and r.valid_from <= on_day
        order by r.valid_from desc
        limit 1) own on true
    left join lateral (
        select r.amount, r.base_quantity, r.currency
        from price r
        where r.owner_id = s.owner_id and r.partnership_id = s.partnership_id and r.product_id = m.product_id
            and r.valid_from <= on_day and exists (
                select from pack u where u.owner_id = r.owner_id and u.product_id = r.product_id and u.code = r.pack_code and u.factor = 1)
        order by r.valid_from desc
        limit 1) base on true
    order by a.place;
end
$_$;

CREATE FUNCTION public.ordered_goods(of_owner integer, of_order bigint) RETURNS TABLE(product_id integer, code text, name text, base_unit text, partner_item text, partner_product_id integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $$
#variable_conflict use_column
begin
    return query
    select g.product_id, g.code, g.name, g.base_unit, m.item_code, m.theirs
    from trade_order o
    cross join lateral (select distinct l.product_id from order_line l where l.owner_id = o.owner_id and l.order_id = o.order_id) n
    join product g on g.owner_id = o.owner_id and g.product_id = n.product_id
    left join lateral (
        select i.item_code, t.product_id as theirs
        from item_mapping i
        left join product t on t.owner_id = o.partner_id and t.code_key = upper(i.item_code)
        where i.owner_id = o.owner_id and i.connection_owner_id = o.partner_id and i.product_id = g.product_id and i.during @> o.issued_at
        order by t.product_id nulls last, i.mapping_id desc
        limit 1) m on true
    where o.owner_id = of_owner and o.order_id = of_order and current_party() in (o.owner_id, o.partner_id);
end
$$;

CREATE FUNCTION public.party_gets_its_console() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    insert into connection (owner_id, code, name, kind)
    select owner_id, 'console', 'Konsol', 'console' from registered order by owner_id;
    return null;
end
$$;

CREATE FUNCTION public.pool_takes_share() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    if not exists (
        select from order_pool p
        where p.owner_id = new.owner_id and p.pool_id = new.pool_id and p.status = 'open' and new.given_at < p.closes_at) then
        raise exception 'the pool is closed' using errcode = 'check_violation', constraint = 'pool_share_is_given_in_time';
    end if;
    return new;
end
$$;

CREATE FUNCTION public.producer_terms_say(cooperative integer, producer integer, of_product integer, zone text, consigned boolean) RETURNS tstzmultirange
    LANGUAGE sql STABLE
    AS $$
    select coalesce(range_agg(tstzrange(day_begins(t.valid_from, zone), day_begins(t.next, zone))), '{}')
    from (
        select t.valid_from, lead(t.valid_from) over (order by t.valid_from) as next, coalesce(p.on_consignment, t.on_consignment) as on_consignment
        from producer_terms t
        left join producer_terms_product p on p.owner_id = t.owner_id and p.producer_id = t.producer_id
            and p.valid_from = t.valid_from and p.product_id = of_product
        where t.owner_id = cooperative and t.producer_id = producer) t
    where t.on_consignment = consigned
$$;

CREATE FUNCTION public.raise_expected(of_owner integer, of_expected bigint, as_kind text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    insert into conflict (owner_id, kind, location_id, product_id, connection_id, evidence, subject_kind, subject_id, rupiah_at_risk)
    select e.owner_id, as_kind, e.location_id, e.product_id, r.connection_id,
        jsonb_build_object(
            'reference', e.reference, 'kind', e.kind, 'expected', trim_scale(s.quantity)::text,
            'told', trim_scale(s.told)::text, 'remaining', trim_scale(s.remaining)::text,
            'occurredAt', to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'source', e.source_kind || '/' || e.source_id),
        'expected_movement', e.expected_id::text,
        -- What is in doubt at the dearest of the prices in force today: whoever looks should see what may be lost at most.
        (select least(round(abs(s.quantity - s.let_go - s.told) * max(newest.per_unit), 2), 999999999999999999.99)
            from (
                select distinct on (p.partnership_id, p.pack_code) p.amount / p.base_quantity / k.factor as per_unit
                from price p
                join pack k on k.owner_id = p.owner_id and k.product_id = p.product_id and k.code = p.pack_code
                where p.owner_id = e.owner_id and p.product_id = e.product_id and p.valid_from <= current_date and p.currency = 'IDR'
                order by p.partnership_id, p.pack_code, p.valid_from desc) newest)
    from expected_movement e
    join expected_state s on s.owner_id = e.owner_id and s.expected_id = e.expected_id
    join system_of_record r on r.owner_id = e.owner_id and r.location_id = e.location_id and r.during @> e.occurred_at
    where e.owner_id = of_owner and e.expected_id = of_expected
    on conflict do nothing
$$;

CREATE FUNCTION public.raise_own_expected(of_expected bigint, as_kind text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select raise_expected(current_party(), of_expected, as_kind)
$$;

CREATE FUNCTION public.reservation_holds_stock() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
    update stock_position set reserved = reserved + new.quantity, version = version + 1
    where owner_id = new.owner_id and location_id = new.location_id and product_id = new.product_id
        and on_hand - reserved - expected_out - safety_stock >= new.quantity;
    if not found then
        raise exception 'more is reserved than is available'
            using errcode = 'check_violation', constraint = 'reservation_is_within_available', table = tg_table_name;
    end if;
    insert into stock_reservation_open (owner_id, reservation_id, remaining, expires_at)
    values (new.owner_id, new.reservation_id, new.quantity, new.expires_at);
    return null;
end
$$;

CREATE FUNCTION public.reservation_step_gives_back() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
declare
    held stock_reservation_open;
    given numeric(15, 3);
begin
    select * into held from stock_reservation_open
    where owner_id = new.owner_id and reservation_id = new.reservation_id
    for update;
    if not found or held.remaining < new.quantity then
        raise exception 'a step takes more than its reservation still holds'
            using errcode = 'check_violation', constraint = 'reservation_step_is_within_what_is_held', table = tg_table_name;
    end if;
    given := case when new.final then held.remaining else new.quantity end;
    update stock_position p set reserved = p.reserved - given, version = p.version + 1
    from stock_reservation r
    where r.owner_id = new.owner_id and r.reservation_id = new.reservation_id
        and p.owner_id = r.owner_id and p.location_id = r.location_id and p.product_id = r.product_id;
    if given = held.remaining then
        delete from stock_reservation_open
        where owner_id = new.owner_id and reservation_id = new.reservation_id;
    else
        update stock_reservation_open set remaining = remaining - given
        where owner_id = new.owner_id and reservation_id = new.reservation_id;
    end if;
    -- Whoever lets go, holder or owner or the clock: what was too much promised may be so no more. What is expected to
    -- leave by this very step is there before it.
    update conflict f set closed_at = now(), closed_because = 'a reservation let go', closed_by = 'gateway', resolution = 'mended'
    from stock_reservation r
    join stock_position p on p.owner_id = r.owner_id and p.location_id = r.location_id and p.product_id = r.product_id
    where r.owner_id = new.owner_id and r.reservation_id = new.reservation_id
        and f.owner_id = r.owner_id and f.location_id = r.location_id and f.product_id = r.product_id
        and f.kind = 'oversold' and f.closed_at is null
        and (p.reserved + p.expected_out = 0 or p.reserved + p.expected_out <= p.on_hand);
    return null;
end
$$;

CREATE FUNCTION public.settled_entries(of_owner integer, of_settlement bigint, of_line integer) RETURNS TABLE(connection text, change_id text, kind text, quantity numeric, occurred_at timestamp with time zone, recorded_at timestamp with time zone, is_reversed boolean, came_after boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select c.code, e.change_id, e.kind::text, e.quantity, e.occurred_at, e.recorded_at,
        exists (
            select from stock_entry r
            where r.owner_id = e.owner_id and r.connection_id = e.connection_id and r.reverses = e.change_id
                and r.location_id = e.location_id and r.product_id = e.product_id),
        e.recorded_at > s.settled_at
    from settlement s
    join settlement_line n on n.owner_id = s.owner_id and n.settlement_id = s.settlement_id
    join stock_entry e on e.owner_id = n.location_owner_id and e.location_id = n.location_id and e.product_id = n.ledger_product_id
        and e.occurred_at >= lower(n.during) and e.occurred_at < upper(n.during)
    join connection c on c.owner_id = e.owner_id and c.connection_id = e.connection_id
    where s.owner_id = of_owner and s.settlement_id = of_settlement and n.line = of_line
        and current_party() in (s.owner_id, s.partner_id)
    order by e.occurred_at, e.kind = 'count', e.connection_id, e.change_id
$$;

CREATE FUNCTION public.shipping_place(seller integer, of_code text) RETURNS TABLE(location_id integer, code text, places bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $$
#variable_conflict use_column
begin
    return query
    select l.location_id, l.code, l.places
    from (
        select l.location_id, l.code, l.code_key, count(*) over () as places
        from location l
        where l.owner_id = seller and (seller in (select known_parties()))) l
    where case when of_code is null then l.places = 1 else l.code_key = upper(of_code) end;
end
$$;

CREATE FUNCTION public.stockist_terms_say(cooperative integer, chain integer, of_product integer, zone text, consigned boolean) RETURNS tstzmultirange
    LANGUAGE sql STABLE
    AS $$
    select coalesce(range_agg(tstzrange(day_begins(t.valid_from, zone), day_begins(t.next, zone))), '{}')
    from (
        select t.valid_from, coalesce(p.on_consignment, t.on_consignment) as on_consignment,
            coalesce(lead(t.valid_from) over (partition by t.partnership_id order by t.valid_from), s.valid_to) as next
        from partnership s
        join terms t on t.owner_id = s.owner_id and t.partnership_id = s.partnership_id and t.accepted_at is not null
        left join terms_product p on p.owner_id = t.owner_id and p.partnership_id = t.partnership_id
            and p.valid_from = t.valid_from and p.product_id = of_product
        where s.owner_id = cooperative and s.partner_id = chain and s.role = 'stockist' and (s.valid_to is null or s.valid_to > t.valid_from)) t
    where t.on_consignment = consigned
$$;

CREATE FUNCTION public.system_of_record_leaves_no_gap() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
declare
    of_owner integer := coalesce(new.owner_id, old.owner_id);
    at_location integer := coalesce(new.location_id, old.location_id);
begin
    if (select range_agg(during) from system_of_record where owner_id = of_owner and location_id = at_location)
        is distinct from tstzmultirange(tstzrange(null, null)) then
        raise exception 'at some instant nobody is the system of record'
            using errcode = 'check_violation', constraint = 'system_of_record_has_no_gap', table = tg_table_name;
    end if;
    return null;
end
$$;

CREATE FUNCTION public.trade_between(buyer integer, seller integer, on_day date) RETURNS TABLE(owner_id integer, partner_id integer, partnership_id integer, terms_from date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $$
#variable_conflict use_column
begin
    return query
    select p.owner_id, p.partner_id, p.partnership_id, t.valid_from
    from partnership p
    cross join lateral (
        select t.valid_from from terms t
        where t.owner_id = p.owner_id and t.partnership_id = p.partnership_id and t.valid_from <= on_day and t.accepted_at is not null
        order by t.valid_from desc
        limit 1) t
    where current_party() in (buyer, seller)
        and (p.owner_id = buyer and p.partner_id = seller and p.role = 'supplier'
            or p.owner_id = seller and p.partner_id = buyer and p.role = 'stockist')
        and p.valid_from <= on_day and (p.valid_to is null or p.valid_to > on_day)
    order by p.valid_from desc, p.partnership_id
    limit 1;
end
$$;

CREATE FUNCTION public.visible_stock_owners() RETURNS SETOF integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select distinct case when p.owner_id = current_party() then p.partner_id else p.owner_id end
    from partnership p
    cross join lateral (
        select t.stock_visible_to_partner, t.partner_stock_visible
        from terms t
        where t.owner_id = p.owner_id and t.partnership_id = p.partnership_id and t.valid_from <= current_date
            and t.accepted_at is not null
        order by t.valid_from desc
        limit 1) newest
    where (p.owner_id = current_party() and newest.partner_stock_visible
        or p.partner_id = current_party() and newest.stock_visible_to_partner)
        and p.valid_from <= current_date and (p.valid_to is null or p.valid_to > current_date)
$$;

CREATE FUNCTION public.waiting_of_my_streams() RETURNS TABLE(owner_id integer, connection_id integer, source_id integer, waiting bigint, since timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    with mine as materialized (
        select s.owner_id, s.connection_id, s.counterparty_id
        from sync_stream s
        where s.kind = 'stock_out' and (
            current_party() in (s.owner_id, s.counterparty_id)
            or exists (
                select from party a
                join party o on o.owner_id = s.owner_id and o.environment = a.environment
                where a.owner_id = current_party() and a.kind = 'authority')))
    select m.owner_id, m.connection_id, m.counterparty_id, w.waiting, w.since
    from mine m
    cross join lateral waiting_of_stream(m.owner_id, m.connection_id, m.counterparty_id) w
$$;

CREATE FUNCTION public.waiting_of_stream(stream_owner integer, stream_connection integer, source integer) RETURNS TABLE(waiting bigint, since timestamp with time zone)
    LANGUAGE sql STABLE
    AS $$
    select count(distinct (w.location_id, w.product_id)), min(w.since)
    from (
        select c.location_id, c.product_id, c.owed_since as since
        from public.partner_copy c
        where c.owner_id = stream_owner and c.connection_id = stream_connection and c.source_id = source and c.owed_since is not null
        union all
        (select f.location_id, f.product_id, f.recorded_at
        from public.sync_stream s
        join public.feed_event f on f.owner_id = s.owner_id and f.connection_id = s.connection_id and f.position > s.feed_position
            and f.source_id = s.counterparty_id
        where s.owner_id = stream_owner and s.connection_id = stream_connection and s.kind = 'stock_out' and s.counterparty_id = source
        order by f.position
        limit 100000)) w
$$;

CREATE FUNCTION public.waiting_orders(of_owner integer, of_connection integer, of_counterparty integer) RETURNS TABLE(waiting bigint, since timestamp with time zone, refused bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    select count(*) filter (where d.refused_code is null), min(d.due_since) filter (where d.refused_code is null), count(*) filter (where d.refused_code is not null)
    from order_delivery d
    where d.owner_id = of_owner and d.connection_id = of_connection and d.counterparty_id = of_counterparty and d.answered_at is null
        and (current_setting('role') = 'rg_jobs' or current_party() in (of_owner, of_counterparty) or exists (
            select from party a
            join party o on o.owner_id = of_owner and o.environment = a.environment
            where a.owner_id = current_party() and a.kind = 'authority'))
$$;

CREATE TABLE public.api_key (
    owner_id integer NOT NULL,
    key_id text NOT NULL COLLATE pg_catalog."C",
    connection_id integer NOT NULL,
    slot smallint NOT NULL,
    name text NOT NULL,
    secret_sha256 bytea NOT NULL,
    scopes text[] NOT NULL,
    allowed_networks cidr[] DEFAULT '{}'::cidr[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    CONSTRAINT api_key_slot_is_one_of_two CHECK ((slot = ANY (ARRAY[1, 2])))
);

ALTER TABLE ONLY public.api_key FORCE ROW LEVEL SECURITY;

CREATE TABLE public.area (
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    parent text,
    CONSTRAINT area_kind_is_known CHECK ((kind = ANY (ARRAY['city'::text, 'kecamatan'::text, 'kelurahan'::text])))
);

CREATE TABLE public.audit_entry (
    owner_id integer NOT NULL,
    audit_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    connection_id integer,
    actor text NOT NULL,
    act text NOT NULL,
    subject_kind text NOT NULL,
    subject_id text NOT NULL COLLATE pg_catalog."C",
    before jsonb,
    after jsonb,
    reason text,
    CONSTRAINT audit_entry_reason_is_a_sentence CHECK (((reason IS NULL) OR ((length(reason) >= 1) AND (length(reason) <= 500))))
);

ALTER TABLE ONLY public.audit_entry FORCE ROW LEVEL SECURITY;

ALTER TABLE public.audit_entry ALTER COLUMN audit_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_entry_audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.conflict (
    owner_id integer NOT NULL,
    conflict_id bigint NOT NULL,
    kind text NOT NULL,
    location_id integer,
    product_id integer,
    connection_id integer NOT NULL,
    change_id text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    evidence jsonb NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone,
    closed_because text,
    connection_owner_id integer,
    subject_kind text,
    subject_id text COLLATE pg_catalog."C",
    rupiah_at_risk numeric(20,2),
    acts_next text DEFAULT 'owner'::text NOT NULL,
    closed_by text,
    resolution text,
    CONSTRAINT conflict_closes_for_a_reason CHECK (((closed_at IS NULL) = (closed_because IS NULL))),
    CONSTRAINT conflict_is_resolved_when_closed CHECK (((closed_at IS NOT NULL) OR (resolution IS NULL))),
    CONSTRAINT conflict_kind_is_known CHECK ((kind = ANY (ARRAY['negative_on_hand'::text, 'oversold'::text, 'change_differs'::text, 'expected_unfulfilled'::text, 'expected_differs'::text, 'stock_drift'::text, 'tenant_mismatch'::text, 'echo_differs'::text, 'partner_refuses'::text, 'order_refused'::text, 'order_unread'::text, 'order_differs'::text]))),
    CONSTRAINT conflict_names_its_subject CHECK (((subject_kind IS NULL) = (subject_id IS NULL))),
    CONSTRAINT conflict_product_is_at_a_location CHECK (((product_id IS NULL) OR (location_id IS NOT NULL))),
    CONSTRAINT conflict_resolution_is_known CHECK ((resolution = ANY (ARRAY['mended'::text, 'accepted'::text, 'corrected'::text, 'retried'::text, 'dismissed'::text]))),
    CONSTRAINT conflict_waits_for_somebody_known CHECK ((acts_next = ANY (ARRAY['us'::text, 'partner'::text, 'owner'::text])))
);

ALTER TABLE ONLY public.conflict FORCE ROW LEVEL SECURITY;

ALTER TABLE public.conflict ALTER COLUMN conflict_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.conflict_conflict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.connection (
    owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    dialect text,
    receives_feed boolean DEFAULT true NOT NULL,
    reports_within interval DEFAULT '24:00:00'::interval NOT NULL,
    CONSTRAINT connection_kind_is_known CHECK ((kind = ANY (ARRAY['console'::text, 'api'::text, 'connector'::text]))),
    CONSTRAINT connection_reports_within_a_sensible_time CHECK (((reports_within >= '00:01:00'::interval) AND (reports_within <= '31 days'::interval))),
    CONSTRAINT connector_speaks_a_dialect CHECK (((kind = 'connector'::text) = (dialect IS NOT NULL)))
);

ALTER TABLE ONLY public.connection FORCE ROW LEVEL SECURITY;

ALTER TABLE public.connection ALTER COLUMN connection_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.connection_connection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consigned_goods (
    owner_id integer NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    consignor_id integer NOT NULL,
    during tstzrange NOT NULL,
    consignor_product_id integer,
    CONSTRAINT consignor_is_another_party CHECK ((consignor_id <> owner_id))
);

ALTER TABLE ONLY public.consigned_goods FORCE ROW LEVEL SECURITY;

CREATE TABLE public.data_protection_key (
    id integer NOT NULL,
    friendly_name text,
    xml text
);

ALTER TABLE public.data_protection_key ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.data_protection_key_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.deduction_answer (
    owner_id integer NOT NULL,
    answer_id bigint NOT NULL,
    run_id bigint NOT NULL,
    sha256 bytea NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    received_by text NOT NULL
);

ALTER TABLE ONLY public.deduction_answer FORCE ROW LEVEL SECURITY;

ALTER TABLE public.deduction_answer ALTER COLUMN answer_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.deduction_answer_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.deduction_answer_line (
    owner_id integer NOT NULL,
    answer_id bigint NOT NULL,
    run_id bigint NOT NULL,
    file_line integer NOT NULL,
    status text NOT NULL,
    line integer,
    outcome text,
    amount numeric(20,0),
    reason text,
    kept_because text,
    said text NOT NULL,
    CONSTRAINT deduction_answer_is_kept_for_a_cause CHECK (((status = 'kept'::text) = (kept_because IS NOT NULL))),
    CONSTRAINT deduction_answer_is_of_a_line CHECK (((status = 'kept'::text) OR ((line IS NOT NULL) AND (outcome IS NOT NULL) AND (amount IS NOT NULL)))),
    CONSTRAINT deduction_answer_status_is_known CHECK ((status = ANY (ARRAY['taken'::text, 'unchanged'::text, 'kept'::text]))),
    CONSTRAINT deduction_outcome_is_known CHECK ((outcome = ANY (ARRAY['deducted'::text, 'refused'::text])))
);

ALTER TABLE ONLY public.deduction_answer_line FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deduction_line (
    owner_id integer NOT NULL,
    run_id bigint NOT NULL,
    line integer NOT NULL,
    member_order_id bigint NOT NULL,
    number integer NOT NULL,
    amount numeric(20,0) NOT NULL,
    CONSTRAINT deduction_line_is_above_zero CHECK ((amount > (0)::numeric))
);

ALTER TABLE ONLY public.deduction_line FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deduction_run (
    owner_id integer NOT NULL,
    run_id bigint NOT NULL,
    employer_id bigint NOT NULL,
    month date NOT NULL,
    lines integer NOT NULL,
    total numeric(20,0) NOT NULL,
    file text DEFAULT ''::text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    made_by text NOT NULL
);

ALTER TABLE ONLY public.deduction_run FORCE ROW LEVEL SECURITY;

ALTER TABLE public.deduction_run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.deduction_run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.digest (
    owner_id integer NOT NULL,
    person_id integer NOT NULL,
    day date NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    sent boolean NOT NULL
);

ALTER TABLE ONLY public.digest FORCE ROW LEVEL SECURITY;

CREATE TABLE public.drift_check (
    owner_id integer NOT NULL,
    check_id bigint NOT NULL,
    connection_owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    stream text NOT NULL,
    asked_at timestamp with time zone,
    began_at timestamp with time zone,
    ended_at timestamp with time zone,
    outcome text,
    compared bigint DEFAULT 0 NOT NULL,
    in_flight bigint DEFAULT 0 NOT NULL,
    differences bigint DEFAULT 0 NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    agreed_cursor text,
    CONSTRAINT drift_check_ends_with_an_outcome CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT drift_check_outcome_is_known CHECK ((outcome = ANY (ARRAY['equal'::text, 'differs'::text, 'unanswered'::text]))),
    CONSTRAINT drift_check_stream_is_known CHECK ((stream = ANY (ARRAY['stock_in'::text, 'stock_out'::text, 'orders_out'::text])))
);

ALTER TABLE ONLY public.drift_check FORCE ROW LEVEL SECURITY;

ALTER TABLE public.drift_check ALTER COLUMN check_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.drift_check_check_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.drift_finding (
    owner_id integer NOT NULL,
    finding_id bigint NOT NULL,
    connection_owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    stream text NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    kind text NOT NULL,
    ours numeric(21,3) NOT NULL,
    theirs numeric(21,3),
    evidence jsonb NOT NULL,
    rupiah_at_risk numeric(20,2),
    first_check_id bigint NOT NULL,
    last_check_id bigint NOT NULL,
    first_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    answer text,
    resolved_at timestamp with time zone,
    CONSTRAINT drift_finding_answer_is_known CHECK ((answer = ANY (ARRAY['told_again'::text, 'count_taken'::text, 'count_asked'::text, 'person'::text, 'dismissed'::text]))),
    CONSTRAINT drift_finding_kind_is_known CHECK ((kind = ANY (ARRAY['lost'::text, 'doubled'::text, 'pack_factor'::text, 'wrong_product'::text, 'stale'::text, 'unexplained'::text])))
);

ALTER TABLE ONLY public.drift_finding FORCE ROW LEVEL SECURITY;

ALTER TABLE public.drift_finding ALTER COLUMN finding_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.drift_finding_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.employer (
    owner_id integer NOT NULL,
    employer_id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    payday integer NOT NULL,
    CONSTRAINT employer_payday_is_a_day_of_a_month CHECK (((payday >= 1) AND (payday <= 31)))
);

ALTER TABLE ONLY public.employer FORCE ROW LEVEL SECURITY;

ALTER TABLE public.employer ALTER COLUMN employer_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.employer_employer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.expected_decision (
    owner_id integer NOT NULL,
    expected_id bigint NOT NULL,
    decision integer NOT NULL,
    kind text NOT NULL,
    quantity numeric(15,3) NOT NULL,
    conflict_id bigint,
    connection_id integer,
    change_id text COLLATE pg_catalog."C",
    reason text NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT expected_acceptance_posts_an_entry CHECK ((((kind = 'accept'::text) = (change_id IS NOT NULL)) AND ((kind = 'accept'::text) = (connection_id IS NOT NULL)))),
    CONSTRAINT expected_decision_kind_is_known CHECK ((kind = ANY (ARRAY['accept'::text, 'dismiss'::text]))),
    CONSTRAINT expected_decision_quantity_is_above_zero CHECK ((quantity > (0)::numeric))
);

ALTER TABLE ONLY public.expected_decision FORCE ROW LEVEL SECURITY;

CREATE TABLE public.expected_late_entry (
    owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    change_id text NOT NULL COLLATE pg_catalog."C",
    expected_id bigint NOT NULL,
    decision integer NOT NULL,
    kind public.entry_kind NOT NULL,
    quantity numeric(15,3) NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.expected_late_entry FORCE ROW LEVEL SECURITY;

CREATE TABLE public.expected_movement (
    owner_id integer NOT NULL,
    expected_id bigint NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    kind public.entry_kind NOT NULL,
    quantity numeric(15,3) NOT NULL,
    outward boolean GENERATED ALWAYS AS ((quantity < (0)::numeric)) STORED NOT NULL,
    reference text NOT NULL COLLATE pg_catalog."C",
    occurred_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    source_kind text NOT NULL,
    source_id bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT expected_kind_is_a_movement CHECK ((kind <> ALL (ARRAY['count'::public.entry_kind, 'reversal'::public.entry_kind]))),
    CONSTRAINT expected_quantity_is_not_zero CHECK ((quantity <> (0)::numeric)),
    CONSTRAINT expected_source_is_known CHECK ((source_kind = ANY (ARRAY['reservation'::text, 'transfer'::text, 'despatch_advice'::text, 'receipt_advice'::text])))
);

ALTER TABLE ONLY public.expected_movement FORCE ROW LEVEL SECURITY;

ALTER TABLE public.expected_movement ALTER COLUMN expected_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.expected_movement_expected_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.expected_state (
    owner_id integer NOT NULL,
    expected_id bigint NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    outward boolean NOT NULL,
    quantity numeric(15,3) NOT NULL,
    told numeric(21,3) NOT NULL,
    let_go numeric(15,3) NOT NULL,
    taken_up boolean NOT NULL,
    remaining numeric(15,3) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    raised_at timestamp with time zone,
    CONSTRAINT expected_remainder_follows_from_what_was_told CHECK ((remaining =
CASE
    WHEN taken_up THEN (0)::numeric
    ELSE GREATEST((0)::numeric, ((quantity - let_go) - told))
END)),
    CONSTRAINT no_more_is_let_go_than_was_expected CHECK ((let_go <= quantity))
);

ALTER TABLE ONLY public.expected_state FORCE ROW LEVEL SECURITY;

CREATE TABLE public.feed_epoch (
    epoch integer NOT NULL,
    began_at timestamp with time zone DEFAULT now() NOT NULL,
    because text NOT NULL
);

ALTER TABLE public.feed_epoch ALTER COLUMN epoch ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.feed_epoch_epoch_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.feed_event (
    owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    "position" bigint NOT NULL,
    body text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    source_id integer,
    location_id integer,
    product_id integer,
    version bigint
);

ALTER TABLE ONLY public.feed_event FORCE ROW LEVEL SECURITY;

CREATE TABLE public.feed_head (
    owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    expired_through bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.feed_head FORCE ROW LEVEL SECURITY;

CREATE TABLE public.location (
    owner_id integer NOT NULL,
    location_id integer NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    format text NOT NULL,
    gln text,
    kelurahan text,
    time_zone text DEFAULT 'WIB'::text NOT NULL,
    licence_number text,
    licence_expires date,
    code_key text GENERATED ALWAYS AS (upper(code)) STORED NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT location_format_is_known CHECK ((format = ANY (ARRAY['minimarket'::text, 'supermarket'::text, 'department_store'::text, 'coop_shop'::text, 'warehouse'::text]))),
    CONSTRAINT location_gln_has_thirteen_digits CHECK ((gln ~ '^[0-9]{13}$'::text)),
    CONSTRAINT location_time_zone_is_known CHECK ((time_zone = ANY (ARRAY['WIB'::text, 'WITA'::text, 'WIT'::text])))
);

ALTER TABLE ONLY public.location FORCE ROW LEVEL SECURITY;

CREATE VIEW public.goods_of_consignors WITH (security_invoker='true') AS
 SELECT c.owner_id,
    c.location_id,
    c.product_id,
    c.consignor_id,
    c.consignor_product_id,
    l.time_zone,
    held.during
   FROM ((public.consigned_goods c
     JOIN public.location l ON (((l.owner_id = c.owner_id) AND (l.location_id = c.location_id))))
     CROSS JOIN LATERAL unnest(((tstzmultirange(c.during) - public.producer_terms_say(c.owner_id, c.consignor_id, c.product_id, l.time_zone, false)) - public.stockist_terms_say(c.consignor_id, c.owner_id, c.consignor_product_id, l.time_zone, false))) held(during));

CREATE TABLE public.invitation (
    secret_sha256 bytea NOT NULL,
    party_id integer NOT NULL,
    email text NOT NULL,
    roles text[] NOT NULL,
    location_id integer,
    invited_by integer NOT NULL,
    invited_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    withdrawn_at timestamp with time zone
);

CREATE TABLE public.item_mapping (
    owner_id integer NOT NULL,
    mapping_id integer NOT NULL,
    connection_owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    item_code text NOT NULL,
    product_id integer NOT NULL,
    pack_code text NOT NULL,
    factor numeric(12,3) NOT NULL,
    during tstzrange NOT NULL
);

ALTER TABLE ONLY public.item_mapping FORCE ROW LEVEL SECURITY;

ALTER TABLE public.item_mapping ALTER COLUMN mapping_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.item_mapping_mapping_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.job_run (
    job_run_id bigint NOT NULL,
    job text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    seen bigint DEFAULT 0 NOT NULL,
    changed bigint DEFAULT 0 NOT NULL,
    left_over bigint DEFAULT 0 NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    broke boolean DEFAULT false NOT NULL
);

ALTER TABLE public.job_run ALTER COLUMN job_run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.job_run_job_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.location ALTER COLUMN location_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.location_location_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mail (
    owner_id integer NOT NULL,
    mail_id bigint NOT NULL,
    person_id integer,
    kind text NOT NULL,
    address text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    message_key uuid DEFAULT gen_random_uuid() NOT NULL,
    queued_at timestamp with time zone DEFAULT now() NOT NULL,
    useful_until timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone DEFAULT now() NOT NULL,
    lease_until timestamp with time zone,
    fence bigint DEFAULT 0 NOT NULL,
    last_error text,
    sent_at timestamp with time zone,
    parked_at timestamp with time zone,
    CONSTRAINT mail_ends_once CHECK (((sent_at IS NULL) OR (parked_at IS NULL))),
    CONSTRAINT mail_goes_to_one_address CHECK (((address ~ '^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$'::text) AND (length(address) <= 254))),
    CONSTRAINT mail_is_put_aside_for_a_reason CHECK (((parked_at IS NULL) OR (last_error IS NOT NULL))),
    CONSTRAINT mail_kind_is_known CHECK ((kind = ANY (ARRAY['invitation'::text, 'password'::text, 'digest'::text]))),
    CONSTRAINT mail_says_nothing_once_it_is_gone CHECK (((body = ''::text) OR ((sent_at IS NULL) AND (parked_at IS NULL)))),
    CONSTRAINT mail_subject_is_one_line CHECK (((subject !~ '[[:cntrl:]]'::text) AND ((length(subject) >= 1) AND (length(subject) <= 200))))
);

ALTER TABLE ONLY public.mail FORCE ROW LEVEL SECURITY;

ALTER TABLE public.mail ALTER COLUMN mail_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.mail_mail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matter_told (
    owner_id integer NOT NULL,
    matter text NOT NULL,
    told_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone
);

ALTER TABLE ONLY public.matter_told FORCE ROW LEVEL SECURITY;

CREATE TABLE public.member (
    owner_id integer NOT NULL,
    member_id bigint NOT NULL,
    number text NOT NULL,
    name text NOT NULL,
    employer_id bigint NOT NULL,
    employee_number text NOT NULL
);

ALTER TABLE ONLY public.member FORCE ROW LEVEL SECURITY;

CREATE TABLE public.member_instalment (
    owner_id integer NOT NULL,
    member_order_id bigint NOT NULL,
    number integer NOT NULL,
    month date NOT NULL,
    due_on date NOT NULL,
    amount numeric(20,0) NOT NULL,
    CONSTRAINT member_instalment_is_above_zero CHECK ((amount > (0)::numeric))
);

ALTER TABLE ONLY public.member_instalment FORCE ROW LEVEL SECURITY;

ALTER TABLE public.member ALTER COLUMN member_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.member_member_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.member_order (
    owner_id integer NOT NULL,
    member_order_id bigint NOT NULL,
    member_id bigint NOT NULL,
    employer_id bigint NOT NULL,
    product_id integer,
    goods text NOT NULL,
    ordered_on date NOT NULL,
    price numeric(20,0) NOT NULL,
    down_payment numeric(20,0) NOT NULL,
    service numeric(20,0) NOT NULL,
    months integer NOT NULL,
    first_month date NOT NULL,
    payday integer NOT NULL,
    waives_service boolean NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by text NOT NULL,
    order_owner_id integer,
    order_id bigint,
    CONSTRAINT member_order_leaves_something_to_divide CHECK (((down_payment >= (0)::numeric) AND (service >= (0)::numeric) AND ((months >= 1) AND (months <= 120)) AND ((price - down_payment) >= (months)::numeric)))
);

ALTER TABLE ONLY public.member_order FORCE ROW LEVEL SECURITY;

ALTER TABLE public.member_order ALTER COLUMN member_order_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.member_order_member_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.member_payment (
    owner_id integer NOT NULL,
    payment_id bigint NOT NULL,
    member_order_id bigint NOT NULL,
    kind text NOT NULL,
    amount numeric(20,0) NOT NULL,
    waived numeric(20,0) NOT NULL,
    paid_on date NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by text NOT NULL,
    CONSTRAINT member_payment_is_above_zero CHECK (((amount >= (0)::numeric) AND (waived >= (0)::numeric) AND ((kind = 'settled'::text) OR ((amount > (0)::numeric) AND (waived = (0)::numeric))))),
    CONSTRAINT member_payment_kind_is_known CHECK ((kind = ANY (ARRAY['by_hand'::text, 'settled'::text])))
);

ALTER TABLE ONLY public.member_payment FORCE ROW LEVEL SECURITY;

ALTER TABLE public.member_payment ALTER COLUMN payment_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.member_payment_payment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.message (
    owner_id integer NOT NULL,
    message_id bigint NOT NULL,
    person_id integer NOT NULL,
    kind text NOT NULL,
    arguments jsonb NOT NULL,
    link text,
    matter text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    read_at timestamp with time zone,
    CONSTRAINT message_kind_is_known CHECK ((kind = ANY (ARRAY['conflict'::text, 'review'::text, 'stream'::text, 'order'::text, 'many'::text, 'joined'::text, 'password_link'::text, 'code_cleared'::text]))),
    CONSTRAINT message_leads_into_the_console CHECK ((link ~ '^/([^/\\[:cntrl:]][^\\[:cntrl:]]*)?$'::text))
);

ALTER TABLE ONLY public.message FORCE ROW LEVEL SECURITY;

CREATE TABLE public.message_choice (
    owner_id integer NOT NULL,
    person_id integer NOT NULL,
    digest text NOT NULL,
    unwanted text[] NOT NULL,
    language text NOT NULL,
    CONSTRAINT message_choice_digest_is_known CHECK ((digest = ANY (ARRAY['daily'::text, 'when_asked'::text, 'never'::text]))),
    CONSTRAINT message_choice_language_is_known CHECK ((language = ANY (ARRAY['id'::text, 'en'::text]))),
    CONSTRAINT message_choice_unwanted_is_known CHECK ((unwanted <@ ARRAY['conflict'::text, 'review'::text, 'stream'::text, 'order'::text, 'joined'::text]))
);

ALTER TABLE ONLY public.message_choice FORCE ROW LEVEL SECURITY;

ALTER TABLE public.message ALTER COLUMN message_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.message_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_deadline_step (
    owner_id integer NOT NULL,
    order_id bigint NOT NULL,
    partner_id integer NOT NULL,
    deadline text NOT NULL,
    deadline_from timestamp with time zone NOT NULL,
    step text NOT NULL,
    taken_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT order_deadline_step_is_known CHECK ((step = ANY (ARRAY['remind_halfway'::text, 'remind_due'::text, 'escalate'::text, 'ask_partner'::text, 'request_cancellation'::text, 'withdraw'::text])))
);

ALTER TABLE ONLY public.order_deadline_step FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_delivery (
    owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    counterparty_id integer NOT NULL,
    document_number bigint NOT NULL,
    order_id bigint NOT NULL,
    due_since timestamp with time zone DEFAULT now() NOT NULL,
    answered_at timestamp with time zone,
    refused_code text,
    refused_because text,
    CONSTRAINT order_delivery_is_answered_or_refused CHECK (((answered_at IS NULL) OR (refused_code IS NULL)))
);

ALTER TABLE ONLY public.order_delivery FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_document (
    owner_id integer NOT NULL,
    order_id bigint NOT NULL,
    partner_id integer NOT NULL,
    kind text NOT NULL,
    document_id text NOT NULL COLLATE pg_catalog."C",
    document_number bigint NOT NULL,
    sender_id integer NOT NULL,
    sender_connection_id integer NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    content jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT order_document_kind_is_known CHECK ((kind = ANY (ARRAY['order'::text, 'order_response'::text, 'order_change'::text, 'order_cancellation'::text, 'despatch_advice'::text, 'receipt_advice'::text])))
);

ALTER TABLE ONLY public.order_document FORCE ROW LEVEL SECURITY;

ALTER TABLE public.order_document ALTER COLUMN document_number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.order_document_document_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_hold (
    owner_id integer NOT NULL,
    order_id bigint NOT NULL,
    line_id text NOT NULL COLLATE pg_catalog."C",
    order_owner_id integer NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    wanted numeric(15,3) NOT NULL,
    despatched numeric(15,3) NOT NULL,
    held numeric(15,3) NOT NULL,
    CONSTRAINT order_holds_no_more_than_is_wanted CHECK (((held >= (0)::numeric) AND (held <= wanted)))
);

ALTER TABLE ONLY public.order_hold FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_line (
    owner_id integer NOT NULL,
    order_id bigint NOT NULL,
    partner_id integer NOT NULL,
    line_id text NOT NULL COLLATE pg_catalog."C",
    place integer NOT NULL,
    product_id integer,
    pack_code text,
    pack_factor numeric(12,3),
    price numeric(20,10),
    price_base_quantity numeric(15,3),
    amount numeric(20,2),
    ordered numeric(15,3) NOT NULL,
    confirmed numeric(15,3) NOT NULL,
    despatched numeric(15,3) NOT NULL,
    outstanding numeric(15,3) NOT NULL,
    received numeric(15,3) NOT NULL,
    rejected numeric(15,3) NOT NULL,
    refused numeric(15,3) NOT NULL,
    cancelled numeric(15,3) NOT NULL,
    later numeric(15,3) NOT NULL,
    never numeric(15,3) NOT NULL,
    to_hold numeric(15,3) NOT NULL,
    held numeric(15,3),
    short numeric(15,3)
);

ALTER TABLE ONLY public.order_line FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_message (
    owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    counterparty_id integer NOT NULL,
    message_id text NOT NULL COLLATE pg_catalog."C",
    message_number bigint NOT NULL,
    body text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    recorded_at timestamp with time zone,
    order_id bigint,
    refused_code text,
    refused_because text,
    CONSTRAINT order_message_is_recorded_or_refused CHECK (((recorded_at IS NULL) OR (refused_code IS NULL)))
);

ALTER TABLE ONLY public.order_message FORCE ROW LEVEL SECURITY;

ALTER TABLE public.order_message ALTER COLUMN message_number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.order_message_message_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_pool (
    owner_id integer NOT NULL,
    pool_id bigint NOT NULL,
    supplier_id integer NOT NULL,
    ship_to_id integer NOT NULL,
    rule text NOT NULL,
    note text,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    opened_by text NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    closed_at timestamp with time zone,
    closed_by text,
    value numeric(20,2),
    minimum_order_value numeric(15,2),
    kept_because text,
    kept_detail text,
    reason text,
    order_owner_id integer,
    order_id bigint,
    seen_document bigint DEFAULT 0 NOT NULL,
    CONSTRAINT order_pool_cause_is_known CHECK ((kept_because = ANY (ARRAY['below_minimum'::text, 'not_orderable'::text]))),
    CONSTRAINT order_pool_is_cancelled_with_a_reason CHECK (((status = 'cancelled'::text) = (reason IS NOT NULL))),
    CONSTRAINT order_pool_is_closed_once CHECK (((status = 'open'::text) = (closed_at IS NULL))),
    CONSTRAINT order_pool_is_kept_back_for_a_cause CHECK (((status = 'kept_back'::text) = (kept_because IS NOT NULL))),
    CONSTRAINT order_pool_is_ordered_as_an_order CHECK (((status = 'ordered'::text) = (order_id IS NOT NULL))),
    CONSTRAINT order_pool_rule_is_known CHECK ((rule = ANY (ARRAY['proportional'::text, 'need'::text]))),
    CONSTRAINT order_pool_status_is_known CHECK ((status = ANY (ARRAY['open'::text, 'kept_back'::text, 'ordered'::text, 'empty'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.order_pool FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_pool_allocation (
    owner_id integer NOT NULL,
    pool_id bigint NOT NULL,
    document_number bigint NOT NULL,
    product_id integer NOT NULL,
    share_id bigint NOT NULL,
    location_id integer NOT NULL,
    lacked numeric(15,3) NOT NULL,
    quota numeric(15,3) NOT NULL,
    remainder bigint NOT NULL,
    rank_by_need integer NOT NULL,
    allocated numeric(15,3) NOT NULL,
    CONSTRAINT order_pool_allocation_is_what_the_share_lacks CHECK (((allocated >= (0)::numeric) AND (allocated <= lacked) AND (quota >= (0)::numeric) AND (remainder >= 0)))
);

ALTER TABLE ONLY public.order_pool_allocation FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_pool_delivery (
    owner_id integer NOT NULL,
    pool_id bigint NOT NULL,
    document_number bigint NOT NULL,
    product_id integer NOT NULL,
    document_id text NOT NULL,
    accepted numeric(21,3) NOT NULL,
    to_share numeric(21,3) NOT NULL,
    allocated numeric(15,3) NOT NULL,
    parts bigint NOT NULL,
    shortage numeric(15,3) NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT order_pool_delivery_gives_what_came CHECK (((allocated >= (0)::numeric) AND (allocated <= to_share) AND (shortage >= (0)::numeric)))
);

ALTER TABLE ONLY public.order_pool_delivery FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_pool_line (
    owner_id integer NOT NULL,
    pool_id bigint NOT NULL,
    product_id integer NOT NULL,
    demanded numeric(15,3) NOT NULL,
    unit numeric(15,3) NOT NULL,
    pack_code text,
    pack_factor numeric(12,3),
    price numeric(20,10),
    price_base_quantity numeric(15,3),
    ordered numeric(15,3) NOT NULL,
    CONSTRAINT order_pool_line_is_ordered_in_packs CHECK (((unit > (0)::numeric) AND ((pack_code IS NULL) = (ordered = (0)::numeric)) AND ((pack_code IS NULL) OR (ordered >= demanded))))
);

ALTER TABLE ONLY public.order_pool_line FORCE ROW LEVEL SECURITY;

ALTER TABLE public.order_pool ALTER COLUMN pool_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.order_pool_pool_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_pool_share (
    owner_id integer NOT NULL,
    pool_id bigint NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    share_id bigint NOT NULL,
    demanded numeric(15,3) NOT NULL,
    available numeric(21,3) NOT NULL,
    minimum numeric(15,3) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    given_by text NOT NULL,
    proposal_id bigint,
    CONSTRAINT order_pool_share_is_not_below_zero CHECK (((demanded >= (0)::numeric) AND (minimum >= (0)::numeric)))
);

ALTER TABLE ONLY public.order_pool_share FORCE ROW LEVEL SECURITY;

ALTER TABLE public.order_pool_share ALTER COLUMN share_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.order_pool_share_share_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_proposal (
    owner_id integer NOT NULL,
    proposal_id bigint NOT NULL,
    location_id integer NOT NULL,
    supplier_id integer,
    day date NOT NULL,
    currency text NOT NULL,
    value numeric(20,2) NOT NULL,
    minimum_order_value numeric(15,2) NOT NULL,
    kept_back boolean NOT NULL,
    proposed_at timestamp with time zone DEFAULT now() NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    decided_at timestamp with time zone,
    decided_by text,
    reason text,
    order_owner_id integer,
    order_id bigint,
    pool_id bigint,
    CONSTRAINT order_proposal_is_approved_as_an_order CHECK (((status = 'approved'::text) = (order_id IS NOT NULL))),
    CONSTRAINT order_proposal_is_decided_once CHECK (((status = 'open'::text) = (decided_at IS NULL))),
    CONSTRAINT order_proposal_is_dismissed_with_a_reason CHECK (((status = 'dismissed'::text) = (reason IS NOT NULL))),
    CONSTRAINT order_proposal_is_pooled_in_a_pool CHECK (((status = 'pooled'::text) = (pool_id IS NOT NULL))),
    CONSTRAINT order_proposal_status_is_known CHECK ((status = ANY (ARRAY['open'::text, 'approved'::text, 'dismissed'::text, 'superseded'::text, 'pooled'::text])))
);

ALTER TABLE ONLY public.order_proposal FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_proposal_line (
    owner_id integer NOT NULL,
    proposal_id bigint NOT NULL,
    product_id integer NOT NULL,
    item text,
    minimum numeric(15,3) NOT NULL,
    target numeric(15,3) NOT NULL,
    on_hand numeric(21,3) NOT NULL,
    available numeric(21,3) NOT NULL,
    on_order numeric(21,3) NOT NULL,
    expected_in numeric(15,3) NOT NULL,
    projected numeric(21,3) NOT NULL,
    cause text,
    faults text[] NOT NULL,
    pack_code text,
    pack_factor numeric(12,3),
    price numeric(20,10),
    price_base_quantity numeric(15,3),
    packs bigint,
    quantity numeric(15,3),
    value numeric(20,2),
    CONSTRAINT order_proposal_line_is_ordered_or_says_why_not CHECK ((((packs IS NULL) = (cardinality(faults) > 0)) AND ((packs IS NULL) = (cause IS NULL))))
);

ALTER TABLE ONLY public.order_proposal_line FORCE ROW LEVEL SECURITY;

ALTER TABLE public.order_proposal ALTER COLUMN proposal_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.order_proposal_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sync_stream (
    owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    kind text NOT NULL,
    counterparty_id integer NOT NULL,
    cursor text,
    in_flight json,
    last_attempt_at timestamp with time zone,
    last_success_at timestamp with time zone,
    last_error_at timestamp with time zone,
    last_error text,
    last_error_code text,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone,
    lease_holder text,
    lease_until timestamp with time zone,
    fence bigint DEFAULT 0 NOT NULL,
    parked_at timestamp with time zone,
    parked_by integer,
    parked_because text,
    narrowed_to integer,
    neighbour_taken boolean DEFAULT false NOT NULL,
    read_up_to timestamp with time zone,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    feed_position bigint,
    folded_position bigint,
    CONSTRAINT sync_stream_folds_what_was_told CHECK ((folded_position <= feed_position)),
    CONSTRAINT sync_stream_is_parked_by_somebody_for_a_reason CHECK ((((parked_at IS NULL) = (parked_by IS NULL)) AND ((parked_at IS NULL) = (parked_because IS NULL)))),
    CONSTRAINT sync_stream_kind_is_known CHECK ((kind = ANY (ARRAY['stock_in'::text, 'stock_out'::text, 'orders_in'::text, 'orders_out'::text, 'catalogue'::text, 'invoices'::text, 'placements'::text]))),
    CONSTRAINT sync_stream_sends_a_line_at_least CHECK ((narrowed_to > 0))
);
ALTER TABLE ONLY public.sync_stream ALTER COLUMN in_flight SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.sync_stream FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trade_order (
    owner_id integer NOT NULL,
    order_id bigint NOT NULL,
    partner_id integer NOT NULL,
    partnership_id integer NOT NULL,
    terms_from date NOT NULL,
    buyer_id integer NOT NULL,
    seller_id integer NOT NULL,
    number text NOT NULL COLLATE pg_catalog."C",
    issued_at timestamp with time zone NOT NULL,
    order_day date NOT NULL,
    ship_to_id integer NOT NULL,
    ship_to text NOT NULL,
    ship_from_id integer,
    ship_from text,
    currency text NOT NULL,
    note text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint NOT NULL,
    state text NOT NULL,
    turn text,
    amount numeric(20,2) NOT NULL,
    short boolean NOT NULL,
    contradictions integer NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    time_zone text DEFAULT 'WIB'::text NOT NULL,
    deadline text,
    deadline_from timestamp with time zone,
    due_at timestamp with time zone,
    next_step_at timestamp with time zone,
    awaits_partner boolean DEFAULT false NOT NULL,
    CONSTRAINT order_deadline_is_known CHECK ((deadline = ANY (ARRAY['response'::text, 'answer_to_change'::text, 'answer_to_cancellation'::text, 'reaction'::text, 'delivery'::text, 'receipt'::text]))),
    CONSTRAINT order_deadline_is_whole CHECK ((num_nulls(deadline, deadline_from, due_at) = ANY (ARRAY[0, 3]))),
    CONSTRAINT order_is_between_its_two_parties CHECK ((((buyer_id = owner_id) AND (seller_id = partner_id)) OR ((buyer_id = partner_id) AND (seller_id = owner_id)))),
    CONSTRAINT order_turn_is_a_side CHECK ((turn = ANY (ARRAY['buyer'::text, 'seller'::text])))
);

ALTER TABLE ONLY public.trade_order FORCE ROW LEVEL SECURITY;

CREATE VIEW public.order_reach WITH (security_invoker='true') AS
 SELECT o.owner_id,
    o.order_id,
    (NOT (EXISTS ( SELECT
           FROM public.sync_stream s
          WHERE ((s.owner_id = o.seller_id) AND (s.kind = 'orders_out'::text) AND (s.counterparty_id = o.buyer_id) AND (s.last_error IS NOT NULL))))) AS is_reachable,
    ((NOT (EXISTS ( SELECT
           FROM public.sync_stream s
          WHERE ((s.owner_id = o.seller_id) AND (s.kind = 'orders_out'::text) AND (s.counterparty_id = o.buyer_id))))) OR (EXISTS ( SELECT
           FROM public.order_document d
          WHERE ((d.owner_id = o.owner_id) AND (d.order_id = o.order_id) AND (d.sender_id = o.seller_id)))) OR (EXISTS ( SELECT
           FROM public.order_delivery d
          WHERE ((d.counterparty_id = o.owner_id) AND (d.order_id = o.order_id) AND ((d.answered_at IS NOT NULL) OR (d.refused_code = 'echo-differs'::text) OR (EXISTS ( SELECT
                   FROM public.sync_stream s
                  WHERE ((s.owner_id = d.owner_id) AND (s.connection_id = d.connection_id) AND (s.kind = 'orders_out'::text) AND (s.counterparty_id = d.counterparty_id) AND (((s.in_flight ->> 'document'::text))::bigint = d.document_number))))))))) AS was_sent
   FROM public.trade_order o;

CREATE TABLE public.outbox (
    owner_id integer NOT NULL,
    outbox_id bigint NOT NULL,
    connection_id integer NOT NULL,
    body text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE public.outbox ALTER COLUMN outbox_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.pack (
    owner_id integer NOT NULL,
    product_id integer NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    factor numeric(12,3) NOT NULL,
    gtin text,
    CONSTRAINT pack_factor_is_above_zero CHECK ((factor > (0)::numeric)),
    CONSTRAINT pack_gtin_has_a_length CHECK ((gtin ~ '^([0-9]{8}|[0-9]{12,14})$'::text))
);

ALTER TABLE ONLY public.pack FORCE ROW LEVEL SECURITY;

CREATE TABLE public.partner_copy (
    owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    source_id integer NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    version bigint NOT NULL,
    acknowledged_version bigint DEFAULT 0 NOT NULL,
    owed_since timestamp with time zone,
    told_as text,
    refused_code text,
    refused_because text,
    withdrawn boolean DEFAULT false NOT NULL,
    doubted_at timestamp with time zone,
    trace text,
    refusals integer DEFAULT 0 NOT NULL,
    CONSTRAINT partner_copy_is_refused_a_number_of_times CHECK ((refusals >= 0)),
    CONSTRAINT partner_copy_owes_since_a_time CHECK (((version > acknowledged_version) = (owed_since IS NOT NULL)))
);

ALTER TABLE ONLY public.partner_copy FORCE ROW LEVEL SECURITY;

CREATE TABLE public.partner_file (
    owner_id integer NOT NULL,
    file_id bigint NOT NULL,
    connection_id integer NOT NULL,
    delivery uuid NOT NULL,
    name text NOT NULL,
    bytes bigint NOT NULL,
    sha256 text,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    state text DEFAULT 'taken'::text NOT NULL,
    lines integer DEFAULT 0 NOT NULL,
    applied integer DEFAULT 0 NOT NULL,
    duplicate integer DEFAULT 0 NOT NULL,
    review integer DEFAULT 0 NOT NULL,
    refused integer DEFAULT 0 NOT NULL,
    refused_code text,
    why text,
    concluded_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone,
    last_error text,
    parked_at timestamp with time zone,
    CONSTRAINT partner_file_breaks_for_a_reason CHECK ((((parked_at IS NULL) OR (last_error IS NOT NULL)) AND ((next_attempt_at IS NULL) OR (last_error IS NOT NULL)))),
    CONSTRAINT partner_file_ends_at_a_time CHECK (((state = 'taken'::text) = (concluded_at IS NULL))),
    CONSTRAINT partner_file_is_put_aside_while_it_is_taken CHECK (((parked_at IS NULL) OR (state = 'taken'::text))),
    CONSTRAINT partner_file_is_refused_for_a_reason CHECK ((((state = 'refused'::text) = (refused_code IS NOT NULL)) AND ((refused_code IS NULL) = (why IS NULL)))),
    CONSTRAINT partner_file_lines_add_up CHECK ((lines = (((applied + duplicate) + review) + refused))),
    CONSTRAINT partner_file_state_is_known CHECK ((state = ANY (ARRAY['taken'::text, 'answered'::text, 'refused'::text])))
);

ALTER TABLE ONLY public.partner_file FORCE ROW LEVEL SECURITY;

CREATE TABLE public.partner_file_batch (
    owner_id integer NOT NULL,
    file_id bigint NOT NULL,
    batch integer NOT NULL,
    results text NOT NULL,
    reasons jsonb NOT NULL
);

ALTER TABLE ONLY public.partner_file_batch FORCE ROW LEVEL SECURITY;

ALTER TABLE public.partner_file ALTER COLUMN file_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.partner_file_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.partnership (
    owner_id integer NOT NULL,
    partnership_id integer NOT NULL,
    partner_id integer NOT NULL,
    environment text NOT NULL,
    role text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT partnership_ends_after_it_begins CHECK ((valid_to > valid_from)),
    CONSTRAINT partnership_has_two_parties CHECK ((owner_id <> partner_id)),
    CONSTRAINT partnership_role_is_known CHECK ((role = ANY (ARRAY['supplier'::text, 'stockist'::text])))
);

ALTER TABLE ONLY public.partnership FORCE ROW LEVEL SECURITY;

ALTER TABLE public.partnership ALTER COLUMN partnership_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.partnership_partnership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.party (
    owner_id integer NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    cooperative_kind text,
    environment text NOT NULL,
    book_version bigint DEFAULT 1 NOT NULL,
    registered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT cooperative_has_a_kind CHECK (((kind = 'cooperative'::text) = (cooperative_kind IS NOT NULL))),
    CONSTRAINT cooperative_kind_is_known CHECK ((cooperative_kind = ANY (ARRAY['civil_servants'::text, 'pesantren'::text, 'farmers_group'::text, 'savings_and_loan'::text, 'other'::text]))),
    CONSTRAINT party_code_has_a_shape CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'::text)),
    CONSTRAINT party_environment_is_known CHECK ((environment = ANY (ARRAY['live'::text, 'test'::text]))),
    CONSTRAINT party_kind_is_known CHECK ((kind = ANY (ARRAY['cooperative'::text, 'chain'::text, 'producer'::text, 'authority'::text])))
);

ALTER TABLE ONLY public.party FORCE ROW LEVEL SECURITY;

ALTER TABLE public.party ALTER COLUMN owner_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.party_owner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.party_tax_status (
    owner_id integer NOT NULL,
    valid_from date NOT NULL,
    pkp boolean NOT NULL
);

ALTER TABLE ONLY public.party_tax_status FORCE ROW LEVEL SECURITY;

CREATE TABLE public.permit (
    owner_id integer NOT NULL,
    permit_id integer NOT NULL,
    producer_id integer,
    product_id integer,
    kind text NOT NULL,
    number text NOT NULL,
    expires date NOT NULL,
    CONSTRAINT permit_is_of_a_producer_or_a_product CHECK (((producer_id IS NULL) <> (product_id IS NULL))),
    CONSTRAINT permit_kind_is_known CHECK ((kind = ANY (ARRAY['nib'::text, 'pirt'::text, 'halal'::text, 'bpom'::text])))
);

ALTER TABLE ONLY public.permit FORCE ROW LEVEL SECURITY;

ALTER TABLE public.permit ALTER COLUMN permit_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.permit_permit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.person (
    person_id integer NOT NULL,
    party_id integer NOT NULL,
    name text NOT NULL,
    roles text[] NOT NULL,
    location_id integer,
    user_name text NOT NULL,
    normalized_user_name text NOT NULL,
    email text NOT NULL,
    normalized_email text NOT NULL,
    email_confirmed boolean DEFAULT false NOT NULL,
    password_hash text,
    security_stamp text NOT NULL,
    concurrency_stamp text,
    phone_number text,
    phone_number_confirmed boolean DEFAULT false NOT NULL,
    two_factor_enabled boolean DEFAULT false NOT NULL,
    lockout_end timestamp with time zone,
    lockout_enabled boolean DEFAULT true NOT NULL,
    access_failed_count integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT person_has_a_name CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT person_has_roles_that_are_known CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['shopkeeper'::text, 'clerk'::text, 'manager'::text, 'treasurer'::text, 'chair'::text, 'partner_user'::text, 'partner_engineer'::text, 'inspector'::text, 'officer'::text, 'administrator'::text]))),
    CONSTRAINT person_keeps_one_shop CHECK (((('shopkeeper'::text = ANY (roles)) = (location_id IS NOT NULL)) AND ((location_id IS NULL) OR (cardinality(roles) = 1))))
);

CREATE TABLE public.person_claim (
    id integer NOT NULL,
    user_id integer NOT NULL,
    claim_type text,
    claim_value text
);

ALTER TABLE public.person_claim ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.person_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.person_login (
    login_provider text NOT NULL,
    provider_key text NOT NULL,
    provider_display_name text,
    user_id integer NOT NULL
);

CREATE TABLE public.person_passkey (
    credential_id bytea NOT NULL,
    user_id integer NOT NULL,
    data jsonb NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE public.person ALTER COLUMN person_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.person_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.person_session (
    session_id uuid NOT NULL,
    person_id integer NOT NULL,
    began_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    user_agent text NOT NULL,
    address text NOT NULL
);

CREATE TABLE public.person_token (
    user_id integer NOT NULL,
    login_provider text NOT NULL,
    name text NOT NULL,
    value text
);

CREATE TABLE public.price (
    owner_id integer NOT NULL,
    partnership_id integer NOT NULL,
    product_id integer NOT NULL,
    pack_code text NOT NULL,
    valid_from date NOT NULL,
    amount numeric(20,10) NOT NULL,
    base_quantity numeric(15,3) DEFAULT 1 NOT NULL,
    currency text DEFAULT 'IDR'::text NOT NULL,
    CONSTRAINT price_base_quantity_is_above_zero CHECK ((base_quantity > (0)::numeric)),
    CONSTRAINT price_is_not_negative CHECK ((amount >= (0)::numeric))
);

ALTER TABLE ONLY public.price FORCE ROW LEVEL SECURITY;

CREATE TABLE public.producer_terms (
    owner_id integer NOT NULL,
    producer_id integer NOT NULL,
    valid_from date NOT NULL,
    payment_days integer NOT NULL,
    on_consignment boolean NOT NULL,
    share_percent numeric(5,2) NOT NULL,
    shrinkage_borne_by text NOT NULL,
    settled_every text NOT NULL,
    settled_from_day integer NOT NULL,
    settlement_grace_days integer NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT producer_terms_payment_days_are_not_negative CHECK ((payment_days >= 0)),
    CONSTRAINT producer_terms_settlement_begins_on_a_day CHECK ((((settled_every = 'week'::text) AND ((settled_from_day >= 1) AND (settled_from_day <= 7))) OR ((settled_every = 'month'::text) AND ((settled_from_day >= 1) AND (settled_from_day <= 28))))),
    CONSTRAINT producer_terms_settlement_grace_is_not_negative CHECK ((settlement_grace_days >= 0)),
    CONSTRAINT producer_terms_share_is_a_part_of_the_price CHECK (((share_percent > (0)::numeric) AND (share_percent <= (100)::numeric))),
    CONSTRAINT producer_terms_shrinkage_is_borne_by_a_side CHECK ((shrinkage_borne_by = ANY (ARRAY['consignee'::text, 'consignor'::text])))
);

ALTER TABLE ONLY public.producer_terms FORCE ROW LEVEL SECURITY;

CREATE TABLE public.producer_terms_product (
    owner_id integer NOT NULL,
    producer_id integer NOT NULL,
    valid_from date NOT NULL,
    product_id integer NOT NULL,
    on_consignment boolean NOT NULL,
    amount numeric(20,10) NOT NULL,
    base_quantity numeric(15,3) NOT NULL,
    currency text DEFAULT 'IDR'::text NOT NULL,
    CONSTRAINT producer_price_base_quantity_is_above_zero CHECK ((base_quantity > (0)::numeric)),
    CONSTRAINT producer_price_is_not_negative CHECK ((amount >= (0)::numeric))
);

ALTER TABLE ONLY public.producer_terms_product FORCE ROW LEVEL SECURITY;

CREATE TABLE public.product (
    owner_id integer NOT NULL,
    product_id integer NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    kind text DEFAULT 'goods'::text NOT NULL,
    base_unit text NOT NULL,
    vat_class text DEFAULT 'standard'::text NOT NULL,
    staple boolean DEFAULT false NOT NULL,
    producer_id integer,
    code_key text GENERATED ALWAYS AS (upper(code)) STORED NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT product_kind_is_known CHECK ((kind = ANY (ARRAY['goods'::text, 'service'::text]))),
    CONSTRAINT product_vat_class_is_known CHECK ((vat_class = ANY (ARRAY['standard'::text, 'luxury'::text, 'exempt'::text, 'not_collected'::text, 'outside'::text])))
);

ALTER TABLE ONLY public.product FORCE ROW LEVEL SECURITY;

ALTER TABLE public.product ALTER COLUMN product_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.product_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.replenishment_level (
    owner_id integer NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    minimum numeric(15,3) NOT NULL,
    target numeric(15,3) NOT NULL,
    supplier_id integer,
    CONSTRAINT replenishment_supplier_is_another_party CHECK ((supplier_id <> owner_id)),
    CONSTRAINT replenishment_target_is_not_below_its_minimum CHECK (((minimum >= (0)::numeric) AND (target >= minimum)))
);

ALTER TABLE ONLY public.replenishment_level FORCE ROW LEVEL SECURITY;

CREATE TABLE public.review_item (
    owner_id integer NOT NULL,
    review_item_id bigint NOT NULL,
    connection_id integer NOT NULL,
    change_id text NOT NULL COLLATE pg_catalog."C",
    item_code text NOT NULL,
    location_id integer,
    line jsonb NOT NULL,
    candidates jsonb DEFAULT '[]'::jsonb NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_at timestamp with time zone,
    happened_at timestamp with time zone NOT NULL,
    waits_because text,
    due boolean DEFAULT false NOT NULL,
    corrected jsonb,
    dismissed_at timestamp with time zone,
    dismissed_because text,
    closed_by text,
    waits_code text,
    CONSTRAINT review_item_ends_once CHECK (((applied_at IS NULL) OR (dismissed_at IS NULL))),
    CONSTRAINT review_item_is_dismissed_for_a_reason CHECK (((dismissed_at IS NULL) = (dismissed_because IS NULL)))
);

ALTER TABLE ONLY public.review_item FORCE ROW LEVEL SECURITY;

ALTER TABLE public.review_item ALTER COLUMN review_item_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.review_item_review_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.schema_migration (
    number integer NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.settlement (
    owner_id integer NOT NULL,
    settlement_id bigint NOT NULL,
    hop text NOT NULL,
    consignor_id integer NOT NULL,
    consignee_id integer NOT NULL,
    partner_id integer NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    currency text NOT NULL,
    total numeric(18,2) NOT NULL,
    settled_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT settlement_ends_after_it_begins CHECK ((last_day >= first_day)),
    CONSTRAINT settlement_hop_is_known CHECK ((((hop = 'producer'::text) AND (consignee_id = owner_id) AND (partner_id = consignor_id)) OR ((hop = 'stockist'::text) AND (consignor_id = owner_id) AND (partner_id = consignee_id))))
);

ALTER TABLE ONLY public.settlement FORCE ROW LEVEL SECURITY;

CREATE TABLE public.settlement_line (
    owner_id integer NOT NULL,
    settlement_id bigint NOT NULL,
    line integer NOT NULL,
    kind text NOT NULL,
    consignor_id integer NOT NULL,
    consignee_id integer NOT NULL,
    location_owner_id integer NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    ledger_product_id integer NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    during tstzrange NOT NULL,
    revision integer NOT NULL,
    restates_settlement_id bigint,
    restates_line integer,
    opening numeric(21,3) NOT NULL,
    delivered numeric(21,3) NOT NULL,
    transfers_in numeric(21,3) NOT NULL,
    returns_in numeric(21,3) NOT NULL,
    found numeric(21,3) NOT NULL,
    returns_out numeric(21,3) NOT NULL,
    transfers_out numeric(21,3) NOT NULL,
    expired numeric(21,3) NOT NULL,
    damaged numeric(21,3) NOT NULL,
    closing numeric(21,3) NOT NULL,
    closing_is_counted boolean NOT NULL,
    taken numeric(21,3) NOT NULL,
    sold numeric(21,3) NOT NULL,
    sales_are_recorded boolean NOT NULL,
    shrinkage_borne_by text NOT NULL,
    price_amount numeric(20,10) NOT NULL,
    price_base_quantity numeric(15,3) NOT NULL,
    share_percent numeric(5,2) NOT NULL,
    due numeric(21,3) NOT NULL,
    quantity numeric(21,3) NOT NULL,
    amount numeric(18,2) NOT NULL,
    billed numeric(21,3) DEFAULT 0 NOT NULL,
    held text,
    CONSTRAINT settlement_line_adjusts_what_it_names CHECK ((((kind = 'settlement'::text) AND (revision = 0) AND (restates_line IS NULL) AND (restates_settlement_id IS NULL) AND (quantity = due)) OR ((kind = 'adjustment'::text) AND (revision > 0) AND (restates_line IS NOT NULL) AND (restates_settlement_id IS NOT NULL)))),
    CONSTRAINT settlement_line_due_is_gone_or_sold CHECK ((due = (
CASE
    WHEN ((shrinkage_borne_by = 'consignor'::text) AND sales_are_recorded) THEN sold
    ELSE taken
END - returns_in))),
    CONSTRAINT settlement_line_not_billed_above_settled CHECK (((billed >= LEAST(quantity, (0)::numeric)) AND (billed <= GREATEST(quantity, (0)::numeric)))),
    CONSTRAINT settlement_line_taken_is_what_left_the_shelf CHECK ((taken = (((((((((opening + delivered) + transfers_in) + returns_in) + found) - returns_out) - transfers_out) - expired) - damaged) - closing)))
);

ALTER TABLE ONLY public.settlement_line FORCE ROW LEVEL SECURITY;

ALTER TABLE public.settlement ALTER COLUMN settlement_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.settlement_settlement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.stock_entry (
    owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    change_id text NOT NULL COLLATE pg_catalog."C",
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    kind public.entry_kind NOT NULL,
    quantity numeric(15,3) NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    document text,
    reverses text COLLATE pg_catalog."C",
    CONSTRAINT stock_entry_count_is_not_negative CHECK (((kind <> 'count'::public.entry_kind) OR (quantity >= (0)::numeric))),
    CONSTRAINT stock_entry_reversal_has_no_quantity CHECK (((kind <> 'reversal'::public.entry_kind) OR (quantity = (0)::numeric))),
    CONSTRAINT stock_entry_reversal_names_its_entry CHECK (((kind = 'reversal'::public.entry_kind) = (reverses IS NOT NULL)))
);

ALTER TABLE ONLY public.stock_entry FORCE ROW LEVEL SECURITY;

CREATE TABLE public.stock_reservation (
    owner_id integer NOT NULL,
    reservation_id bigint NOT NULL,
    location_id integer NOT NULL,
    product_id integer NOT NULL,
    holder_id integer NOT NULL,
    holder_connection_id integer NOT NULL,
    reference text NOT NULL COLLATE pg_catalog."C",
    quantity numeric(15,3) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    reserved_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reservation_quantity_is_above_zero CHECK ((quantity > (0)::numeric))
);

ALTER TABLE ONLY public.stock_reservation FORCE ROW LEVEL SECURITY;

CREATE TABLE public.stock_reservation_open (
    owner_id integer NOT NULL,
    reservation_id bigint NOT NULL,
    remaining numeric(15,3) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT open_reservation_holds_something CHECK ((remaining > (0)::numeric))
);

ALTER TABLE ONLY public.stock_reservation_open FORCE ROW LEVEL SECURITY;

ALTER TABLE public.stock_reservation ALTER COLUMN reservation_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.stock_reservation_reservation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.stock_reservation_step (
    owner_id integer NOT NULL,
    reservation_id bigint NOT NULL,
    step integer NOT NULL,
    kind text NOT NULL,
    quantity numeric(15,3) NOT NULL,
    final boolean NOT NULL,
    reference text NOT NULL COLLATE pg_catalog."C",
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reservation_step_kind_is_known CHECK ((kind = ANY (ARRAY['commit'::text, 'release'::text, 'expire'::text]))),
    CONSTRAINT reservation_step_quantity_is_not_negative CHECK ((quantity >= (0)::numeric))
);

ALTER TABLE ONLY public.stock_reservation_step FORCE ROW LEVEL SECURITY;

CREATE TABLE public.stock_transfer (
    owner_id integer NOT NULL,
    transfer_id bigint NOT NULL,
    reference text NOT NULL COLLATE pg_catalog."C",
    from_location_id integer NOT NULL,
    to_location_id integer NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT transfer_goes_to_another_location CHECK ((from_location_id <> to_location_id))
);

ALTER TABLE ONLY public.stock_transfer FORCE ROW LEVEL SECURITY;

CREATE TABLE public.stock_transfer_line (
    owner_id integer NOT NULL,
    transfer_id bigint NOT NULL,
    line integer NOT NULL,
    product_id integer NOT NULL,
    quantity numeric(15,3) NOT NULL,
    CONSTRAINT transfer_quantity_is_above_zero CHECK ((quantity > (0)::numeric))
);

ALTER TABLE ONLY public.stock_transfer_line FORCE ROW LEVEL SECURITY;

ALTER TABLE public.stock_transfer ALTER COLUMN transfer_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.stock_transfer_transfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.stored_answer (
    owner_id integer NOT NULL,
    idempotency_key text NOT NULL COLLATE pg_catalog."C",
    request_sha256 bytea NOT NULL,
    status integer NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    body bytea NOT NULL,
    stored_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.stored_answer FORCE ROW LEVEL SECURITY;

CREATE TABLE public.stream_lag (
    owner_id integer NOT NULL,
    connection_id integer NOT NULL,
    kind text NOT NULL,
    counterparty_id integer NOT NULL,
    hour timestamp with time zone NOT NULL,
    longest_seconds numeric(14,3) NOT NULL,
    CONSTRAINT stream_lag_is_an_age CHECK ((longest_seconds >= (0)::numeric)),
    CONSTRAINT stream_lag_is_of_an_hour CHECK ((hour = date_bin('01:00:00'::interval, hour, '2000-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY public.stream_lag FORCE ROW LEVEL SECURITY;

CREATE TABLE public.system_of_record (
    owner_id integer NOT NULL,
    location_id integer NOT NULL,
    connection_id integer NOT NULL,
    during tstzrange NOT NULL
);

ALTER TABLE ONLY public.system_of_record FORCE ROW LEVEL SECURITY;

CREATE TABLE public.terms (
    owner_id integer NOT NULL,
    partnership_id integer NOT NULL,
    valid_from date NOT NULL,
    payment_days integer NOT NULL,
    price_tolerance_percent numeric(5,2) NOT NULL,
    price_tolerance_rupiah numeric(15,2) NOT NULL,
    response_hours integer NOT NULL,
    delivery_days integer NOT NULL,
    stock_visible_to_partner boolean NOT NULL,
    partner_stock_visible boolean NOT NULL,
    stale_after_days integer,
    stale_percent integer,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    accepted_at timestamp with time zone,
    on_consignment boolean DEFAULT false NOT NULL,
    share_percent numeric(5,2) DEFAULT 100 NOT NULL,
    shrinkage_borne_by text DEFAULT 'consignee'::text NOT NULL,
    settled_every text DEFAULT 'week'::text NOT NULL,
    settled_from_day integer DEFAULT 1 NOT NULL,
    settlement_grace_days integer DEFAULT 0 NOT NULL,
    step_hours integer DEFAULT 24 NOT NULL,
    escalates_to text DEFAULT 'manager'::text NOT NULL,
    minimum_order_value numeric(15,2) DEFAULT 0 NOT NULL,
    below_minimum text DEFAULT 'keep_back'::text NOT NULL,
    CONSTRAINT terms_escalate_to_a_role_of_the_cooperative CHECK ((escalates_to = ANY (ARRAY['clerk'::text, 'manager'::text, 'treasurer'::text, 'chair'::text]))),
    CONSTRAINT terms_minimum_order_value_is_not_negative CHECK ((minimum_order_value >= (0)::numeric)),
    CONSTRAINT terms_periods_are_not_negative CHECK (((payment_days >= 0) AND (response_hours >= 0) AND (delivery_days >= 0))),
    CONSTRAINT terms_settlement_begins_on_a_day CHECK ((((settled_every = 'week'::text) AND ((settled_from_day >= 1) AND (settled_from_day <= 7))) OR ((settled_every = 'month'::text) AND ((settled_from_day >= 1) AND (settled_from_day <= 28))))),
    CONSTRAINT terms_settlement_grace_is_not_negative CHECK ((settlement_grace_days >= 0)),
    CONSTRAINT terms_share_is_a_part_of_the_price CHECK (((share_percent > (0)::numeric) AND (share_percent <= (100)::numeric))),
    CONSTRAINT terms_shrink_with_age_as_a_pair CHECK ((((stale_after_days IS NULL) = (stale_percent IS NULL)) AND (stale_after_days >= 0) AND ((stale_percent >= 0) AND (stale_percent <= 100)))),
    CONSTRAINT terms_shrinkage_is_borne_by_a_side CHECK ((shrinkage_borne_by = ANY (ARRAY['consignee'::text, 'consignor'::text]))),
    CONSTRAINT terms_small_orders_are_kept_back_or_topped_up CHECK ((below_minimum = ANY (ARRAY['keep_back'::text, 'top_up'::text]))),
    CONSTRAINT terms_step_takes_time CHECK ((step_hours > 0)),
    CONSTRAINT terms_tolerances_are_not_negative CHECK (((price_tolerance_percent >= (0)::numeric) AND (price_tolerance_rupiah >= (0)::numeric)))
);

ALTER TABLE ONLY public.terms FORCE ROW LEVEL SECURITY;

CREATE TABLE public.terms_product (
    owner_id integer NOT NULL,
    partnership_id integer NOT NULL,
    valid_from date NOT NULL,
    product_id integer NOT NULL,
    on_consignment boolean NOT NULL
);

ALTER TABLE ONLY public.terms_product FORCE ROW LEVEL SECURITY;

ALTER TABLE public.trade_order ALTER COLUMN order_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.trade_order_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.expected_late_entry
    ADD CONSTRAINT acceptance_answers_one_late_entry UNIQUE (owner_id, expected_id, decision);

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (owner_id, key_id);

ALTER TABLE ONLY public.area
    ADD CONSTRAINT area_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (owner_id, audit_id);

ALTER TABLE ONLY public.conflict
    ADD CONSTRAINT conflict_pkey PRIMARY KEY (owner_id, conflict_id);

ALTER TABLE ONLY public.connection
    ADD CONSTRAINT connection_code_is_taken UNIQUE (owner_id, code);

ALTER TABLE ONLY public.connection
    ADD CONSTRAINT connection_pkey PRIMARY KEY (owner_id, connection_id);

ALTER TABLE ONLY public.consigned_goods
    ADD CONSTRAINT consigned_goods_pkey PRIMARY KEY (owner_id, location_id, product_id, during);

ALTER TABLE ONLY public.settlement_line
    ADD CONSTRAINT consigned_period_is_settled_once EXCLUDE USING gist (owner_id WITH =, consignor_id WITH =, consignee_id WITH =, location_owner_id WITH =, location_id WITH =, ledger_product_id WITH =, during WITH &&) WHERE ((revision = 0));

ALTER TABLE ONLY public.data_protection_key
    ADD CONSTRAINT data_protection_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.deduction_answer
    ADD CONSTRAINT deduction_answer_is_taken_once UNIQUE (owner_id, run_id, sha256);

ALTER TABLE ONLY public.deduction_answer_line
    ADD CONSTRAINT deduction_answer_line_pkey PRIMARY KEY (owner_id, answer_id, file_line);

ALTER TABLE ONLY public.deduction_answer
    ADD CONSTRAINT deduction_answer_pkey PRIMARY KEY (owner_id, answer_id);

ALTER TABLE ONLY public.deduction_line
    ADD CONSTRAINT deduction_line_pkey PRIMARY KEY (owner_id, run_id, line);

ALTER TABLE ONLY public.deduction_run
    ADD CONSTRAINT deduction_run_pkey PRIMARY KEY (owner_id, run_id);

ALTER TABLE ONLY public.digest
    ADD CONSTRAINT digest_pkey PRIMARY KEY (owner_id, person_id, day);

ALTER TABLE ONLY public.drift_check
    ADD CONSTRAINT drift_check_pkey PRIMARY KEY (owner_id, check_id);

ALTER TABLE ONLY public.drift_finding
    ADD CONSTRAINT drift_finding_pkey PRIMARY KEY (owner_id, finding_id);

ALTER TABLE ONLY public.deduction_run
    ADD CONSTRAINT employer_is_asked_once_a_month UNIQUE (owner_id, employer_id, month);

ALTER TABLE ONLY public.employer
    ADD CONSTRAINT employer_pkey PRIMARY KEY (owner_id, employer_id);

ALTER TABLE ONLY public.expected_decision
    ADD CONSTRAINT expected_decision_pkey PRIMARY KEY (owner_id, expected_id, decision);

ALTER TABLE ONLY public.expected_late_entry
    ADD CONSTRAINT expected_late_entry_pkey PRIMARY KEY (owner_id, connection_id, change_id);

ALTER TABLE ONLY public.expected_movement
    ADD CONSTRAINT expected_movement_pkey PRIMARY KEY (owner_id, expected_id);

ALTER TABLE ONLY public.expected_movement
    ADD CONSTRAINT expected_reference_is_taken UNIQUE (owner_id, location_id, product_id, reference, outward);

ALTER TABLE ONLY public.expected_state
    ADD CONSTRAINT expected_state_pkey PRIMARY KEY (owner_id, expected_id);

ALTER TABLE ONLY public.feed_epoch
    ADD CONSTRAINT feed_epoch_pkey PRIMARY KEY (epoch);

ALTER TABLE ONLY public.feed_event
    ADD CONSTRAINT feed_event_pkey PRIMARY KEY (owner_id, connection_id, "position");

ALTER TABLE ONLY public.feed_head
    ADD CONSTRAINT feed_head_pkey PRIMARY KEY (owner_id, connection_id);

ALTER TABLE ONLY public.consigned_goods
    ADD CONSTRAINT goods_have_one_owner_at_a_time EXCLUDE USING gist (owner_id WITH =, location_id WITH =, product_id WITH =, during WITH &&);

ALTER TABLE ONLY public.deduction_line
    ADD CONSTRAINT instalment_is_asked_once_a_run UNIQUE (owner_id, member_order_id, number, run_id);

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (secret_sha256);

ALTER TABLE ONLY public.item_mapping
    ADD CONSTRAINT item_code_is_mapped_at_that_time EXCLUDE USING gist (owner_id WITH =, connection_owner_id WITH =, connection_id WITH =, upper(item_code) WITH =, during WITH &&);

ALTER TABLE ONLY public.item_mapping
    ADD CONSTRAINT item_mapping_pkey PRIMARY KEY (owner_id, mapping_id);

ALTER TABLE ONLY public.job_run
    ADD CONSTRAINT job_run_pkey PRIMARY KEY (job_run_id);

ALTER TABLE ONLY public.system_of_record
    ADD CONSTRAINT location_has_one_system_of_record_at_a_time EXCLUDE USING gist (owner_id WITH =, location_id WITH =, during WITH &&);

ALTER TABLE ONLY public.location
    ADD CONSTRAINT location_pkey PRIMARY KEY (owner_id, location_id);

ALTER TABLE ONLY public.mail
    ADD CONSTRAINT mail_pkey PRIMARY KEY (owner_id, mail_id);

ALTER TABLE ONLY public.matter_told
    ADD CONSTRAINT matter_told_pkey PRIMARY KEY (owner_id, matter);

ALTER TABLE ONLY public.member_instalment
    ADD CONSTRAINT member_instalment_pkey PRIMARY KEY (owner_id, member_order_id, number);

ALTER TABLE ONLY public.member_order
    ADD CONSTRAINT member_order_pkey PRIMARY KEY (owner_id, member_order_id);

ALTER TABLE ONLY public.member_payment
    ADD CONSTRAINT member_payment_pkey PRIMARY KEY (owner_id, payment_id);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (owner_id, member_id);

ALTER TABLE ONLY public.message_choice
    ADD CONSTRAINT message_choice_pkey PRIMARY KEY (owner_id, person_id);

ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (owner_id, message_id);

ALTER TABLE ONLY public.order_deadline_step
    ADD CONSTRAINT order_deadline_step_pkey PRIMARY KEY (owner_id, order_id, deadline, deadline_from, step);

ALTER TABLE ONLY public.order_delivery
    ADD CONSTRAINT order_delivery_pkey PRIMARY KEY (owner_id, connection_id, document_number);

ALTER TABLE ONLY public.order_document
    ADD CONSTRAINT order_document_pkey PRIMARY KEY (owner_id, order_id, kind, document_id);

ALTER TABLE ONLY public.order_hold
    ADD CONSTRAINT order_hold_pkey PRIMARY KEY (owner_id, order_id, line_id);

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_pkey PRIMARY KEY (owner_id, order_id, line_id);

ALTER TABLE ONLY public.order_message
    ADD CONSTRAINT order_message_pkey PRIMARY KEY (owner_id, connection_id, counterparty_id, message_id);

ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT order_number_is_taken UNIQUE (owner_id, buyer_id, seller_id, number);

ALTER TABLE ONLY public.order_pool_allocation
    ADD CONSTRAINT order_pool_allocation_pkey PRIMARY KEY (owner_id, pool_id, share_id, document_number);

ALTER TABLE ONLY public.order_pool_delivery
    ADD CONSTRAINT order_pool_delivery_pkey PRIMARY KEY (owner_id, pool_id, document_number, product_id);

ALTER TABLE ONLY public.order_pool_line
    ADD CONSTRAINT order_pool_line_pkey PRIMARY KEY (owner_id, pool_id, product_id);

ALTER TABLE ONLY public.order_pool
    ADD CONSTRAINT order_pool_pkey PRIMARY KEY (owner_id, pool_id);

ALTER TABLE ONLY public.order_pool_share
    ADD CONSTRAINT order_pool_share_of_id UNIQUE (owner_id, pool_id, share_id);

ALTER TABLE ONLY public.order_pool_share
    ADD CONSTRAINT order_pool_share_pkey PRIMARY KEY (owner_id, pool_id, location_id, product_id);

ALTER TABLE ONLY public.order_proposal_line
    ADD CONSTRAINT order_proposal_line_pkey PRIMARY KEY (owner_id, proposal_id, product_id);

ALTER TABLE ONLY public.order_proposal
    ADD CONSTRAINT order_proposal_pkey PRIMARY KEY (owner_id, proposal_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (owner_id, outbox_id);

ALTER TABLE ONLY public.pack
    ADD CONSTRAINT pack_pkey PRIMARY KEY (owner_id, product_id, code);

ALTER TABLE ONLY public.partner_copy
    ADD CONSTRAINT partner_copy_pkey PRIMARY KEY (owner_id, connection_id, source_id, location_id, product_id);

ALTER TABLE ONLY public.partner_file_batch
    ADD CONSTRAINT partner_file_batch_pkey PRIMARY KEY (owner_id, file_id, batch);

ALTER TABLE ONLY public.partner_file
    ADD CONSTRAINT partner_file_is_taken_once UNIQUE (owner_id, delivery);

ALTER TABLE ONLY public.partner_file
    ADD CONSTRAINT partner_file_pkey PRIMARY KEY (owner_id, file_id);

ALTER TABLE ONLY public.partnership
    ADD CONSTRAINT partnership_pkey PRIMARY KEY (owner_id, partnership_id);

ALTER TABLE ONLY public.partnership
    ADD CONSTRAINT partnership_role_is_taken_at_that_time EXCLUDE USING gist (owner_id WITH =, partner_id WITH =, role WITH =, daterange(valid_from, valid_to) WITH &&);

ALTER TABLE ONLY public.party
    ADD CONSTRAINT party_code_is_taken UNIQUE (environment, code);

ALTER TABLE ONLY public.party
    ADD CONSTRAINT party_keeps_its_environment UNIQUE (owner_id, environment);

ALTER TABLE ONLY public.party
    ADD CONSTRAINT party_pkey PRIMARY KEY (owner_id);

ALTER TABLE ONLY public.party_tax_status
    ADD CONSTRAINT party_tax_status_pkey PRIMARY KEY (owner_id, valid_from);

ALTER TABLE ONLY public.permit
    ADD CONSTRAINT permit_is_recorded UNIQUE NULLS NOT DISTINCT (owner_id, producer_id, product_id, kind, number);

ALTER TABLE ONLY public.permit
    ADD CONSTRAINT permit_pkey PRIMARY KEY (owner_id, permit_id);

ALTER TABLE ONLY public.person_claim
    ADD CONSTRAINT person_claim_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_keeps_their_party UNIQUE (party_id, person_id);

ALTER TABLE ONLY public.person_login
    ADD CONSTRAINT person_login_pkey PRIMARY KEY (login_provider, provider_key);

ALTER TABLE ONLY public.person_passkey
    ADD CONSTRAINT person_passkey_pkey PRIMARY KEY (credential_id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY public.person_session
    ADD CONSTRAINT person_session_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.person_token
    ADD CONSTRAINT person_token_pkey PRIMARY KEY (user_id, login_provider, name);

ALTER TABLE ONLY public.price
    ADD CONSTRAINT price_pkey PRIMARY KEY (owner_id, partnership_id, product_id, pack_code, valid_from);

ALTER TABLE ONLY public.producer_terms
    ADD CONSTRAINT producer_terms_pkey PRIMARY KEY (owner_id, producer_id, valid_from);

ALTER TABLE ONLY public.producer_terms_product
    ADD CONSTRAINT producer_terms_product_pkey PRIMARY KEY (owner_id, producer_id, valid_from, product_id);

ALTER TABLE ONLY public.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (owner_id, product_id);

ALTER TABLE ONLY public.replenishment_level
    ADD CONSTRAINT replenishment_level_pkey PRIMARY KEY (owner_id, location_id, product_id);

ALTER TABLE ONLY public.stock_reservation
    ADD CONSTRAINT reservation_reference_is_taken UNIQUE (owner_id, holder_id, holder_connection_id, reference);

ALTER TABLE ONLY public.stock_reservation_step
    ADD CONSTRAINT reservation_step_is_taken UNIQUE (owner_id, reservation_id, kind, reference);

ALTER TABLE ONLY public.review_item
    ADD CONSTRAINT review_item_is_kept_once UNIQUE (owner_id, connection_id, change_id);

ALTER TABLE ONLY public.review_item
    ADD CONSTRAINT review_item_pkey PRIMARY KEY (owner_id, review_item_id);

ALTER TABLE ONLY public.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.settlement_line
    ADD CONSTRAINT settlement_line_pkey PRIMARY KEY (owner_id, settlement_id, line);

ALTER TABLE ONLY public.settlement_line
    ADD CONSTRAINT settlement_line_statement_is_stated_once UNIQUE (owner_id, consignor_id, consignee_id, location_owner_id, location_id, ledger_product_id, during, revision);

ALTER TABLE ONLY public.settlement
    ADD CONSTRAINT settlement_pkey PRIMARY KEY (owner_id, settlement_id);

ALTER TABLE ONLY public.stock_entry
    ADD CONSTRAINT stock_entry_pkey PRIMARY KEY (owner_id, connection_id, change_id);

ALTER TABLE ONLY public.stock_position
    ADD CONSTRAINT stock_position_pkey PRIMARY KEY (owner_id, location_id, product_id);

ALTER TABLE ONLY public.stock_reservation_open
    ADD CONSTRAINT stock_reservation_open_pkey PRIMARY KEY (owner_id, reservation_id);

ALTER TABLE ONLY public.stock_reservation
    ADD CONSTRAINT stock_reservation_pkey PRIMARY KEY (owner_id, reservation_id);

ALTER TABLE ONLY public.stock_reservation_step
    ADD CONSTRAINT stock_reservation_step_pkey PRIMARY KEY (owner_id, reservation_id, step);

ALTER TABLE ONLY public.stock_transfer_line
    ADD CONSTRAINT stock_transfer_line_pkey PRIMARY KEY (owner_id, transfer_id, line);

ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT stock_transfer_pkey PRIMARY KEY (owner_id, transfer_id);

ALTER TABLE ONLY public.stored_answer
    ADD CONSTRAINT stored_answer_pkey PRIMARY KEY (owner_id, idempotency_key);

ALTER TABLE ONLY public.stream_lag
    ADD CONSTRAINT stream_lag_pkey PRIMARY KEY (owner_id, connection_id, kind, counterparty_id, hour);

ALTER TABLE ONLY public.sync_stream
    ADD CONSTRAINT sync_stream_pkey PRIMARY KEY (owner_id, connection_id, kind, counterparty_id);

ALTER TABLE ONLY public.system_of_record
    ADD CONSTRAINT system_of_record_pkey PRIMARY KEY (owner_id, location_id, during);

ALTER TABLE ONLY public.terms
    ADD CONSTRAINT terms_pkey PRIMARY KEY (owner_id, partnership_id, valid_from);

ALTER TABLE ONLY public.terms_product
    ADD CONSTRAINT terms_product_pkey PRIMARY KEY (owner_id, partnership_id, valid_from, product_id);

ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_of_both UNIQUE (owner_id, order_id, partner_id);

ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_pkey PRIMARY KEY (owner_id, order_id);

ALTER TABLE ONLY public.stock_transfer_line
    ADD CONSTRAINT transfer_names_a_product_once UNIQUE (owner_id, transfer_id, product_id);

ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT transfer_reference_is_taken UNIQUE (owner_id, reference);

CREATE INDEX audit_entry_of_subject ON public.audit_entry USING btree (owner_id, subject_kind, subject_id, audit_id DESC);

CREATE UNIQUE INDEX conflict_is_open_once ON public.conflict USING btree (owner_id, kind, location_id, product_id, connection_id, change_id, subject_kind, subject_id) NULLS NOT DISTINCT WHERE (closed_at IS NULL);

CREATE INDEX conflict_of_change ON public.conflict USING btree (owner_id, connection_id, change_id) WHERE (change_id <> ''::text);

CREATE UNIQUE INDEX connection_has_two_keys_at_most ON public.api_key USING btree (owner_id, connection_id, slot) WHERE (revoked_at IS NULL);

CREATE INDEX consigned_goods_of_consignor ON public.consigned_goods USING btree (consignor_id, consignor_product_id);

CREATE UNIQUE INDEX deduction_line_is_answered_once ON public.deduction_answer_line USING btree (owner_id, run_id, line) WHERE (status = 'taken'::text);

CREATE UNIQUE INDEX drift_check_is_asked_once ON public.drift_check USING btree (owner_id, connection_owner_id, connection_id, stream) WHERE ((asked_at IS NOT NULL) AND (ended_at IS NULL));

CREATE INDEX drift_check_newest ON public.drift_check USING btree (owner_id, connection_owner_id, connection_id, stream, check_id DESC);

CREATE UNIQUE INDEX drift_finding_is_open_once ON public.drift_finding USING btree (owner_id, connection_owner_id, connection_id, stream, location_id, product_id) WHERE (resolved_at IS NULL);

CREATE UNIQUE INDEX employer_code_is_taken ON public.employer USING btree (owner_id, upper(code));

CREATE INDEX expected_movement_of_position_in_time ON public.expected_movement USING btree (owner_id, location_id, product_id, occurred_at);

CREATE INDEX expected_still_due ON public.expected_state USING btree (due_at) WHERE ((remaining > (0)::numeric) AND (raised_at IS NULL));

CREATE INDEX invitation_of_one_party ON public.invitation USING btree (party_id);

CREATE INDEX item_mapping_by_product ON public.item_mapping USING btree (owner_id, connection_owner_id, connection_id, product_id);

CREATE INDEX item_mapping_of_product ON public.item_mapping USING btree (owner_id, connection_owner_id, product_id);

CREATE INDEX job_run_by_start ON public.job_run USING btree (started_at);

CREATE INDEX job_run_newest ON public.job_run USING btree (job, started_at DESC);

CREATE UNIQUE INDEX location_code_is_taken ON public.location USING btree (owner_id, code_key);

CREATE INDEX mail_due ON public.mail USING btree (next_attempt_at) WHERE ((sent_at IS NULL) AND (parked_at IS NULL));

CREATE INDEX mail_of_person ON public.mail USING btree (owner_id, person_id, kind, queued_at);

CREATE UNIQUE INDEX member_employee_number_is_taken ON public.member USING btree (owner_id, employer_id, upper(employee_number));

CREATE UNIQUE INDEX member_number_is_taken ON public.member USING btree (owner_id, upper(number));

CREATE INDEX member_order_by_employer ON public.member_order USING btree (owner_id, employer_id);

CREATE INDEX member_order_by_member ON public.member_order USING btree (owner_id, member_id, member_order_id);

CREATE UNIQUE INDEX member_order_is_settled_once ON public.member_payment USING btree (owner_id, member_order_id) WHERE (kind = 'settled'::text);

CREATE UNIQUE INDEX member_order_of_order ON public.member_order USING btree (owner_id, order_owner_id, order_id) WHERE (order_id IS NOT NULL);

CREATE INDEX member_payment_by_order ON public.member_payment USING btree (owner_id, member_order_id);

CREATE INDEX message_of_matter ON public.message USING btree (owner_id, matter) WHERE ((matter IS NOT NULL) AND (read_at IS NULL));

CREATE INDEX message_of_person ON public.message USING btree (owner_id, person_id, message_id DESC);

CREATE INDEX message_unread ON public.message USING btree (owner_id, person_id) WHERE (read_at IS NULL);

CREATE INDEX order_delivery_by_order ON public.order_delivery USING btree (counterparty_id, order_id);

CREATE INDEX order_delivery_due ON public.order_delivery USING btree (owner_id, connection_id, counterparty_id, document_number) WHERE (answered_at IS NULL);

CREATE INDEX order_hold_at_position ON public.order_hold USING btree (owner_id, location_id, product_id) WHERE (held > (0)::numeric);

CREATE INDEX order_message_by_order ON public.order_message USING btree (counterparty_id, order_id);

CREATE INDEX order_message_due ON public.order_message USING btree (owner_id, connection_id, counterparty_id, message_number) WHERE (recorded_at IS NULL);

CREATE INDEX order_pool_newest_first ON public.order_pool USING btree (owner_id, status, pool_id);

CREATE UNIQUE INDEX order_pool_of_order ON public.order_pool USING btree (owner_id, order_owner_id, order_id) WHERE (order_id IS NOT NULL);

CREATE INDEX order_pool_share_of_shop ON public.order_pool_share USING btree (owner_id, location_id, product_id) WHERE (demanded > (0)::numeric);

CREATE INDEX order_pool_to_close ON public.order_pool USING btree (closes_at) WHERE (status = 'open'::text);

CREATE INDEX order_proposal_decided ON public.order_proposal USING btree (owner_id, location_id, decided_at) WHERE (status = ANY (ARRAY['approved'::text, 'dismissed'::text, 'pooled'::text]));

CREATE UNIQUE INDEX order_proposal_is_open_once ON public.order_proposal USING btree (owner_id, location_id, supplier_id) NULLS NOT DISTINCT WHERE (status = 'open'::text);

CREATE INDEX order_proposal_newest_first ON public.order_proposal USING btree (owner_id, status, proposal_id);

CREATE INDEX outbox_in_order ON public.outbox USING btree (outbox_id);

CREATE UNIQUE INDEX pack_gtin_is_taken ON public.pack USING btree (owner_id, lpad(gtin, 14, '0'::text)) WHERE (gtin IS NOT NULL);

CREATE INDEX partner_copy_owed ON public.partner_copy USING btree (owner_id, connection_id, source_id, owed_since, location_id, product_id) WHERE (owed_since IS NOT NULL);

CREATE INDEX partner_copy_withdrawn ON public.partner_copy USING btree (owner_id, connection_id, source_id, location_id, product_id) WHERE withdrawn;

CREATE INDEX partner_file_under_way ON public.partner_file USING btree (owner_id, connection_id) WHERE (state = 'taken'::text);

CREATE INDEX partnership_of_partner ON public.partnership USING btree (partner_id, owner_id);

CREATE UNIQUE INDEX party_has_one_console ON public.connection USING btree (owner_id) WHERE (kind = 'console'::text);

CREATE INDEX person_claim_by_person ON public.person_claim USING btree (user_id);

CREATE UNIQUE INDEX person_has_an_email_of_their_own ON public.person USING btree (normalized_email) WHERE (removed_at IS NULL);

CREATE INDEX person_login_by_person ON public.person_login USING btree (user_id);

CREATE INDEX person_of_one_party ON public.person USING btree (party_id);

CREATE INDEX person_passkey_by_person ON public.person_passkey USING btree (user_id);

CREATE INDEX person_session_by_person ON public.person_session USING btree (person_id, seen_at DESC) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX person_signs_in_by_one_name ON public.person USING btree (normalized_user_name) WHERE (removed_at IS NULL);

CREATE UNIQUE INDEX product_code_is_taken ON public.product USING btree (owner_id, code_key);

CREATE INDEX review_item_due ON public.review_item USING btree (due, opened_at) WHERE ((applied_at IS NULL) AND (dismissed_at IS NULL) AND (waits_because IS NULL));

CREATE INDEX review_item_of_code ON public.review_item USING btree (owner_id, connection_id, upper(item_code)) WHERE ((applied_at IS NULL) AND (dismissed_at IS NULL));

CREATE INDEX review_item_open ON public.review_item USING btree (owner_id, review_item_id) WHERE ((applied_at IS NULL) AND (dismissed_at IS NULL));

CREATE INDEX review_item_settled ON public.review_item USING btree (owner_id, connection_id, change_id) WHERE ((dismissed_at IS NOT NULL) OR (corrected IS NOT NULL));

CREATE INDEX settlement_of_partner ON public.settlement USING btree (partner_id, settlement_id);

CREATE INDEX stock_entry_late ON public.stock_entry USING btree (owner_id, location_id, product_id, recorded_at) WHERE ((kind = 'reversal'::public.entry_kind) OR ((recorded_at - occurred_at) > '06:00:00'::interval));

CREATE INDEX stock_entry_of_position ON public.stock_entry USING btree (owner_id, location_id, product_id, occurred_at);

CREATE INDEX stock_entry_reversals ON public.stock_entry USING btree (owner_id, connection_id, reverses) WHERE (reverses IS NOT NULL);

CREATE INDEX stock_reservation_due ON public.stock_reservation_open USING btree (expires_at);

CREATE INDEX stock_reservation_of_holder ON public.stock_reservation USING btree (holder_id, owner_id);

CREATE INDEX stored_answer_age ON public.stored_answer USING btree (stored_at);

CREATE INDEX stream_lag_by_hour ON public.stream_lag USING btree (hour);

CREATE INDEX trade_order_awaited ON public.trade_order USING btree (owner_id, turn, order_id) WHERE (turn IS NOT NULL);

CREATE INDEX trade_order_of_partner ON public.trade_order USING btree (partner_id, order_id);

CREATE INDEX trade_order_to_come ON public.trade_order USING btree (buyer_id, ship_to_id) WHERE (turn IS NOT NULL);

CREATE INDEX trade_order_to_look_at ON public.trade_order USING btree (next_step_at) WHERE (next_step_at IS NOT NULL);

CREATE TRIGGER audit_entry_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.audit_is_only_added_to();

CREATE TRIGGER connection_added AFTER INSERT ON public.connection REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.books_of_partners_move_on();

CREATE TRIGGER connection_changed AFTER UPDATE ON public.connection REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.books_of_partners_move_on();

CREATE TRIGGER connection_feed_begins AFTER INSERT ON public.connection REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.feed_begins();

CREATE TRIGGER connection_feed_begins_later AFTER UPDATE ON public.connection REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.feed_begins();

CREATE TRIGGER expected_decision_counts AFTER INSERT ON public.expected_decision FOR EACH ROW EXECUTE FUNCTION public.expected_decision_is_folded();

CREATE TRIGGER expected_movement_begins AFTER INSERT ON public.expected_movement FOR EACH ROW EXECUTE FUNCTION public.expected_movement_is_folded();

CREATE TRIGGER expected_state_is_summed AFTER INSERT OR UPDATE OF told, let_go, taken_up, remaining ON public.expected_state FOR EACH ROW EXECUTE FUNCTION public.expected_state_counts();

CREATE TRIGGER item_mapping_added AFTER INSERT ON public.item_mapping REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.book_moves_on();

CREATE TRIGGER item_mapping_changed AFTER UPDATE ON public.item_mapping REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.book_moves_on();

CREATE TRIGGER location_added AFTER INSERT ON public.location REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.book_moves_on();

CREATE TRIGGER location_changed AFTER UPDATE ON public.location REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.book_moves_on();

CREATE TRIGGER location_console AFTER INSERT ON public.location FOR EACH ROW EXECUTE FUNCTION public.location_begins_with_its_console();

CREATE TRIGGER pack_added AFTER INSERT ON public.pack REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.book_moves_on();

CREATE TRIGGER pack_changed AFTER UPDATE ON public.pack REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.book_moves_on();

CREATE TRIGGER partnership_changed AFTER UPDATE ON public.partnership REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.books_of_both_move_on();

CREATE TRIGGER party_console AFTER INSERT ON public.party REFERENCING NEW TABLE AS registered FOR EACH STATEMENT EXECUTE FUNCTION public.party_gets_its_console();

CREATE TRIGGER pool_share_is_given_in_time BEFORE INSERT OR UPDATE ON public.order_pool_share FOR EACH ROW EXECUTE FUNCTION public.pool_takes_share();

CREATE TRIGGER product_added AFTER INSERT ON public.product REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.book_moves_on();

CREATE TRIGGER product_changed AFTER UPDATE ON public.product REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.book_moves_on();

CREATE TRIGGER stock_reservation_holds AFTER INSERT ON public.stock_reservation FOR EACH ROW EXECUTE FUNCTION public.reservation_holds_stock();

CREATE TRIGGER stock_reservation_step_gives_back AFTER INSERT ON public.stock_reservation_step FOR EACH ROW EXECUTE FUNCTION public.reservation_step_gives_back();

CREATE TRIGGER system_of_record_added AFTER INSERT ON public.system_of_record REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.book_moves_on();

CREATE TRIGGER system_of_record_changed AFTER UPDATE ON public.system_of_record REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.book_moves_on();

CREATE CONSTRAINT TRIGGER system_of_record_has_no_gap AFTER INSERT OR DELETE OR UPDATE ON public.system_of_record DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.system_of_record_leaves_no_gap();

CREATE TRIGGER terms_accepted AFTER UPDATE ON public.terms REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.books_of_both_move_on();

CREATE TRIGGER terms_added AFTER INSERT ON public.terms REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.books_of_both_move_on();

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_of_connection FOREIGN KEY (owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.area
    ADD CONSTRAINT area_parent_exists FOREIGN KEY (parent) REFERENCES public.area(code);

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_by_connection FOREIGN KEY (owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_of_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.connection
    ADD CONSTRAINT connection_of_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.consigned_goods
    ADD CONSTRAINT consigned_goods_are_the_consignors FOREIGN KEY (consignor_id, consignor_product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.consigned_goods
    ADD CONSTRAINT consigned_goods_at_location FOREIGN KEY (owner_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.consigned_goods
    ADD CONSTRAINT consigned_goods_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.consigned_goods
    ADD CONSTRAINT consignor_is_a_party FOREIGN KEY (consignor_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.deduction_answer_line
    ADD CONSTRAINT deduction_answer_line_of_answer FOREIGN KEY (owner_id, answer_id) REFERENCES public.deduction_answer(owner_id, answer_id);

ALTER TABLE ONLY public.deduction_answer_line
    ADD CONSTRAINT deduction_answer_line_of_line FOREIGN KEY (owner_id, run_id, line) REFERENCES public.deduction_line(owner_id, run_id, line);

ALTER TABLE ONLY public.deduction_answer
    ADD CONSTRAINT deduction_answer_of_run FOREIGN KEY (owner_id, run_id) REFERENCES public.deduction_run(owner_id, run_id);

ALTER TABLE ONLY public.deduction_line
    ADD CONSTRAINT deduction_line_of_instalment FOREIGN KEY (owner_id, member_order_id, number) REFERENCES public.member_instalment(owner_id, member_order_id, number);

ALTER TABLE ONLY public.deduction_line
    ADD CONSTRAINT deduction_line_of_run FOREIGN KEY (owner_id, run_id) REFERENCES public.deduction_run(owner_id, run_id);

ALTER TABLE ONLY public.deduction_run
    ADD CONSTRAINT deduction_run_of_employer FOREIGN KEY (owner_id, employer_id) REFERENCES public.employer(owner_id, employer_id);

ALTER TABLE ONLY public.digest
    ADD CONSTRAINT digest_of_person_of_the_party FOREIGN KEY (owner_id, person_id) REFERENCES public.person(party_id, person_id);

ALTER TABLE ONLY public.drift_check
    ADD CONSTRAINT drift_check_of_connection FOREIGN KEY (connection_owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.drift_check
    ADD CONSTRAINT drift_check_of_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.drift_finding
    ADD CONSTRAINT drift_finding_at_location FOREIGN KEY (owner_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.drift_finding
    ADD CONSTRAINT drift_finding_is_of_a_run FOREIGN KEY (owner_id, first_check_id) REFERENCES public.drift_check(owner_id, check_id);

ALTER TABLE ONLY public.drift_finding
    ADD CONSTRAINT drift_finding_of_connection FOREIGN KEY (connection_owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.drift_finding
    ADD CONSTRAINT drift_finding_of_position FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.employer
    ADD CONSTRAINT employer_of_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.expected_decision
    ADD CONSTRAINT expected_decision_because_of_conflict FOREIGN KEY (owner_id, conflict_id) REFERENCES public.conflict(owner_id, conflict_id);

ALTER TABLE ONLY public.expected_decision
    ADD CONSTRAINT expected_decision_of_movement FOREIGN KEY (owner_id, expected_id) REFERENCES public.expected_movement(owner_id, expected_id);

ALTER TABLE ONLY public.expected_late_entry
    ADD CONSTRAINT expected_late_entry_of_decision FOREIGN KEY (owner_id, expected_id, decision) REFERENCES public.expected_decision(owner_id, expected_id, decision);

ALTER TABLE ONLY public.expected_movement
    ADD CONSTRAINT expected_movement_of_position FOREIGN KEY (owner_id, location_id, product_id) REFERENCES public.stock_position(owner_id, location_id, product_id);

ALTER TABLE ONLY public.expected_state
    ADD CONSTRAINT expected_state_of_movement FOREIGN KEY (owner_id, expected_id) REFERENCES public.expected_movement(owner_id, expected_id);

ALTER TABLE ONLY public.feed_head
    ADD CONSTRAINT feed_head_of_connection FOREIGN KEY (owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_by_person FOREIGN KEY (invited_by) REFERENCES public.person(person_id);

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_to_a_location_of_the_party FOREIGN KEY (party_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_to_party FOREIGN KEY (party_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.item_mapping
    ADD CONSTRAINT item_mapping_of_connection FOREIGN KEY (connection_owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.item_mapping
    ADD CONSTRAINT item_mapping_to_pack FOREIGN KEY (owner_id, product_id, pack_code) REFERENCES public.pack(owner_id, product_id, code);

ALTER TABLE ONLY public.location
    ADD CONSTRAINT location_kelurahan_is_known FOREIGN KEY (kelurahan) REFERENCES public.area(code);

ALTER TABLE ONLY public.location
    ADD CONSTRAINT location_of_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.mail
    ADD CONSTRAINT mail_of_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.mail
    ADD CONSTRAINT mail_to_person_of_the_party FOREIGN KEY (owner_id, person_id) REFERENCES public.person(party_id, person_id);

ALTER TABLE ONLY public.matter_told
    ADD CONSTRAINT matter_told_to_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.member_instalment
    ADD CONSTRAINT member_instalment_of_order FOREIGN KEY (owner_id, member_order_id) REFERENCES public.member_order(owner_id, member_order_id);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_of_employer FOREIGN KEY (owner_id, employer_id) REFERENCES public.employer(owner_id, employer_id);

ALTER TABLE ONLY public.member_order
    ADD CONSTRAINT member_order_became_order FOREIGN KEY (order_owner_id, order_id) REFERENCES public.trade_order(owner_id, order_id);

ALTER TABLE ONLY public.member_order
    ADD CONSTRAINT member_order_of_employer FOREIGN KEY (owner_id, employer_id) REFERENCES public.employer(owner_id, employer_id);

ALTER TABLE ONLY public.member_order
    ADD CONSTRAINT member_order_of_member FOREIGN KEY (owner_id, member_id) REFERENCES public.member(owner_id, member_id);

ALTER TABLE ONLY public.member_order
    ADD CONSTRAINT member_order_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.member_payment
    ADD CONSTRAINT member_payment_of_order FOREIGN KEY (owner_id, member_order_id) REFERENCES public.member_order(owner_id, member_order_id);

ALTER TABLE ONLY public.message_choice
    ADD CONSTRAINT message_choice_of_person_of_the_party FOREIGN KEY (owner_id, person_id) REFERENCES public.person(party_id, person_id);

ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_to_person_of_the_party FOREIGN KEY (owner_id, person_id) REFERENCES public.person(party_id, person_id);

ALTER TABLE ONLY public.order_deadline_step
    ADD CONSTRAINT order_deadline_step_of_order FOREIGN KEY (owner_id, order_id, partner_id) REFERENCES public.trade_order(owner_id, order_id, partner_id);

ALTER TABLE ONLY public.order_delivery
    ADD CONSTRAINT order_delivery_by_connection FOREIGN KEY (owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.order_delivery
    ADD CONSTRAINT order_delivery_of_order FOREIGN KEY (counterparty_id, order_id) REFERENCES public.trade_order(owner_id, order_id);

ALTER TABLE ONLY public.order_document
    ADD CONSTRAINT order_document_by_connection FOREIGN KEY (sender_id, sender_connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.order_document
    ADD CONSTRAINT order_document_of_order FOREIGN KEY (owner_id, order_id, partner_id) REFERENCES public.trade_order(owner_id, order_id, partner_id);

ALTER TABLE ONLY public.order_hold
    ADD CONSTRAINT order_hold_of_order FOREIGN KEY (order_owner_id, order_id) REFERENCES public.trade_order(owner_id, order_id);

ALTER TABLE ONLY public.order_hold
    ADD CONSTRAINT order_hold_of_position FOREIGN KEY (owner_id, location_id, product_id) REFERENCES public.stock_position(owner_id, location_id, product_id);

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_of_order FOREIGN KEY (owner_id, order_id, partner_id) REFERENCES public.trade_order(owner_id, order_id, partner_id);

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.order_message
    ADD CONSTRAINT order_message_by_connection FOREIGN KEY (owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.order_message
    ADD CONSTRAINT order_message_of_order FOREIGN KEY (counterparty_id, order_id) REFERENCES public.trade_order(owner_id, order_id);

ALTER TABLE ONLY public.order_pool_allocation
    ADD CONSTRAINT order_pool_allocation_of_delivery FOREIGN KEY (owner_id, pool_id, document_number, product_id) REFERENCES public.order_pool_delivery(owner_id, pool_id, document_number, product_id);

ALTER TABLE ONLY public.order_pool_allocation
    ADD CONSTRAINT order_pool_allocation_of_share FOREIGN KEY (owner_id, pool_id, share_id) REFERENCES public.order_pool_share(owner_id, pool_id, share_id);

ALTER TABLE ONLY public.order_pool
    ADD CONSTRAINT order_pool_became_order FOREIGN KEY (order_owner_id, order_id) REFERENCES public.trade_order(owner_id, order_id);

ALTER TABLE ONLY public.order_pool_delivery
    ADD CONSTRAINT order_pool_delivery_of_line FOREIGN KEY (owner_id, pool_id, product_id) REFERENCES public.order_pool_line(owner_id, pool_id, product_id);

ALTER TABLE ONLY public.order_pool_line
    ADD CONSTRAINT order_pool_line_of_pool FOREIGN KEY (owner_id, pool_id) REFERENCES public.order_pool(owner_id, pool_id);

ALTER TABLE ONLY public.order_pool_line
    ADD CONSTRAINT order_pool_line_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.order_pool_share
    ADD CONSTRAINT order_pool_share_of_location FOREIGN KEY (owner_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.order_pool_share
    ADD CONSTRAINT order_pool_share_of_pool FOREIGN KEY (owner_id, pool_id) REFERENCES public.order_pool(owner_id, pool_id);

ALTER TABLE ONLY public.order_pool_share
    ADD CONSTRAINT order_pool_share_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.order_pool_share
    ADD CONSTRAINT order_pool_share_of_proposal FOREIGN KEY (owner_id, proposal_id) REFERENCES public.order_proposal(owner_id, proposal_id);

ALTER TABLE ONLY public.order_pool
    ADD CONSTRAINT order_pool_ships_to FOREIGN KEY (owner_id, ship_to_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.order_pool
    ADD CONSTRAINT order_pool_to_supplier FOREIGN KEY (supplier_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.order_proposal
    ADD CONSTRAINT order_proposal_became_order FOREIGN KEY (order_owner_id, order_id) REFERENCES public.trade_order(owner_id, order_id);

ALTER TABLE ONLY public.order_proposal
    ADD CONSTRAINT order_proposal_in_pool FOREIGN KEY (owner_id, pool_id) REFERENCES public.order_pool(owner_id, pool_id);

ALTER TABLE ONLY public.order_proposal_line
    ADD CONSTRAINT order_proposal_line_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.order_proposal_line
    ADD CONSTRAINT order_proposal_line_of_proposal FOREIGN KEY (owner_id, proposal_id) REFERENCES public.order_proposal(owner_id, proposal_id);

ALTER TABLE ONLY public.order_proposal
    ADD CONSTRAINT order_proposal_of_location FOREIGN KEY (owner_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.order_proposal
    ADD CONSTRAINT order_proposal_to_supplier FOREIGN KEY (supplier_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.pack
    ADD CONSTRAINT pack_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.partner_copy
    ADD CONSTRAINT partner_copy_of_connection FOREIGN KEY (owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.partner_copy
    ADD CONSTRAINT partner_copy_of_position FOREIGN KEY (source_id, location_id, product_id) REFERENCES public.stock_position(owner_id, location_id, product_id);

ALTER TABLE ONLY public.partner_file_batch
    ADD CONSTRAINT partner_file_batch_of_file FOREIGN KEY (owner_id, file_id) REFERENCES public.partner_file(owner_id, file_id);

ALTER TABLE ONLY public.partner_file
    ADD CONSTRAINT partner_file_of_connection FOREIGN KEY (owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.partnership
    ADD CONSTRAINT partner_is_within_the_same_environment FOREIGN KEY (partner_id, environment) REFERENCES public.party(owner_id, environment);

ALTER TABLE ONLY public.partnership
    ADD CONSTRAINT partnership_is_within_one_environment FOREIGN KEY (owner_id, environment) REFERENCES public.party(owner_id, environment);

ALTER TABLE ONLY public.party_tax_status
    ADD CONSTRAINT party_tax_status_of_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.permit
    ADD CONSTRAINT permit_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.permit
    ADD CONSTRAINT permit_producer_is_a_party FOREIGN KEY (producer_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.person_claim
    ADD CONSTRAINT person_claim_of_person FOREIGN KEY (user_id) REFERENCES public.person(person_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_login
    ADD CONSTRAINT person_login_of_person FOREIGN KEY (user_id) REFERENCES public.person(person_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_of_party FOREIGN KEY (party_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.person_passkey
    ADD CONSTRAINT person_passkey_of_person FOREIGN KEY (user_id) REFERENCES public.person(person_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_session
    ADD CONSTRAINT person_session_of_person FOREIGN KEY (person_id) REFERENCES public.person(person_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_token
    ADD CONSTRAINT person_token_of_person FOREIGN KEY (user_id) REFERENCES public.person(person_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_works_at_a_location_of_the_party FOREIGN KEY (party_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.price
    ADD CONSTRAINT price_of_pack FOREIGN KEY (owner_id, product_id, pack_code) REFERENCES public.pack(owner_id, product_id, code);

ALTER TABLE ONLY public.price
    ADD CONSTRAINT price_of_partnership FOREIGN KEY (owner_id, partnership_id) REFERENCES public.partnership(owner_id, partnership_id);

ALTER TABLE ONLY public.producer_terms
    ADD CONSTRAINT producer_terms_are_with_a_party FOREIGN KEY (producer_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.producer_terms
    ADD CONSTRAINT producer_terms_of_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.producer_terms_product
    ADD CONSTRAINT producer_terms_product_is_a_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.producer_terms_product
    ADD CONSTRAINT producer_terms_product_of_terms FOREIGN KEY (owner_id, producer_id, valid_from) REFERENCES public.producer_terms(owner_id, producer_id, valid_from);

ALTER TABLE ONLY public.product
    ADD CONSTRAINT product_of_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.product
    ADD CONSTRAINT product_producer_is_a_party FOREIGN KEY (producer_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.replenishment_level
    ADD CONSTRAINT replenishment_level_by_supplier FOREIGN KEY (supplier_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.replenishment_level
    ADD CONSTRAINT replenishment_level_of_location FOREIGN KEY (owner_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.replenishment_level
    ADD CONSTRAINT replenishment_level_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.review_item
    ADD CONSTRAINT review_item_at_location FOREIGN KEY (owner_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.review_item
    ADD CONSTRAINT review_item_of_connection FOREIGN KEY (owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.settlement
    ADD CONSTRAINT settlement_has_a_consignee FOREIGN KEY (consignee_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.settlement
    ADD CONSTRAINT settlement_has_a_consignor FOREIGN KEY (consignor_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.settlement
    ADD CONSTRAINT settlement_has_a_partner FOREIGN KEY (partner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.settlement_line
    ADD CONSTRAINT settlement_line_at_location FOREIGN KEY (location_owner_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.settlement_line
    ADD CONSTRAINT settlement_line_of_ledger_product FOREIGN KEY (location_owner_id, ledger_product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.settlement_line
    ADD CONSTRAINT settlement_line_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.settlement_line
    ADD CONSTRAINT settlement_line_of_settlement FOREIGN KEY (owner_id, settlement_id) REFERENCES public.settlement(owner_id, settlement_id);

ALTER TABLE ONLY public.settlement_line
    ADD CONSTRAINT settlement_line_restates_a_line FOREIGN KEY (owner_id, restates_settlement_id, restates_line) REFERENCES public.settlement_line(owner_id, settlement_id, line);

ALTER TABLE ONLY public.settlement
    ADD CONSTRAINT settlement_of_party FOREIGN KEY (owner_id) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.stock_position
    ADD CONSTRAINT stock_position_at_location FOREIGN KEY (owner_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.stock_position
    ADD CONSTRAINT stock_position_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.stock_reservation
    ADD CONSTRAINT stock_reservation_by_connection FOREIGN KEY (holder_id, holder_connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.stock_reservation
    ADD CONSTRAINT stock_reservation_of_position FOREIGN KEY (owner_id, location_id, product_id) REFERENCES public.stock_position(owner_id, location_id, product_id);

ALTER TABLE ONLY public.stock_reservation_open
    ADD CONSTRAINT stock_reservation_open_of_reservation FOREIGN KEY (owner_id, reservation_id) REFERENCES public.stock_reservation(owner_id, reservation_id);

ALTER TABLE ONLY public.stock_reservation_step
    ADD CONSTRAINT stock_reservation_step_of_reservation FOREIGN KEY (owner_id, reservation_id) REFERENCES public.stock_reservation(owner_id, reservation_id);

ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT stock_transfer_from_location FOREIGN KEY (owner_id, from_location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.stock_transfer_line
    ADD CONSTRAINT stock_transfer_line_of_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.stock_transfer_line
    ADD CONSTRAINT stock_transfer_line_of_transfer FOREIGN KEY (owner_id, transfer_id) REFERENCES public.stock_transfer(owner_id, transfer_id);

ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT stock_transfer_to_location FOREIGN KEY (owner_id, to_location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.stream_lag
    ADD CONSTRAINT stream_lag_of_stream FOREIGN KEY (owner_id, connection_id, kind, counterparty_id) REFERENCES public.sync_stream(owner_id, connection_id, kind, counterparty_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sync_stream
    ADD CONSTRAINT sync_stream_of_connection FOREIGN KEY (owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.sync_stream
    ADD CONSTRAINT sync_stream_parked_by_a_party FOREIGN KEY (parked_by) REFERENCES public.party(owner_id);

ALTER TABLE ONLY public.system_of_record
    ADD CONSTRAINT system_of_record_at_location FOREIGN KEY (owner_id, location_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.system_of_record
    ADD CONSTRAINT system_of_record_is_a_connection FOREIGN KEY (owner_id, connection_id) REFERENCES public.connection(owner_id, connection_id);

ALTER TABLE ONLY public.terms
    ADD CONSTRAINT terms_of_partnership FOREIGN KEY (owner_id, partnership_id) REFERENCES public.partnership(owner_id, partnership_id);

ALTER TABLE ONLY public.terms_product
    ADD CONSTRAINT terms_product_is_a_product FOREIGN KEY (owner_id, product_id) REFERENCES public.product(owner_id, product_id);

ALTER TABLE ONLY public.terms_product
    ADD CONSTRAINT terms_product_of_terms FOREIGN KEY (owner_id, partnership_id, valid_from) REFERENCES public.terms(owner_id, partnership_id, valid_from);

ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_by_terms FOREIGN KEY (owner_id, partnership_id, terms_from) REFERENCES public.terms(owner_id, partnership_id, valid_from);

ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_of_partnership FOREIGN KEY (owner_id, partnership_id) REFERENCES public.partnership(owner_id, partnership_id);

ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_ships_from FOREIGN KEY (seller_id, ship_from_id) REFERENCES public.location(owner_id, location_id);

ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_ships_to FOREIGN KEY (buyer_id, ship_to_id) REFERENCES public.location(owner_id, location_id);

CREATE POLICY a_check_is_asked_for_by_either_side ON public.drift_check FOR INSERT TO rg_party WITH CHECK ((((owner_id = ( SELECT public.current_party() AS current_party)) OR (connection_owner_id = ( SELECT public.current_party() AS current_party))) AND (EXISTS ( SELECT
   FROM public.sync_stream s
  WHERE ((s.owner_id = drift_check.connection_owner_id) AND (s.connection_id = drift_check.connection_id) AND (s.counterparty_id = drift_check.owner_id) AND (s.kind = drift_check.stream))))));

ALTER TABLE public.api_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_entry ENABLE ROW LEVEL SECURITY;

CREATE POLICY authority_keeps_its_keys ON public.api_key TO rg_authority USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY authority_keeps_tax_status ON public.party_tax_status TO rg_authority USING ((owner_id IN ( SELECT party.owner_id
   FROM public.party))) WITH CHECK ((owner_id IN ( SELECT party.owner_id
   FROM public.party)));

CREATE POLICY authority_keeps_the_register ON public.party TO rg_authority USING ((environment = ( SELECT public.current_environment() AS current_environment))) WITH CHECK ((environment = ( SELECT public.current_environment() AS current_environment)));

CREATE POLICY authority_reads ON public.connection FOR SELECT TO rg_authority USING ((owner_id IN ( SELECT party.owner_id
   FROM public.party)));

CREATE POLICY authority_reads ON public.location FOR SELECT TO rg_authority USING ((owner_id IN ( SELECT party.owner_id
   FROM public.party)));

CREATE POLICY authority_reads ON public.partner_copy FOR SELECT TO rg_authority USING ((owner_id IN ( SELECT party.owner_id
   FROM public.party)));

CREATE POLICY authority_reads ON public.partnership FOR SELECT TO rg_authority USING ((owner_id IN ( SELECT party.owner_id
   FROM public.party)));

CREATE POLICY authority_reads ON public.permit FOR SELECT TO rg_authority USING ((owner_id IN ( SELECT party.owner_id
   FROM public.party)));

CREATE POLICY authority_reads ON public.stream_lag FOR SELECT TO rg_authority USING ((owner_id IN ( SELECT party.owner_id
   FROM public.party)));

CREATE POLICY authority_reads ON public.sync_stream FOR SELECT TO rg_authority USING ((owner_id IN ( SELECT party.owner_id
   FROM public.party)));

CREATE POLICY authority_reads_umkm_goods ON public.pack FOR SELECT TO rg_authority USING (((owner_id IN ( SELECT party.owner_id
   FROM public.party)) AND ((owner_id, product_id) IN ( SELECT product.owner_id,
    product.product_id
   FROM public.product))));

CREATE POLICY authority_reads_umkm_goods ON public.product FOR SELECT TO rg_authority USING (((owner_id IN ( SELECT party.owner_id
   FROM public.party)) AND (producer_id IS NOT NULL)));

CREATE POLICY authority_reads_umkm_goods ON public.stock_position FOR SELECT TO rg_authority USING (((owner_id IN ( SELECT party.owner_id
   FROM public.party)) AND ((owner_id, product_id) IN ( SELECT product.owner_id,
    product.product_id
   FROM public.product))));

CREATE POLICY authority_sees_its_own ON public.audit_entry TO rg_authority USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY authority_sees_its_own_answers ON public.stored_answer TO rg_authority USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY both_sides_see_it ON public.drift_check FOR SELECT TO rg_party USING (((owner_id = ( SELECT public.current_party() AS current_party)) OR (connection_owner_id = ( SELECT public.current_party() AS current_party))));

CREATE POLICY both_sides_see_it ON public.drift_finding FOR SELECT TO rg_party USING (((owner_id = ( SELECT public.current_party() AS current_party)) OR (connection_owner_id = ( SELECT public.current_party() AS current_party))));

ALTER TABLE public.conflict ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.connection ENABLE ROW LEVEL SECURITY;

CREATE POLICY connection_is_seen_by_partners ON public.connection FOR SELECT TO rg_party USING ((owner_id IN ( SELECT public.known_parties() AS known_parties)));

ALTER TABLE public.consigned_goods ENABLE ROW LEVEL SECURITY;

CREATE POLICY cooperative_proposes_terms ON public.terms FOR INSERT TO rg_party WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY cooperative_reads_its_terms ON public.terms FOR SELECT TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY copy_is_offered_again_by_whose_goods_it_is_of ON public.partner_copy FOR UPDATE TO rg_party USING ((source_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((source_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY copy_is_seen_by_whose_goods_it_is_of ON public.partner_copy FOR SELECT TO rg_party USING ((source_id = ( SELECT public.current_party() AS current_party)));

ALTER TABLE public.deduction_answer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deduction_answer_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deduction_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deduction_run ENABLE ROW LEVEL SECURITY;

CREATE POLICY delivery_is_made_by_its_sender ON public.order_delivery FOR INSERT TO rg_party WITH CHECK ((counterparty_id = ( SELECT public.current_party() AS current_party)));

ALTER TABLE public.digest ENABLE ROW LEVEL SECURITY;

CREATE POLICY document_is_sent_by_its_side ON public.order_document FOR INSERT TO rg_party WITH CHECK (((sender_id = ( SELECT public.current_party() AS current_party)) AND (EXISTS ( SELECT
   FROM public.trade_order o
  WHERE ((o.owner_id = order_document.owner_id) AND (o.order_id = order_document.order_id) AND (order_document.sender_id =
        CASE
            WHEN (order_document.kind = ANY (ARRAY['order_response'::text, 'despatch_advice'::text])) THEN o.seller_id
            ELSE o.buyer_id
        END))))));

ALTER TABLE public.drift_check ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.drift_finding ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.employer ENABLE ROW LEVEL SECURITY;

CREATE POLICY event_is_told_to_those_it_concerns ON public.outbox FOR INSERT TO rg_party WITH CHECK (((owner_id = ( SELECT public.current_party() AS current_party)) OR (owner_id IN ( SELECT partnership.partner_id
   FROM public.partnership
  WHERE (partnership.owner_id = ( SELECT public.current_party() AS current_party)))) OR (owner_id IN ( SELECT partnership.owner_id
   FROM public.partnership
  WHERE (partnership.partner_id = ( SELECT public.current_party() AS current_party)))) OR (owner_id IN ( SELECT public.fellow_viewers() AS fellow_viewers))));

CREATE POLICY exchange_is_seen_by_its_two_sides ON public.order_delivery FOR SELECT TO rg_party USING (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = counterparty_id)));

CREATE POLICY exchange_is_seen_by_its_two_sides ON public.order_message FOR SELECT TO rg_party USING (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = counterparty_id)));

CREATE POLICY exchange_is_worked_by_its_two_sides ON public.order_delivery FOR UPDATE TO rg_party USING (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = counterparty_id))) WITH CHECK (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = counterparty_id)));

CREATE POLICY exchange_is_worked_by_its_two_sides ON public.order_message FOR UPDATE TO rg_party USING (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = counterparty_id))) WITH CHECK (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = counterparty_id)));

ALTER TABLE public.expected_decision ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.expected_late_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.expected_movement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.expected_state ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.feed_event ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.feed_head ENABLE ROW LEVEL SECURITY;

CREATE POLICY file_is_let_go_on_by_its_party ON public.partner_file FOR UPDATE TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY finding_is_answered_by_whose_goods_it_is_of ON public.drift_finding FOR UPDATE TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY goods_are_seen_by_their_consignor ON public.consigned_goods FOR SELECT TO rg_party USING ((consignor_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY hold_is_seen_by_its_seller ON public.order_hold FOR SELECT TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY identity_adds_its_acts ON public.audit_entry FOR INSERT TO rg_identity WITH CHECK (true);

CREATE POLICY identity_counts_mail ON public.mail FOR SELECT TO rg_identity USING (true);

CREATE POLICY identity_keeps_a_partys_forms ON public.stored_answer TO rg_identity USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY identity_looks_up_keys ON public.api_key FOR SELECT TO rg_identity USING (true);

CREATE POLICY identity_notes_use ON public.api_key FOR UPDATE TO rg_identity USING (true) WITH CHECK (true);

CREATE POLICY identity_reads_choices ON public.message_choice FOR SELECT TO rg_identity USING (true);

CREATE POLICY identity_reads_the_console ON public.connection FOR SELECT TO rg_identity USING ((kind = 'console'::text));

CREATE POLICY identity_reads_the_environment ON public.party FOR SELECT TO rg_identity USING (true);

CREATE POLICY identity_reads_where_people_work ON public.location FOR SELECT TO rg_identity USING (true);

CREATE POLICY identity_writes_mail ON public.mail FOR INSERT TO rg_identity WITH CHECK (true);

CREATE POLICY identity_writes_to_people ON public.message FOR INSERT TO rg_identity WITH CHECK (true);

ALTER TABLE public.item_mapping ENABLE ROW LEVEL SECURITY;

CREATE POLICY jobs_see_every_row ON public.api_key TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.audit_entry TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.conflict TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.connection TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.consigned_goods TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.digest TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.drift_check TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.drift_finding TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.expected_decision TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.expected_late_entry TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.expected_movement TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.expected_state TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.feed_event TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.feed_head TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.item_mapping TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.location TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.mail TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.matter_told TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.message TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.message_choice TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_deadline_step TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_delivery TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_document TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_hold TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_line TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_message TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_pool TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_pool_allocation TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_pool_delivery TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_pool_line TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_pool_share TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_proposal TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.order_proposal_line TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.outbox TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.pack TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.partner_copy TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.partner_file TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.partner_file_batch TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.partnership TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.party TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.party_tax_status TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.permit TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.price TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.producer_terms TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.producer_terms_product TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.product TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.replenishment_level TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.review_item TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.settlement TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.settlement_line TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.stock_entry TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.stock_position TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.stock_reservation TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.stock_reservation_open TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.stock_reservation_step TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.stock_transfer TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.stock_transfer_line TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.stored_answer TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.stream_lag TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.sync_stream TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.system_of_record TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.terms TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.terms_product TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY jobs_see_every_row ON public.trade_order TO rg_jobs USING (true) WITH CHECK (true);

CREATE POLICY lag_is_seen_by_whose_goods_the_stream_carries ON public.stream_lag FOR SELECT TO rg_party USING ((counterparty_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY line_is_added_by_a_side ON public.order_line FOR INSERT TO rg_party WITH CHECK (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = partner_id)));

ALTER TABLE public.location ENABLE ROW LEVEL SECURITY;

CREATE POLICY location_is_seen_with_its_settlement ON public.location FOR SELECT TO rg_party USING (((owner_id, location_id) IN ( SELECT settlement_line.location_owner_id,
    settlement_line.location_id
   FROM public.settlement_line)));

CREATE POLICY location_is_seen_with_its_stock ON public.location FOR SELECT TO rg_party USING ((owner_id IN ( SELECT public.visible_stock_owners() AS visible_stock_owners)));

CREATE POLICY location_is_seen_with_ones_goods ON public.location FOR SELECT TO rg_party USING (((owner_id, location_id) IN ( SELECT consigned_goods.owner_id,
    consigned_goods.location_id
   FROM public.consigned_goods
  WHERE (consigned_goods.consignor_id = ( SELECT public.current_party() AS current_party)))));

ALTER TABLE public.mail ENABLE ROW LEVEL SECURITY;

CREATE POLICY mapping_is_seen_by_its_connection ON public.item_mapping FOR SELECT TO rg_party USING ((connection_owner_id = ( SELECT public.current_party() AS current_party)));

ALTER TABLE public.matter_told ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.member ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.member_instalment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.member_order ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.member_payment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.message ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.message_choice ENABLE ROW LEVEL SECURITY;

CREATE POLICY open_reservation_is_seen_by_its_holder ON public.stock_reservation_open FOR SELECT TO rg_party USING (((owner_id, reservation_id) IN ( SELECT stock_reservation.owner_id,
    stock_reservation.reservation_id
   FROM public.stock_reservation
  WHERE (stock_reservation.holder_id = ( SELECT public.current_party() AS current_party)))));

ALTER TABLE public.order_deadline_step ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_delivery ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_document ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_hold ENABLE ROW LEVEL SECURITY;

CREATE POLICY order_is_kept_by_its_two_sides ON public.order_line FOR UPDATE TO rg_party USING (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = partner_id))) WITH CHECK (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = partner_id)));

CREATE POLICY order_is_kept_by_its_two_sides ON public.trade_order FOR UPDATE TO rg_party USING (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = partner_id))) WITH CHECK (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = partner_id)));

CREATE POLICY order_is_placed_by_its_buyer ON public.trade_order FOR INSERT TO rg_party WITH CHECK ((buyer_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY order_is_read_by_its_two_sides ON public.order_document FOR SELECT TO rg_party USING (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = partner_id)));

CREATE POLICY order_is_read_by_its_two_sides ON public.order_line FOR SELECT TO rg_party USING (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = partner_id)));

CREATE POLICY order_is_read_by_its_two_sides ON public.trade_order FOR SELECT TO rg_party USING (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = partner_id)));

ALTER TABLE public.order_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_message ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_pool ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_pool_allocation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_pool_delivery ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_pool_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_pool_share ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_proposal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_proposal_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pack ENABLE ROW LEVEL SECURITY;

CREATE POLICY pack_is_seen_with_its_stock ON public.pack FOR SELECT TO rg_party USING ((owner_id IN ( SELECT public.visible_stock_owners() AS visible_stock_owners)));

CREATE POLICY partner_accepts_the_terms ON public.terms FOR UPDATE TO rg_party USING (((owner_id, partnership_id) IN ( SELECT partnership.owner_id,
    partnership.partnership_id
   FROM public.partnership
  WHERE (partnership.partner_id = ( SELECT public.current_party() AS current_party)))));

ALTER TABLE public.partner_copy ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.partner_file ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.partner_file_batch ENABLE ROW LEVEL SECURITY;

CREATE POLICY partner_reads_the_partnership ON public.partnership FOR SELECT TO rg_party USING ((partner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY partner_reads_the_prices ON public.price FOR SELECT TO rg_party USING (((owner_id, partnership_id) IN ( SELECT partnership.owner_id,
    partnership.partnership_id
   FROM public.partnership
  WHERE (partnership.partner_id = ( SELECT public.current_party() AS current_party)))));

CREATE POLICY partner_reads_the_settlement ON public.settlement FOR SELECT TO rg_party USING ((partner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY partner_reads_the_settlement ON public.settlement_line FOR SELECT TO rg_party USING (((owner_id, settlement_id) IN ( SELECT settlement.owner_id,
    settlement.settlement_id
   FROM public.settlement
  WHERE (settlement.partner_id = ( SELECT public.current_party() AS current_party)))));

CREATE POLICY partner_reads_the_terms ON public.terms FOR SELECT TO rg_party USING (((owner_id, partnership_id) IN ( SELECT partnership.owner_id,
    partnership.partnership_id
   FROM public.partnership
  WHERE (partnership.partner_id = ( SELECT public.current_party() AS current_party)))));

CREATE POLICY partner_reads_the_terms ON public.terms_product FOR SELECT TO rg_party USING (((owner_id, partnership_id) IN ( SELECT partnership.owner_id,
    partnership.partnership_id
   FROM public.partnership
  WHERE (partnership.partner_id = ( SELECT public.current_party() AS current_party)))));

ALTER TABLE public.partnership ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.party ENABLE ROW LEVEL SECURITY;

CREATE POLICY party_keeps_its_keys ON public.api_key TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.deduction_answer TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.deduction_answer_line TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.deduction_line TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.deduction_run TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.employer TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.member TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.member_instalment TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.member_order TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.member_payment TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.order_pool TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.order_pool_allocation TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.order_pool_delivery TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.order_pool_line TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.order_pool_share TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.order_proposal TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.order_proposal_line TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_keeps_its_own ON public.replenishment_level TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_renames_itself ON public.party FOR UPDATE TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.audit_entry TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.conflict TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.connection TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.consigned_goods TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.expected_decision TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.expected_late_entry TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.expected_movement TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.expected_state TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.feed_event TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.feed_head TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.item_mapping TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.location TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.matter_told FOR SELECT TO rg_party, rg_authority USING ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.pack TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.partner_copy TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.partner_file FOR SELECT TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.partnership TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.party_tax_status TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.permit TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.price TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.producer_terms TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.producer_terms_product TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.product TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.review_item TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.settlement TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.settlement_line TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.stock_entry TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.stock_reservation TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.stock_reservation_open TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.stock_reservation_step TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.stock_transfer TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.stock_transfer_line TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.stored_answer TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.stream_lag FOR SELECT TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.sync_stream TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.system_of_record TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_its_own ON public.terms_product TO rg_party USING ((owner_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY party_sees_those_it_deals_with ON public.party FOR SELECT TO rg_party USING (((owner_id = ( SELECT public.current_party() AS current_party)) OR (owner_id IN ( SELECT public.known_parties() AS known_parties)) OR ((kind = 'producer'::text) AND (environment = ( SELECT public.current_environment() AS current_environment)))));

ALTER TABLE public.party_tax_status ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.permit ENABLE ROW LEVEL SECURITY;

CREATE POLICY person_sees_their_own ON public.message TO rg_party, rg_authority USING (((owner_id = ( SELECT public.current_party() AS current_party)) AND (person_id = ( SELECT public.current_person() AS current_person))));

CREATE POLICY person_sees_their_own ON public.message_choice TO rg_party, rg_authority USING (((owner_id = ( SELECT public.current_party() AS current_party)) AND (person_id = ( SELECT public.current_person() AS current_person)))) WITH CHECK (((owner_id = ( SELECT public.current_party() AS current_party)) AND (person_id = ( SELECT public.current_person() AS current_person))));

ALTER TABLE public.price ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.producer_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.producer_terms_product ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.product ENABLE ROW LEVEL SECURITY;

CREATE POLICY product_is_seen_as_ones_goods ON public.product FOR SELECT TO rg_party USING (((owner_id, product_id) IN ( SELECT consigned_goods.owner_id,
    consigned_goods.product_id
   FROM public.consigned_goods
  WHERE (consigned_goods.consignor_id = ( SELECT public.current_party() AS current_party)))));

CREATE POLICY product_is_seen_with_its_settlement ON public.product FOR SELECT TO rg_party USING (((owner_id, product_id) IN ( SELECT settlement_line.owner_id,
    settlement_line.product_id
   FROM public.settlement_line)));

CREATE POLICY product_is_seen_with_its_stock ON public.product FOR SELECT TO rg_party USING ((owner_id IN ( SELECT public.visible_stock_owners() AS visible_stock_owners)));

CREATE POLICY product_is_seen_with_its_terms ON public.product FOR SELECT TO rg_party USING (((owner_id, product_id) IN ( SELECT terms_product.owner_id,
    terms_product.product_id
   FROM public.terms_product)));

ALTER TABLE public.replenishment_level ENABLE ROW LEVEL SECURITY;

CREATE POLICY reservation_is_made_by_its_holder ON public.stock_reservation FOR INSERT TO rg_party WITH CHECK (((holder_id = ( SELECT public.current_party() AS current_party)) AND (owner_id IN ( SELECT public.visible_stock_owners() AS visible_stock_owners))));

CREATE POLICY reservation_is_released_by_its_holder ON public.stock_reservation_step FOR INSERT TO rg_party WITH CHECK (((kind = 'release'::text) AND ((owner_id, reservation_id) IN ( SELECT stock_reservation.owner_id,
    stock_reservation.reservation_id
   FROM public.stock_reservation
  WHERE (stock_reservation.holder_id = ( SELECT public.current_party() AS current_party))))));

CREATE POLICY reservation_is_seen_by_its_holder ON public.stock_reservation FOR SELECT TO rg_party USING ((holder_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY reservation_step_is_seen_by_its_holder ON public.stock_reservation_step FOR SELECT TO rg_party USING (((owner_id, reservation_id) IN ( SELECT stock_reservation.owner_id,
    stock_reservation.reservation_id
   FROM public.stock_reservation
  WHERE (stock_reservation.holder_id = ( SELECT public.current_party() AS current_party)))));

ALTER TABLE public.review_item ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.settlement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.settlement_line ENABLE ROW LEVEL SECURITY;

CREATE POLICY shop_sees_no_member ON public.deduction_answer AS RESTRICTIVE TO rg_party USING ((( SELECT public.current_location() AS current_location) IS NULL)) WITH CHECK ((( SELECT public.current_location() AS current_location) IS NULL));

CREATE POLICY shop_sees_no_member ON public.deduction_answer_line AS RESTRICTIVE TO rg_party USING ((( SELECT public.current_location() AS current_location) IS NULL)) WITH CHECK ((( SELECT public.current_location() AS current_location) IS NULL));

CREATE POLICY shop_sees_no_member ON public.deduction_line AS RESTRICTIVE TO rg_party USING ((( SELECT public.current_location() AS current_location) IS NULL)) WITH CHECK ((( SELECT public.current_location() AS current_location) IS NULL));

CREATE POLICY shop_sees_no_member ON public.deduction_run AS RESTRICTIVE TO rg_party USING ((( SELECT public.current_location() AS current_location) IS NULL)) WITH CHECK ((( SELECT public.current_location() AS current_location) IS NULL));

CREATE POLICY shop_sees_no_member ON public.employer AS RESTRICTIVE TO rg_party USING ((( SELECT public.current_location() AS current_location) IS NULL)) WITH CHECK ((( SELECT public.current_location() AS current_location) IS NULL));

CREATE POLICY shop_sees_no_member ON public.member AS RESTRICTIVE TO rg_party USING ((( SELECT public.current_location() AS current_location) IS NULL)) WITH CHECK ((( SELECT public.current_location() AS current_location) IS NULL));

CREATE POLICY shop_sees_no_member ON public.member_instalment AS RESTRICTIVE TO rg_party USING ((( SELECT public.current_location() AS current_location) IS NULL)) WITH CHECK ((( SELECT public.current_location() AS current_location) IS NULL));

CREATE POLICY shop_sees_no_member ON public.member_order AS RESTRICTIVE TO rg_party USING ((( SELECT public.current_location() AS current_location) IS NULL)) WITH CHECK ((( SELECT public.current_location() AS current_location) IS NULL));

CREATE POLICY shop_sees_no_member ON public.member_payment AS RESTRICTIVE TO rg_party USING ((( SELECT public.current_location() AS current_location) IS NULL)) WITH CHECK ((( SELECT public.current_location() AS current_location) IS NULL));

CREATE POLICY shopkeeper_keeps_no_keys ON public.api_key AS RESTRICTIVE TO rg_party USING ((( SELECT public.current_location() AS current_location) IS NULL)) WITH CHECK ((( SELECT public.current_location() AS current_location) IS NULL));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.conflict AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.consigned_goods AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.expected_movement AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.expected_state AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.location AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.order_pool_allocation AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.order_pool_share AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.order_proposal AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.replenishment_level AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.review_item AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.stock_entry AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.stock_position AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.stock_reservation AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_keeps_to_one_shop ON public.system_of_record AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR (location_id = ( SELECT public.current_location() AS current_location))));

CREATE POLICY shopkeeper_sees_orders_of_the_shop ON public.trade_order AS RESTRICTIVE TO rg_party USING (((( SELECT public.current_location() AS current_location) IS NULL) OR ((( SELECT public.current_location() AS current_location) = ship_to_id) OR (( SELECT public.current_location() AS current_location) = ship_from_id))));

CREATE POLICY step_is_read_by_the_two_sides ON public.order_deadline_step FOR SELECT TO rg_party USING (((( SELECT public.current_party() AS current_party) = owner_id) OR (( SELECT public.current_party() AS current_party) = partner_id)));

CREATE POLICY step_is_taken_for_the_buyer ON public.order_deadline_step FOR INSERT TO rg_party WITH CHECK (((step = ANY (ARRAY['request_cancellation'::text, 'withdraw'::text])) AND (EXISTS ( SELECT
   FROM public.trade_order o
  WHERE ((o.owner_id = order_deadline_step.owner_id) AND (o.order_id = order_deadline_step.order_id) AND (o.buyer_id = ( SELECT public.current_party() AS current_party)))))));

ALTER TABLE public.stock_entry ENABLE ROW LEVEL SECURITY;

CREATE POLICY stock_is_added_by_its_owner ON public.stock_position FOR INSERT TO rg_party WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY stock_is_changed_by_its_owner ON public.stock_position FOR UPDATE TO rg_party USING (((owner_id = ( SELECT public.current_party() AS current_party)) OR (owner_id IN ( SELECT public.visible_stock_owners() AS visible_stock_owners)))) WITH CHECK ((owner_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY stock_is_seen_by_terms ON public.stock_position FOR SELECT TO rg_party USING (((owner_id = ( SELECT public.current_party() AS current_party)) OR (owner_id IN ( SELECT public.visible_stock_owners() AS visible_stock_owners))));

ALTER TABLE public.stock_position ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.stock_reservation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.stock_reservation_open ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.stock_reservation_step ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.stock_transfer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.stock_transfer_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.stored_answer ENABLE ROW LEVEL SECURITY;

CREATE POLICY stream_is_seen_by_whose_goods_it_carries ON public.sync_stream FOR SELECT TO rg_party USING ((counterparty_id = ( SELECT public.current_party() AS current_party)));

CREATE POLICY stream_is_worked_by_whose_goods_it_carries ON public.sync_stream FOR UPDATE TO rg_party USING ((counterparty_id = ( SELECT public.current_party() AS current_party))) WITH CHECK ((counterparty_id = ( SELECT public.current_party() AS current_party)));

ALTER TABLE public.stream_lag ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sync_stream ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.system_of_record ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.terms_product ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trade_order ENABLE ROW LEVEL SECURITY;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO rg_party;
GRANT USAGE ON SCHEMA public TO rg_authority;
GRANT USAGE ON SCHEMA public TO rg_jobs;
GRANT USAGE ON SCHEMA public TO rg_identity;

REVOKE ALL ON FUNCTION public.book_moves_on() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.books_of_both_move_on() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.books_of_partners_move_on() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.changes_on_their_way() FROM PUBLIC;
GRANT ALL ON FUNCTION public.changes_on_their_way() TO rg_party;
GRANT ALL ON FUNCTION public.changes_on_their_way() TO rg_authority;

REVOKE ALL ON FUNCTION public.consignment_by_terms(consignee integer, consignor integer, of_product integer, at_location integer, since timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.consignment_by_terms(consignee integer, consignor integer, of_product integer, at_location integer, since timestamp with time zone) TO rg_party;

REVOKE ALL ON FUNCTION public.cooperative_activity(wanted integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.cooperative_activity(wanted integer[]) TO rg_authority;

REVOKE ALL ON FUNCTION public.cooperative_categories(cooperative integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.cooperative_categories(cooperative integer) TO rg_authority;

REVOKE ALL ON FUNCTION public.cooperative_last_entries() FROM PUBLIC;
GRANT ALL ON FUNCTION public.cooperative_last_entries() TO rg_authority;

REVOKE ALL ON FUNCTION public.cooperatives_quiet_since(quiet interval) FROM PUBLIC;
GRANT ALL ON FUNCTION public.cooperatives_quiet_since(quiet interval) TO rg_authority;

REVOKE ALL ON FUNCTION public.current_environment() FROM PUBLIC;
GRANT ALL ON FUNCTION public.current_environment() TO rg_party;
GRANT ALL ON FUNCTION public.current_environment() TO rg_authority;

REVOKE ALL ON FUNCTION public.expected_decision_is_folded() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.expected_movement_is_folded() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.expected_state_counts() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.feed_begins() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.fellow_viewers() FROM PUBLIC;
GRANT ALL ON FUNCTION public.fellow_viewers() TO rg_party;

REVOKE ALL ON FUNCTION public.fold_expected(of_owner integer, ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.fold_expected_after(of_owner integer, of_connection integer, changes text[], locations integer[], products integer[], counted_since timestamp with time zone[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.fold_own_expected_after(of_connection integer, changes text[], locations integer[], products integer[], counted_since timestamp with time zone[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.fold_own_expected_after(of_connection integer, changes text[], locations integer[], products integer[], counted_since timestamp with time zone[]) TO rg_party;

REVOKE ALL ON FUNCTION public.held_goods(stock_owner integer, reservation bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.held_goods(stock_owner integer, reservation bigint) TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stock_position TO rg_jobs;
GRANT SELECT ON TABLE public.stock_position TO rg_party;
GRANT SELECT ON TABLE public.stock_position TO rg_authority;

GRANT INSERT(owner_id) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(location_id) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(product_id) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(on_hand),UPDATE(on_hand) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(safety_stock),UPDATE(safety_stock) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(version),UPDATE(version) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(last_count_at),UPDATE(last_count_at) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(last_count_connection_id),UPDATE(last_count_connection_id) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(last_count_change_id),UPDATE(last_count_change_id) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(last_entry_at),UPDATE(last_entry_at) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(last_entry_kind),UPDATE(last_entry_kind) ON TABLE public.stock_position TO rg_party;

GRANT INSERT(last_entry_connection_id),UPDATE(last_entry_connection_id) ON TABLE public.stock_position TO rg_party;

REVOKE ALL ON FUNCTION public.hold_for_order(of_owner integer, of_order bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.hold_for_order(of_owner integer, of_order bigint) TO rg_party;

REVOKE ALL ON FUNCTION public.known_parties() FROM PUBLIC;
GRANT ALL ON FUNCTION public.known_parties() TO rg_party;

REVOKE ALL ON FUNCTION public.location_begins_with_its_console() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.lock_held_position(stock_owner integer, reservation bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.lock_held_position(stock_owner integer, reservation bigint) TO rg_party;

REVOKE ALL ON FUNCTION public.orderable_goods(order_owner integer, of_partnership integer, of_connection integer, items text[], packs text[], at timestamp with time zone, on_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.orderable_goods(order_owner integer, of_partnership integer, of_connection integer, items text[], packs text[], at timestamp with time zone, on_day date) TO rg_party;

REVOKE ALL ON FUNCTION public.ordered_goods(of_owner integer, of_order bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ordered_goods(of_owner integer, of_order bigint) TO rg_party;

REVOKE ALL ON FUNCTION public.party_gets_its_console() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.raise_expected(of_owner integer, of_expected bigint, as_kind text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.raise_own_expected(of_expected bigint, as_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.raise_own_expected(of_expected bigint, as_kind text) TO rg_party;

REVOKE ALL ON FUNCTION public.reservation_holds_stock() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.reservation_step_gives_back() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.settled_entries(of_owner integer, of_settlement bigint, of_line integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.settled_entries(of_owner integer, of_settlement bigint, of_line integer) TO rg_party;

REVOKE ALL ON FUNCTION public.shipping_place(seller integer, of_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.shipping_place(seller integer, of_code text) TO rg_party;

REVOKE ALL ON FUNCTION public.system_of_record_leaves_no_gap() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.trade_between(buyer integer, seller integer, on_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.trade_between(buyer integer, seller integer, on_day date) TO rg_party;

REVOKE ALL ON FUNCTION public.visible_stock_owners() FROM PUBLIC;
GRANT ALL ON FUNCTION public.visible_stock_owners() TO rg_party;

REVOKE ALL ON FUNCTION public.waiting_of_my_streams() FROM PUBLIC;
GRANT ALL ON FUNCTION public.waiting_of_my_streams() TO rg_party;
GRANT ALL ON FUNCTION public.waiting_of_my_streams() TO rg_authority;

REVOKE ALL ON FUNCTION public.waiting_orders(of_owner integer, of_connection integer, of_counterparty integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.waiting_orders(of_owner integer, of_connection integer, of_counterparty integer) TO rg_party;
GRANT ALL ON FUNCTION public.waiting_orders(of_owner integer, of_connection integer, of_counterparty integer) TO rg_authority;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_key TO rg_jobs;
GRANT SELECT ON TABLE public.api_key TO rg_identity;

GRANT SELECT(owner_id),INSERT(owner_id) ON TABLE public.api_key TO rg_party;
GRANT SELECT(owner_id),INSERT(owner_id) ON TABLE public.api_key TO rg_authority;

GRANT SELECT(key_id),INSERT(key_id) ON TABLE public.api_key TO rg_party;
GRANT SELECT(key_id),INSERT(key_id) ON TABLE public.api_key TO rg_authority;

GRANT SELECT(connection_id),INSERT(connection_id) ON TABLE public.api_key TO rg_party;
GRANT SELECT(connection_id),INSERT(connection_id) ON TABLE public.api_key TO rg_authority;

GRANT SELECT(slot),INSERT(slot) ON TABLE public.api_key TO rg_party;
GRANT SELECT(slot),INSERT(slot) ON TABLE public.api_key TO rg_authority;

GRANT SELECT(name),INSERT(name) ON TABLE public.api_key TO rg_party;
GRANT SELECT(name),INSERT(name) ON TABLE public.api_key TO rg_authority;

GRANT INSERT(secret_sha256) ON TABLE public.api_key TO rg_party;
GRANT INSERT(secret_sha256) ON TABLE public.api_key TO rg_authority;

GRANT SELECT(scopes),INSERT(scopes) ON TABLE public.api_key TO rg_party;
GRANT SELECT(scopes),INSERT(scopes) ON TABLE public.api_key TO rg_authority;

GRANT SELECT(allowed_networks),INSERT(allowed_networks) ON TABLE public.api_key TO rg_party;
GRANT SELECT(allowed_networks),INSERT(allowed_networks) ON TABLE public.api_key TO rg_authority;

GRANT SELECT(created_at) ON TABLE public.api_key TO rg_party;
GRANT SELECT(created_at) ON TABLE public.api_key TO rg_authority;

GRANT SELECT(expires_at),INSERT(expires_at) ON TABLE public.api_key TO rg_party;
GRANT SELECT(expires_at),INSERT(expires_at) ON TABLE public.api_key TO rg_authority;

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE public.api_key TO rg_party;
GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE public.api_key TO rg_authority;

GRANT UPDATE(last_used_at) ON TABLE public.api_key TO rg_identity;
GRANT SELECT(last_used_at) ON TABLE public.api_key TO rg_party;
GRANT SELECT(last_used_at) ON TABLE public.api_key TO rg_authority;

GRANT SELECT ON TABLE public.area TO rg_party;
GRANT SELECT ON TABLE public.area TO rg_authority;
GRANT SELECT,INSERT ON TABLE public.area TO rg_jobs;

GRANT SELECT,INSERT ON TABLE public.audit_entry TO rg_party;
GRANT SELECT,INSERT ON TABLE public.audit_entry TO rg_authority;
GRANT SELECT,INSERT ON TABLE public.audit_entry TO rg_jobs;
GRANT INSERT ON TABLE public.audit_entry TO rg_identity;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conflict TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.conflict TO rg_party;

GRANT UPDATE(closed_at) ON TABLE public.conflict TO rg_party;

GRANT UPDATE(closed_because) ON TABLE public.conflict TO rg_party;

GRANT UPDATE(closed_by) ON TABLE public.conflict TO rg_party;

GRANT UPDATE(resolution) ON TABLE public.conflict TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.connection TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.connection TO rg_party;
GRANT SELECT ON TABLE public.connection TO rg_authority;
GRANT SELECT ON TABLE public.connection TO rg_identity;

GRANT UPDATE(reports_within) ON TABLE public.connection TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consigned_goods TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.consigned_goods TO rg_party;

GRANT UPDATE(during) ON TABLE public.consigned_goods TO rg_party;

GRANT SELECT,INSERT ON TABLE public.data_protection_key TO rg_identity;

GRANT SELECT,INSERT ON TABLE public.deduction_answer TO rg_party;

GRANT SELECT,INSERT ON TABLE public.deduction_answer_line TO rg_party;

GRANT SELECT,INSERT ON TABLE public.deduction_line TO rg_party;

GRANT SELECT,INSERT ON TABLE public.deduction_run TO rg_party;

GRANT UPDATE(lines) ON TABLE public.deduction_run TO rg_party;

GRANT UPDATE(total) ON TABLE public.deduction_run TO rg_party;

GRANT UPDATE(file) ON TABLE public.deduction_run TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.digest TO rg_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.drift_check TO rg_jobs;
GRANT SELECT ON TABLE public.drift_check TO rg_party;

GRANT INSERT(owner_id) ON TABLE public.drift_check TO rg_party;

GRANT INSERT(connection_owner_id) ON TABLE public.drift_check TO rg_party;

GRANT INSERT(connection_id) ON TABLE public.drift_check TO rg_party;

GRANT INSERT(stream) ON TABLE public.drift_check TO rg_party;

GRANT INSERT(asked_at) ON TABLE public.drift_check TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.drift_finding TO rg_jobs;
GRANT SELECT ON TABLE public.drift_finding TO rg_party;

GRANT UPDATE(answer) ON TABLE public.drift_finding TO rg_party;

GRANT SELECT,INSERT ON TABLE public.employer TO rg_party;

GRANT UPDATE(payday) ON TABLE public.employer TO rg_party;

GRANT SELECT,INSERT ON TABLE public.expected_decision TO rg_party;
GRANT SELECT,INSERT ON TABLE public.expected_decision TO rg_jobs;

GRANT SELECT,INSERT ON TABLE public.expected_late_entry TO rg_party;
GRANT SELECT,INSERT ON TABLE public.expected_late_entry TO rg_jobs;

GRANT SELECT,INSERT ON TABLE public.expected_movement TO rg_party;
GRANT SELECT,INSERT ON TABLE public.expected_movement TO rg_jobs;

GRANT SELECT ON TABLE public.expected_state TO rg_party;
GRANT SELECT,INSERT,UPDATE ON TABLE public.expected_state TO rg_jobs;

GRANT SELECT ON TABLE public.feed_epoch TO rg_party;
GRANT SELECT ON TABLE public.feed_epoch TO rg_authority;
GRANT SELECT,INSERT ON TABLE public.feed_epoch TO rg_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.feed_event TO rg_jobs;
GRANT SELECT ON TABLE public.feed_event TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.feed_head TO rg_jobs;
GRANT SELECT ON TABLE public.feed_head TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.location TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.location TO rg_party;
GRANT SELECT ON TABLE public.location TO rg_authority;

GRANT SELECT(owner_id) ON TABLE public.location TO rg_identity;

GRANT SELECT(location_id) ON TABLE public.location TO rg_identity;

GRANT SELECT(code) ON TABLE public.location TO rg_identity;

GRANT UPDATE(name) ON TABLE public.location TO rg_party;
GRANT SELECT(name) ON TABLE public.location TO rg_identity;

GRANT UPDATE(format) ON TABLE public.location TO rg_party;

GRANT UPDATE(gln) ON TABLE public.location TO rg_party;

GRANT UPDATE(kelurahan) ON TABLE public.location TO rg_party;

GRANT SELECT(time_zone) ON TABLE public.location TO rg_identity;

GRANT UPDATE(licence_number) ON TABLE public.location TO rg_party;

GRANT UPDATE(licence_expires) ON TABLE public.location TO rg_party;

GRANT SELECT ON TABLE public.goods_of_consignors TO rg_party;
GRANT SELECT ON TABLE public.goods_of_consignors TO rg_jobs;

GRANT SELECT,INSERT ON TABLE public.invitation TO rg_identity;

GRANT UPDATE(taken_at) ON TABLE public.invitation TO rg_identity;

GRANT UPDATE(withdrawn_at) ON TABLE public.invitation TO rg_identity;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.item_mapping TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.item_mapping TO rg_party;

GRANT UPDATE(during) ON TABLE public.item_mapping TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job_run TO rg_jobs;
GRANT SELECT ON TABLE public.job_run TO rg_authority;

GRANT SELECT(job_run_id) ON TABLE public.job_run TO rg_party;

GRANT SELECT(job) ON TABLE public.job_run TO rg_party;

GRANT SELECT(started_at) ON TABLE public.job_run TO rg_party;

GRANT SELECT(ended_at) ON TABLE public.job_run TO rg_party;

GRANT SELECT(broke) ON TABLE public.job_run TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mail TO rg_jobs;
GRANT INSERT ON TABLE public.mail TO rg_identity;

GRANT SELECT(owner_id) ON TABLE public.mail TO rg_identity;

GRANT SELECT(person_id) ON TABLE public.mail TO rg_identity;

GRANT SELECT(kind) ON TABLE public.mail TO rg_identity;

GRANT SELECT(queued_at) ON TABLE public.mail TO rg_identity;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.matter_told TO rg_jobs;
GRANT SELECT ON TABLE public.matter_told TO rg_party;
GRANT SELECT ON TABLE public.matter_told TO rg_authority;

GRANT SELECT,INSERT ON TABLE public.member TO rg_party;

GRANT SELECT,INSERT ON TABLE public.member_instalment TO rg_party;

GRANT SELECT,INSERT ON TABLE public.member_order TO rg_party;

GRANT UPDATE(order_owner_id) ON TABLE public.member_order TO rg_party;

GRANT UPDATE(order_id) ON TABLE public.member_order TO rg_party;

GRANT SELECT,INSERT ON TABLE public.member_payment TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.message TO rg_jobs;
GRANT SELECT ON TABLE public.message TO rg_party;
GRANT SELECT ON TABLE public.message TO rg_authority;
GRANT INSERT ON TABLE public.message TO rg_identity;

GRANT UPDATE(read_at) ON TABLE public.message TO rg_party;
GRANT UPDATE(read_at) ON TABLE public.message TO rg_authority;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.message_choice TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.message_choice TO rg_party;
GRANT SELECT,INSERT ON TABLE public.message_choice TO rg_authority;
GRANT SELECT ON TABLE public.message_choice TO rg_identity;

GRANT UPDATE(digest) ON TABLE public.message_choice TO rg_party;
GRANT UPDATE(digest) ON TABLE public.message_choice TO rg_authority;

GRANT UPDATE(unwanted) ON TABLE public.message_choice TO rg_party;
GRANT UPDATE(unwanted) ON TABLE public.message_choice TO rg_authority;

GRANT UPDATE(language) ON TABLE public.message_choice TO rg_party;
GRANT UPDATE(language) ON TABLE public.message_choice TO rg_authority;

GRANT SELECT,INSERT ON TABLE public.order_deadline_step TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.order_deadline_step TO rg_party;

GRANT SELECT,INSERT,UPDATE ON TABLE public.order_delivery TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.order_delivery TO rg_party;

GRANT UPDATE(refused_code) ON TABLE public.order_delivery TO rg_party;

GRANT UPDATE(refused_because) ON TABLE public.order_delivery TO rg_party;

GRANT SELECT,INSERT ON TABLE public.order_document TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.order_document TO rg_party;

GRANT SELECT,INSERT,UPDATE ON TABLE public.order_hold TO rg_jobs;
GRANT SELECT ON TABLE public.order_hold TO rg_party;

GRANT SELECT,INSERT,UPDATE ON TABLE public.order_line TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.order_line TO rg_party;

GRANT UPDATE(place) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(product_id) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(pack_code) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(pack_factor) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(price) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(price_base_quantity) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(amount) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(ordered) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(confirmed) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(despatched) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(outstanding) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(received) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(rejected) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(refused) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(cancelled) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(later) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(never) ON TABLE public.order_line TO rg_party;

GRANT UPDATE(to_hold) ON TABLE public.order_line TO rg_party;

GRANT SELECT,INSERT,UPDATE ON TABLE public.order_message TO rg_jobs;
GRANT SELECT ON TABLE public.order_message TO rg_party;

GRANT UPDATE(attempts) ON TABLE public.order_message TO rg_party;

GRANT UPDATE(recorded_at) ON TABLE public.order_message TO rg_party;

GRANT UPDATE(order_id) ON TABLE public.order_message TO rg_party;

GRANT UPDATE(refused_code) ON TABLE public.order_message TO rg_party;

GRANT UPDATE(refused_because) ON TABLE public.order_message TO rg_party;

GRANT SELECT,INSERT ON TABLE public.order_pool TO rg_party;
GRANT SELECT ON TABLE public.order_pool TO rg_jobs;

GRANT UPDATE(closes_at) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(status) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(closed_at) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(closed_by) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(value) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(minimum_order_value) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(kept_because) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(kept_detail) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(reason) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(order_owner_id) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(order_id) ON TABLE public.order_pool TO rg_party;

GRANT UPDATE(seen_document) ON TABLE public.order_pool TO rg_jobs;

GRANT SELECT ON TABLE public.order_pool_allocation TO rg_party;
GRANT SELECT,INSERT ON TABLE public.order_pool_allocation TO rg_jobs;

GRANT SELECT ON TABLE public.order_pool_delivery TO rg_party;
GRANT SELECT,INSERT ON TABLE public.order_pool_delivery TO rg_jobs;

GRANT SELECT,INSERT ON TABLE public.order_pool_line TO rg_party;
GRANT SELECT ON TABLE public.order_pool_line TO rg_jobs;

GRANT SELECT,INSERT ON TABLE public.order_pool_share TO rg_party;
GRANT SELECT ON TABLE public.order_pool_share TO rg_jobs;

GRANT UPDATE(demanded) ON TABLE public.order_pool_share TO rg_party;

GRANT UPDATE(available) ON TABLE public.order_pool_share TO rg_party;

GRANT UPDATE(minimum) ON TABLE public.order_pool_share TO rg_party;

GRANT UPDATE(given_at) ON TABLE public.order_pool_share TO rg_party;

GRANT UPDATE(given_by) ON TABLE public.order_pool_share TO rg_party;

GRANT UPDATE(proposal_id) ON TABLE public.order_pool_share TO rg_party;

GRANT SELECT ON TABLE public.order_proposal TO rg_party;
GRANT SELECT,INSERT ON TABLE public.order_proposal TO rg_jobs;

GRANT UPDATE(status) ON TABLE public.order_proposal TO rg_party;
GRANT UPDATE(status) ON TABLE public.order_proposal TO rg_jobs;

GRANT UPDATE(decided_at) ON TABLE public.order_proposal TO rg_party;
GRANT UPDATE(decided_at) ON TABLE public.order_proposal TO rg_jobs;

GRANT UPDATE(decided_by) ON TABLE public.order_proposal TO rg_party;
GRANT UPDATE(decided_by) ON TABLE public.order_proposal TO rg_jobs;

GRANT UPDATE(reason) ON TABLE public.order_proposal TO rg_party;
GRANT UPDATE(reason) ON TABLE public.order_proposal TO rg_jobs;

GRANT UPDATE(order_owner_id) ON TABLE public.order_proposal TO rg_party;
GRANT UPDATE(order_owner_id) ON TABLE public.order_proposal TO rg_jobs;

GRANT UPDATE(order_id) ON TABLE public.order_proposal TO rg_party;
GRANT UPDATE(order_id) ON TABLE public.order_proposal TO rg_jobs;

GRANT UPDATE(pool_id) ON TABLE public.order_proposal TO rg_party;

GRANT SELECT ON TABLE public.order_proposal_line TO rg_party;
GRANT SELECT,INSERT ON TABLE public.order_proposal_line TO rg_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sync_stream TO rg_jobs;
GRANT SELECT ON TABLE public.sync_stream TO rg_party;
GRANT SELECT ON TABLE public.sync_stream TO rg_authority;

GRANT UPDATE(attempts) ON TABLE public.sync_stream TO rg_party;

GRANT UPDATE(next_attempt_at) ON TABLE public.sync_stream TO rg_party;

GRANT UPDATE(lease_holder) ON TABLE public.sync_stream TO rg_party;

GRANT UPDATE(lease_until) ON TABLE public.sync_stream TO rg_party;

GRANT UPDATE(fence) ON TABLE public.sync_stream TO rg_party;

GRANT UPDATE(parked_at) ON TABLE public.sync_stream TO rg_party;

GRANT UPDATE(parked_by) ON TABLE public.sync_stream TO rg_party;

GRANT UPDATE(parked_because) ON TABLE public.sync_stream TO rg_party;

GRANT UPDATE(narrowed_to) ON TABLE public.sync_stream TO rg_party;

GRANT UPDATE(neighbour_taken) ON TABLE public.sync_stream TO rg_party;

GRANT SELECT,INSERT,UPDATE ON TABLE public.trade_order TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(version) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(state) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(turn) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(amount) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(short) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(contradictions) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(changed_at) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(deadline) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(deadline_from) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(due_at) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(next_step_at) ON TABLE public.trade_order TO rg_party;

GRANT UPDATE(awaits_partner) ON TABLE public.trade_order TO rg_party;

GRANT SELECT ON TABLE public.order_reach TO rg_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox TO rg_jobs;
GRANT INSERT ON TABLE public.outbox TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pack TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.pack TO rg_party;
GRANT SELECT ON TABLE public.pack TO rg_authority;

GRANT UPDATE(name) ON TABLE public.pack TO rg_party;

GRANT UPDATE(factor) ON TABLE public.pack TO rg_party;

GRANT UPDATE(gtin) ON TABLE public.pack TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.partner_copy TO rg_jobs;
GRANT SELECT ON TABLE public.partner_copy TO rg_party;

GRANT SELECT(owner_id) ON TABLE public.partner_copy TO rg_authority;

GRANT SELECT(connection_id) ON TABLE public.partner_copy TO rg_authority;

GRANT SELECT(source_id) ON TABLE public.partner_copy TO rg_authority;

GRANT UPDATE(version) ON TABLE public.partner_copy TO rg_party;

GRANT UPDATE(owed_since) ON TABLE public.partner_copy TO rg_party;
GRANT SELECT(owed_since) ON TABLE public.partner_copy TO rg_authority;

GRANT UPDATE(refused_code) ON TABLE public.partner_copy TO rg_party;
GRANT SELECT(refused_code) ON TABLE public.partner_copy TO rg_authority;

GRANT UPDATE(refused_because) ON TABLE public.partner_copy TO rg_party;

GRANT UPDATE(doubted_at) ON TABLE public.partner_copy TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.partner_file TO rg_jobs;
GRANT SELECT ON TABLE public.partner_file TO rg_party;

GRANT UPDATE(attempts) ON TABLE public.partner_file TO rg_party;

GRANT UPDATE(next_attempt_at) ON TABLE public.partner_file TO rg_party;

GRANT UPDATE(parked_at) ON TABLE public.partner_file TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.partner_file_batch TO rg_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.partnership TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.partnership TO rg_party;
GRANT SELECT ON TABLE public.partnership TO rg_authority;

GRANT UPDATE(valid_to) ON TABLE public.partnership TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.party TO rg_jobs;
GRANT SELECT ON TABLE public.party TO rg_party;
GRANT SELECT,INSERT ON TABLE public.party TO rg_authority;
GRANT SELECT ON TABLE public.party TO rg_identity;

GRANT UPDATE(name) ON TABLE public.party TO rg_party;
GRANT UPDATE(name) ON TABLE public.party TO rg_authority;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.party_tax_status TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.party_tax_status TO rg_party;
GRANT SELECT,INSERT ON TABLE public.party_tax_status TO rg_authority;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.permit TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.permit TO rg_party;
GRANT SELECT ON TABLE public.permit TO rg_authority;

GRANT SELECT,INSERT ON TABLE public.person TO rg_identity;

GRANT UPDATE(name) ON TABLE public.person TO rg_identity;

GRANT UPDATE(roles) ON TABLE public.person TO rg_identity;

GRANT UPDATE(location_id) ON TABLE public.person TO rg_identity;

GRANT UPDATE(user_name) ON TABLE public.person TO rg_identity;

GRANT UPDATE(normalized_user_name) ON TABLE public.person TO rg_identity;

GRANT UPDATE(email) ON TABLE public.person TO rg_identity;

GRANT UPDATE(normalized_email) ON TABLE public.person TO rg_identity;

GRANT UPDATE(email_confirmed) ON TABLE public.person TO rg_identity;

GRANT UPDATE(password_hash) ON TABLE public.person TO rg_identity;

GRANT UPDATE(security_stamp) ON TABLE public.person TO rg_identity;

GRANT UPDATE(concurrency_stamp) ON TABLE public.person TO rg_identity;

GRANT UPDATE(phone_number) ON TABLE public.person TO rg_identity;

GRANT UPDATE(phone_number_confirmed) ON TABLE public.person TO rg_identity;

GRANT UPDATE(two_factor_enabled) ON TABLE public.person TO rg_identity;

GRANT UPDATE(lockout_end) ON TABLE public.person TO rg_identity;

GRANT UPDATE(lockout_enabled) ON TABLE public.person TO rg_identity;

GRANT UPDATE(access_failed_count) ON TABLE public.person TO rg_identity;

GRANT UPDATE(removed_at) ON TABLE public.person TO rg_identity;

GRANT SELECT,INSERT,DELETE ON TABLE public.person_claim TO rg_identity;

GRANT SELECT,INSERT,DELETE ON TABLE public.person_login TO rg_identity;

GRANT SELECT,INSERT,DELETE ON TABLE public.person_passkey TO rg_identity;

GRANT UPDATE(data) ON TABLE public.person_passkey TO rg_identity;

GRANT UPDATE(used_at) ON TABLE public.person_passkey TO rg_identity;

GRANT SELECT,INSERT ON TABLE public.person_session TO rg_identity;

GRANT UPDATE(seen_at) ON TABLE public.person_session TO rg_identity;

GRANT UPDATE(ended_at) ON TABLE public.person_session TO rg_identity;

GRANT SELECT,INSERT,DELETE ON TABLE public.person_token TO rg_identity;

GRANT UPDATE(value) ON TABLE public.person_token TO rg_identity;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.price TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.price TO rg_party;

GRANT SELECT,INSERT ON TABLE public.producer_terms TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.producer_terms TO rg_party;

GRANT SELECT,INSERT ON TABLE public.producer_terms_product TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.producer_terms_product TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.product TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.product TO rg_party;
GRANT SELECT ON TABLE public.product TO rg_authority;

GRANT UPDATE(name) ON TABLE public.product TO rg_party;

GRANT UPDATE(category) ON TABLE public.product TO rg_party;

GRANT UPDATE(vat_class) ON TABLE public.product TO rg_party;

GRANT UPDATE(staple) ON TABLE public.product TO rg_party;

GRANT UPDATE(producer_id) ON TABLE public.product TO rg_party;

GRANT SELECT,INSERT ON TABLE public.replenishment_level TO rg_party;
GRANT SELECT ON TABLE public.replenishment_level TO rg_jobs;

GRANT UPDATE(minimum) ON TABLE public.replenishment_level TO rg_party;

GRANT UPDATE(target) ON TABLE public.replenishment_level TO rg_party;

GRANT UPDATE(supplier_id) ON TABLE public.replenishment_level TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.review_item TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.review_item TO rg_party;

GRANT UPDATE(applied_at) ON TABLE public.review_item TO rg_party;

GRANT UPDATE(waits_because) ON TABLE public.review_item TO rg_party;

GRANT UPDATE(due) ON TABLE public.review_item TO rg_party;

GRANT UPDATE(corrected) ON TABLE public.review_item TO rg_party;

GRANT UPDATE(dismissed_at) ON TABLE public.review_item TO rg_party;

GRANT UPDATE(dismissed_because) ON TABLE public.review_item TO rg_party;

GRANT UPDATE(closed_by) ON TABLE public.review_item TO rg_party;

GRANT UPDATE(waits_code) ON TABLE public.review_item TO rg_party;

GRANT SELECT ON TABLE public.schema_migration TO rg_jobs;

GRANT SELECT,INSERT ON TABLE public.settlement TO rg_jobs;
GRANT SELECT ON TABLE public.settlement TO rg_party;

GRANT SELECT,INSERT ON TABLE public.settlement_line TO rg_jobs;
GRANT SELECT ON TABLE public.settlement_line TO rg_party;

GRANT UPDATE(billed) ON TABLE public.settlement_line TO rg_party;
GRANT UPDATE(billed) ON TABLE public.settlement_line TO rg_jobs;

GRANT SELECT,INSERT ON TABLE public.stock_entry TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.stock_entry TO rg_party;

GRANT SELECT,INSERT ON TABLE public.stock_reservation TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.stock_reservation TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stock_reservation_open TO rg_jobs;
GRANT SELECT ON TABLE public.stock_reservation_open TO rg_party;

GRANT SELECT,INSERT ON TABLE public.stock_reservation_step TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.stock_reservation_step TO rg_party;

GRANT SELECT,INSERT ON TABLE public.stock_transfer TO rg_party;
GRANT SELECT,INSERT ON TABLE public.stock_transfer TO rg_jobs;

GRANT SELECT,INSERT ON TABLE public.stock_transfer_line TO rg_party;
GRANT SELECT,INSERT ON TABLE public.stock_transfer_line TO rg_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stored_answer TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.stored_answer TO rg_party;
GRANT SELECT,INSERT ON TABLE public.stored_answer TO rg_authority;
GRANT SELECT,INSERT ON TABLE public.stored_answer TO rg_identity;

GRANT SELECT,INSERT,DELETE ON TABLE public.stream_lag TO rg_jobs;
GRANT SELECT ON TABLE public.stream_lag TO rg_party;
GRANT SELECT ON TABLE public.stream_lag TO rg_authority;

GRANT UPDATE(longest_seconds) ON TABLE public.stream_lag TO rg_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.system_of_record TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.system_of_record TO rg_party;

GRANT UPDATE(during) ON TABLE public.system_of_record TO rg_party;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.terms TO rg_jobs;
GRANT SELECT ON TABLE public.terms TO rg_party;

GRANT INSERT(owner_id) ON TABLE public.terms TO rg_party;

GRANT INSERT(partnership_id) ON TABLE public.terms TO rg_party;

GRANT INSERT(valid_from) ON TABLE public.terms TO rg_party;

GRANT INSERT(payment_days) ON TABLE public.terms TO rg_party;

GRANT INSERT(price_tolerance_percent) ON TABLE public.terms TO rg_party;

GRANT INSERT(price_tolerance_rupiah) ON TABLE public.terms TO rg_party;

GRANT INSERT(response_hours) ON TABLE public.terms TO rg_party;

GRANT INSERT(delivery_days) ON TABLE public.terms TO rg_party;

GRANT INSERT(stock_visible_to_partner) ON TABLE public.terms TO rg_party;

GRANT INSERT(partner_stock_visible) ON TABLE public.terms TO rg_party;

GRANT INSERT(stale_after_days) ON TABLE public.terms TO rg_party;

GRANT INSERT(stale_percent) ON TABLE public.terms TO rg_party;

GRANT UPDATE(accepted_at) ON TABLE public.terms TO rg_party;

GRANT INSERT(on_consignment) ON TABLE public.terms TO rg_party;

GRANT INSERT(share_percent) ON TABLE public.terms TO rg_party;

GRANT INSERT(shrinkage_borne_by) ON TABLE public.terms TO rg_party;

GRANT INSERT(settled_every) ON TABLE public.terms TO rg_party;

GRANT INSERT(settled_from_day) ON TABLE public.terms TO rg_party;

GRANT INSERT(settlement_grace_days) ON TABLE public.terms TO rg_party;

GRANT INSERT(step_hours) ON TABLE public.terms TO rg_party;

GRANT INSERT(escalates_to) ON TABLE public.terms TO rg_party;

GRANT INSERT(minimum_order_value) ON TABLE public.terms TO rg_party;

GRANT INSERT(below_minimum) ON TABLE public.terms TO rg_party;

GRANT SELECT,INSERT ON TABLE public.terms_product TO rg_jobs;
GRANT SELECT,INSERT ON TABLE public.terms_product TO rg_party;
