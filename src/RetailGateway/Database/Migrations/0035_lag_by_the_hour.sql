-- Of each hour the longest lag is kept, which is what is drawn, and not each of the four that were noted in it.
-- The table's own rules are set aside while what is there is brought into the new form.
alter table stream_lag no force row level security;
alter table stream_lag rename column at to hour;
alter table stream_lag rename column lag_seconds to longest_seconds;
with noted as (delete from stream_lag returning *)
insert into stream_lag (owner_id, connection_id, kind, counterparty_id, hour, longest_seconds)
select owner_id, connection_id, kind, counterparty_id, date_bin('1 hour', hour, timestamptz '2000-01-01 00:00+00'), max(longest_seconds)
from noted
group by 1, 2, 3, 4, 5;
alter table stream_lag
    add constraint stream_lag_is_of_an_hour check (hour = date_bin('1 hour', hour, timestamptz '2000-01-01 00:00+00')),
    force row level security;
alter index stream_lag_by_age rename to stream_lag_by_hour;
grant update (longest_seconds) on stream_lag to rg_jobs;
