-- Prices that hold for members, and during an activity, beside the list price.
alter table catalogue.prices drop constraint prices_kind_check;
alter table catalogue.prices add constraint prices_kind_check
  check (kind in ('list', 'floor', 'member', 'activity'));

-- Words by which offers name a set of products, such as "新品" or "618".
alter table catalogue.products add column tags text[] not null default '{}'
  check (cardinality(tags) <= 40);
