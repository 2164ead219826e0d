-- The limit of the offer that stood against this entry when its turn came.
alter table releases.entries add column passed_by jsonb;
