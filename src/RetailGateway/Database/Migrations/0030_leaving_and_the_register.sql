-- Whoever leaves is kept on record, for the audit log has their number, and comes in no more. Their email is free again.
alter table person add column removed_at timestamptz;
drop index person_signs_in_by_one_name;
drop index person_has_an_email_of_their_own;
create unique index person_signs_in_by_one_name on person (normalized_user_name) where removed_at is null;
create unique index person_has_an_email_of_their_own on person (normalized_email) where removed_at is null;
grant update (removed_at) on person to rg_identity;

-- When somebody last signed in with it.
alter table person_passkey add column used_at timestamptz;
grant update (used_at) on person_passkey to rg_identity;

-- A form about a party's people acts once, as every form does.
create policy identity_keeps_a_partys_forms on stored_answer to rg_identity
    using (owner_id = (select current_party())) with check (owner_id = (select current_party()));
grant select, insert on stored_answer to rg_identity;

-- When the newest entry of each cooperative's stock happened, and no more: what the office sorts its register by.
create function cooperative_last_entries()
returns table (owner_id integer, last_entry_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select p.owner_id, (select max(s.last_entry_at) from stock_position s where s.owner_id = p.owner_id)
    from party p
    where p.kind = 'cooperative' and p.environment = current_environment()
        and exists (select from party a where a.owner_id = current_party() and a.kind = 'authority')
$$;
grant create on schema public to rg_jobs;
alter function cooperative_last_entries() owner to rg_jobs;
revoke create on schema public from rg_jobs;
revoke execute on function cooperative_last_entries() from public;
grant execute on function cooperative_last_entries() to rg_authority;
