-- As which item, pack and factor a partner was last told of a position: told anew once the mapping says otherwise.
alter table partner_copy add column told_as text;
