-- A party keeps its own systems' keys, from its console. A secret's hash is written and never read; a key is ended and
-- never changed, nor removed: it stays on record with when it was last used.
create policy party_keeps_its_keys on api_key to rg_party
    using (owner_id = (select current_party())) with check (owner_id = (select current_party()));
create policy shopkeeper_keeps_no_keys on api_key as restrictive to rg_party
    using ((select current_location()) is null) with check ((select current_location()) is null);
create policy authority_keeps_its_keys on api_key to rg_authority
    using (owner_id = (select current_party())) with check (owner_id = (select current_party()));
grant select (owner_id, key_id, connection_id, slot, name, scopes, allowed_networks, created_at, expires_at, revoked_at, last_used_at),
    insert (owner_id, key_id, connection_id, slot, name, secret_sha256, scopes, allowed_networks, expires_at),
    update (revoked_at) on api_key to rg_party, rg_authority;

-- What the city's office may know of how cooperatives trade: how many goods each has, how many of them are UMKM goods, and
-- when the newest entry of its stock happened. Never which, how many of them, or at what price.
create function cooperative_activity(wanted integer[])
returns table (owner_id integer, products bigint, umkm_products bigint, last_entry_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select p.owner_id,
        (select count(*) from product g where g.owner_id = p.owner_id and g.kind = 'goods'),
        (select count(*) from product g where g.owner_id = p.owner_id and g.kind = 'goods' and g.producer_id is not null),
        (select max(s.last_entry_at) from stock_position s where s.owner_id = p.owner_id)
    from party p
    where p.owner_id = any (wanted) and p.kind = 'cooperative' and p.environment = current_environment()
        and exists (select from party a where a.owner_id = current_party() and a.kind = 'authority')
$$;
grant create on schema public to rg_jobs;
alter function cooperative_activity(integer[]) owner to rg_jobs;
revoke create on schema public from rg_jobs;
revoke execute on function cooperative_activity(integer[]) from public;
grant execute on function cooperative_activity(integer[]) to rg_authority;
