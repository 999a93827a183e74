-- A code is found whatever its case. An index of upper(code) serves no statement under row-level security, because upper is
-- not known to keep what it is given to itself, so every look-up read the whole catalogue. Kept as a column it serves them.
alter table product add column code_key text collate pg_catalog."C" not null generated always as (upper(code)) stored;
alter table location add column code_key text collate pg_catalog."C" not null generated always as (upper(code)) stored;
drop index product_code_is_taken;
drop index location_code_is_taken;
create unique index product_code_is_taken on product (owner_id, code_key);
create unique index location_code_is_taken on location (owner_id, code_key);

-- What waits in each stream that one may see: all at once, for a page shows them all.
create function waiting_of_my_streams()
returns table (owner_id integer, connection_id integer, source_id integer, waiting bigint, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, public
as $$
    with mine as materialized (
        select s.owner_id, s.connection_id, s.counterparty_id
        from sync_stream s
        where s.kind = 'stock_out' and (
            current_party() in (s.owner_id, s.counterparty_id)
            or exists (
                select from party a
                join party o on o.owner_id = s.owner_id and o.environment = a.environment
                where a.owner_id = current_party() and a.kind = 'authority')))
    select m.owner_id, m.connection_id, m.counterparty_id, w.waiting, w.since
    from mine m
    cross join lateral waiting_of_stream(m.owner_id, m.connection_id, m.counterparty_id) w
$$;
grant create on schema public to rg_jobs;
alter function waiting_of_my_streams() owner to rg_jobs;
revoke create on schema public from rg_jobs;
revoke all on function waiting_of_my_streams() from public;
grant execute on function waiting_of_my_streams() to rg_party, rg_authority;
drop function waiting_of_my_stream(integer, integer, integer);

-- The same figures as before, in a form that a statement can take into itself: its search path is its caller's, so it names
-- the schema.
create or replace function waiting_of_stream(stream_owner integer, stream_connection integer, source integer)
returns table (waiting bigint, since timestamptz)
language sql stable
as $$
    select count(distinct (w.location_id, w.product_id)), min(w.since)
    from (
        select c.location_id, c.product_id, c.owed_since as since
        from public.partner_copy c
        where c.owner_id = stream_owner and c.connection_id = stream_connection and c.source_id = source and c.owed_since is not null
        union all
        (select f.location_id, f.product_id, f.recorded_at
        from public.sync_stream s
        join public.feed_event f on f.owner_id = s.owner_id and f.connection_id = s.connection_id and f.position > s.feed_position
            and f.source_id = s.counterparty_id
        where s.owner_id = stream_owner and s.connection_id = stream_connection and s.kind = 'stock_out' and s.counterparty_id = source
        order by f.position
        limit 100000)) w
$$;
