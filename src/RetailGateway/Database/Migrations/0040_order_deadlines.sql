-- Deadlines of orders: what the terms say of them, which one runs for an order, and the steps that were taken about it.

alter table terms
    add column step_hours integer not null default 24,
    add column escalates_to text not null default 'manager',
    add constraint terms_step_takes_time check (step_hours > 0),
    add constraint terms_escalate_to_a_role_of_the_cooperative check (escalates_to in ('clerk', 'manager', 'treasurer', 'chair'));
grant insert (step_hours, escalates_to) on terms to rg_party;

alter table trade_order
    -- Of where it goes to: whose clock and business days count.
    add column time_zone text not null default 'WIB',
    -- The one deadline that runs: what for, since when and until when. None where the order has ended.
    add column deadline text,
    add column deadline_from timestamptz,
    add column due_at timestamptz,
    -- When the job looks at it next; none where no step is left.
    add column next_step_at timestamptz,
    -- A step is due, and the seller's system is down.
    add column awaits_partner boolean not null default false,
    add constraint order_deadline_is_known check (
        deadline in ('response', 'answer_to_change', 'answer_to_cancellation', 'reaction', 'delivery', 'receipt')),
    add constraint order_deadline_is_whole check (num_nulls(deadline, deadline_from, due_at) in (0, 3));
create index trade_order_to_look_at on trade_order (next_step_at) where next_step_at is not null;
grant update (deadline, deadline_from, due_at, next_step_at, awaits_partner) on trade_order to rg_party;

-- Those that are open by now are reckoned by the job.
update trade_order o set
    time_zone = coalesce((select l.time_zone from location l where l.owner_id = o.buyer_id and l.location_id = o.ship_to_id), o.time_zone),
    next_step_at = case when o.turn is not null then now() end;

-- What was done about a deadline, each step once. A deadline is named by what it is for and when it began: steps of one that
-- no longer runs say nothing of the one that does.
create table order_deadline_step (
    owner_id integer not null,
    order_id bigint not null,
    partner_id integer not null,
    deadline text not null,
    deadline_from timestamptz not null,
    step text not null,
    taken_at timestamptz not null default now(),
    constraint order_deadline_step_pkey primary key (owner_id, order_id, deadline, deadline_from, step),
    constraint order_deadline_step_of_order foreign key (owner_id, order_id, partner_id)
        references trade_order (owner_id, order_id, partner_id),
    constraint order_deadline_step_is_known check (
        step in ('remind_halfway', 'remind_due', 'escalate', 'ask_partner', 'request_cancellation', 'withdraw'))
);
alter table order_deadline_step enable row level security;
alter table order_deadline_step force row level security;
create policy jobs_see_every_row on order_deadline_step to rg_jobs using (true) with check (true);
create policy step_is_read_by_the_two_sides on order_deadline_step for select to rg_party
    using ((select current_party()) in (owner_id, partner_id));
-- What is sent in the buyer's name is written with its document.
create policy step_is_taken_for_the_buyer on order_deadline_step for insert to rg_party
    with check (step in ('request_cancellation', 'withdraw') and exists (
        select from trade_order o
        where o.owner_id = order_deadline_step.owner_id and o.order_id = order_deadline_step.order_id and o.buyer_id = (select current_party())));
grant select, insert on order_deadline_step to rg_jobs, rg_party;

-- Whether a seller's system answers, and whether the order may have reached it: we send it no orders and it calls us, it has
-- said something of the order, or a document of the order was taken there, is under way or is there otherwise.
create view order_reach with (security_invoker = true) as
select o.owner_id, o.order_id,
    not exists (
        select from sync_stream s
        where s.owner_id = o.seller_id and s.kind = 'orders_out' and s.counterparty_id = o.buyer_id and s.last_error is not null) as is_reachable,
    not exists (select from sync_stream s where s.owner_id = o.seller_id and s.kind = 'orders_out' and s.counterparty_id = o.buyer_id)
        or exists (
            select from order_document d
            where d.owner_id = o.owner_id and d.order_id = o.order_id and d.sender_id = o.seller_id)
        or exists (
            select from order_delivery d
            where d.counterparty_id = o.owner_id and d.order_id = o.order_id and (
                d.answered_at is not null or d.refused_code = 'echo-differs' or exists (
                    select from sync_stream s
                    where s.owner_id = d.owner_id and s.connection_id = d.connection_id and s.kind = 'orders_out'
                        and s.counterparty_id = d.counterparty_id and (s.in_flight ->> 'document')::bigint = d.document_number))) as was_sent
from trade_order o;
grant select on order_reach to rg_jobs;

alter table message drop constraint message_kind_is_known;
alter table message add constraint message_kind_is_known
    check (kind in ('conflict', 'review', 'stream', 'order', 'many', 'joined', 'password_link', 'code_cleared'));
alter table message_choice drop constraint message_choice_unwanted_is_known;
alter table message_choice add constraint message_choice_unwanted_is_known
    check (unwanted <@ array['conflict', 'review', 'stream', 'order', 'joined']);
