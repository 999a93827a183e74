-- Parties that are registered together get their consoles together: one by one, each console would look through all parties
-- for those whose books move on with it.
drop trigger party_console on party;
create or replace function party_gets_its_console() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
    insert into connection (owner_id, code, name, kind)
    select owner_id, 'console', 'Konsol', 'console' from registered order by owner_id;
    return null;
end
$$;
create trigger party_console after insert on party referencing new table as registered for each statement execute function party_gets_its_console();
