-- Four roles do all the work of the running gateway. None owns a table, none may log in, none
-- bypasses row-level security. The gateway's login is a member of each and takes one a connection.
-- A fifth owns the scheduler's own schema and sees nothing of ours.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['rg_party', 'rg_authority', 'rg_jobs', 'rg_identity', 'rg_hangfire'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I nologin nobypassrls', wanted);
        end if;
    end loop;
end
$$;

create schema if not exists hangfire authorization rg_hangfire;

revoke all on schema public from public;
grant usage on schema public to rg_party, rg_authority, rg_jobs, rg_identity;

create extension if not exists btree_gist;

-- The party of this transaction; null, and so no row at all, where nobody set it.
create function current_party() returns integer
language sql stable parallel safe
as $$ select nullif(current_setting('rg.party', true), '')::integer $$;

-- No trigger, constraint or default calls a function of ours by name alone from a role's own schema.
comment on function current_party() is 'The party whose rows this transaction may see: set by the gateway with set_config(''rg.party'', ..., true).';
