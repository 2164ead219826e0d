-- Who lives with whom, as staff or an import say it: members of one code are one household.
alter table members.members
  add column household text check (length(household) between 1 and 64),
  add check (erased_at is null or household is null);
create index members_by_household on members.members (brand_id, household, member_id)
  where household is not null;
