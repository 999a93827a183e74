-- Orders with partners that have a system of their own: what it is to be sent, and what it tells. Both belong to the party
-- of that system, as its streams do, and name the cooperative whose order it is.

-- A document of the cooperative's on its way to the partner's system.
create table order_delivery (
    owner_id integer not null,
    connection_id integer not null,
    counterparty_id integer not null,
    document_number bigint not null,
    order_id bigint not null,
    due_since timestamptz not null default now(),
    -- When the partner took it, by our clock.
    answered_at timestamptz,
    refused_code text,
    refused_because text,
    constraint order_delivery_pkey primary key (owner_id, connection_id, document_number),
    constraint order_delivery_by_connection foreign key (owner_id, connection_id) references connection (owner_id, connection_id),
    constraint order_delivery_of_order foreign key (counterparty_id, order_id) references trade_order (owner_id, order_id),
    constraint order_delivery_is_answered_or_refused check (answered_at is null or refused_code is null)
);
create index order_delivery_due on order_delivery (owner_id, connection_id, counterparty_id, document_number) where answered_at is null;
create index order_delivery_by_order on order_delivery (counterparty_id, order_id);

-- A document as the partner's system tells it, in its own words: nothing of it is lost, whatever becomes of it.
create table order_message (
    owner_id integer not null,
    connection_id integer not null,
    counterparty_id integer not null,
    -- The partner's id of it, for ever.
    message_id text collate "C" not null,
    message_number bigint generated always as identity,
    body text not null,
    received_at timestamptz not null default now(),
    attempts integer not null default 0,
    recorded_at timestamptz,
    -- Of which order it turned out to be.
    order_id bigint,
    refused_code text,
    refused_because text,
    constraint order_message_pkey primary key (owner_id, connection_id, counterparty_id, message_id),
    constraint order_message_by_connection foreign key (owner_id, connection_id) references connection (owner_id, connection_id),
    constraint order_message_of_order foreign key (counterparty_id, order_id) references trade_order (owner_id, order_id),
    constraint order_message_is_recorded_or_refused check (recorded_at is null or refused_code is null)
);
create index order_message_due on order_message (owner_id, connection_id, counterparty_id, message_number) where recorded_at is null;

do $$
declare
    kept text;
begin
    foreach kept in array array['order_delivery', 'order_message'] loop
        execute format('alter table %I enable row level security', kept);
        execute format('alter table %I force row level security', kept);
        execute format('create policy jobs_see_every_row on %I to rg_jobs using (true) with check (true)', kept);
        execute format('grant select, insert, update on %I to rg_jobs', kept);
        execute format(
            'create policy exchange_is_seen_by_its_two_sides on %I for select to rg_party
             using ((select current_party()) in (owner_id, counterparty_id))', kept);
        execute format(
            'create policy exchange_is_worked_by_its_two_sides on %I for update to rg_party
             using ((select current_party()) in (owner_id, counterparty_id)) with check ((select current_party()) in (owner_id, counterparty_id))', kept);
        execute format('grant select, update (refused_code, refused_because) on %I to rg_party', kept);
    end loop;
end
$$;
create policy delivery_is_made_by_its_sender on order_delivery for insert to rg_party with check (counterparty_id = (select current_party()));
grant insert on order_delivery to rg_party;
grant update (recorded_at, order_id, attempts) on order_message to rg_party;

alter table conflict
    drop constraint conflict_kind_is_known,
    add constraint conflict_kind_is_known check (kind in (
        'negative_on_hand', 'oversold', 'change_differs', 'expected_unfulfilled', 'expected_differs', 'stock_drift',
        'tenant_mismatch', 'echo_differs', 'partner_refuses', 'order_refused', 'order_unread'));

-- How many documents a stream of orders owes its partner, and since when: for its two sides, for the jobs, and for the office
-- that sees to it that what is ordered arrives, which learns no more than that.
create function waiting_orders(of_owner integer, of_connection integer, of_counterparty integer) returns table (waiting bigint, since timestamptz, refused bigint)
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select count(*) filter (where d.refused_code is null), min(d.due_since) filter (where d.refused_code is null), count(*) filter (where d.refused_code is not null)
    from order_delivery d
    where d.owner_id = of_owner and d.connection_id = of_connection and d.counterparty_id = of_counterparty and d.answered_at is null
        and (current_setting('role') = 'rg_jobs' or current_party() in (of_owner, of_counterparty) or exists (
            select from party a
            join party o on o.owner_id = of_owner and o.environment = a.environment
            where a.owner_id = current_party() and a.kind = 'authority'))
$$;
grant create on schema public to rg_jobs;
alter function waiting_orders(integer, integer, integer) owner to rg_jobs;
revoke create on schema public from rg_jobs;
revoke all on function waiting_orders(integer, integer, integer) from public;
grant execute on function waiting_orders(integer, integer, integer) to rg_party, rg_jobs, rg_authority;
