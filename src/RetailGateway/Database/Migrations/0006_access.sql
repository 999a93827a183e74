-- Keys of partner systems. Only the secret's SHA-256 is kept. The key's own id begins with its
-- owner's, so that the look-up goes to the owner's rows.
create table api_key (
    owner_id integer not null,
    key_id text collate "C" not null,
    connection_id integer not null,
    -- Two keys of a connection live at a time: the one in use and the one that follows it.
    slot smallint not null,
    name text not null,
    secret_sha256 bytea not null,
    scopes text[] not null,
    allowed_networks cidr[] not null default '{}',
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    constraint api_key_pkey primary key (owner_id, key_id),
    constraint api_key_of_connection foreign key (owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint api_key_slot_is_one_of_two check (slot in (1, 2))
);
create unique index connection_has_two_keys_at_most on api_key (owner_id, connection_id, slot) where revoked_at is null;

-- The answer to a request that carried an Idempotency-Key, stored in the transaction of its effect.
create table stored_answer (
    owner_id integer not null,
    idempotency_key text collate "C" not null,
    request_sha256 bytea not null,
    status integer not null,
    headers jsonb not null default '{}',
    body bytea not null,
    stored_at timestamptz not null default now(),
    constraint stored_answer_pkey primary key (owner_id, idempotency_key)
);
create index stored_answer_age on stored_answer (stored_at);
