-- The points mall: vouchers of reserved offers, for points.
create schema mall;

create table mall.items (
  brand_id uuid not null,
  item_id uuid not null,
  offer_id uuid not null,
  points bigint not null check (points between 1 and 100000000),
  -- Of this item, beside what its offer has; null: not limited here.
  stock integer check (stock between 1 and 10000000),
  per_member integer check (per_member between 1 and 1000),
  media_id uuid,
  shown boolean not null,
  position smallint not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (brand_id, item_id),
  unique (brand_id, offer_id)
);
create index items_shown on mall.items (brand_id, position, item_id) where shown;
select platform.protect('mall.items');

create table mall.exchanges (
  brand_id uuid not null,
  exchange_id uuid not null,
  item_id uuid not null,
  member_id uuid not null,
  points bigint not null check (points > 0),
  voucher_id uuid not null,
  taken jsonb not null,
  exchanged_at timestamptz not null,
  undone_at timestamptz,
  undo_reason text check (undo_reason in ('member_wish', 'mistake', 'not_available')),
  primary key (brand_id, exchange_id),
  foreign key (brand_id, item_id) references mall.items (brand_id, item_id),
  check ((undone_at is null) = (undo_reason is null))
);
create index exchanges_item on mall.exchanges (brand_id, item_id);
create index exchanges_member on mall.exchanges (brand_id, member_id, exchange_id);
select platform.protect('mall.exchanges');
