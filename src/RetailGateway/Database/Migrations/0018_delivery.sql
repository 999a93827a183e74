-- Pages of what a partner is owed follow each other at once: none of them sorts or searches what the others will send.

-- A page, oldest first.
drop index partner_copy_owed;
create index partner_copy_owed on partner_copy (owner_id, connection_id, source_id, owed_since, location_id, product_id)
    where owed_since is not null;

-- The partner's item of one product.
create index item_mapping_by_product on item_mapping (owner_id, connection_owner_id, connection_id, product_id);

-- Written before each send and thrown away after it: squeezing it costs more than it saves.
alter table sync_stream alter in_flight set storage external;
