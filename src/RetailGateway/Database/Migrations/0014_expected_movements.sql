-- What documents say and tills have not told yet. Where a till is the system of record a commit, a despatch or a
-- receipt makes an expected movement; the till's own entry with its reference fulfils it, or a later count takes it up.

-- How long a system may take to tell what a document says has happened.
alter table connection
    add column reports_within interval not null default '24 hours',
    add constraint connection_reports_within_a_sensible_time check (
        reports_within between interval '1 minute' and interval '31 days');
grant update (reports_within) on connection to rg_party;

alter table stock_position
    -- Sums of what is still expected here, kept by the triggers below alone.
    add column expected_out numeric(15, 3) not null default 0,
    add column expected_in numeric(15, 3) not null default 0,
    -- How many movements were ever expected here: where it is none, an entry's document is asked after nowhere.
    add column expectations integer not null default 0,
    add constraint expected_out_is_not_negative check (expected_out >= 0),
    add constraint expected_in_is_not_negative check (expected_in >= 0);

-- Goods that go from one location of a party to another.
create table stock_transfer (
    owner_id integer not null,
    transfer_id bigint generated always as identity,
    reference text collate "C" not null,
    from_location_id integer not null,
    to_location_id integer not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    constraint stock_transfer_pkey primary key (owner_id, transfer_id),
    constraint transfer_reference_is_taken unique (owner_id, reference),
    constraint stock_transfer_from_location foreign key (owner_id, from_location_id)
        references location (owner_id, location_id),
    constraint stock_transfer_to_location foreign key (owner_id, to_location_id)
        references location (owner_id, location_id),
    constraint transfer_goes_to_another_location check (from_location_id <> to_location_id)
);

create table stock_transfer_line (
    owner_id integer not null,
    transfer_id bigint not null,
    line integer not null,
    product_id integer not null,
    -- Base units.
    quantity numeric(15, 3) not null,
    constraint stock_transfer_line_pkey primary key (owner_id, transfer_id, line),
    constraint stock_transfer_line_of_transfer foreign key (owner_id, transfer_id)
        references stock_transfer (owner_id, transfer_id),
    constraint stock_transfer_line_of_product foreign key (owner_id, product_id)
        references product (owner_id, product_id),
    constraint transfer_names_a_product_once unique (owner_id, transfer_id, product_id),
    constraint transfer_quantity_is_above_zero check (quantity > 0)
);

-- What a document says of one product at one location. Whose entry is awaited is not kept here: it is whoever is the
-- system of record at occurred_at, so a change of it takes its expected movements along.
create table expected_movement (
    owner_id integer not null,
    expected_id bigint generated always as identity,
    location_id integer not null,
    product_id integer not null,
    kind entry_kind not null,
    -- Base units: below zero for what leaves.
    quantity numeric(15, 3) not null,
    outward boolean not null generated always as (quantity < 0) stored,
    -- What the entry that fulfils it names as its document.
    reference text collate "C" not null,
    occurred_at timestamptz not null,
    due_at timestamptz not null,
    -- The document: a commit of a reservation, or a transfer.
    source_kind text not null,
    source_id bigint not null,
    recorded_at timestamptz not null default now(),
    constraint expected_movement_pkey primary key (owner_id, expected_id),
    constraint expected_movement_of_position foreign key (owner_id, location_id, product_id)
        references stock_position (owner_id, location_id, product_id),
    -- Two under one reference could not be told apart by the entry that names it.
    constraint expected_reference_is_taken unique (owner_id, location_id, product_id, reference, outward),
    constraint expected_kind_is_a_movement check (kind not in ('count', 'reversal')),
    constraint expected_quantity_is_not_zero check (quantity <> 0),
    constraint expected_source_is_known check (source_kind in ('reservation', 'transfer'))
);
-- Those that a count takes up, or lets go again.
create index expected_movement_of_position_in_time on expected_movement (owner_id, location_id, product_id, occurred_at);

-- A person's word on what no till told: it happened and is posted, or it never did and is let go.
create table expected_decision (
    owner_id integer not null,
    expected_id bigint not null,
    decision integer not null,
    kind text not null,
    -- Base units of what was still expected, without a sign.
    quantity numeric(15, 3) not null,
    -- The conflict that asked for it; the acceptance's entry has it as its reason.
    conflict_id bigint,
    -- The entry that was posted, in the name of the system of record.
    connection_id integer,
    change_id text collate "C",
    reason text not null,
    decided_at timestamptz not null default now(),
    constraint expected_decision_pkey primary key (owner_id, expected_id, decision),
    constraint expected_decision_of_movement foreign key (owner_id, expected_id)
        references expected_movement (owner_id, expected_id),
    constraint expected_decision_because_of_conflict foreign key (owner_id, conflict_id)
        references conflict (owner_id, conflict_id),
    constraint expected_decision_kind_is_known check (kind in ('accept', 'dismiss')),
    constraint expected_decision_quantity_is_above_zero check (quantity > 0),
    constraint expected_acceptance_posts_an_entry check (
        (kind = 'accept') = (change_id is not null) and (kind = 'accept') = (connection_id is not null))
);

-- The till's own entry that came after a person's acceptance: it is answered as a duplicate, now and ever after.
create table expected_late_entry (
    owner_id integer not null,
    connection_id integer not null,
    change_id text collate "C" not null,
    expected_id bigint not null,
    decision integer not null,
    kind entry_kind not null,
    quantity numeric(15, 3) not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    constraint expected_late_entry_pkey primary key (owner_id, connection_id, change_id),
    constraint expected_late_entry_of_decision foreign key (owner_id, expected_id, decision)
        references expected_decision (owner_id, expected_id, decision),
    constraint acceptance_answers_one_late_entry unique (owner_id, expected_id, decision)
);

-- What the ledger has made of an expected movement: a fold, written by the functions below alone.
create table expected_state (
    owner_id integer not null,
    expected_id bigint not null,
    location_id integer not null,
    product_id integer not null,
    outward boolean not null,
    -- Base units, without a sign.
    quantity numeric(15, 3) not null,
    told numeric(21, 3) not null,
    let_go numeric(15, 3) not null,
    taken_up boolean not null,
    remaining numeric(15, 3) not null,
    due_at timestamptz not null,
    raised_at timestamptz,
    constraint expected_state_pkey primary key (owner_id, expected_id),
    constraint expected_state_of_movement foreign key (owner_id, expected_id)
        references expected_movement (owner_id, expected_id),
    constraint no_more_is_let_go_than_was_expected check (let_go <= quantity),
    constraint expected_remainder_follows_from_what_was_told check (
        remaining = case when taken_up then 0 else greatest(0, quantity - let_go - told) end)
);
create index expected_still_due on expected_state (due_at) where remaining > 0 and raised_at is null;

-- The fold of expected movements. Told is what entries with the reference say, in its direction, no more than 31 days
-- before or after it (till receipts begin anew each year); reversed ones are left out. A count at the movement's instant
-- or after it has seen it. The position is locked, and up to date with the ledger.
create function fold_expected(of_owner integer, ids bigint[]) returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
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

-- Folds anew what entries just written may have changed: expected movements that the documents of these changes name,
-- and at each position those after an instant where its last count is another than before (null: it is not).
create function fold_expected_after(
    of_owner integer, of_connection integer, changes text[], locations integer[], products integer[], counted_since timestamptz[])
returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
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

-- Whoever expects: the position knows of it, and what has been told already counts at once.
create function expected_movement_is_folded() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
    update stock_position set expectations = expectations + 1
    where owner_id = new.owner_id and location_id = new.location_id and product_id = new.product_id;
    perform fold_expected(new.owner_id, array[new.expected_id]);
    return null;
end
$$;
create trigger expected_movement_begins after insert on expected_movement
    for each row execute function expected_movement_is_folded();

create function expected_decision_is_folded() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
    perform fold_expected(new.owner_id, array[new.expected_id]);
    return null;
end
$$;
create trigger expected_decision_counts after insert on expected_decision
    for each row execute function expected_decision_is_folded();

-- The position's sums follow; more than was expected is a matter for a person at once, and what comes right closes.
create function expected_state_counts() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
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
create trigger expected_state_is_summed after insert or update of told, let_go, taken_up, remaining on expected_state
    for each row execute function expected_state_counts();

-- Opens the conflict about an expected movement, once while it is open.
create function raise_expected(of_owner integer, of_expected bigint, as_kind text) returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
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

-- Available is what is on hand and neither reserved, nor expected to leave, nor kept back.
create or replace function reservation_holds_stock() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
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

create or replace function reservation_step_gives_back() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
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

-- At every instant some system's word counts. That no two do says the exclusion constraint beside it.
create function system_of_record_leaves_no_gap() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
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
create constraint trigger system_of_record_has_no_gap after insert or update or delete on system_of_record
    deferrable initially deferred
    for each row execute function system_of_record_leaves_no_gap();

do $$
declare
    owned text;
begin
    foreach owned in array array[
        'stock_transfer', 'stock_transfer_line', 'expected_movement', 'expected_decision', 'expected_late_entry', 'expected_state'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy jobs_see_every_row on %I to rg_jobs using (true) with check (true)', owned);
        execute format(
            'create policy party_sees_its_own on %I to rg_party
             using (owner_id = (select current_party())) with check (owner_id = (select current_party()))', owned);
        execute format('grant select on %I to rg_party', owned);
        execute format('grant select, insert on %I to rg_jobs', owned);
        if owned <> 'expected_state' then
            execute format('grant insert on %I to rg_party', owned);
        end if;
    end loop;
end
$$;
grant update on expected_state to rg_jobs;

grant create on schema public to rg_jobs;
alter function fold_expected(integer, bigint[]) owner to rg_jobs;
alter function fold_expected_after(integer, integer, text[], integer[], integer[], timestamptz[]) owner to rg_jobs;
alter function raise_expected(integer, bigint, text) owner to rg_jobs;
alter function expected_movement_is_folded() owner to rg_jobs;
alter function expected_decision_is_folded() owner to rg_jobs;
alter function expected_state_counts() owner to rg_jobs;
alter function system_of_record_leaves_no_gap() owner to rg_jobs;
revoke create on schema public from rg_jobs;
