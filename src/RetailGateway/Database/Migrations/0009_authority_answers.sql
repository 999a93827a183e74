-- An authority writes to the register under Idempotency-Keys, as everybody does: its answers are kept
-- for it, and replayed to it alone.
grant select, insert on stored_answer to rg_authority;
create policy authority_sees_its_own_answers on stored_answer to rg_authority
    using (owner_id = (select current_party())) with check (owner_id = (select current_party()));
