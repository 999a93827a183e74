-- What the office sorts its register by: whether a cooperative trades, and where it does not, when the newest entry of its
-- stock happened. Of one that trades nobody asks when: the first entry after the time says that it does, and the rest of
-- its stock is not read. Compiling it takes longer than running it. (cooperative_last_entries stays for the program before.)
create function cooperatives_quiet_since(quiet interval)
returns table (owner_id integer, trades boolean, last_entry_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, public
set jit = off
as $$
    select p.owner_id, t.seen is not null, case when t.seen is null then (select max(s.last_entry_at) from stock_position s where s.owner_id = p.owner_id) end
    from party p
    left join lateral (
        select s.last_entry_at as seen from stock_position s where s.owner_id = p.owner_id and s.last_entry_at > now() - quiet limit 1) t on true
    where p.kind = 'cooperative' and p.environment = current_environment()
        and exists (select from party a where a.owner_id = current_party() and a.kind = 'authority')
$$;
grant create on schema public to rg_jobs;
alter function cooperatives_quiet_since(interval) owner to rg_jobs;
revoke create on schema public from rg_jobs;
revoke execute on function cooperatives_quiet_since(interval) from public;
grant execute on function cooperatives_quiet_since(interval) to rg_authority;
