-- An answer is kept to be said again, never searched: as text it is written as it goes out.
alter table platform.idempotency alter column answer type text using answer::text;

-- Asked once an hour for what is older than two days, and written with every write. Rows lie in the
-- order of their making, so a summary of each block's range is enough.
drop index platform.idempotency_age;
create index idempotency_age on platform.idempotency using brin (created_at)
  with (pages_per_range = 32);
