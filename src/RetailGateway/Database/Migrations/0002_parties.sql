-- Who and where. A party's own id is its owner id; what a party owns begins its key with it.

create table party (
    owner_id integer generated always as identity,
    code text not null,
    name text not null,
    kind text not null,
    cooperative_kind text,
    environment text not null,
    -- Moves on with every change to what the party has registered, so that a cached copy knows its age.
    book_version bigint not null default 1,
    registered_at timestamptz not null default now(),
    constraint party_pkey primary key (owner_id),
    constraint party_code_is_taken unique (environment, code),
    constraint party_keeps_its_environment unique (owner_id, environment),
    constraint party_code_has_a_shape check (code ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'),
    constraint party_kind_is_known check (kind in ('cooperative', 'chain', 'producer', 'authority')),
    constraint party_environment_is_known check (environment in ('live', 'test')),
    constraint cooperative_has_a_kind check ((kind = 'cooperative') = (cooperative_kind is not null)),
    constraint cooperative_kind_is_known check (
        cooperative_kind in ('civil_servants', 'pesantren', 'farmers_group', 'savings_and_loan', 'other'))
);

-- Registered for VAT (PKP) or not, from a day on. The newest row on or before a day holds.
create table party_tax_status (
    owner_id integer not null,
    valid_from date not null,
    pkp boolean not null,
    constraint party_tax_status_pkey primary key (owner_id, valid_from),
    constraint party_tax_status_of_party foreign key (owner_id) references party (owner_id)
);

-- Administrative areas are public reference data and belong to nobody.
create table area (
    code text not null,
    name text not null,
    kind text not null,
    parent text,
    constraint area_pkey primary key (code),
    constraint area_parent_exists foreign key (parent) references area (code),
    constraint area_kind_is_known check (kind in ('city', 'kecamatan', 'kelurahan'))
);

create table location (
    owner_id integer not null,
    location_id integer generated always as identity,
    code text not null,
    name text not null,
    format text not null,
    gln text,
    kelurahan text,
    time_zone text not null default 'WIB',
    licence_number text,
    licence_expires date,
    constraint location_pkey primary key (owner_id, location_id),
    constraint location_of_party foreign key (owner_id) references party (owner_id),
    constraint location_kelurahan_is_known foreign key (kelurahan) references area (code),
    constraint location_format_is_known check (
        format in ('minimarket', 'supermarket', 'department_store', 'coop_shop', 'warehouse')),
    constraint location_time_zone_is_known check (time_zone in ('WIB', 'WITA', 'WIT')),
    constraint location_gln_has_thirteen_digits check (gln ~ '^[0-9]{13}$')
);
create unique index location_code_is_taken on location (owner_id, upper(code));

-- One partner system, or the console built into the gateway.
create table connection (
    owner_id integer not null,
    connection_id integer generated always as identity,
    code text not null,
    name text not null,
    kind text not null,
    dialect text,
    receives_feed boolean not null default true,
    constraint connection_pkey primary key (owner_id, connection_id),
    constraint connection_of_party foreign key (owner_id) references party (owner_id),
    constraint connection_code_is_taken unique (owner_id, code),
    constraint connection_kind_is_known check (kind in ('console', 'api', 'connector')),
    constraint connector_speaks_a_dialect check ((kind = 'connector') = (dialect is not null))
);
create unique index party_has_one_console on connection (owner_id) where kind = 'console';

-- Whose word on a location's physical stock counts, and when.
create table system_of_record (
    owner_id integer not null,
    location_id integer not null,
    connection_id integer not null,
    during tstzrange not null,
    constraint system_of_record_pkey primary key (owner_id, location_id, during),
    constraint system_of_record_at_location foreign key (owner_id, location_id)
        references location (owner_id, location_id),
    constraint system_of_record_is_a_connection foreign key (owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint location_has_one_system_of_record_at_a_time
        exclude using gist (owner_id with =, location_id with =, during with &&)
);

-- One cooperative and one chain. The row belongs to the cooperative; the chain sees it.
create table partnership (
    owner_id integer not null,
    partnership_id integer generated always as identity,
    partner_id integer not null,
    environment text not null,
    role text not null,
    valid_from date not null,
    valid_to date,
    constraint partnership_pkey primary key (owner_id, partnership_id),
    constraint partnership_is_within_one_environment foreign key (owner_id, environment)
        references party (owner_id, environment),
    constraint partner_is_within_the_same_environment foreign key (partner_id, environment)
        references party (owner_id, environment),
    constraint partnership_has_two_parties check (owner_id <> partner_id),
    constraint partnership_role_is_known check (role in ('supplier', 'stockist')),
    constraint partnership_ends_after_it_begins check (valid_to > valid_from),
    constraint partnership_role_is_taken_at_that_time exclude using gist (
        owner_id with =, partner_id with =, role with =, daterange(valid_from, valid_to) with &&)
);
create index partnership_of_partner on partnership (partner_id, owner_id);

-- Terms hold from a day on until newer ones do. A change is a new row, so history stays what it was.
-- The cooperative proposes; they are in force only once the partner has accepted them, for they may
-- show the partner's stock.
create table terms (
    owner_id integer not null,
    partnership_id integer not null,
    valid_from date not null,
    payment_days integer not null,
    price_tolerance_percent numeric(5, 2) not null,
    price_tolerance_rupiah numeric(15, 2) not null,
    response_hours integer not null,
    delivery_days integer not null,
    stock_visible_to_partner boolean not null,
    partner_stock_visible boolean not null,
    stale_after_days integer,
    stale_percent integer,
    recorded_at timestamptz not null default now(),
    accepted_at timestamptz,
    constraint terms_pkey primary key (owner_id, partnership_id, valid_from),
    constraint terms_of_partnership foreign key (owner_id, partnership_id)
        references partnership (owner_id, partnership_id),
    constraint terms_periods_are_not_negative check (
        payment_days >= 0 and response_hours >= 0 and delivery_days >= 0),
    constraint terms_tolerances_are_not_negative check (
        price_tolerance_percent >= 0 and price_tolerance_rupiah >= 0),
    constraint terms_shrink_with_age_as_a_pair check (
        (stale_after_days is null) = (stale_percent is null)
        and stale_after_days >= 0 and stale_percent between 0 and 100)
);

-- Functions below that act for the database itself belong to rg_jobs (see visibility), so they see
-- every row whatever party the transaction is of, and no role has to bypass row-level security.

create function party_gets_its_console() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
    insert into connection (owner_id, code, name, kind)
    values (new.owner_id, 'console', 'Konsol', 'console');
    return null;
end
$$;
create trigger party_console after insert on party
    for each row execute function party_gets_its_console();

-- A location without a till is counted by people: the console's word holds until another's does.
create function location_begins_with_its_console() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
    insert into system_of_record (owner_id, location_id, connection_id, during)
    select new.owner_id, new.location_id, c.connection_id, tstzrange(null, null)
    from connection c
    where c.owner_id = new.owner_id and c.kind = 'console';
    return null;
end
$$;
create trigger location_console after insert on location
    for each row execute function location_begins_with_its_console();

create function book_moves_on() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
    update party set book_version = book_version + 1
    where owner_id in (select distinct owner_id from touched);
    return null;
end
$$;

-- A connection is told of its party's stock and of the partners': it stands in all their books.
create function books_of_partners_move_on() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
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

-- Terms and partnerships change what the other party sees, too.
create function books_of_both_move_on() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
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
