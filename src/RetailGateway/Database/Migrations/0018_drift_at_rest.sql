-- The drift check and its tables, tightened.

-- What a partner may see no more: few rows of many, asked for by each comparison.
create index partner_copy_withdrawn on partner_copy (owner_id, connection_id, source_id, location_id, product_id) where withdrawn;
