-- Messages to people: an inbox in the console, mail that waits to be sent, and what each person chose to hear of.

-- The person of this transaction; null, and so no inbox at all, where nobody set it.
create function current_person() returns integer
language sql stable parallel safe
as $$ select nullif(current_setting('rg.person', true), '')::integer $$;
comment on function current_person() is 'Whose inbox this transaction may see: set by the gateway with set_config(''rg.person'', ..., true).';

-- What belongs to a person is of their party too, and the store holds both together.
alter table person add constraint person_keeps_their_party unique (party_id, person_id);

create table message (
    owner_id integer not null,
    message_id bigint generated always as identity,
    -- Whose inbox it lies in.
    person_id integer not null,
    kind text not null,
    -- What its sentence names: it is worded in the language of whoever reads it, when they read it.
    arguments jsonb not null,
    -- Where one acts on it, a path of the console.
    link text,
    -- The matter that it tells of.
    matter text,
    created_at timestamptz not null default now(),
    read_at timestamptz,
    constraint message_pkey primary key (owner_id, message_id),
    constraint message_to_person_of_the_party foreign key (owner_id, person_id) references person (party_id, person_id),
    constraint message_kind_is_known check (kind in ('conflict', 'review', 'stream', 'many', 'joined', 'password_link')),
    constraint message_leads_into_the_console check (link ~ '^/([^/\\[:cntrl:]][^\\[:cntrl:]]*)?$')
);
-- One inbox, the newest first.
create index message_of_person on message (owner_id, person_id, message_id desc);
-- How many are unread, asked with each page.
create index message_unread on message (owner_id, person_id) where read_at is null;
-- What tells of a matter that has ended.
create index message_of_matter on message (owner_id, matter) where matter is not null and read_at is null;

-- Open matters of which a party's people were told, each once while it is open.
create table matter_told (
    owner_id integer not null,
    matter text not null,
    told_at timestamptz not null default now(),
    ended_at timestamptz,
    constraint matter_told_pkey primary key (owner_id, matter),
    constraint matter_told_to_party foreign key (owner_id) references party (owner_id)
);

-- What somebody chose; who chose nothing has no row.
create table message_choice (
    owner_id integer not null,
    person_id integer not null,
    digest text not null,
    -- Kinds of messages that stay out of the inbox.
    unwanted text[] not null,
    -- Of their mails.
    language text not null,
    constraint message_choice_pkey primary key (owner_id, person_id),
    constraint message_choice_of_person_of_the_party foreign key (owner_id, person_id) references person (party_id, person_id),
    constraint message_choice_digest_is_known check (digest in ('daily', 'when_asked', 'never')),
    constraint message_choice_unwanted_is_known check (unwanted <@ array['conflict', 'review', 'stream', 'joined']),
    constraint message_choice_language_is_known check (language in ('id', 'en'))
);

-- Mornings that are done with, whether there was something to say or not.
create table digest (
    owner_id integer not null,
    person_id integer not null,
    -- By the calendar of where the person is.
    day date not null,
    made_at timestamptz not null default now(),
    sent boolean not null,
    constraint digest_pkey primary key (owner_id, person_id, day),
    constraint digest_of_person_of_the_party foreign key (owner_id, person_id) references person (party_id, person_id)
);

-- Mail on its way. Whoever claims one holds it by a lease and its fence; what it says is forgotten once it is gone, for
-- a link in it opens an account.
create table mail (
    owner_id integer not null,
    mail_id bigint generated always as identity,
    -- Null where it goes to somebody who is not here yet.
    person_id integer,
    kind text not null,
    address text not null,
    subject text not null,
    body text not null,
    -- Stands in its Message-Id and its file's name, the same however often it is tried.
    message_key uuid not null default gen_random_uuid(),
    queued_at timestamptz not null default now(),
    -- Later it would only mislead: its link has expired, or its morning is over.
    useful_until timestamptz not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default now(),
    lease_until timestamptz,
    fence bigint not null default 0,
    last_error text,
    sent_at timestamptz,
    parked_at timestamptz,
    constraint mail_pkey primary key (owner_id, mail_id),
    constraint mail_of_party foreign key (owner_id) references party (owner_id),
    constraint mail_to_person_of_the_party foreign key (owner_id, person_id) references person (party_id, person_id),
    constraint mail_kind_is_known check (kind in ('invitation', 'password', 'digest')),
    constraint mail_goes_to_one_address check (
        address ~ '^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$' and length(address) <= 254),
    constraint mail_subject_is_one_line check (subject !~ '[[:cntrl:]]' and length(subject) between 1 and 200),
    constraint mail_ends_once check (sent_at is null or parked_at is null),
    constraint mail_is_put_aside_for_a_reason check (parked_at is null or last_error is not null),
    constraint mail_says_nothing_once_it_is_gone check (body = '' or sent_at is null and parked_at is null)
);
create index mail_due on mail (next_attempt_at) where sent_at is null and parked_at is null;
-- How many links to a new password somebody asked for lately.
create index mail_of_person on mail (owner_id, person_id, kind, queued_at);

do $$
declare
    owned text;
begin
    foreach owned in array array['message', 'matter_told', 'message_choice', 'digest', 'mail'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy jobs_see_every_row on %I to rg_jobs using (true) with check (true)', owned);
        execute format('grant select, insert, update, delete on %I to rg_jobs', owned);
    end loop;
end
$$;

-- A person reads their own inbox, and nobody else's of the party.
create policy person_sees_their_own on message to rg_party, rg_authority
    using (owner_id = (select current_party()) and person_id = (select current_person()));
grant select, update (read_at) on message to rg_party, rg_authority;
create policy person_sees_their_own on message_choice to rg_party, rg_authority
    using (owner_id = (select current_party()) and person_id = (select current_person()))
    with check (owner_id = (select current_party()) and person_id = (select current_person()));
grant select, insert, update (digest, unwanted, language) on message_choice to rg_party, rg_authority;
create policy party_sees_its_own on matter_told for select to rg_party, rg_authority using (owner_id = (select current_party()));
grant select on matter_told to rg_party, rg_authority;

-- Whoever deals with people writes to them, knows their language, and how often a link was asked for; nothing of what was written.
create policy identity_writes_to_people on message for insert to rg_identity with check (true);
grant insert on message to rg_identity;
create policy identity_writes_mail on mail for insert to rg_identity with check (true);
create policy identity_counts_mail on mail for select to rg_identity using (true);
grant insert, select (owner_id, person_id, kind, queued_at) on mail to rg_identity;
create policy identity_reads_choices on message_choice for select to rg_identity using (true);
grant select on message_choice to rg_identity;
