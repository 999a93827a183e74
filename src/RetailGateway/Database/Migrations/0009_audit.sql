-- Who did what to which subject, and why: added in the transaction of the act, and never changed.

create table audit_entry (
    owner_id integer not null,
    audit_id bigint generated always as identity,
    at timestamptz not null default now(),
    -- Through which system of the owner's; and as whom: a key, a person, or the gateway itself.
    connection_id integer,
    actor text not null,
    act text not null,
    subject_kind text not null,
    subject_id text collate "C" not null,
    before jsonb,
    after jsonb,
    reason text,
    constraint audit_entry_pkey primary key (owner_id, audit_id),
    constraint audit_entry_of_party foreign key (owner_id) references party (owner_id),
    constraint audit_entry_by_connection foreign key (owner_id, connection_id)
        references connection (owner_id, connection_id),
    constraint audit_entry_reason_is_a_sentence check (reason is null or length(reason) between 1 and 500)
);
-- What was done to one subject, newest first.
create index audit_entry_of_subject on audit_entry (owner_id, subject_kind, subject_id, audit_id desc);

create function audit_is_only_added_to() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
    raise exception 'the audit log is only added to' using errcode = 'insufficient_privilege';
end
$$;
-- No grant says otherwise; this holds the tables' owner to it, too.
create trigger audit_entry_stands before update or delete or truncate on audit_entry
    for each statement execute function audit_is_only_added_to();

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy party_sees_its_own on audit_entry to rg_party
    using (owner_id = (select current_party())) with check (owner_id = (select current_party()));
create policy authority_sees_its_own on audit_entry to rg_authority
    using (owner_id = (select current_party())) with check (owner_id = (select current_party()));
create policy jobs_see_every_row on audit_entry to rg_jobs using (true) with check (true);
grant select, insert on audit_entry to rg_party, rg_authority, rg_jobs;

-- A conflict is any matter for a person, not of a position alone: a partner's answer has no shelf.
alter table conflict
    alter column location_id drop not null,
    alter column product_id drop not null,
    -- Whose system it is about, where it is a partner's.
    add column connection_owner_id integer,
    -- What it is about beside a position and a change: a document, an expected movement, a batch that was sent.
    add column subject_kind text,
    add column subject_id text collate "C",
    -- The quantity in doubt when it opened, at the price then in force; null where there is none.
    add column rupiah_at_risk numeric(20, 2),
    -- Whose turn it is.
    add column acts_next text not null default 'owner',
    add column closed_by text,
    -- How it ended; a closed matter without one mended itself.
    add column resolution text,
    drop constraint conflict_kind_is_known,
    add constraint conflict_kind_is_known check (kind in (
        'negative_on_hand', 'oversold', 'change_differs', 'expected_unfulfilled', 'expected_differs', 'stock_drift',
        'tenant_mismatch', 'echo_differs', 'partner_refuses')),
    add constraint conflict_waits_for_somebody_known check (acts_next in ('us', 'partner', 'owner')),
    add constraint conflict_resolution_is_known check (resolution in ('mended', 'accepted', 'corrected', 'retried', 'dismissed')),
    add constraint conflict_is_resolved_when_closed check (closed_at is not null or resolution is null),
    add constraint conflict_names_its_subject check ((subject_kind is null) = (subject_id is null)),
    add constraint conflict_product_is_at_a_location check (product_id is null or location_id is not null);
update conflict set resolution = 'mended', closed_by = 'gateway' where closed_at is not null;
drop index conflict_is_open_once;
create unique index conflict_is_open_once
    on conflict (owner_id, kind, location_id, product_id, connection_id, change_id, subject_kind, subject_id) nulls not distinct
    where closed_at is null;
grant update (closed_by, resolution) on conflict to rg_party;
