-- What a partner was told is kept as a place in its feed, and no longer as a change of every copy.

-- The position that an event is about. Only in the feeds of connections that we speak to: the others read the body.
alter table feed_event
    add source_id integer,
    add location_id integer,
    add product_id integer,
    add version bigint;

alter table sync_stream
    -- How far a cooperative's goods in the feed are told, or stand in the copies as owed; null where nobody follows the feed.
    add feed_position bigint,
    -- How far the copies say so.
    add folded_position bigint,
    add constraint sync_stream_folds_what_was_told check (folded_position <= feed_position);

-- Written before each send and read after a crash alone: kept as the text that it is.
alter table sync_stream alter in_flight type json using in_flight::json, alter in_flight set storage external;

-- What the reader of a feed had taken in stands in the copies; what it had not names its position from now on.
update sync_stream s set feed_position = r.position, folded_position = r.position
from feed_reader r
where r.owner_id = s.owner_id and r.connection_id = s.connection_id and s.kind = 'stock_out';
update feed_event f set
    source_id = (f.body::json #>> '{data,ownerId}')::integer,
    location_id = (f.body::json #>> '{data,locationId}')::integer,
    product_id = (f.body::json #>> '{data,productId}')::integer,
    version = (f.body::json #>> '{data,version}')::bigint
from feed_reader r
where r.owner_id = f.owner_id and r.connection_id = f.connection_id and f.position > r.position;
drop table feed_reader;

-- What waits in a stream: positions that are owed, and those that the feed tells and the stream has not come to. Bounded,
-- because a feed can grow for long.
create function waiting_of_stream(stream_owner integer, stream_connection integer, source integer)
    returns table (waiting bigint, since timestamptz)
language sql stable
set search_path = pg_catalog, public
as $$
    select count(distinct (w.location_id, w.product_id)), min(w.since)
    from (
        select c.location_id, c.product_id, c.owed_since as since
        from partner_copy c
        where c.owner_id = stream_owner and c.connection_id = stream_connection and c.source_id = source and c.owed_since is not null
        union all
        (select f.location_id, f.product_id, f.recorded_at
        from sync_stream s
        join feed_event f on f.owner_id = s.owner_id and f.connection_id = s.connection_id and f.position > s.feed_position
            and f.source_id = s.counterparty_id
        where s.owner_id = stream_owner and s.connection_id = stream_connection and s.kind = 'stock_out' and s.counterparty_id = source
        order by f.position
        limit 100000)) w
$$;

-- The same for one of the two whom the stream concerns, and for the authority of their environment: the partner's feed itself
-- is read by the partner alone.
create function waiting_of_my_stream(stream_owner integer, stream_connection integer, source integer)
    returns table (waiting bigint, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select w.waiting, w.since
    from waiting_of_stream(stream_owner, stream_connection, source) w
    where current_party() in (stream_owner, source)
        or exists (
            select from party a
            join party o on o.owner_id = stream_owner and o.environment = a.environment
            where a.owner_id = current_party() and a.kind = 'authority')
$$;
grant create on schema public to rg_jobs;
alter function waiting_of_my_stream(integer, integer, integer) owner to rg_jobs;
revoke create on schema public from rg_jobs;
revoke all on function waiting_of_my_stream(integer, integer, integer) from public;
grant execute on function waiting_of_my_stream(integer, integer, integer) to rg_party, rg_authority;
