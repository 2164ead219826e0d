create schema stores;

-- A store is a unit of the organisation: store_id is the unit's id.
create table stores.stores (
  brand_id uuid not null,
  store_id uuid not null,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$'),
  external_code text check (length(external_code) between 1 and 64),
  role text not null check (role in ('sales', 'experience', 'flagship', 'pickup')),
  name text not null,
  name_en text,
  address text not null default '',
  city text not null default '',
  province text not null default '',
  phone text not null default '',
  area_m2 double precision check (area_m2 > 0),
  -- The position as it was given, and the same place in WGS-84; all or none of them.
  given_lat double precision check (given_lat between -90 and 90),
  given_lng double precision check (given_lng between -180 and 180),
  coordinate_system text check (coordinate_system in ('WGS-84', 'GCJ-02', 'BD-09')),
  lat double precision check (lat between -90 and 90),
  lng double precision check (lng between -180 and 180),
  -- Cell of the 0.05 degree grid of packages/geo that holds (lat, lng).
  cell integer,
  -- [{weekday 1..7 (Monday first), opensMin, closesMin}], closesMin up to 2880 (past midnight).
  -- In the row and not in a table of its own: whoever lists stores needs all of a store's hours.
  hours jsonb not null default '[]' check (jsonb_typeof(hours) = 'array'),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  primary key (brand_id, store_id),
  unique (brand_id, code),
  unique (brand_id, external_code),
  check (num_nulls(given_lat, given_lng, coordinate_system, lat, lng, cell) in (0, 6))
);
create index stores_cell on stores.stores (brand_id, cell) include (lat, lng, store_id, city)
  where cell is not null and closed_at is null;
create index stores_city on stores.stores (brand_id, city, code);
select platform.protect('stores.stores');

create table stores.special_days (
  brand_id uuid not null,
  store_id uuid not null,
  day date not null,
  -- Both null: closed on that day.
  opens_min integer check (opens_min between 0 and 1439),
  closes_min integer check (closes_min between 1 and 2880),
  primary key (brand_id, store_id, day),
  foreign key (brand_id, store_id) references stores.stores (brand_id, store_id),
  check (num_nulls(opens_min, closes_min) in (0, 2)),
  check (closes_min > opens_min)
);
select platform.protect('stores.special_days');
