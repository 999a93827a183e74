-- One stream of a connection: where it stands, when it last worked, and what stopped it.
create table sync_stream (
    owner_id integer not null,
    connection_id integer not null,
    kind text not null,
    -- Ours outward (a feed position), the partner's own token inward.
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
    constraint sync_stream_pkey primary key (owner_id, connection_id, kind),
    constraint sync_stream_of_connection foreign key (owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint sync_stream_kind_is_known check (
        kind in ('stock_in', 'stock_out', 'orders_in', 'orders_out', 'catalogue', 'invoices', 'placements'))
);

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
