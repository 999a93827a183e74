-- What is left to do once terms, a partnership or a mapping have ended.

-- A partner's copy that it may see no more is told zero, once, as the item that it was told as; until that
-- may be told again.
alter table partner_copy add column withdrawn boolean not null default false;

-- Whoever holds stock lets go of it when it likes, also after the terms that showed it the stock have ended.
-- The functions read for it what a step needs, and show nothing beyond its own reservation.

-- The position under a reservation, locked as everywhere before the reservation itself; for the stock's
-- owner and the holder, and for nobody else.
create function lock_held_position(stock_owner integer, reservation bigint) returns setof stock_position
language sql volatile security definer
set search_path = pg_catalog, public
as $$
    select p.*
    from stock_reservation r
    join stock_position p on p.owner_id = r.owner_id and p.location_id = r.location_id and p.product_id = r.product_id
    where r.owner_id = stock_owner and r.reservation_id = reservation and current_party() in (r.owner_id, r.holder_id)
    for update of p
$$;

-- What a reservation calls its place and its goods, for the two whom it concerns.
create function held_goods(stock_owner integer, reservation bigint) returns table (location text, product text)
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select l.code, g.code
    from stock_reservation r
    join location l on l.owner_id = r.owner_id and l.location_id = r.location_id
    join product g on g.owner_id = r.owner_id and g.product_id = r.product_id
    where r.owner_id = stock_owner and r.reservation_id = reservation and current_party() in (r.owner_id, r.holder_id)
$$;

-- Parties that see stock which the party of this transaction sees or holds some of, too: who reserves or
-- releases it tells them of what is left.
create or replace function fellow_viewers() returns setof integer
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select distinct case when p.owner_id = seen.stock_owner then p.partner_id else p.owner_id end
    from (
        select visible_stock_owners()
        union
        select owner_id from stock_reservation where holder_id = current_party()) as seen (stock_owner)
    join partnership p on seen.stock_owner in (p.owner_id, p.partner_id)
    cross join lateral (
        select t.stock_visible_to_partner, t.partner_stock_visible
        from terms t
        where t.owner_id = p.owner_id and t.partnership_id = p.partnership_id and t.valid_from <= current_date
            and t.accepted_at is not null
        order by t.valid_from desc
        limit 1) newest
    where (p.owner_id = seen.stock_owner and newest.stock_visible_to_partner
        or p.partner_id = seen.stock_owner and newest.partner_stock_visible)
        and p.valid_from <= current_date and (p.valid_to is null or p.valid_to > current_date)
$$;

-- What is held by whom: asked for each page of a holder and each of its steps.
create index stock_reservation_of_holder on stock_reservation (holder_id, owner_id);

grant create on schema public to rg_jobs;
alter function lock_held_position(integer, bigint) owner to rg_jobs;
alter function held_goods(integer, bigint) owner to rg_jobs;
revoke create on schema public from rg_jobs;
