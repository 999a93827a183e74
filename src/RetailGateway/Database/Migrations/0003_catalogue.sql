-- What is traded. Each party keeps its own catalogue; a mapping joins a partner's item code to it.

create table product (
    owner_id integer not null,
    product_id integer generated always as identity,
    code text not null,
    name text not null,
    category text not null default '',
    kind text not null default 'goods',
    base_unit text not null,
    vat_class text not null default 'standard',
    staple boolean not null default false,
    producer_id integer,
    constraint product_pkey primary key (owner_id, product_id),
    constraint product_of_party foreign key (owner_id) references party (owner_id),
    constraint product_producer_is_a_party foreign key (producer_id) references party (owner_id),
    constraint product_kind_is_known check (kind in ('goods', 'service')),
    constraint product_vat_class_is_known check (
        vat_class in ('standard', 'luxury', 'exempt', 'not_collected', 'outside'))
);
create unique index product_code_is_taken on product (owner_id, upper(code));

-- A pack's factor is how many base units it holds; the base pack's is one.
create table pack (
    owner_id integer not null,
    product_id integer not null,
    code text not null,
    name text not null,
    factor numeric(12, 3) not null,
    gtin text,
    constraint pack_pkey primary key (owner_id, product_id, code),
    constraint pack_of_product foreign key (owner_id, product_id) references product (owner_id, product_id),
    constraint pack_factor_is_above_zero check (factor > 0),
    constraint pack_gtin_has_a_length check (gtin ~ '^([0-9]{8}|[0-9]{12,14})$')
);
-- Eight, twelve and thirteen digits are the same number with zeros before it.
create unique index pack_gtin_is_taken on pack (owner_id, lpad(gtin, 14, '0')) where gtin is not null;

-- A partner system's own item code, for a product and a pack of ours, over a time. The factor is
-- kept as it was: a pack corrected today never rewrites yesterday.
create table item_mapping (
    owner_id integer not null,
    mapping_id integer generated always as identity,
    connection_owner_id integer not null,
    connection_id integer not null,
    item_code text not null,
    product_id integer not null,
    pack_code text not null,
    factor numeric(12, 3) not null,
    during tstzrange not null,
    constraint item_mapping_pkey primary key (owner_id, mapping_id),
    constraint item_mapping_of_connection foreign key (connection_owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint item_mapping_to_pack foreign key (owner_id, product_id, pack_code)
        references pack (owner_id, product_id, code),
    constraint item_code_is_mapped_at_that_time exclude using gist (
        owner_id with =, connection_owner_id with =, connection_id with =,
        upper(item_code) with =, during with &&)
);

create table permit (
    owner_id integer not null,
    permit_id integer generated always as identity,
    producer_id integer,
    product_id integer,
    kind text not null,
    number text not null,
    expires date not null,
    constraint permit_pkey primary key (owner_id, permit_id),
    constraint permit_producer_is_a_party foreign key (producer_id) references party (owner_id),
    constraint permit_of_product foreign key (owner_id, product_id) references product (owner_id, product_id),
    constraint permit_is_of_a_producer_or_a_product check ((producer_id is null) <> (product_id is null)),
    constraint permit_kind_is_known check (kind in ('nib', 'pirt', 'halal', 'bpom')),
    constraint permit_is_recorded unique nulls not distinct (owner_id, producer_id, product_id, kind, number)
);

-- The price of a pack in the terms of a partnership, from a day on.
create table price (
    owner_id integer not null,
    partnership_id integer not null,
    product_id integer not null,
    pack_code text not null,
    valid_from date not null,
    amount numeric(20, 10) not null,
    base_quantity numeric(15, 3) not null default 1,
    currency text not null default 'IDR',
    constraint price_pkey primary key (owner_id, partnership_id, product_id, pack_code, valid_from),
    constraint price_of_partnership foreign key (owner_id, partnership_id)
        references partnership (owner_id, partnership_id),
    constraint price_of_pack foreign key (owner_id, product_id, pack_code)
        references pack (owner_id, product_id, code),
    constraint price_is_not_negative check (amount >= 0),
    constraint price_base_quantity_is_above_zero check (base_quantity > 0)
);

-- Lines whose item code nobody has mapped yet: kept whole, with candidates, for a person.
create table review_item (
    owner_id integer not null,
    review_item_id bigint generated always as identity,
    connection_id integer not null,
    change_id text collate "C" not null,
    item_code text not null,
    location_id integer not null,
    line jsonb not null,
    candidates jsonb not null default '[]',
    opened_at timestamptz not null default now(),
    applied_at timestamptz,
    constraint review_item_pkey primary key (owner_id, review_item_id),
    constraint review_item_of_connection foreign key (owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint review_item_at_location foreign key (owner_id, location_id)
        references location (owner_id, location_id),
    constraint review_item_is_kept_once unique (owner_id, connection_id, change_id)
);
create index review_item_open on review_item (owner_id, review_item_id) where applied_at is null;

create trigger location_added after insert on location
    referencing new table as touched for each statement execute function book_moves_on();
create trigger location_changed after update on location
    referencing new table as touched for each statement execute function book_moves_on();
create trigger connection_added after insert on connection
    referencing new table as touched for each statement execute function books_of_partners_move_on();
create trigger connection_changed after update on connection
    referencing new table as touched for each statement execute function books_of_partners_move_on();
create trigger system_of_record_added after insert on system_of_record
    referencing new table as touched for each statement execute function book_moves_on();
create trigger system_of_record_changed after update on system_of_record
    referencing new table as touched for each statement execute function book_moves_on();
create trigger product_added after insert on product
    referencing new table as touched for each statement execute function book_moves_on();
create trigger product_changed after update on product
    referencing new table as touched for each statement execute function book_moves_on();
create trigger pack_added after insert on pack
    referencing new table as touched for each statement execute function book_moves_on();
create trigger pack_changed after update on pack
    referencing new table as touched for each statement execute function book_moves_on();
create trigger item_mapping_added after insert on item_mapping
    referencing new table as touched for each statement execute function book_moves_on();
create trigger item_mapping_changed after update on item_mapping
    referencing new table as touched for each statement execute function book_moves_on();
create trigger terms_added after insert on terms
    referencing new table as touched for each statement execute function books_of_both_move_on();
create trigger terms_accepted after update on terms
    referencing new table as touched for each statement execute function books_of_both_move_on();
create trigger partnership_changed after update on partnership
    referencing new table as touched for each statement execute function books_of_both_move_on();
