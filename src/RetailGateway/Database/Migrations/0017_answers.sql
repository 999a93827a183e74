-- What a person decides of a drift, of a partner that keeps refusing and of a mixed-up answer has an effect.

alter table drift_finding
    drop constraint drift_finding_answer_is_known,
    -- What was done about it: the system of record's figure was told or taken again, or is to be with the next check;
    -- a person was asked, or has said that it is to be left.
    add constraint drift_finding_answer_is_known check (answer in ('told_again', 'count_taken', 'count_asked', 'person', 'dismissed'));
grant update (answer) on drift_finding to rg_party;
create policy finding_is_answered_by_whose_goods_it_is_of on drift_finding for update to rg_party
    using (owner_id = (select current_party())) with check (owner_id = (select current_party()));

-- How often in a row a line was refused: the third time is a matter between people.
alter table partner_copy
    add refusals integer not null default 0,
    add constraint partner_copy_is_refused_a_number_of_times check (refusals >= 0);
update partner_copy set refusals = 1 where refused_code is not null;
-- Told anew: the version goes beyond the one that the partner holds.
grant update (version, owed_since) on partner_copy to rg_party;
