-- What the city's office may know of the goods that a cooperative trades: of which categories they are, and how many kinds of
-- goods each has. Of UMKM goods it reads the names by its own policy; of the others it is told no name. Never how many lie
-- there, or at what price.
create function cooperative_categories(cooperative integer)
returns table (category text, products bigint)
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select g.category, count(*)
    from product g join party p on p.owner_id = g.owner_id
    where g.owner_id = cooperative and g.kind = 'goods' and g.category <> '' and p.kind = 'cooperative' and p.environment = current_environment()
        and exists (select from party a where a.owner_id = current_party() and a.kind = 'authority')
    group by g.category
$$;
grant create on schema public to rg_jobs;
alter function cooperative_categories(integer) owner to rg_jobs;
revoke create on schema public from rg_jobs;
revoke execute on function cooperative_categories(integer) from public;
grant execute on function cooperative_categories(integer) to rg_authority;
