-- People of the console. These are the framework's own stores, written by hand: an email is unique over all parties, so
-- these tables belong to nobody row by row, and no role but rg_identity may look at them.

create table person (
    person_id integer generated always as identity,
    -- Whose person this is.
    party_id integer not null,
    -- What they are called in lists; the audit log has their number.
    name text not null,
    roles text[] not null,
    -- A shopkeeper's one shop.
    location_id integer,
    user_name text not null,
    normalized_user_name text not null,
    email text not null,
    normalized_email text not null,
    email_confirmed boolean not null default false,
    password_hash text,
    -- Changed with every credential: whoever signed in before is signed out.
    security_stamp text not null,
    concurrency_stamp text,
    phone_number text,
    phone_number_confirmed boolean not null default false,
    two_factor_enabled boolean not null default false,
    lockout_end timestamptz,
    lockout_enabled boolean not null default true,
    access_failed_count integer not null default 0,
    created_at timestamptz not null default now(),
    constraint person_pkey primary key (person_id),
    constraint person_of_party foreign key (party_id) references party (owner_id),
    constraint person_works_at_a_location_of_the_party foreign key (party_id, location_id) references location (owner_id, location_id),
    constraint person_has_a_name check (length(name) between 1 and 100),
    constraint person_has_roles_that_are_known check (cardinality(roles) > 0 and roles <@ array[
        'shopkeeper', 'clerk', 'manager', 'treasurer', 'chair', 'partner_user', 'partner_engineer', 'inspector', 'officer', 'administrator']),
    constraint person_keeps_one_shop check (('shopkeeper' = any (roles)) = (location_id is not null) and (location_id is null or cardinality(roles) = 1))
);
create unique index person_signs_in_by_one_name on person (normalized_user_name);
create unique index person_has_an_email_of_their_own on person (normalized_email);
create index person_of_one_party on person (party_id);

create table person_claim (
    id integer generated always as identity,
    user_id integer not null,
    claim_type text,
    claim_value text,
    constraint person_claim_pkey primary key (id),
    constraint person_claim_of_person foreign key (user_id) references person (person_id) on delete cascade
);
create index person_claim_by_person on person_claim (user_id);

create table person_login (
    login_provider text not null,
    provider_key text not null,
    provider_display_name text,
    user_id integer not null,
    constraint person_login_pkey primary key (login_provider, provider_key),
    constraint person_login_of_person foreign key (user_id) references person (person_id) on delete cascade
);
create index person_login_by_person on person_login (user_id);

-- The secret of the authenticator app, and the recovery codes.
create table person_token (
    user_id integer not null,
    login_provider text not null,
    name text not null,
    value text,
    constraint person_token_pkey primary key (user_id, login_provider, name),
    constraint person_token_of_person foreign key (user_id) references person (person_id) on delete cascade
);

create table person_passkey (
    credential_id bytea not null,
    user_id integer not null,
    data jsonb not null,
    constraint person_passkey_pkey primary key (credential_id),
    constraint person_passkey_of_person foreign key (user_id) references person (person_id) on delete cascade
);
create index person_passkey_by_person on person_passkey (user_id);

-- Where somebody is signed in. The cookie carries the number; ended is signed out, there, at once.
create table person_session (
    session_id uuid not null,
    person_id integer not null,
    began_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    ended_at timestamptz,
    user_agent text not null,
    address text not null,
    constraint person_session_pkey primary key (session_id),
    constraint person_session_of_person foreign key (person_id) references person (person_id) on delete cascade
);
create index person_session_by_person on person_session (person_id, seen_at desc) where ended_at is null;

-- An invitation is a link that works once; only the SHA-256 of its secret is kept.
create table invitation (
    secret_sha256 bytea not null,
    party_id integer not null,
    email text not null,
    roles text[] not null,
    location_id integer,
    invited_by integer not null,
    invited_at timestamptz not null default now(),
    expires_at timestamptz not null,
    taken_at timestamptz,
    constraint invitation_pkey primary key (secret_sha256),
    constraint invitation_to_party foreign key (party_id) references party (owner_id),
    constraint invitation_to_a_location_of_the_party foreign key (party_id, location_id) references location (owner_id, location_id),
    constraint invitation_by_person foreign key (invited_by) references person (person_id)
);
create index invitation_of_one_party on invitation (party_id);

-- The keys that protect cookies and links, shared by every process of the gateway.
create table data_protection_key (
    id integer generated always as identity,
    friendly_name text,
    xml text,
    constraint data_protection_key_pkey primary key (id)
);

grant select, insert on person to rg_identity;
grant update (name, roles, location_id, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash,
    security_stamp, concurrency_stamp, phone_number, phone_number_confirmed, two_factor_enabled, lockout_end, lockout_enabled,
    access_failed_count) on person to rg_identity;
grant select, insert, delete on person_claim, person_login to rg_identity;
grant select, insert, delete on person_token, person_passkey to rg_identity;
grant update (value) on person_token to rg_identity;
grant update (data) on person_passkey to rg_identity;
grant select, insert on person_session to rg_identity;
grant update (seen_at, ended_at) on person_session to rg_identity;
grant select, insert on invitation to rg_identity;
grant update (taken_at) on invitation to rg_identity;
grant select, insert on data_protection_key to rg_identity;

-- What a signed-in person's page names: their party (granted with the keys), its console and its shops.
create policy identity_reads_the_console on connection for select to rg_identity using (kind = 'console');
grant select on connection to rg_identity;
create policy identity_reads_where_people_work on location for select to rg_identity using (true);
grant select (owner_id, location_id, code, name, time_zone) on location to rg_identity;

-- The one shop of this transaction's person; null where its party's every location may be seen.
create function current_location() returns integer
language sql stable parallel safe
as $$ select nullif(current_setting('rg.location', true), '')::integer $$;
comment on function current_location() is 'The shop that a shopkeeper is limited to: set by the gateway with set_config(''rg.location'', ..., true).';

-- Beside what a party may see: a shopkeeper sees, and writes, their own shop's rows alone.
do $$
declare
    kept text;
begin
    foreach kept in array array['location', 'stock_position', 'stock_entry', 'stock_reservation', 'conflict', 'review_item',
        'expected_movement', 'expected_state', 'system_of_record', 'consigned_goods'] loop
        execute format(
            'create policy shopkeeper_keeps_to_one_shop on %I as restrictive to rg_party
                using ((select current_location()) is null or location_id = (select current_location()))', kept);
    end loop;
end
$$;

-- Who invited whom, and who gave whom a new password, is written with the act itself.
create policy identity_adds_its_acts on audit_entry for insert to rg_identity with check (true);
grant insert on audit_entry to rg_identity;
