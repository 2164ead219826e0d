-- Minutes of the week (0 is Monday's midnight) at which a store is open, so that "open now" is a
-- condition of the search: at night the nearest open store may be the ten-thousandth nearest.
-- Sunday's late hours lie past 10080; a search asks for its minute and for that minute a week on.
alter table stores.stores add column open_week int4multirange not null default '{}';
update stores.stores s set open_week = coalesce((
  select range_agg(int4range((h.weekday - 1) * 1440 + h."opensMin",
    (h.weekday - 1) * 1440 + h."closesMin"))
  from jsonb_to_recordset(s.hours) as h(weekday int, "opensMin" int, "closesMin" int)), '{}');


-- A search asks for today's and yesterday's special days of what it found; most brands have none.
create index special_days_day on stores.special_days (brand_id, day);
