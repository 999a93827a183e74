-- A line in review can be applied, corrected or dismissed where it waits, so what is needed for that
-- stands beside it. Its owner's own rules are set aside while what is there is brought into the new form.

alter table review_item no force row level security;
alter table review_item
    -- A partner may name a place that nobody has registered.
    alter column location_id drop not null,
    -- When it happened by our clock: what the sender's clock was off is taken out.
    add column happened_at timestamptz,
    -- Why it waits, where it is not for its code alone.
    add column waits_because text,
    -- A mapping covers it, and more waited than went into the mapping's own transaction.
    add column due boolean not null default false,
    -- The line as a person put it right; what came stays in line.
    add column corrected jsonb,
    add column dismissed_at timestamptz,
    add column dismissed_because text,
    add column closed_by text,
    add constraint review_item_is_dismissed_for_a_reason check ((dismissed_at is null) = (dismissed_because is null)),
    add constraint review_item_ends_once check (applied_at is null or dismissed_at is null);
-- What a stream kept was its own shape with the reason inside.
update review_item set
    waits_because = line ->> 'why',
    line = jsonb_strip_nulls((line -> 'entry') - 'id' || jsonb_build_object('changeId', line -> 'entry' -> 'id'))
where line ? 'entry';
update review_item set happened_at = (line ->> 'occurredAt')::timestamptz;
alter table review_item alter column happened_at set not null;
alter table review_item force row level security;

drop index review_item_open;
create index review_item_open on review_item (owner_id, review_item_id)
    where applied_at is null and dismissed_at is null;
-- The waiting lines of one code.
create index review_item_of_code on review_item (owner_id, connection_id, upper(item_code))
    where applied_at is null and dismissed_at is null;
-- For the worker: what a mapping left to it, and what came while a mapping was made.
create index review_item_due on review_item (due, opened_at)
    where applied_at is null and dismissed_at is null and waits_because is null;
-- Asked for every change that comes: was it settled by a person?
create index review_item_settled on review_item (owner_id, connection_id, change_id)
    where dismissed_at is not null or corrected is not null;
grant update (waits_because, due, corrected, dismissed_at, dismissed_because, closed_by) on review_item to rg_party;

-- A matter of a change that a person decided is not raised again by the same content.
create index conflict_of_change on conflict (owner_id, connection_id, change_id) where change_id <> '';
alter table conflict no force row level security;
update conflict set resolution = 'mended', closed_by = 'gateway' where closed_at is not null and resolution is null;
alter table conflict force row level security;
