-- Orders in both directions. A two-party document belongs to its cooperative; the chain of the partnership reads it, and
-- writes documents of its own side of it. What stands in an order is the fold of its documents: they are added and never
-- changed, and the figures beside them are a copy that the transaction of each new document writes anew.

create table trade_order (
    owner_id integer not null,
    order_id bigint generated always as identity,
    partner_id integer not null,
    partnership_id integer not null,
    -- The terms in force on the order's day.
    terms_from date not null,
    buyer_id integer not null,
    seller_id integer not null,
    number text collate "C" not null,
    issued_at timestamptz not null,
    -- Its day where it goes to: terms, packs and prices are those of that day.
    order_day date not null,
    -- Places by number for whoever moves stock, and by the code of that day for whoever reads.
    ship_to_id integer not null,
    ship_to text not null,
    ship_from_id integer,
    ship_from text,
    currency text not null,
    note text,
    recorded_at timestamptz not null default now(),
    version bigint not null,
    state text not null,
    turn text,
    amount numeric(20, 2) not null,
    short boolean not null,
    contradictions integer not null,
    changed_at timestamptz not null default now(),
    constraint trade_order_pkey primary key (owner_id, order_id),
    constraint trade_order_of_both unique (owner_id, order_id, partner_id),
    constraint order_number_is_taken unique (owner_id, buyer_id, seller_id, number),
    constraint trade_order_of_partnership foreign key (owner_id, partnership_id) references partnership (owner_id, partnership_id),
    constraint trade_order_by_terms foreign key (owner_id, partnership_id, terms_from)
        references terms (owner_id, partnership_id, valid_from),
    constraint trade_order_ships_to foreign key (buyer_id, ship_to_id) references location (owner_id, location_id),
    constraint trade_order_ships_from foreign key (seller_id, ship_from_id) references location (owner_id, location_id),
    constraint order_is_between_its_two_parties check (
        (buyer_id, seller_id) in ((owner_id, partner_id), (partner_id, owner_id))),
    constraint order_turn_is_a_side check (turn in ('buyer', 'seller'))
);
-- A side's orders from the newest on, and those that wait for one side.
create index trade_order_of_partner on trade_order (partner_id, order_id);
create index trade_order_awaited on trade_order (owner_id, turn, order_id) where turn is not null;

create table order_document (
    owner_id integer not null,
    order_id bigint not null,
    partner_id integer not null,
    kind text not null,
    -- Its sender's id of it.
    document_id text collate "C" not null,
    -- Ours: what its movements of stock name as their source.
    document_number bigint generated always as identity,
    sender_id integer not null,
    sender_connection_id integer not null,
    issued_at timestamptz not null,
    -- Quantities in base units, packs and prices as they were that day.
    content jsonb not null,
    recorded_at timestamptz not null default now(),
    constraint order_document_pkey primary key (owner_id, order_id, kind, document_id),
    constraint order_document_of_order foreign key (owner_id, order_id, partner_id)
        references trade_order (owner_id, order_id, partner_id),
    constraint order_document_by_connection foreign key (sender_id, sender_connection_id)
        references connection (owner_id, connection_id),
    constraint order_document_kind_is_known check (kind in (
        'order', 'order_response', 'order_change', 'order_cancellation', 'despatch_advice', 'receipt_advice'))
);

-- What the documents make of each line; base units.
create table order_line (
    owner_id integer not null,
    order_id bigint not null,
    partner_id integer not null,
    -- The buyer's id of the line.
    line_id text collate "C" not null,
    place integer not null,
    -- The cooperative's product; none where a document names a line that nobody ordered.
    product_id integer,
    pack_code text,
    pack_factor numeric(12, 3),
    -- For the base quantity of packs.
    price numeric(20, 10),
    price_base_quantity numeric(15, 3),
    amount numeric(20, 2),
    ordered numeric(15, 3) not null,
    confirmed numeric(15, 3) not null,
    despatched numeric(15, 3) not null,
    outstanding numeric(15, 3) not null,
    received numeric(15, 3) not null,
    rejected numeric(15, 3) not null,
    refused numeric(15, 3) not null,
    cancelled numeric(15, 3) not null,
    later numeric(15, 3) not null,
    never numeric(15, 3) not null,
    to_hold numeric(15, 3) not null,
    -- What of the line is held of the seller's stock, and what it lacks there; none where its stock is not ours to hold.
    held numeric(15, 3),
    short numeric(15, 3),
    constraint order_line_pkey primary key (owner_id, order_id, line_id),
    constraint order_line_of_order foreign key (owner_id, order_id, partner_id)
        references trade_order (owner_id, order_id, partner_id),
    constraint order_line_of_product foreign key (owner_id, product_id) references product (owner_id, product_id)
);

-- What orders hold of a seller's stock. Written by hold_for_order alone.
create table order_hold (
    owner_id integer not null,
    order_id bigint not null,
    line_id text collate "C" not null,
    order_owner_id integer not null,
    location_id integer not null,
    product_id integer not null,
    -- What the line asked to be held, and what was sent of it, when it was last looked at.
    wanted numeric(15, 3) not null,
    despatched numeric(15, 3) not null,
    held numeric(15, 3) not null,
    constraint order_hold_pkey primary key (owner_id, order_id, line_id),
    constraint order_hold_of_order foreign key (order_owner_id, order_id) references trade_order (owner_id, order_id),
    constraint order_hold_of_position foreign key (owner_id, location_id, product_id)
        references stock_position (owner_id, location_id, product_id),
    constraint order_holds_no_more_than_is_wanted check (held between 0 and wanted)
);
create index order_hold_at_position on order_hold (owner_id, location_id, product_id) where held > 0;

-- What a party's own code of a product is: asked for each line of an order.
create index item_mapping_of_product on item_mapping (owner_id, connection_owner_id, product_id);

alter table expected_movement
    drop constraint expected_source_is_known,
    add constraint expected_source_is_known check (source_kind in ('reservation', 'transfer', 'despatch_advice', 'receipt_advice'));

do $$
declare
    kept text;
begin
    foreach kept in array array['trade_order', 'order_document', 'order_line', 'order_hold'] loop
        execute format('alter table %I enable row level security', kept);
        execute format('alter table %I force row level security', kept);
        execute format('create policy jobs_see_every_row on %I to rg_jobs using (true) with check (true)', kept);
        execute format('grant select, insert, update on %I to rg_jobs', kept);
        execute format('grant select on %I to rg_party', kept);
    end loop;
    foreach kept in array array['trade_order', 'order_document', 'order_line'] loop
        execute format(
            'create policy order_is_read_by_its_two_sides on %I for select to rg_party
             using ((select current_party()) in (owner_id, partner_id))', kept);
    end loop;
    foreach kept in array array['trade_order', 'order_line'] loop
        execute format(
            'create policy order_is_kept_by_its_two_sides on %I for update to rg_party
             using ((select current_party()) in (owner_id, partner_id)) with check ((select current_party()) in (owner_id, partner_id))', kept);
    end loop;
end
$$;
revoke update on order_document from rg_jobs;
create policy order_is_placed_by_its_buyer on trade_order for insert to rg_party with check (buyer_id = (select current_party()));
create policy line_is_added_by_a_side on order_line for insert to rg_party
    with check ((select current_party()) in (owner_id, partner_id));
-- The kind of a document says which side sends it.
create policy document_is_sent_by_its_side on order_document for insert to rg_party
    with check (sender_id = (select current_party()) and exists (
        select from trade_order o
        where o.owner_id = order_document.owner_id and o.order_id = order_document.order_id
            and order_document.sender_id
                = case when order_document.kind in ('order_response', 'despatch_advice') then o.seller_id else o.buyer_id end));
create policy hold_is_seen_by_its_seller on order_hold for select to rg_party using (owner_id = (select current_party()));
-- A shopkeeper sees the orders of the shop.
create policy shopkeeper_sees_orders_of_the_shop on trade_order as restrictive to rg_party
    using ((select current_location()) is null or (select current_location()) in (ship_to_id, ship_from_id));

grant insert on trade_order, order_document, order_line to rg_party;
grant update (version, state, turn, amount, short, contradictions, changed_at) on trade_order to rg_party;
grant update (place, product_id, pack_code, pack_factor, price, price_base_quantity, amount, ordered, confirmed, despatched, outstanding,
    received, rejected, refused, cancelled, later, never, to_hold) on order_line to rg_party;

-- What follows is asked for each order. In PL/pgSQL a plan is kept, which in a function of SQL it is not; and it is kept as
-- one for all, for planning costs more here than the best plan of a few lines saves; by the keys, whatever the planner knows
-- of tables that were empty when it was asked.

-- Who trades with whom in which direction on a day, and under which terms: the newest that the partner has accepted. For the
-- two alone.
create function trade_between(buyer integer, seller integer, on_day date)
returns table (owner_id integer, partner_id integer, partnership_id integer, terms_from date)
language plpgsql stable security definer
set search_path = pg_catalog, public
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
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

-- What item codes of the party of this transaction mean in a cooperative's catalogue, in which pack, and at what price by
-- the terms of a day: the pack's own, or the base unit's times what the pack holds. For the two of the partnership alone.
create function orderable_goods(
    order_owner integer, of_partnership integer, of_connection integer, items text[], packs text[], at timestamptz, on_day date)
returns table (
    place integer, product_id integer, code text, base_unit text, is_goods boolean, pack_code text, factor numeric,
    price numeric, price_base_quantity numeric, currency text)
language plpgsql stable security definer
set search_path = pg_catalog, public
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
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
$$;

-- A place of the other side by its code, or its only one: what a buyer may know of the seller it orders from.
create function shipping_place(seller integer, of_code text) returns table (location_id integer, code text, places bigint)
language plpgsql stable security definer
set search_path = pg_catalog, public
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
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

-- What both sides call the goods of an order, for the two of them: products are seen with their stock, an order's in any
-- case. The chain's own product is the one whose code the cooperative's is mapped to.
create function ordered_goods(of_owner integer, of_order bigint)
returns table (product_id integer, code text, name text, base_unit text, partner_item text, partner_product_id integer)
language plpgsql stable security definer
set search_path = pg_catalog, public
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
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

-- Holds of the seller's stock what an order's lines want, in the one order in which positions are locked. A line keeps what
-- it holds, less what was sent since, and never more than it wants; what it wants more than before is taken of what is
-- available, lines of one product in turn. A partner whose own system keeps the stock holds it itself.
-- Answers the positions that changed.
create function hold_for_order(of_owner integer, of_order bigint)
returns setof stock_position
language plpgsql volatile security definer
set search_path = pg_catalog, public
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
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

-- Parties that see stock of a party that the one of this transaction deals with: who orders of it, or gives back, tells them
-- of what is left, whether its own terms show it that stock or not.
create or replace function fellow_viewers() returns setof integer
language sql stable security definer
set search_path = pg_catalog, public
as $$
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

-- As it was, with its plan kept: every request that looks at another party asks for it.
create or replace function known_parties() returns setof integer
language plpgsql stable security definer
set search_path = pg_catalog, public
as $$
begin
    return query
    select current_party()
    union
    select case when p.owner_id = current_party() then p.partner_id else p.owner_id end
    from partnership p
    where p.owner_id = current_party() or p.partner_id = current_party();
end
$$;

grant create on schema public to rg_jobs;
alter function known_parties() owner to rg_jobs;
alter function trade_between(integer, integer, date) owner to rg_jobs;
alter function orderable_goods(integer, integer, integer, text[], text[], timestamptz, date) owner to rg_jobs;
alter function shipping_place(integer, text) owner to rg_jobs;
alter function ordered_goods(integer, bigint) owner to rg_jobs;
alter function hold_for_order(integer, bigint) owner to rg_jobs;
alter function fellow_viewers() owner to rg_jobs;
revoke create on schema public from rg_jobs;
revoke all on function trade_between(integer, integer, date) from public;
revoke all on function orderable_goods(integer, integer, integer, text[], text[], timestamptz, date) from public;
revoke all on function shipping_place(integer, text) from public;
revoke all on function ordered_goods(integer, bigint) from public;
revoke all on function hold_for_order(integer, bigint) from public;
grant execute on function trade_between(integer, integer, date), orderable_goods(integer, integer, integer, text[], text[], timestamptz, date),
    shipping_place(integer, text), ordered_goods(integer, bigint),
    hold_for_order(integer, bigint) to rg_party, rg_jobs;
