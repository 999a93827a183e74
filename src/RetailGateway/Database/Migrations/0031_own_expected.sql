-- These run with the right to every row, so they take their owner from the transaction and not from whoever calls them.
create function fold_own_expected_after(
    of_connection integer, changes text[], locations integer[], products integer[], counted_since timestamptz[])
returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
    select fold_expected_after(current_party(), of_connection, changes, locations, products, counted_since)
$$;
create function raise_own_expected(of_expected bigint, as_kind text) returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
    select raise_expected(current_party(), of_expected, as_kind)
$$;
grant create on schema public to rg_jobs;
alter function fold_own_expected_after(integer, text[], integer[], integer[], timestamptz[]) owner to rg_jobs;
alter function raise_own_expected(bigint, text) owner to rg_jobs;
revoke create on schema public from rg_jobs;
revoke all on function fold_own_expected_after(integer, text[], integer[], integer[], timestamptz[]) from public;
revoke all on function raise_own_expected(bigint, text) from public;
grant execute on function fold_own_expected_after(integer, text[], integer[], integer[], timestamptz[]) to rg_party;
grant execute on function raise_own_expected(bigint, text) to rg_party;
revoke execute on function fold_expected_after(integer, integer, text[], integer[], integer[], timestamptz[]) from rg_party;
revoke execute on function raise_expected(integer, bigint, text) from rg_party;
