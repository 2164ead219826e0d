-- Where a product is sold: without a row everywhere, else only through what a row names.
create table catalogue.product_channels (
  brand_id uuid not null,
  rule_id uuid not null,
  product_id uuid not null,
  origin text check (origin in ('own', 'joint', 'partner')),
  channel_id uuid,
  primary key (brand_id, rule_id),
  unique nulls not distinct (brand_id, product_id, origin, channel_id),
  foreign key (brand_id, product_id) references catalogue.products (brand_id, product_id),
  check ((origin is null) <> (channel_id is null))
);
select platform.protect('catalogue.product_channels');

-- Whoever wants to be told when a coming product opens; once a member.
create table catalogue.subscriptions (
  brand_id uuid not null,
  product_id uuid not null,
  member_id uuid not null,
  subscribed_at timestamptz not null,
  primary key (brand_id, product_id, member_id),
  foreign key (brand_id, product_id) references catalogue.products (brand_id, product_id)
);
create index subscriptions_member on catalogue.subscriptions (brand_id, member_id, product_id);
select platform.protect('catalogue.subscriptions');

-- Named list prices of a unit, a segment of members, or both, while they hold.
create table catalogue.price_lists (
  brand_id uuid not null,
  list_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  unit_id uuid,
  segment text check (length(segment) between 1 and 120),
  valid_from timestamptz not null,
  -- Exclusive; null: until further notice.
  valid_to timestamptz,
  created_at timestamptz not null,
  primary key (brand_id, list_id),
  check (valid_to > valid_from)
);
create index price_lists_created on catalogue.price_lists (brand_id, created_at, list_id);
select platform.protect('catalogue.price_lists');

-- Only ever added, as catalogue.prices: the latest that began. Null amount: not in the list.
create table catalogue.price_list_rows (
  brand_id uuid not null,
  row_id uuid not null,
  list_id uuid not null,
  product_id uuid not null,
  variant_id uuid,
  amount_minor bigint check (amount_minor >= 0),
  valid_from timestamptz not null,
  primary key (brand_id, row_id),
  unique nulls not distinct (brand_id, product_id, list_id, variant_id, valid_from),
  foreign key (brand_id, list_id) references catalogue.price_lists (brand_id, list_id),
  foreign key (brand_id, product_id) references catalogue.products (brand_id, product_id)
);
create index price_list_rows_list on catalogue.price_list_rows (brand_id, list_id, product_id);
select platform.protect('catalogue.price_list_rows');

-- What a unit's product pages show first, and what it promises there; the nearest unit counts.
create table catalogue.product_pages (
  brand_id uuid not null,
  unit_id uuid not null,
  blocks text[] not null check (cardinality(blocks) between 1 and 12),
  area text not null default '' check (length(area) <= 300),
  area_en text check (length(area_en) <= 300),
  promise text not null default '' check (length(promise) <= 300),
  promise_en text check (length(promise_en) <= 300),
  changed_at timestamptz not null,
  primary key (brand_id, unit_id)
);
select platform.protect('catalogue.product_pages');

create table catalogue.product_pictures (
  brand_id uuid not null,
  product_id uuid not null,
  position smallint not null check (position between 1 and 12),
  media_id uuid not null,
  alt text not null default '' check (length(alt) <= 200),
  alt_en text check (length(alt_en) <= 200),
  primary key (brand_id, product_id, position),
  foreign key (brand_id, product_id) references catalogue.products (brand_id, product_id)
);
select platform.protect('catalogue.product_pictures');

-- After how many days without anything new the planner is warned.
create table catalogue.cadence (
  brand_id uuid not null,
  planned_days integer not null check (planned_days between 1 and 1000),
  primary key (brand_id)
);
select platform.protect('catalogue.cadence');
