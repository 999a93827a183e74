-- How far each stream was behind, every quarter of an hour; a day and an hour of it is kept, for the line on its page.
create table stream_lag (
    owner_id integer not null,
    connection_id integer not null,
    kind text not null,
    counterparty_id integer not null,
    at timestamptz not null,
    lag_seconds numeric(14, 3) not null,
    constraint stream_lag_pkey primary key (owner_id, connection_id, kind, counterparty_id, at),
    constraint stream_lag_of_stream foreign key (owner_id, connection_id, kind, counterparty_id)
        references sync_stream (owner_id, connection_id, kind, counterparty_id) on delete cascade,
    constraint stream_lag_is_an_age check (lag_seconds >= 0)
);
-- For what is let go of.
create index stream_lag_by_age on stream_lag (at);

alter table stream_lag enable row level security;
alter table stream_lag force row level security;
create policy jobs_see_every_row on stream_lag to rg_jobs using (true) with check (true);
create policy party_sees_its_own on stream_lag for select to rg_party using (owner_id = (select current_party()));
create policy lag_is_seen_by_whose_goods_the_stream_carries on stream_lag for select to rg_party
    using (counterparty_id = (select current_party()));
create policy authority_reads on stream_lag for select to rg_authority using (owner_id in (select owner_id from party));
grant select, insert, delete on stream_lag to rg_jobs;
grant select on stream_lag to rg_party, rg_authority;

-- The authority sees how many positions a partner is owed or refuses and since when, and not which.
grant select (owner_id, connection_id, source_id, owed_since, refused_code) on partner_copy to rg_authority;
create policy authority_reads on partner_copy for select to rg_authority using (owner_id in (select owner_id from party));
