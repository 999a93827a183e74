-- Files that partners leave in a folder: what came, what became of it, and why.

create table partner_file (
    owner_id integer not null,
    file_id bigint generated always as identity,
    connection_id integer not null,
    -- Given when the file was taken out of its folder: the same file left again is another delivery.
    delivery uuid not null,
    -- As the partner named it; what no name has is written as '_'.
    name text not null,
    bytes bigint not null,
    -- Of its content; null where it was refused unread.
    sha256 text,
    received_at timestamptz not null default now(),
    state text not null default 'taken',
    lines integer not null default 0,
    applied integer not null default 0,
    duplicate integer not null default 0,
    review integer not null default 0,
    refused integer not null default 0,
    -- Why the whole file was refused, as a code and in plain words.
    refused_code text,
    why text,
    concluded_at timestamptz,
    constraint partner_file_pkey primary key (owner_id, file_id),
    constraint partner_file_of_connection foreign key (owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint partner_file_is_taken_once unique (owner_id, delivery),
    constraint partner_file_state_is_known check (state in ('taken', 'answered', 'refused')),
    constraint partner_file_is_refused_for_a_reason check (
        (state = 'refused') = (refused_code is not null) and (refused_code is null) = (why is null)),
    constraint partner_file_ends_at_a_time check ((state = 'taken') = (concluded_at is null)),
    constraint partner_file_lines_add_up check (lines = applied + duplicate + review + refused)
);

-- What became of each line, written with the lines themselves and let go with the answer: a file whose
-- reading broke off is taken up where it stood, and is answered as if it had not.
create table partner_file_batch (
    owner_id integer not null,
    file_id bigint not null,
    batch integer not null,
    -- A letter a line: applied, duplicate, waiting, refused.
    results text not null,
    -- Of refused lines: the place in the batch, the code and the words.
    reasons jsonb not null,
    constraint partner_file_batch_pkey primary key (owner_id, file_id, batch),
    constraint partner_file_batch_of_file foreign key (owner_id, file_id)
        references partner_file (owner_id, file_id)
);

do $$
declare
    owned text;
begin
    foreach owned in array array['partner_file', 'partner_file_batch'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy jobs_see_every_row on %I to rg_jobs using (true) with check (true)', owned);
        execute format('grant select, insert, update, delete on %I to rg_jobs', owned);
    end loop;
end
$$;

-- A party reads what became of its own files, and changes nothing of it.
create policy party_sees_its_own on partner_file for select to rg_party
    using (owner_id = (select current_party()));
grant select on partner_file to rg_party;
