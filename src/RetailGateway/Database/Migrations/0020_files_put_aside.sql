-- A delivery that breaks our own code is tried again with growing waits and then put aside: the party's later files
-- flow, and a person lets it go on.

alter table partner_file
    -- How often its taking broke off; when it is tried next; why it broke off last, in plain words.
    add attempts integer not null default 0,
    add next_attempt_at timestamptz,
    add last_error text,
    -- Put aside: nobody takes it up until a person says so.
    add parked_at timestamptz,
    add constraint partner_file_breaks_for_a_reason check (
        (parked_at is null or last_error is not null) and (next_attempt_at is null or last_error is not null)),
    add constraint partner_file_is_put_aside_while_it_is_taken check (parked_at is null or state = 'taken');
-- Which deliveries wait, asked for each look into a folder of work that is not empty; and what a party's work is.
create index partner_file_under_way on partner_file (owner_id, connection_id) where state = 'taken';

-- The party whose file it is lets it go on.
grant update (attempts, next_attempt_at, parked_at) on partner_file to rg_party;
create policy file_is_let_go_on_by_its_party on partner_file for update to rg_party
    using (owner_id = (select current_party())) with check (owner_id = (select current_party()));
