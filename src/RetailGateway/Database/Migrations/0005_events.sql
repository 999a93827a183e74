-- Changes told to others. A row goes into the outbox in the transaction of the change; the
-- sequencer, alone under an advisory lock, moves committed rows into their recipient's feed and
-- gives each the next position there. Reading by an id that was given before commit would lose rows.

create table outbox (
    owner_id integer not null,
    outbox_id bigint generated always as identity,
    connection_id integer not null,
    body text not null,
    recorded_at timestamptz not null default now(),
    constraint outbox_pkey primary key (owner_id, outbox_id)
);
-- The sequencer takes what came first, whoever it is for: one party's backlog holds nobody else back.
create index outbox_in_order on outbox (outbox_id);

create table feed_event (
    owner_id integer not null,
    connection_id integer not null,
    position bigint not null,
    body text not null,
    recorded_at timestamptz not null,
    constraint feed_event_pkey primary key (owner_id, connection_id, position)
);

create table feed_head (
    owner_id integer not null,
    connection_id integer not null,
    -- The last position given, and the last one that retention has taken away.
    position bigint not null default 0,
    expired_through bigint not null default 0,
    constraint feed_head_pkey primary key (owner_id, connection_id),
    constraint feed_head_of_connection foreign key (owner_id, connection_id)
        references connection (owner_id, connection_id)
);

-- A cursor carries the epoch; restoring a backup begins a new one, and old cursors are refused.
create table feed_epoch (
    epoch integer generated always as identity,
    began_at timestamptz not null default now(),
    because text not null,
    constraint feed_epoch_pkey primary key (epoch)
);
insert into feed_epoch (because) values ('installed');

-- Every connection that receives a feed has its head from the moment it is registered.
create function feed_begins() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
    insert into feed_head (owner_id, connection_id)
    select owner_id, connection_id from touched where receives_feed
    on conflict do nothing;
    return null;
end
$$;
create trigger connection_feed_begins after insert on connection
    referencing new table as touched for each statement execute function feed_begins();
create trigger connection_feed_begins_later after update on connection
    referencing new table as touched for each statement execute function feed_begins();
