-- Who sees what. Every policy fails closed: with no party set, current_party() is null and no row
-- qualifies. The function calls stand in sub-selects so that they are evaluated once a statement.

-- Owners whose stock the party of this transaction may see today, by the newest terms in force.
create function visible_stock_owners() returns setof integer
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select distinct case when p.owner_id = current_party() then p.partner_id else p.owner_id end
    from partnership p
    cross join lateral (
        select t.stock_visible_to_partner, t.partner_stock_visible
        from terms t
        where t.owner_id = p.owner_id and t.partnership_id = p.partnership_id and t.valid_from <= current_date
            and t.accepted_at is not null
        order by t.valid_from desc
        limit 1) newest
    where (p.owner_id = current_party() and newest.partner_stock_visible
        or p.partner_id = current_party() and newest.stock_visible_to_partner)
        and p.valid_from <= current_date and (p.valid_to is null or p.valid_to > current_date)
$$;

-- Parties that the party of this transaction has to do with: itself and its partners.
create function known_parties() returns setof integer
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select current_party()
    union
    select case when owner_id = current_party() then partner_id else owner_id end
    from partnership
    where owner_id = current_party() or partner_id = current_party()
$$;

-- Parties that see stock which the party of this transaction sees, too: who reserves or releases it tells
-- them of what is left.
create function fellow_viewers() returns setof integer
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select distinct case when p.owner_id = seen.stock_owner then p.partner_id else p.owner_id end
    from visible_stock_owners() as seen (stock_owner)
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

create function current_environment() returns text
language sql stable security definer
set search_path = pg_catalog, public
as $$ select environment from party where owner_id = current_party() $$;

-- What one party owns: its own rows for rg_party, all of them for the jobs.
do $$
declare
    owned text;
begin
    foreach owned in array array[
        'party', 'party_tax_status', 'location', 'connection', 'system_of_record', 'partnership', 'terms',
        'product', 'pack', 'item_mapping', 'permit', 'price', 'review_item',
        'stock_entry', 'stock_position', 'consigned_goods', 'stock_reservation', 'stock_reservation_step', 'stock_reservation_open',
        'conflict', 'outbox', 'feed_event', 'feed_head', 'api_key', 'stored_answer', 'sync_stream', 'feed_reader', 'partner_copy'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy jobs_see_every_row on %I to rg_jobs using (true) with check (true)', owned);
        execute format('grant select, insert, update, delete on %I to rg_jobs', owned);
        if owned not in ('party', 'terms', 'outbox', 'api_key', 'stock_position') then
            execute format(
                'create policy party_sees_its_own on %I to rg_party
                 using (owner_id = (select current_party())) with check (owner_id = (select current_party()))', owned);
        end if;
    end loop;
end
$$;

-- The ledger is added to and never changed, by anybody.
revoke update, delete on stock_entry, stock_reservation, stock_reservation_step from rg_jobs;

grant select on party, party_tax_status, location, connection, system_of_record, partnership, terms, product, pack,
    item_mapping, permit, price, review_item, stock_entry, stock_position, consigned_goods, stock_reservation,
    stock_reservation_step, stock_reservation_open, conflict, feed_event, feed_head, stored_answer, sync_stream, partner_copy to rg_party;
grant insert on location, connection, system_of_record, partnership, product, pack, item_mapping, permit, price,
    review_item, stock_entry, consigned_goods, stock_reservation, stock_reservation_step, conflict, outbox,
    stored_answer, party_tax_status to rg_party;
-- What a row is, whose and whom it is about never changes; what is said of it may. Accepted terms hold
-- for the partner that accepted them, and what is reserved is the reservation triggers' own sum.
grant update (name, format, gln, kelurahan, licence_number, licence_expires) on location to rg_party;
grant update (during) on system_of_record to rg_party;
grant update (valid_to) on partnership to rg_party;
grant update (name, category, vat_class, staple, producer_id) on product to rg_party;
grant update (name, factor, gtin) on pack to rg_party;
grant update (during) on item_mapping to rg_party;
grant update (during) on consigned_goods to rg_party;
grant update (applied_at) on review_item to rg_party;
grant update (closed_at, closed_because) on conflict to rg_party;
grant insert (owner_id, location_id, product_id, on_hand, safety_stock, version, last_count_at, last_count_connection_id,
    last_count_change_id, last_entry_at, last_entry_kind, last_entry_connection_id) on stock_position to rg_party;
grant update (on_hand, safety_stock, version, last_count_at, last_count_connection_id,
    last_count_change_id, last_entry_at, last_entry_kind, last_entry_connection_id) on stock_position to rg_party;
grant update (name) on party to rg_party;
grant insert (owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah, response_hours,
    delivery_days, stock_visible_to_partner, partner_stock_visible, stale_after_days, stale_percent) on terms to rg_party;
grant update (accepted_at) on terms to rg_party;
grant select on area, feed_epoch to rg_party, rg_authority, rg_jobs;
grant insert on area, feed_epoch to rg_jobs;
grant select, insert, update, delete on job_run to rg_jobs;
grant select on job_run to rg_authority;

-- A party sees itself, those it deals with, and the producers whose goods stand in catalogues.
create policy party_sees_those_it_deals_with on party for select to rg_party
    using (owner_id = (select current_party()) or owner_id in (select known_parties())
        or kind = 'producer' and environment = (select current_environment()));
create policy party_renames_itself on party for update to rg_party
    using (owner_id = (select current_party())) with check (owner_id = (select current_party()));

-- The other side of a two-party document reads it.
create policy partner_reads_the_partnership on partnership for select to rg_party
    using (partner_id = (select current_party()));
create policy cooperative_reads_its_terms on terms for select to rg_party
    using (owner_id = (select current_party()));
create policy cooperative_proposes_terms on terms for insert to rg_party
    with check (owner_id = (select current_party()));
create policy partner_accepts_the_terms on terms for update to rg_party
    using ((owner_id, partnership_id) in (
        select owner_id, partnership_id from partnership where partner_id = (select current_party())));
create policy partner_reads_the_terms on terms for select to rg_party
    using ((owner_id, partnership_id) in (
        select owner_id, partnership_id from partnership where partner_id = (select current_party())));
create policy partner_reads_the_prices on price for select to rg_party
    using ((owner_id, partnership_id) in (
        select owner_id, partnership_id from partnership where partner_id = (select current_party())));

-- Stock that terms make visible, with what names it. Locked by whoever may see it (a reservation
-- waits its turn there), changed by its owner alone: the check refuses another's update.
create policy stock_is_seen_by_terms on stock_position for select to rg_party
    using (owner_id = (select current_party()) or owner_id in (select visible_stock_owners()));
create policy stock_is_added_by_its_owner on stock_position for insert to rg_party
    with check (owner_id = (select current_party()));
create policy stock_is_changed_by_its_owner on stock_position for update to rg_party
    using (owner_id = (select current_party()) or owner_id in (select visible_stock_owners()))
    with check (owner_id = (select current_party()));
create policy location_is_seen_with_its_stock on location for select to rg_party
    using (owner_id in (select visible_stock_owners()));
create policy product_is_seen_with_its_stock on product for select to rg_party
    using (owner_id in (select visible_stock_owners()));
create policy pack_is_seen_with_its_stock on pack for select to rg_party
    using (owner_id in (select visible_stock_owners()));
create policy connection_is_seen_by_partners on connection for select to rg_party
    using (owner_id in (select known_parties()));
create policy stream_is_seen_by_whose_goods_it_carries on sync_stream for select to rg_party
    using (counterparty_id = (select current_party()));
create policy copy_is_seen_by_whose_goods_it_is_of on partner_copy for select to rg_party
    using (source_id = (select current_party()));
create policy mapping_is_seen_by_its_connection on item_mapping for select to rg_party
    using (connection_owner_id = (select current_party()));

create policy goods_are_seen_by_their_consignor on consigned_goods for select to rg_party
    using (consignor_id = (select current_party()));

-- A partner reserves what it may see, in its own name, and gives back what it holds.
create policy reservation_is_seen_by_its_holder on stock_reservation for select to rg_party
    using (holder_id = (select current_party()));
create policy reservation_is_made_by_its_holder on stock_reservation for insert to rg_party
    with check (holder_id = (select current_party()) and owner_id in (select visible_stock_owners()));
create policy open_reservation_is_seen_by_its_holder on stock_reservation_open for select to rg_party
    using ((owner_id, reservation_id) in (
        select owner_id, reservation_id from stock_reservation where holder_id = (select current_party())));
create policy reservation_step_is_seen_by_its_holder on stock_reservation_step for select to rg_party
    using ((owner_id, reservation_id) in (
        select owner_id, reservation_id from stock_reservation where holder_id = (select current_party())));
create policy reservation_is_released_by_its_holder on stock_reservation_step for insert to rg_party
    with check (kind = 'release' and (owner_id, reservation_id) in (
        select owner_id, reservation_id from stock_reservation where holder_id = (select current_party())));

-- What is told is told to oneself, to a partner, or to whoever sees the same stock, and is not read back.
-- Checked with every change of stock, so the partners are read here, as part of the insert's plan: a function
-- would be planned anew. The one that is asked comes last and only runs where a holder tells of another's stock.
create policy event_is_told_to_those_it_concerns on outbox for insert to rg_party
    with check (owner_id = (select current_party())
        or owner_id in (select partner_id from partnership where owner_id = (select current_party()))
        or owner_id in (select owner_id from partnership where partner_id = (select current_party()))
        or owner_id in (select fellow_viewers()));

-- The authority keeps the register and sees UMKM stock and sync health; never terms or prices.
grant select, insert on party, party_tax_status to rg_authority;
grant update (name) on party to rg_authority;
grant select on location, connection, product, pack, permit, stock_position, sync_stream, partnership to rg_authority;
create policy authority_keeps_the_register on party to rg_authority
    using (environment = (select current_environment())) with check (environment = (select current_environment()));
create policy authority_keeps_tax_status on party_tax_status to rg_authority
    using (owner_id in (select owner_id from party)) with check (owner_id in (select owner_id from party));
do $$
declare
    seen text;
begin
    foreach seen in array array['location', 'connection', 'partnership', 'permit', 'sync_stream'] loop
        execute format(
            'create policy authority_reads on %I for select to rg_authority
             using (owner_id in (select owner_id from party))', seen);
    end loop;
    foreach seen in array array['product', 'pack', 'stock_position'] loop
        execute format(
            'create policy authority_reads_umkm_goods on %I for select to rg_authority
             using (owner_id in (select owner_id from party) and %s)', seen,
            case seen when 'product' then 'producer_id is not null'
                else '(owner_id, product_id) in (select owner_id, product_id from product)' end);
    end loop;
end
$$;

-- An authority writes to the register under Idempotency-Keys, as everybody does: its answers are kept
-- for it, and replayed to it alone.
grant select, insert on stored_answer to rg_authority;
create policy authority_sees_its_own_answers on stored_answer to rg_authority
    using (owner_id = (select current_party())) with check (owner_id = (select current_party()));

-- The key look-up runs before anybody knows whose request it is.
grant select on api_key, party to rg_identity;
grant update (last_used_at) on api_key to rg_identity;
create policy identity_looks_up_keys on api_key for select to rg_identity using (true);
create policy identity_notes_use on api_key for update to rg_identity using (true) with check (true);
create policy identity_reads_the_environment on party for select to rg_identity using (true);

-- Functions that act for the database itself belong to the role that sees every row.
grant create on schema public to rg_jobs;
alter function visible_stock_owners() owner to rg_jobs;
alter function known_parties() owner to rg_jobs;
alter function fellow_viewers() owner to rg_jobs;
alter function current_environment() owner to rg_jobs;
alter function party_gets_its_console() owner to rg_jobs;
alter function location_begins_with_its_console() owner to rg_jobs;
alter function book_moves_on() owner to rg_jobs;
alter function books_of_both_move_on() owner to rg_jobs;
alter function books_of_partners_move_on() owner to rg_jobs;
alter function feed_begins() owner to rg_jobs;
alter function reservation_holds_stock() owner to rg_jobs;
alter function reservation_step_gives_back() owner to rg_jobs;
revoke create on schema public from rg_jobs;
