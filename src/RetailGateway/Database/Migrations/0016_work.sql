-- Work that can be seen, and worked: a stream is retried, let go of or parked by those it concerns; a line that makes
-- a partner refuse a whole send is looked for and parked alone; a change carries its trace to the partner.

-- Parked: nobody takes it up until it is unparked or retried.
alter table sync_stream
    add parked_at timestamptz,
    add parked_by integer,
    add parked_because text,
    -- The most lines of the next send, while a line is looked for that the partner cannot take.
    add narrowed_to integer,
    -- Whether a neighbour was taken since: then what is refused alone is the line's own fault.
    add neighbour_taken boolean not null default false,
    add constraint sync_stream_is_parked_by_somebody_for_a_reason check (
        (parked_at is null) = (parked_by is null) and (parked_at is null) = (parked_because is null)),
    add constraint sync_stream_sends_a_line_at_least check (narrowed_to > 0),
    add constraint sync_stream_parked_by_a_party foreign key (parked_by) references party (owner_id);

alter table partner_copy
    -- Sent alone and refused while nobody knew yet whether anything else is taken: its neighbours go first.
    add doubted_at timestamptz,
    -- The trace (W3C traceparent) of the change that is owed longest.
    add trace text;

-- What those may do whom a stream concerns: the owner of the connection and the one whose goods it carries.
grant update (next_attempt_at, attempts, lease_holder, lease_until, fence, parked_at, parked_by, parked_because, narrowed_to, neighbour_taken)
    on sync_stream to rg_party;
grant update (refused_code, refused_because, doubted_at) on partner_copy to rg_party;
create policy stream_is_worked_by_whose_goods_it_carries on sync_stream for update to rg_party
    using (counterparty_id = (select current_party())) with check (counterparty_id = (select current_party()));
create policy copy_is_offered_again_by_whose_goods_it_is_of on partner_copy for update to rg_party
    using (source_id = (select current_party())) with check (source_id = (select current_party()));

-- A run that ended by an error, or whose process ended before it.
alter table job_run add broke boolean not null default false;
update job_run set broke = true where note like 'broke: %';
-- Runs of the last day, for the metrics.
create index job_run_by_start on job_run (started_at);
-- Everybody may see that the work in the background is done; what it saw is of all parties, and the authority's alone.
grant select (job_run_id, job, started_at, ended_at, broke) on job_run to rg_party;

-- Changes committed and not yet in a feed: the caller's own, or all of its environment for an authority.
create function changes_on_their_way() returns table (rows bigint, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, public
as $$
    select count(*), min(o.recorded_at)
    from outbox o
    where o.owner_id = current_party()
        or exists (select from party a where a.owner_id = current_party() and a.kind = 'authority')
            and o.owner_id in (select owner_id from party where environment = current_environment())
$$;
grant create on schema public to rg_jobs;
alter function changes_on_their_way() owner to rg_jobs;
revoke create on schema public from rg_jobs;
