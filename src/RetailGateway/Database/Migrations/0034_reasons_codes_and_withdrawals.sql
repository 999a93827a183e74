-- Why a line waits on, by a code that pages have words for in each language; waits_because is what the API tells.
alter table review_item add column waits_code text;
grant update (waits_code) on review_item to rg_party;

-- Whoever may give a role takes back an invitation to it.
alter table invitation add column withdrawn_at timestamptz;
grant update (withdrawn_at) on invitation to rg_identity;

-- Somebody else cleared the code that one signed in with.
alter table message drop constraint message_kind_is_known;
alter table message add constraint message_kind_is_known
    check (kind in ('conflict', 'review', 'stream', 'many', 'joined', 'password_link', 'code_cleared'));
