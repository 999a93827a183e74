-- Whose goods they are follows the terms: what was said to be a consignor's is so on the days on which the terms put the
-- product on consignment. From the day on which they have it bought outright the goods are the location's party's own,
-- without a further word; where they put it on consignment again, the consignor's again. What was said stays as it was.

-- When a day begins at a location.
create function day_begins(day date, zone text) returns timestamptz
language sql immutable
as $$
    select day::timestamp at time zone case zone when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end
$$;

-- When a producer's terms with its cooperative have a product on consignment, or bought outright. Before the first terms
-- they have it neither way.
create function producer_terms_say(cooperative integer, producer integer, of_product integer, zone text, consigned boolean) returns tstzmultirange
language sql stable
as $$
    select coalesce(range_agg(tstzrange(day_begins(t.valid_from, zone), day_begins(t.next, zone))), '{}')
    from (
        select t.valid_from, lead(t.valid_from) over (order by t.valid_from) as next, coalesce(p.on_consignment, t.on_consignment) as on_consignment
        from producer_terms t
        left join producer_terms_product p on p.owner_id = t.owner_id and p.producer_id = t.producer_id
            and p.valid_from = t.valid_from and p.product_id = of_product
        where t.owner_id = cooperative and t.producer_id = producer) t
    where t.on_consignment = consigned
$$;

-- The same of terms that a chain has accepted, for a product of the cooperative's catalogue.
create function stockist_terms_say(cooperative integer, chain integer, of_product integer, zone text, consigned boolean) returns tstzmultirange
language sql stable
as $$
    select coalesce(range_agg(tstzrange(day_begins(t.valid_from, zone), day_begins(t.next, zone))), '{}')
    from (
        select t.valid_from, coalesce(p.on_consignment, t.on_consignment) as on_consignment,
            coalesce(lead(t.valid_from) over (partition by t.partnership_id order by t.valid_from), s.valid_to) as next
        from partnership s
        join terms t on t.owner_id = s.owner_id and t.partnership_id = s.partnership_id and t.accepted_at is not null
        left join terms_product p on p.owner_id = t.owner_id and p.partnership_id = t.partnership_id
            and p.valid_from = t.valid_from and p.product_id = of_product
        where s.owner_id = cooperative and s.partner_id = chain and s.role = 'stockist' and (s.valid_to is null or s.valid_to > t.valid_from)) t
    where t.on_consignment = consigned
$$;

-- Whose goods they are, by what was said and by the terms. Whoever reads it sees what the tables behind it show: both
-- sides of a row see its terms.
create view goods_of_consignors with (security_invoker = true) as
    select c.owner_id, c.location_id, c.product_id, c.consignor_id, c.consignor_product_id, l.time_zone, held.during
    from consigned_goods c
    join location l on l.owner_id = c.owner_id and l.location_id = c.location_id
    cross join lateral unnest(
        tstzmultirange(c.during)
        - producer_terms_say(c.owner_id, c.consignor_id, c.product_id, l.time_zone, false)
        - stockist_terms_say(c.consignor_id, c.owner_id, c.consignor_product_id, l.time_zone, false)) as held (during);

grant select on goods_of_consignors to rg_party, rg_jobs;
