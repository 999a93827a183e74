-- Goods on consignment: which terms allow it and how it is settled, and the settlements themselves. There are two hops:
-- a producer's goods with its cooperative, and the cooperative's with a chain. Both belong to the cooperative.

-- What terms say of consignment. Without a word, goods are bought outright.
alter table terms
    add column on_consignment boolean not null default false,
    -- The consignor's share of the price list: all of it where the list holds what is due to the consignor.
    add column share_percent numeric(5, 2) not null default 100,
    add column shrinkage_borne_by text not null default 'consignee',
    add column settled_every text not null default 'week',
    add column settled_from_day integer not null default 1,
    add column settlement_grace_days integer not null default 0,
    add constraint terms_share_is_a_part_of_the_price check (share_percent > 0 and share_percent <= 100),
    add constraint terms_shrinkage_is_borne_by_a_side check (shrinkage_borne_by in ('consignee', 'consignor')),
    add constraint terms_settlement_begins_on_a_day check (
        settled_every = 'week' and settled_from_day between 1 and 7
        or settled_every = 'month' and settled_from_day between 1 and 28),
    add constraint terms_settlement_grace_is_not_negative check (settlement_grace_days >= 0);

-- Single products that the terms treat otherwise.
create table terms_product (
    owner_id integer not null,
    partnership_id integer not null,
    valid_from date not null,
    product_id integer not null,
    on_consignment boolean not null,
    constraint terms_product_pkey primary key (owner_id, partnership_id, valid_from, product_id),
    constraint terms_product_of_terms foreign key (owner_id, partnership_id, valid_from)
        references terms (owner_id, partnership_id, valid_from),
    constraint terms_product_is_a_product foreign key (owner_id, product_id) references product (owner_id, product_id)
);

-- Terms of a producer with its cooperative, from a day on. A producer has no login: the cooperative records them.
create table producer_terms (
    owner_id integer not null,
    producer_id integer not null,
    valid_from date not null,
    payment_days integer not null,
    on_consignment boolean not null,
    share_percent numeric(5, 2) not null,
    shrinkage_borne_by text not null,
    settled_every text not null,
    settled_from_day integer not null,
    settlement_grace_days integer not null,
    recorded_at timestamptz not null default now(),
    constraint producer_terms_pkey primary key (owner_id, producer_id, valid_from),
    constraint producer_terms_of_party foreign key (owner_id) references party (owner_id),
    constraint producer_terms_are_with_a_party foreign key (producer_id) references party (owner_id),
    constraint producer_terms_payment_days_are_not_negative check (payment_days >= 0),
    constraint producer_terms_share_is_a_part_of_the_price check (share_percent > 0 and share_percent <= 100),
    constraint producer_terms_shrinkage_is_borne_by_a_side check (shrinkage_borne_by in ('consignee', 'consignor')),
    constraint producer_terms_settlement_begins_on_a_day check (
        settled_every = 'week' and settled_from_day between 1 and 7
        or settled_every = 'month' and settled_from_day between 1 and 28),
    constraint producer_terms_settlement_grace_is_not_negative check (settlement_grace_days >= 0)
);

-- The producer's goods in those terms: on consignment or not, and the price of a base unit.
create table producer_terms_product (
    owner_id integer not null,
    producer_id integer not null,
    valid_from date not null,
    product_id integer not null,
    on_consignment boolean not null,
    amount numeric(20, 10) not null,
    base_quantity numeric(15, 3) not null,
    currency text not null default 'IDR',
    constraint producer_terms_product_pkey primary key (owner_id, producer_id, valid_from, product_id),
    constraint producer_terms_product_of_terms foreign key (owner_id, producer_id, valid_from)
        references producer_terms (owner_id, producer_id, valid_from),
    constraint producer_terms_product_is_a_product foreign key (owner_id, product_id) references product (owner_id, product_id),
    constraint producer_price_is_not_negative check (amount >= 0),
    constraint producer_price_base_quantity_is_above_zero check (base_quantity > 0)
);

-- The consignor's own product, where it keeps a catalogue: the cooperative's for goods at a chain, none for a producer's.
alter table consigned_goods
    add column consignor_product_id integer,
    add constraint consigned_goods_are_the_consignors foreign key (consignor_id, consignor_product_id)
        references product (owner_id, product_id);
create index consigned_goods_of_consignor on consigned_goods (consignor_id, consignor_product_id);

-- What a consignee owes its consignor for a period. Rows are added and never changed, but for what is billed of them.
create table settlement (
    owner_id integer not null,
    settlement_id bigint generated always as identity,
    hop text not null,
    consignor_id integer not null,
    consignee_id integer not null,
    -- The other side than the cooperative, which reads it where it is a chain.
    partner_id integer not null,
    -- Days of the locations; a location that began later has a shorter period.
    first_day date not null,
    last_day date not null,
    currency text not null,
    total numeric(18, 2) not null,
    settled_at timestamptz not null default now(),
    constraint settlement_pkey primary key (owner_id, settlement_id),
    constraint settlement_of_party foreign key (owner_id) references party (owner_id),
    constraint settlement_has_a_consignor foreign key (consignor_id) references party (owner_id),
    constraint settlement_has_a_consignee foreign key (consignee_id) references party (owner_id),
    constraint settlement_has_a_partner foreign key (partner_id) references party (owner_id),
    constraint settlement_hop_is_known check (
        hop = 'producer' and consignee_id = owner_id and partner_id = consignor_id
        or hop = 'stockist' and consignor_id = owner_id and partner_id = consignee_id),
    constraint settlement_ends_after_it_begins check (last_day >= first_day)
);
create index settlement_of_partner on settlement (partner_id, settlement_id);

create table settlement_line (
    owner_id integer not null,
    settlement_id bigint not null,
    line integer not null,
    kind text not null,
    consignor_id integer not null,
    consignee_id integer not null,
    -- Where the goods lie, which for a producer's goods at a stockist is a third party's place.
    location_owner_id integer not null,
    location_id integer not null,
    -- In the cooperative's catalogue, and in that of the location's party whose ledger tells of it.
    product_id integer not null,
    ledger_product_id integer not null,
    first_day date not null,
    last_day date not null,
    during tstzrange not null,
    -- 0 settles the period; each adjustment has the next number and names the statement it replaces.
    revision integer not null,
    restates_settlement_id bigint,
    restates_line integer,
    -- Base units over the whole period, as the ledger told them then.
    opening numeric(21, 3) not null,
    delivered numeric(21, 3) not null,
    transfers_in numeric(21, 3) not null,
    returns_in numeric(21, 3) not null,
    found numeric(21, 3) not null,
    returns_out numeric(21, 3) not null,
    transfers_out numeric(21, 3) not null,
    expired numeric(21, 3) not null,
    damaged numeric(21, 3) not null,
    closing numeric(21, 3) not null,
    closing_is_counted boolean not null,
    taken numeric(21, 3) not null,
    sold numeric(21, 3) not null,
    -- A till recorded sales through all of the period; without one shrinkage is unknown.
    sales_are_recorded boolean not null,
    shrinkage_borne_by text not null,
    price_amount numeric(20, 10) not null,
    price_base_quantity numeric(15, 3) not null,
    share_percent numeric(5, 2) not null,
    -- Owed for the whole period; what this line bills of it is quantity and amount.
    due numeric(21, 3) not null,
    quantity numeric(21, 3) not null,
    amount numeric(18, 2) not null,
    -- How much of the quantity invoices have taken, changed under this row's lock alone.
    billed numeric(21, 3) not null default 0,
    constraint settlement_line_pkey primary key (owner_id, settlement_id, line),
    constraint settlement_line_of_settlement foreign key (owner_id, settlement_id)
        references settlement (owner_id, settlement_id),
    constraint settlement_line_at_location foreign key (location_owner_id, location_id)
        references location (owner_id, location_id),
    constraint settlement_line_of_product foreign key (owner_id, product_id) references product (owner_id, product_id),
    constraint settlement_line_of_ledger_product foreign key (location_owner_id, ledger_product_id)
        references product (owner_id, product_id),
    constraint settlement_line_restates_a_line foreign key (owner_id, restates_settlement_id, restates_line)
        references settlement_line (owner_id, settlement_id, line),
    constraint settlement_line_statement_is_stated_once unique (
        owner_id, consignor_id, consignee_id, location_owner_id, location_id, ledger_product_id, during, revision),
    constraint consigned_period_is_settled_once exclude using gist (
        owner_id with =, consignor_id with =, consignee_id with =, location_owner_id with =, location_id with =,
        ledger_product_id with =, during with &&) where (revision = 0),
    constraint settlement_line_adjusts_what_it_names check (
        kind = 'settlement' and revision = 0 and restates_line is null and restates_settlement_id is null and quantity = due
        or kind = 'adjustment' and revision > 0 and restates_line is not null and restates_settlement_id is not null),
    constraint settlement_line_taken_is_what_left_the_shelf check (
        taken = opening + delivered + transfers_in + returns_in + found - returns_out - transfers_out - expired - damaged - closing),
    constraint settlement_line_due_is_gone_or_sold check (
        due = case when shrinkage_borne_by = 'consignor' and sales_are_recorded then sold else taken end - returns_in),
    constraint settlement_line_not_billed_above_settled check (
        billed between least(quantity, 0) and greatest(quantity, 0))
);

-- Which of a location's goods one may say are a consignor's, by the terms in force at an instant. Asked by the
-- location's party, which does not see the consignor's catalogue; it learns of the one product it asks for.
create function consignment_by_terms(consignee integer, consignor integer, of_product integer, at_location integer, since timestamptz)
returns table (has_terms boolean, is_known boolean, on_consignment boolean, consignor_product_id integer)
language sql stable security definer
set search_path = pg_catalog, public
as $$
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

-- The entries behind a settlement's line, for both its sides: a cooperative does not see a chain's ledger, but it sees
-- what its own goods are settled by.
create function settled_entries(of_owner integer, of_settlement bigint, of_line integer)
returns table (connection text, change_id text, kind text, quantity numeric, occurred_at timestamptz, recorded_at timestamptz,
    is_reversed boolean, came_after boolean)
language sql stable security definer
set search_path = pg_catalog, public
as $$
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

do $$
declare
    owned text;
begin
    foreach owned in array array['terms_product', 'producer_terms', 'producer_terms_product', 'settlement', 'settlement_line'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy jobs_see_every_row on %I to rg_jobs using (true) with check (true)', owned);
        execute format('grant select, insert on %I to rg_jobs', owned);
        execute format('create policy party_sees_its_own on %I to rg_party
            using (owner_id = (select current_party())) with check (owner_id = (select current_party()))', owned);
        execute format('grant select on %I to rg_party', owned);
    end loop;
end
$$;

-- A cooperative records its terms; a settlement is the job's alone. An invoice says how much of a line it bills.
grant insert on terms_product, producer_terms, producer_terms_product to rg_party;
grant insert (on_consignment, share_percent, shrinkage_borne_by, settled_every, settled_from_day, settlement_grace_days) on terms to rg_party;
grant update (billed) on settlement_line to rg_party, rg_jobs;

-- The chain reads what concerns it; a producer's settlements are between it and its cooperative.
create policy partner_reads_the_terms on terms_product for select to rg_party
    using ((owner_id, partnership_id) in (
        select owner_id, partnership_id from partnership where partner_id = (select current_party())));
create policy partner_reads_the_settlement on settlement for select to rg_party
    using (partner_id = (select current_party()));
create policy partner_reads_the_settlement on settlement_line for select to rg_party
    using ((owner_id, settlement_id) in (
        select owner_id, settlement_id from settlement where partner_id = (select current_party())));
-- Products and places are named with the terms and lines that the reader may see.
create policy product_is_seen_with_its_terms on product for select to rg_party
    using ((owner_id, product_id) in (select owner_id, product_id from terms_product));
create policy product_is_seen_with_its_settlement on product for select to rg_party
    using ((owner_id, product_id) in (select owner_id, product_id from settlement_line));
create policy location_is_seen_with_its_settlement on location for select to rg_party
    using ((owner_id, location_id) in (select location_owner_id, location_id from settlement_line));

-- A consignor sees where its goods lie, and as what.
create policy location_is_seen_with_ones_goods on location for select to rg_party
    using ((owner_id, location_id) in (
        select owner_id, location_id from consigned_goods where consignor_id = (select current_party())));
create policy product_is_seen_as_ones_goods on product for select to rg_party
    using ((owner_id, product_id) in (
        select owner_id, product_id from consigned_goods where consignor_id = (select current_party())));

grant create on schema public to rg_jobs;
alter function consignment_by_terms(integer, integer, integer, integer, timestamptz) owner to rg_jobs;
alter function settled_entries(integer, bigint, integer) owner to rg_jobs;
revoke create on schema public from rg_jobs;
