-- One stream of a connection: where it stands, when it last worked, and what stopped it.
create table sync_stream (
    owner_id integer not null,
    connection_id integer not null,
    kind text not null,
    -- Whose goods the stream carries: the cooperative's outward, the connection's own party's inward.
    counterparty_id integer not null,
    -- The partner's own token, inward.
    cursor text,
    -- What was being sent when the partner fell silent: asked after before anything is sent again.
    in_flight jsonb,
    last_attempt_at timestamptz,
    last_success_at timestamptz,
    last_error_at timestamptz,
    last_error text,
    last_error_code text,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    lease_holder text,
    lease_until timestamptz,
    fence bigint not null default 0,
    constraint sync_stream_pkey primary key (owner_id, connection_id, kind, counterparty_id),
    constraint sync_stream_of_connection foreign key (owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint sync_stream_kind_is_known check (
        kind in ('stock_in', 'stock_out', 'orders_in', 'orders_out', 'catalogue', 'invoices', 'placements'))
);

-- How far our own delivery has taken in the feed of a connection that we speak to.
create table feed_reader (
    owner_id integer not null,
    connection_id integer not null,
    position bigint not null default 0,
    constraint feed_reader_pkey primary key (owner_id, connection_id),
    constraint feed_reader_of_connection foreign key (owner_id, connection_id)
        references connection (owner_id, connection_id)
);

-- What a partner should hold of a position, and what it last acknowledged. Versions make it a state,
-- not a log: whatever was sent twice, late or not at all, the newest version is what is owed.
create table partner_copy (
    owner_id integer not null,
    connection_id integer not null,
    source_id integer not null,
    location_id integer not null,
    product_id integer not null,
    version bigint not null,
    acknowledged_version bigint not null default 0,
    -- Since when something is owed; null where the partner is up to date.
    owed_since timestamptz,
    -- As which item, pack and factor it was last told: told anew once the mapping says otherwise.
    told_as text,
    refused_code text,
    refused_because text,
    constraint partner_copy_pkey primary key (owner_id, connection_id, source_id, location_id, product_id),
    constraint partner_copy_of_connection foreign key (owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint partner_copy_of_position foreign key (source_id, location_id, product_id)
        references stock_position (owner_id, location_id, product_id),
    constraint partner_copy_owes_since_a_time check ((version > acknowledged_version) = (owed_since is not null))
);
create index partner_copy_owed on partner_copy (owner_id, connection_id, source_id, owed_since) where owed_since is not null;

-- What each run of a scheduled job did.
create table job_run (
    job_run_id bigint generated always as identity,
    job text not null,
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    seen bigint not null default 0,
    changed bigint not null default 0,
    left_over bigint not null default 0,
    note text not null default '',
    constraint job_run_pkey primary key (job_run_id)
);
create index job_run_newest on job_run (job, started_at desc);

-- Whoever asks whether the schema is the right one may read which it is.
grant select on schema_migration to rg_jobs;
