-- The stock ledger. A row says who (connection), what (kind, product, quantity), where, when it
-- happened and when it was recorded. Rows are added and never changed.

create type entry_kind as enum (
    'sale', 'receipt', 'return_in', 'return_out', 'transfer_in', 'transfer_out',
    'damage', 'expiry', 'adjustment', 'count', 'reversal');

create table stock_entry (
    owner_id integer not null,
    connection_id integer not null,
    -- The caller's id of the change; with the connection it is the entry's identity. By its bytes.
    change_id text collate "C" not null,
    location_id integer not null,
    product_id integer not null,
    kind entry_kind not null,
    -- Base units: signed for a movement, absolute for a count, zero for a reversal.
    quantity numeric(15, 3) not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    document text,
    -- The change id, of the same connection, location and product, that a reversal leaves out.
    reverses text collate "C",
    constraint stock_entry_pkey primary key (owner_id, connection_id, change_id),
    constraint stock_entry_reversal_names_its_entry check ((kind = 'reversal') = (reverses is not null)),
    constraint stock_entry_count_is_not_negative check (kind <> 'count' or quantity >= 0),
    constraint stock_entry_reversal_has_no_quantity check (kind <> 'reversal' or quantity = 0)
);
-- The ledger of one position in its total order, newest last.
create index stock_entry_of_position on stock_entry (owner_id, location_id, product_id, occurred_at);
-- Is an entry reversed? Asked for each entry that arrives.
create index stock_entry_reversals on stock_entry (owner_id, connection_id, reverses) where reverses is not null;

-- The fold of one location and product, kept in the transaction that adds its entries.
-- Locked in the order of (owner_id, location_id, product_id), always.
create table stock_position (
    owner_id integer not null,
    location_id integer not null,
    product_id integer not null,
    -- A sum of many entries may be larger than any one of them.
    on_hand numeric(21, 3) not null default 0,
    reserved numeric(15, 3) not null default 0,
    safety_stock numeric(15, 3) not null default 0,
    -- One more with every change; zero means that nothing was ever recorded.
    version bigint not null default 0,
    -- Where the last count stands in the total order.
    last_count_at timestamptz,
    last_count_connection_id integer,
    last_count_change_id text collate "C",
    -- The newest entry: when this position was last evidenced, and by which system.
    last_entry_at timestamptz,
    last_entry_kind entry_kind,
    last_entry_connection_id integer,
    constraint stock_position_pkey primary key (owner_id, location_id, product_id),
    constraint stock_position_at_location foreign key (owner_id, location_id)
        references location (owner_id, location_id),
    constraint stock_position_of_product foreign key (owner_id, product_id)
        references product (owner_id, product_id),
    constraint reserved_is_not_negative check (reserved >= 0),
    constraint safety_stock_is_not_negative check (safety_stock >= 0)
) with (fillfactor = 60);

-- Goods that lie at a location and belong to somebody else: a consignor, over a time. Where no row
-- covers an instant they are the location's party's own.
create table consigned_goods (
    owner_id integer not null,
    location_id integer not null,
    product_id integer not null,
    consignor_id integer not null,
    during tstzrange not null,
    constraint consigned_goods_pkey primary key (owner_id, location_id, product_id, during),
    constraint consigned_goods_at_location foreign key (owner_id, location_id)
        references location (owner_id, location_id),
    constraint consigned_goods_of_product foreign key (owner_id, product_id)
        references product (owner_id, product_id),
    constraint consignor_is_a_party foreign key (consignor_id) references party (owner_id),
    constraint consignor_is_another_party check (consignor_id <> owner_id),
    constraint goods_have_one_owner_at_a_time exclude using gist (
        owner_id with =, location_id with =, product_id with =, during with &&)
);

-- A reservation is what its steps say; each step is a new row.
create table stock_reservation (
    owner_id integer not null,
    reservation_id bigint generated always as identity,
    location_id integer not null,
    product_id integer not null,
    -- Who reserved, through which of its systems, under which id of its own.
    holder_id integer not null,
    holder_connection_id integer not null,
    reference text collate "C" not null,
    quantity numeric(15, 3) not null,
    expires_at timestamptz not null,
    reserved_at timestamptz not null default now(),
    constraint stock_reservation_pkey primary key (owner_id, reservation_id),
    constraint stock_reservation_of_position foreign key (owner_id, location_id, product_id)
        references stock_position (owner_id, location_id, product_id),
    constraint stock_reservation_by_connection foreign key (holder_id, holder_connection_id)
        references connection (owner_id, connection_id),
    constraint reservation_reference_is_taken unique (owner_id, holder_id, holder_connection_id, reference),
    constraint reservation_quantity_is_above_zero check (quantity > 0)
);

create table stock_reservation_step (
    owner_id integer not null,
    reservation_id bigint not null,
    step integer not null,
    kind text not null,
    quantity numeric(15, 3) not null,
    final boolean not null,
    reference text collate "C" not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    constraint stock_reservation_step_pkey primary key (owner_id, reservation_id, step),
    constraint stock_reservation_step_of_reservation foreign key (owner_id, reservation_id)
        references stock_reservation (owner_id, reservation_id),
    constraint reservation_step_is_taken unique (owner_id, reservation_id, kind, reference),
    constraint reservation_step_kind_is_known check (kind in ('commit', 'release', 'expire')),
    constraint reservation_step_quantity_is_not_negative check (quantity >= 0)
);

-- What is still held, for the sweep that lets expired ones go: a row while anything is held,
-- written by the triggers below alone.
create table stock_reservation_open (
    owner_id integer not null,
    reservation_id bigint not null,
    remaining numeric(15, 3) not null,
    expires_at timestamptz not null,
    constraint stock_reservation_open_pkey primary key (owner_id, reservation_id),
    constraint stock_reservation_open_of_reservation foreign key (owner_id, reservation_id)
        references stock_reservation (owner_id, reservation_id),
    constraint open_reservation_holds_something check (remaining > 0)
);
create index stock_reservation_due on stock_reservation_open (expires_at);

-- What is reserved is the sum of what is open, and the database keeps it so: a holder that is not
-- the stock's owner adds its reservation and never touches the position itself.
create function reservation_holds_stock() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
    update stock_position set reserved = reserved + new.quantity, version = version + 1
    where owner_id = new.owner_id and location_id = new.location_id and product_id = new.product_id
        and on_hand - reserved - safety_stock >= new.quantity;
    if not found then
        raise exception 'more is reserved than is available'
            using errcode = 'check_violation', constraint = 'reservation_is_within_available', table = tg_table_name;
    end if;
    insert into stock_reservation_open (owner_id, reservation_id, remaining, expires_at)
    values (new.owner_id, new.reservation_id, new.quantity, new.expires_at);
    return null;
end
$$;
create trigger stock_reservation_holds after insert on stock_reservation
    for each row execute function reservation_holds_stock();

create function reservation_step_gives_back() returns trigger
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
    -- Whoever lets go, holder or owner or the clock: what was too much promised may be so no more.
    update conflict f set closed_at = now(), closed_because = 'a reservation let go'
    from stock_reservation r
    join stock_position p on p.owner_id = r.owner_id and p.location_id = r.location_id and p.product_id = r.product_id
    where r.owner_id = new.owner_id and r.reservation_id = new.reservation_id
        and f.owner_id = r.owner_id and f.location_id = r.location_id and f.product_id = r.product_id
        and f.kind = 'oversold' and f.closed_at is null
        and (p.reserved = 0 or p.reserved <= p.on_hand);
    return null;
end
$$;
create trigger stock_reservation_step_gives_back after insert on stock_reservation_step
    for each row execute function reservation_step_gives_back();

-- What a person should look at. One open row a matter.
create table conflict (
    owner_id integer not null,
    conflict_id bigint generated always as identity,
    kind text not null,
    location_id integer not null,
    product_id integer not null,
    connection_id integer not null,
    change_id text collate "C" not null default '',
    evidence jsonb not null,
    opened_at timestamptz not null default now(),
    closed_at timestamptz,
    closed_because text,
    constraint conflict_pkey primary key (owner_id, conflict_id),
    constraint conflict_kind_is_known check (kind in ('negative_on_hand', 'oversold', 'change_differs')),
    constraint conflict_closes_for_a_reason check ((closed_at is null) = (closed_because is null))
);
create unique index conflict_is_open_once on conflict (owner_id, kind, location_id, product_id, connection_id, change_id)
    where closed_at is null;
