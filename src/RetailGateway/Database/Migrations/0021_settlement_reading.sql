-- A settlement reads of a ledger what the last one had not: the open period, and from the first late entry on.

-- Entries that came long after they happened, and reversals, which may name anything: looked for by every settlement of
-- their goods among those recorded since the one before. Most entries come at once and cost this index nothing.
create index stock_entry_late on stock_entry (owner_id, location_id, product_id, recorded_at)
    where kind = 'reversal' or recorded_at - occurred_at > interval '6 hours';

-- When the goods were the consignor's, up to the period's end, as the statement took it. While that stands, figures of
-- settled periods change by late entries alone. Null of statements from before: their ledger is read whole once more.
alter table settlement_line add column held text;
