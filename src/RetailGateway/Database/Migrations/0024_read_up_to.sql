-- How far behind we are in reading a partner, whether it answers or not: all that it recorded before a time is here.

alter table sync_stream
    -- Inward: when we last asked and there was nothing beyond what we then had, or the newest of what we had read.
    add read_up_to timestamptz,
    -- Where nothing was ever read, all that the partner recorded since waits.
    add made_at timestamptz not null default now();
