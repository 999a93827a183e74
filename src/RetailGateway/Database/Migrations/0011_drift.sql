-- Both books held against each other: each check of a stream, and each difference that it found.

create table drift_check (
    -- The party whose goods were compared: the cooperative's outward, the partner's own inward.
    owner_id integer not null,
    check_id bigint generated always as identity,
    connection_owner_id integer not null,
    connection_id integer not null,
    -- The stream whose two ends were compared.
    stream text not null,
    -- Whoever could not wait for the night.
    asked_at timestamptz,
    began_at timestamptz,
    ended_at timestamptz,
    outcome text,
    compared bigint not null default 0,
    -- Positions that something touched meanwhile: changes in flight are not drift.
    in_flight bigint not null default 0,
    differences bigint not null default 0,
    note text not null default '',
    -- The partner's cursor up to which both books were equal, for telling its entries again from there.
    agreed_cursor text,
    constraint drift_check_pkey primary key (owner_id, check_id),
    constraint drift_check_of_party foreign key (owner_id) references party (owner_id),
    constraint drift_check_of_connection foreign key (connection_owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint drift_check_stream_is_known check (stream in ('stock_in', 'stock_out')),
    constraint drift_check_outcome_is_known check (outcome in ('equal', 'differs', 'unanswered')),
    constraint drift_check_ends_with_an_outcome check ((ended_at is null) = (outcome is null))
);
-- What was asked for and not done yet; one open question a stream.
create unique index drift_check_is_asked_once on drift_check (owner_id, connection_owner_id, connection_id, stream)
    where asked_at is not null and ended_at is null;
-- The last time both books agreed.
create index drift_check_newest on drift_check (owner_id, connection_owner_id, connection_id, stream, check_id desc);

create table drift_finding (
    owner_id integer not null,
    finding_id bigint generated always as identity,
    connection_owner_id integer not null,
    connection_id integer not null,
    stream text not null,
    location_id integer not null,
    product_id integer not null,
    kind text not null,
    ours numeric(21, 3) not null,
    -- Null where the partner has no line of it.
    theirs numeric(21, 3),
    evidence jsonb not null,
    rupiah_at_risk numeric(20, 2),
    first_check_id bigint not null,
    last_check_id bigint not null,
    first_seen_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    -- What was done about it: the system of record's figure was told or taken again, or a person was asked.
    answer text,
    resolved_at timestamptz,
    constraint drift_finding_pkey primary key (owner_id, finding_id),
    constraint drift_finding_is_of_a_run foreign key (owner_id, first_check_id) references drift_check (owner_id, check_id),
    constraint drift_finding_of_position foreign key (owner_id, product_id) references product (owner_id, product_id),
    constraint drift_finding_at_location foreign key (owner_id, location_id) references location (owner_id, location_id),
    constraint drift_finding_of_connection foreign key (connection_owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint drift_finding_kind_is_known check (kind in ('lost', 'doubled', 'pack_factor', 'wrong_product', 'stale', 'unexplained')),
    constraint drift_finding_answer_is_known check (answer in ('told_again', 'count_taken', 'person'))
);
create unique index drift_finding_is_open_once
    on drift_finding (owner_id, connection_owner_id, connection_id, stream, location_id, product_id) where resolved_at is null;

do $$
declare
    owned text;
begin
    foreach owned in array array['drift_check', 'drift_finding'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy jobs_see_every_row on %I to rg_jobs using (true) with check (true)', owned);
        execute format('grant select, insert, update, delete on %I to rg_jobs', owned);
        execute format('grant select on %I to rg_party', owned);
        execute format(
            'create policy both_sides_see_it on %I for select to rg_party
             using (owner_id = (select current_party()) or connection_owner_id = (select current_party()))', owned);
    end loop;
end
$$;
grant insert (owner_id, connection_owner_id, connection_id, stream, asked_at) on drift_check to rg_party;
create policy a_check_is_asked_for_by_either_side on drift_check for insert to rg_party
    with check (owner_id = (select current_party()) or connection_owner_id = (select current_party()));
