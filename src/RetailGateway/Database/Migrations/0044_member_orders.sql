-- Members' instalment orders: goods that a cooperative buys for a member, and what the member pays of them from the pay of
-- an employer. Seen by the cooperative's own people alone: not by a partner, the city's office, a job, or a shop.

create table employer (
    owner_id integer not null,
    employer_id bigint generated always as identity,
    code text not null,
    name text not null,
    -- The day of the month on which it pays; a month without it pays on its last day.
    payday integer not null,
    constraint employer_pkey primary key (owner_id, employer_id),
    constraint employer_of_party foreign key (owner_id) references party (owner_id),
    constraint employer_payday_is_a_day_of_a_month check (payday between 1 and 31)
);
create unique index employer_code_is_taken on employer (owner_id, upper(code));

create table member (
    owner_id integer not null,
    member_id bigint generated always as identity,
    number text not null,
    name text not null,
    employer_id bigint not null,
    employee_number text not null,
    constraint member_pkey primary key (owner_id, member_id),
    constraint member_of_employer foreign key (owner_id, employer_id) references employer (owner_id, employer_id)
);
create unique index member_number_is_taken on member (owner_id, upper(number));
create unique index member_employee_number_is_taken on member (owner_id, employer_id, upper(employee_number));

-- An order for a member, and the terms of its plan; amounts in whole rupiahs.
create table member_order (
    owner_id integer not null,
    member_order_id bigint generated always as identity,
    member_id bigint not null,
    employer_id bigint not null,
    -- A product of the catalogue, or none for what is outside it; in either case what it is called.
    product_id integer,
    goods text not null,
    ordered_on date not null,
    price numeric(20, 0) not null,
    down_payment numeric(20, 0) not null,
    service numeric(20, 0) not null,
    months integer not null,
    first_month date not null,
    payday integer not null,
    waives_service boolean not null,
    recorded_at timestamptz not null default now(),
    recorded_by text not null,
    -- The order to the seller, where that is a partner.
    order_owner_id integer,
    order_id bigint,
    constraint member_order_pkey primary key (owner_id, member_order_id),
    constraint member_order_of_member foreign key (owner_id, member_id) references member (owner_id, member_id),
    constraint member_order_of_employer foreign key (owner_id, employer_id) references employer (owner_id, employer_id),
    constraint member_order_of_product foreign key (owner_id, product_id) references product (owner_id, product_id),
    constraint member_order_became_order foreign key (order_owner_id, order_id) references trade_order (owner_id, order_id),
    constraint member_order_leaves_something_to_divide check (
        down_payment >= 0 and service >= 0 and months between 1 and 120 and price - down_payment >= months)
);
create unique index member_order_of_order on member_order (owner_id, order_owner_id, order_id) where order_id is not null;
-- A member's orders, and what an employer is asked for.
create index member_order_by_member on member_order (owner_id, member_id, member_order_id);
create index member_order_by_employer on member_order (owner_id, employer_id);

create table member_instalment (
    owner_id integer not null,
    member_order_id bigint not null,
    number integer not null,
    -- Whose pay: the month's first day.
    month date not null,
    due_on date not null,
    amount numeric(20, 0) not null,
    constraint member_instalment_pkey primary key (owner_id, member_order_id, number),
    constraint member_instalment_of_order foreign key (owner_id, member_order_id) references member_order (owner_id, member_order_id),
    constraint member_instalment_is_above_zero check (amount > 0)
);

-- What a member paid at the cooperative. What is deducted is in the employer's answers.
create table member_payment (
    owner_id integer not null,
    payment_id bigint generated always as identity,
    member_order_id bigint not null,
    kind text not null,
    amount numeric(20, 0) not null,
    waived numeric(20, 0) not null,
    paid_on date not null,
    recorded_at timestamptz not null default now(),
    recorded_by text not null,
    constraint member_payment_pkey primary key (owner_id, payment_id),
    constraint member_payment_of_order foreign key (owner_id, member_order_id) references member_order (owner_id, member_order_id),
    constraint member_payment_kind_is_known check (kind in ('by_hand', 'settled')),
    constraint member_payment_is_above_zero check (amount >= 0 and waived >= 0 and (kind = 'settled' or (amount > 0 and waived = 0)))
);
create index member_payment_by_order on member_payment (owner_id, member_order_id);
-- An order is settled early once.
create unique index member_order_is_settled_once on member_payment (owner_id, member_order_id) where kind = 'settled';

-- What an employer is asked to deduct from a month's pay. The file is kept as it was made.
create table deduction_run (
    owner_id integer not null,
    run_id bigint generated always as identity,
    employer_id bigint not null,
    month date not null,
    lines integer not null,
    total numeric(20, 0) not null,
    file text not null default '',
    made_at timestamptz not null default now(),
    made_by text not null,
    constraint deduction_run_pkey primary key (owner_id, run_id),
    constraint deduction_run_of_employer foreign key (owner_id, employer_id) references employer (owner_id, employer_id),
    constraint employer_is_asked_once_a_month unique (owner_id, employer_id, month)
);

create table deduction_line (
    owner_id integer not null,
    run_id bigint not null,
    line integer not null,
    member_order_id bigint not null,
    number integer not null,
    amount numeric(20, 0) not null,
    constraint deduction_line_pkey primary key (owner_id, run_id, line),
    constraint deduction_line_of_run foreign key (owner_id, run_id) references deduction_run (owner_id, run_id),
    constraint deduction_line_of_instalment foreign key (owner_id, member_order_id, number) references member_instalment (owner_id, member_order_id, number),
    constraint deduction_line_is_above_zero check (amount > 0),
    constraint instalment_is_asked_once_a_run unique (owner_id, member_order_id, number, run_id)
);

-- A file with which the employer answered. The same file again is the one that is there.
create table deduction_answer (
    owner_id integer not null,
    answer_id bigint generated always as identity,
    run_id bigint not null,
    sha256 bytea not null,
    received_at timestamptz not null default now(),
    received_by text not null,
    constraint deduction_answer_pkey primary key (owner_id, answer_id),
    constraint deduction_answer_of_run foreign key (owner_id, run_id) references deduction_run (owner_id, run_id),
    constraint deduction_answer_is_taken_once unique (owner_id, run_id, sha256)
);

-- What became of each line of it: taken, said before, or kept for a person because it fits nothing that was asked.
create table deduction_answer_line (
    owner_id integer not null,
    answer_id bigint not null,
    run_id bigint not null,
    -- Of the file.
    file_line integer not null,
    status text not null,
    -- Of the run.
    line integer,
    outcome text,
    amount numeric(20, 0),
    reason text,
    kept_because text,
    said text not null,
    constraint deduction_answer_line_pkey primary key (owner_id, answer_id, file_line),
    constraint deduction_answer_line_of_answer foreign key (owner_id, answer_id) references deduction_answer (owner_id, answer_id),
    constraint deduction_answer_line_of_line foreign key (owner_id, run_id, line) references deduction_line (owner_id, run_id, line),
    constraint deduction_answer_status_is_known check (status in ('taken', 'unchanged', 'kept')),
    constraint deduction_outcome_is_known check (outcome in ('deducted', 'refused')),
    constraint deduction_answer_is_kept_for_a_cause check ((status = 'kept') = (kept_because is not null)),
    constraint deduction_answer_is_of_a_line check (status = 'kept' or (line is not null and outcome is not null and amount is not null))
);
-- Whatever files there are, a line is answered once.
create unique index deduction_line_is_answered_once on deduction_answer_line (owner_id, run_id, line) where status = 'taken';

do $$
declare
    kept text;
begin
    foreach kept in array array[
        'employer', 'member', 'member_order', 'member_instalment', 'member_payment', 'deduction_run', 'deduction_line', 'deduction_answer',
        'deduction_answer_line'] loop
        execute format('alter table %I enable row level security', kept);
        execute format('alter table %I force row level security', kept);
        execute format(
            'create policy party_keeps_its_own on %I to rg_party
             using (owner_id = (select current_party())) with check (owner_id = (select current_party()))', kept);
        execute format(
            'create policy shop_sees_no_member on %I as restrictive to rg_party
             using ((select current_location()) is null) with check ((select current_location()) is null)', kept);
        execute format('grant select, insert on %I to rg_party', kept);
    end loop;
end
$$;
grant update (order_owner_id, order_id) on member_order to rg_party;
grant update (lines, total, file) on deduction_run to rg_party;
-- Those who write about one order, or ask one employer, wait for each other on these rows.
grant update (payday) on employer to rg_party;
