-- The drift check, and who may have what done in another's name.

-- What a partner may see no more: few rows of many, asked for by each comparison.
create index partner_copy_withdrawn on partner_copy (owner_id, connection_id, source_id, location_id, product_id) where withdrawn;

-- A check is asked for of a stream that there is, by either of the two whom it concerns: nobody has another party's
-- goods compared, or puts a row under its name, by naming it.
drop policy a_check_is_asked_for_by_either_side on drift_check;
create policy a_check_is_asked_for_by_either_side on drift_check for insert to rg_party
    with check (
        (owner_id = (select current_party()) or connection_owner_id = (select current_party()))
        and exists (
            select from sync_stream s
            where s.owner_id = drift_check.connection_owner_id and s.connection_id = drift_check.connection_id
                and s.counterparty_id = drift_check.owner_id and s.kind = drift_check.stream));

-- A function that runs with its owner's rights is called by the roles named here, and by nobody else. What a trigger
-- runs needs no right at all: it is looked at when the trigger is made.
do $$
declare
    definer regprocedure;
begin
    for definer in
        select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
    loop
        execute format('revoke all on function %s from public', definer);
    end loop;
end
$$;

-- What the policies of the parties ask.
grant execute on function visible_stock_owners() to rg_party;
grant execute on function known_parties() to rg_party;
grant execute on function fellow_viewers() to rg_party;
grant execute on function current_environment() to rg_party, rg_authority;

-- What a request calls.
grant execute on function lock_held_position(integer, bigint) to rg_party;
grant execute on function held_goods(integer, bigint) to rg_party;
grant execute on function consignment_by_terms(integer, integer, integer, integer, timestamptz) to rg_party;
grant execute on function settled_entries(integer, bigint, integer) to rg_party;
grant execute on function changes_on_their_way() to rg_party, rg_authority;
grant execute on function fold_expected_after(integer, integer, text[], integer[], integer[], timestamptz[]) to rg_party;
grant execute on function raise_expected(integer, bigint, text) to rg_party;
