-- A register in which few cooperatives hold most positions looks to the planner as if each of them held all: it would read
-- the whole table for every one of them. Each is looked for by its key.
alter function cooperatives_quiet_since(interval) set enable_seqscan = off;
alter function cooperative_activity(integer[]) set enable_seqscan = off;
