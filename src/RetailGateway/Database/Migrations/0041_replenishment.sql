-- Replenishment: what shops should have of their goods, what a night's job proposes to order, and what people make of it.

-- What an order for one shop must come to, in rupiah, and what becomes of a smaller one.
alter table terms
    add column minimum_order_value numeric(15, 2) not null default 0,
    add column below_minimum text not null default 'keep_back',
    add constraint terms_minimum_order_value_is_not_negative check (minimum_order_value >= 0),
    add constraint terms_small_orders_are_kept_back_or_topped_up check (below_minimum in ('keep_back', 'top_up'));
grant insert (minimum_order_value, below_minimum) on terms to rg_party;

-- Base units below which a shop orders more of a product, and up to which.
create table replenishment_level (
    owner_id integer not null,
    location_id integer not null,
    product_id integer not null,
    minimum numeric(15, 3) not null,
    target numeric(15, 3) not null,
    -- Who it is ordered from; none where that is whoever asks least for it.
    supplier_id integer,
    constraint replenishment_level_pkey primary key (owner_id, location_id, product_id),
    constraint replenishment_level_of_location foreign key (owner_id, location_id) references location (owner_id, location_id),
    constraint replenishment_level_of_product foreign key (owner_id, product_id) references product (owner_id, product_id),
    constraint replenishment_level_by_supplier foreign key (supplier_id) references party (owner_id),
    constraint replenishment_target_is_not_below_its_minimum check (minimum >= 0 and target >= minimum),
    constraint replenishment_supplier_is_another_party check (supplier_id <> owner_id)
);

-- An order that a shop might send to a supplier. Its buyer's alone: the supplier hears of it when it is an order.
create table order_proposal (
    owner_id integer not null,
    proposal_id bigint generated always as identity,
    location_id integer not null,
    -- None where nobody supplies its goods.
    supplier_id integer,
    -- The shop's day on which it was made.
    day date not null,
    currency text not null,
    value numeric(20, 2) not null,
    minimum_order_value numeric(15, 2) not null,
    kept_back boolean not null,
    proposed_at timestamptz not null default now(),
    status text not null default 'open',
    decided_at timestamptz,
    decided_by text,
    reason text,
    order_owner_id integer,
    order_id bigint,
    constraint order_proposal_pkey primary key (owner_id, proposal_id),
    constraint order_proposal_of_location foreign key (owner_id, location_id) references location (owner_id, location_id),
    constraint order_proposal_to_supplier foreign key (supplier_id) references party (owner_id),
    constraint order_proposal_became_order foreign key (order_owner_id, order_id) references trade_order (owner_id, order_id),
    constraint order_proposal_status_is_known check (status in ('open', 'approved', 'dismissed', 'superseded')),
    constraint order_proposal_is_decided_once check ((status = 'open') = (decided_at is null)),
    constraint order_proposal_is_approved_as_an_order check ((status = 'approved') = (order_id is not null)),
    constraint order_proposal_is_dismissed_with_a_reason check ((status = 'dismissed') = (reason is not null))
);
-- A shop has one open proposal a supplier; the party's from the newest on, and what people decided lately.
create unique index order_proposal_is_open_once on order_proposal (owner_id, location_id, supplier_id) nulls not distinct where status = 'open';
create index order_proposal_newest_first on order_proposal (owner_id, status, proposal_id);
create index order_proposal_decided on order_proposal (owner_id, location_id, decided_at) where status in ('approved', 'dismissed');

-- What of it one product is, with every figure that it came from; base units.
create table order_proposal_line (
    owner_id integer not null,
    proposal_id bigint not null,
    product_id integer not null,
    -- The cooperative's item code, which the order names it by; none where nobody supplies it.
    item text,
    minimum numeric(15, 3) not null,
    target numeric(15, 3) not null,
    on_hand numeric(21, 3) not null,
    available numeric(21, 3) not null,
    on_order numeric(21, 3) not null,
    expected_in numeric(15, 3) not null,
    projected numeric(21, 3) not null,
    -- Why it is ordered; or why no quantity can be named.
    cause text,
    faults text[] not null,
    pack_code text,
    pack_factor numeric(12, 3),
    price numeric(20, 10),
    price_base_quantity numeric(15, 3),
    packs bigint,
    quantity numeric(15, 3),
    value numeric(20, 2),
    constraint order_proposal_line_pkey primary key (owner_id, proposal_id, product_id),
    constraint order_proposal_line_of_proposal foreign key (owner_id, proposal_id) references order_proposal (owner_id, proposal_id),
    constraint order_proposal_line_of_product foreign key (owner_id, product_id) references product (owner_id, product_id),
    constraint order_proposal_line_is_ordered_or_says_why_not check ((packs is null) = (cardinality(faults) > 0) and (packs is null) = (cause is null))
);

-- What is still to come to a shop.
create index trade_order_to_come on trade_order (buyer_id, ship_to_id) where turn is not null;

do $$
declare
    kept text;
begin
    foreach kept in array array['replenishment_level', 'order_proposal', 'order_proposal_line'] loop
        execute format('alter table %I enable row level security', kept);
        execute format('alter table %I force row level security', kept);
        execute format('create policy jobs_see_every_row on %I to rg_jobs using (true) with check (true)', kept);
        execute format(
            'create policy party_keeps_its_own on %I to rg_party
             using (owner_id = (select current_party())) with check (owner_id = (select current_party()))', kept);
        execute format('grant select on %I to rg_party, rg_jobs', kept);
    end loop;
    foreach kept in array array['replenishment_level', 'order_proposal'] loop
        execute format(
            'create policy shopkeeper_keeps_to_one_shop on %I as restrictive to rg_party
             using ((select current_location()) is null or location_id = (select current_location()))', kept);
    end loop;
end
$$;
grant insert, update (minimum, target, supplier_id) on replenishment_level to rg_party;
grant update (status, decided_at, decided_by, reason, order_owner_id, order_id) on order_proposal to rg_party, rg_jobs;
grant insert on order_proposal, order_proposal_line to rg_jobs;
