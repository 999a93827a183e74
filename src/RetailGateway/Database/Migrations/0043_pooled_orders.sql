-- Pooled orders: what many shops of a cooperative ask of one supplier, gathered into one order up to a closing time, and what
-- of each delivery is whose.

create table order_pool (
    owner_id integer not null,
    pool_id bigint generated always as identity,
    supplier_id integer not null,
    -- Where all of it is delivered.
    ship_to_id integer not null,
    -- By which a short delivery is shared out.
    rule text not null,
    note text,
    opened_at timestamptz not null default now(),
    opened_by text not null,
    -- The first instant at which a share is late.
    closes_at timestamptz not null,
    status text not null default 'open',
    closed_at timestamptz,
    closed_by text,
    -- What it came to when it was closed, and what the supplier's terms asked for.
    value numeric(20, 2),
    minimum_order_value numeric(15, 2),
    kept_because text,
    kept_detail text,
    reason text,
    order_owner_id integer,
    order_id bigint,
    -- The last of the order's documents whose goods were shared out.
    seen_document bigint not null default 0,
    constraint order_pool_pkey primary key (owner_id, pool_id),
    constraint order_pool_ships_to foreign key (owner_id, ship_to_id) references location (owner_id, location_id),
    constraint order_pool_to_supplier foreign key (supplier_id) references party (owner_id),
    constraint order_pool_became_order foreign key (order_owner_id, order_id) references trade_order (owner_id, order_id),
    constraint order_pool_rule_is_known check (rule in ('proportional', 'need')),
    constraint order_pool_status_is_known check (status in ('open', 'kept_back', 'ordered', 'empty', 'cancelled')),
    constraint order_pool_is_closed_once check ((status = 'open') = (closed_at is null)),
    constraint order_pool_is_ordered_as_an_order check ((status = 'ordered') = (order_id is not null)),
    constraint order_pool_is_kept_back_for_a_cause check ((status = 'kept_back') = (kept_because is not null)),
    constraint order_pool_cause_is_known check (kept_because in ('below_minimum', 'not_orderable')),
    constraint order_pool_is_cancelled_with_a_reason check ((status = 'cancelled') = (reason is not null))
);
-- An order is of one pool. Those that are to be closed, and a party's from the newest on.
create unique index order_pool_of_order on order_pool (owner_id, order_owner_id, order_id) where order_id is not null;
create index order_pool_to_close on order_pool (closes_at) where status = 'open';
create index order_pool_newest_first on order_pool (owner_id, status, pool_id);

-- What one shop asks of one product; nothing is withdrawn by deleting it, but by asking for none.
create table order_pool_share (
    owner_id integer not null,
    pool_id bigint not null,
    location_id integer not null,
    product_id integer not null,
    -- What has an order where all else is equal.
    share_id bigint generated always as identity,
    demanded numeric(15, 3) not null,
    -- How pressing it was when it was given.
    available numeric(21, 3) not null,
    minimum numeric(15, 3) not null,
    given_at timestamptz not null,
    given_by text not null,
    proposal_id bigint,
    constraint order_pool_share_pkey primary key (owner_id, pool_id, location_id, product_id),
    constraint order_pool_share_of_id unique (owner_id, pool_id, share_id),
    constraint order_pool_share_of_pool foreign key (owner_id, pool_id) references order_pool (owner_id, pool_id),
    constraint order_pool_share_of_location foreign key (owner_id, location_id) references location (owner_id, location_id),
    constraint order_pool_share_of_product foreign key (owner_id, product_id) references product (owner_id, product_id),
    constraint order_pool_share_of_proposal foreign key (owner_id, proposal_id) references order_proposal (owner_id, proposal_id),
    constraint order_pool_share_is_not_below_zero check (demanded >= 0 and minimum >= 0)
);
-- Whose shares still come to a shop.
create index order_pool_share_of_shop on order_pool_share (owner_id, location_id, product_id) where demanded > 0;

-- The code looks under the pool's lock; this stands behind it.
create function pool_takes_share() returns trigger language plpgsql
set search_path = pg_catalog, public
as $$
begin
    if not exists (
        select from order_pool p
        where p.owner_id = new.owner_id and p.pool_id = new.pool_id and p.status = 'open' and new.given_at < p.closes_at) then
        raise exception 'the pool is closed' using errcode = 'check_violation', constraint = 'pool_share_is_given_in_time';
    end if;
    return new;
end
$$;
create trigger pool_share_is_given_in_time before insert or update on order_pool_share for each row execute function pool_takes_share();

-- What of it was ordered: one a product, with no pack where none could be.
create table order_pool_line (
    owner_id integer not null,
    pool_id bigint not null,
    product_id integer not null,
    demanded numeric(15, 3) not null,
    -- The least that a shop can be given.
    unit numeric(15, 3) not null,
    pack_code text,
    pack_factor numeric(12, 3),
    price numeric(20, 10),
    price_base_quantity numeric(15, 3),
    ordered numeric(15, 3) not null,
    constraint order_pool_line_pkey primary key (owner_id, pool_id, product_id),
    constraint order_pool_line_of_pool foreign key (owner_id, pool_id) references order_pool (owner_id, pool_id),
    constraint order_pool_line_of_product foreign key (owner_id, product_id) references product (owner_id, product_id),
    constraint order_pool_line_is_ordered_in_packs check (unit > 0 and (pack_code is null) = (ordered = 0) and (pack_code is null or ordered >= demanded))
);

-- What a receipt brought of one product, and what of that was the shops'.
create table order_pool_delivery (
    owner_id integer not null,
    pool_id bigint not null,
    document_number bigint not null,
    product_id integer not null,
    document_id text not null,
    -- Taken by then, of all receipts that stand.
    accepted numeric(21, 3) not null,
    -- What of that nobody had yet, and what of it was given to shops.
    to_share numeric(21, 3) not null,
    allocated numeric(15, 3) not null,
    -- Parts of a remainder that make one unit.
    parts bigint not null,
    -- What shops have of it that the receipts, put right, do not tell of any more.
    shortage numeric(15, 3) not null,
    recorded_at timestamptz not null default now(),
    constraint order_pool_delivery_pkey primary key (owner_id, pool_id, document_number, product_id),
    constraint order_pool_delivery_of_line foreign key (owner_id, pool_id, product_id) references order_pool_line (owner_id, pool_id, product_id),
    constraint order_pool_delivery_gives_what_came check (allocated >= 0 and allocated <= to_share and shortage >= 0)
);

-- What of it is one share's, and every figure that it came from.
create table order_pool_allocation (
    owner_id integer not null,
    pool_id bigint not null,
    document_number bigint not null,
    product_id integer not null,
    share_id bigint not null,
    location_id integer not null,
    -- What it still lacked.
    lacked numeric(15, 3) not null,
    quota numeric(15, 3) not null,
    remainder bigint not null,
    rank_by_need integer not null,
    allocated numeric(15, 3) not null,
    constraint order_pool_allocation_pkey primary key (owner_id, pool_id, share_id, document_number),
    constraint order_pool_allocation_of_delivery foreign key (owner_id, pool_id, document_number, product_id)
        references order_pool_delivery (owner_id, pool_id, document_number, product_id),
    constraint order_pool_allocation_of_share foreign key (owner_id, pool_id, share_id) references order_pool_share (owner_id, pool_id, share_id),
    constraint order_pool_allocation_is_what_the_share_lacks check (allocated >= 0 and allocated <= lacked and quota >= 0 and remainder >= 0)
);

-- A proposal that is in a pool is decided.
alter table order_proposal
    add column pool_id bigint,
    add constraint order_proposal_in_pool foreign key (owner_id, pool_id) references order_pool (owner_id, pool_id),
    drop constraint order_proposal_status_is_known,
    add constraint order_proposal_status_is_known check (status in ('open', 'approved', 'dismissed', 'superseded', 'pooled')),
    add constraint order_proposal_is_pooled_in_a_pool check ((status = 'pooled') = (pool_id is not null));
drop index order_proposal_decided;
create index order_proposal_decided on order_proposal (owner_id, location_id, decided_at) where status in ('approved', 'dismissed', 'pooled');
grant update (pool_id) on order_proposal to rg_party;

do $$
declare
    kept text;
begin
    foreach kept in array array['order_pool', 'order_pool_share', 'order_pool_line', 'order_pool_delivery', 'order_pool_allocation'] loop
        execute format('alter table %I enable row level security', kept);
        execute format('alter table %I force row level security', kept);
        execute format('create policy jobs_see_every_row on %I to rg_jobs using (true) with check (true)', kept);
        execute format(
            'create policy party_keeps_its_own on %I to rg_party
             using (owner_id = (select current_party())) with check (owner_id = (select current_party()))', kept);
        execute format('grant select on %I to rg_party, rg_jobs', kept);
    end loop;
    foreach kept in array array['order_pool_share', 'order_pool_allocation'] loop
        execute format(
            'create policy shopkeeper_keeps_to_one_shop on %I as restrictive to rg_party
             using ((select current_location()) is null or location_id = (select current_location()))', kept);
    end loop;
end
$$;
grant insert, update (closes_at, status, closed_at, closed_by, value, minimum_order_value, kept_because, kept_detail, reason, order_owner_id, order_id)
    on order_pool to rg_party;
grant insert, update (demanded, available, minimum, given_at, given_by, proposal_id) on order_pool_share to rg_party;
grant insert on order_pool_line to rg_party;
grant update (seen_document) on order_pool to rg_jobs;
grant insert on order_pool_delivery, order_pool_allocation to rg_jobs;
