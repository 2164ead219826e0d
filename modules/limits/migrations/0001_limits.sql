-- Every counter of the product. The CHECK is the last guard; the statements never come near it.
create schema limits;

create table limits.counters (
  brand_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  used bigint not null check (used >= 0),
  cap bigint not null check (cap >= 0),
  primary key (brand_id, key),
  check (used <= cap)
);
select platform.protect('limits.counters');
