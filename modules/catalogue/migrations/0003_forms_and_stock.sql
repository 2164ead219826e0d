-- What a product is, how it is handled, its axes, its window, and the stock of what is counted.
alter table catalogue.products
  add column kind text not null default 'goods' check (kind in ('goods', 'service', 'business')),
  add column handling text not null default 'online'
    check (handling in ('online', 'store_only', 'apply_online', 'print_in_store')),
  -- [{"key","name","nameEn","values":[{"value","nameEn"}]}], in the order in which people choose.
  add column axes jsonb not null default '[]' check (jsonb_typeof(axes) = 'array'),
  add column stock_kept boolean not null default false,
  add column details text not null default '' check (length(details) <= 4000),
  add column details_en text check (length(details_en) <= 4000),
  -- Half-open: at closes_at it is over. Null: no such end.
  add column opens_at timestamptz,
  add column closes_at timestamptz,
  -- From when on the coming product is shown; null: not before it opens.
  add column preview_at timestamptz,
  add constraint products_window check (closes_at > opens_at),
  add constraint products_preview check (preview_at is null or preview_at < opens_at);
create index products_newest on catalogue.products (brand_id, (coalesce(opens_at, created_at)));

alter table catalogue.variants add column withdrawn_at timestamptz;

-- One row a store and item; the item is a variant, or a product that has none. The checks are the
-- last guard: every statement that changes a row holds it first, in the order (store, item).
create table catalogue.stock (
  brand_id uuid not null,
  store_id uuid not null,
  item_id uuid not null,
  product_id uuid not null,
  on_hand bigint not null check (on_hand >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  primary key (brand_id, store_id, item_id),
  foreign key (brand_id, product_id) references catalogue.products (brand_id, product_id),
  check (reserved <= on_hand)
);
create index stock_product on catalogue.stock (brand_id, product_id, store_id);
select platform.protect('catalogue.stock');

-- Every change of on_hand. Their sum is what lies there.
create table catalogue.stock_moves (
  brand_id uuid not null,
  move_id uuid not null,
  store_id uuid not null,
  item_id uuid not null,
  reason text not null check (reason in
    ('received', 'counted', 'damaged', 'moved', 'imported', 'sold', 'returned')),
  change bigint not null check (change <> 0),
  -- The rest of the reason, in the words of whoever changed it.
  note text not null default '' check (length(note) <= 200),
  -- Who changed it by hand; null: a sale or a return.
  staff_id uuid,
  -- What sold or brought it back: its module's word and its id.
  cause_kind text,
  cause_id uuid,
  moved_at timestamptz not null,
  primary key (brand_id, move_id),
  foreign key (brand_id, store_id, item_id)
    references catalogue.stock (brand_id, store_id, item_id)
);
create index stock_moves_item on catalogue.stock_moves (brand_id, store_id, item_id, move_id);
select platform.protect('catalogue.stock_moves');

create table catalogue.reservations (
  brand_id uuid not null,
  reservation_id uuid not null,
  cause_kind text not null check (cause_kind ~ '^[a-z_]{1,40}$'),
  cause_id uuid not null,
  state text not null check (state in ('held', 'taken', 'released', 'expired')),
  reserved_at timestamptz not null,
  -- Exclusive, also before the job has written so.
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (brand_id, reservation_id),
  check (reserved_at < expires_at),
  check ((state = 'held') = (ended_at is null))
);
create index reservations_due on catalogue.reservations (brand_id, expires_at, reservation_id)
  where state = 'held';
create index reservations_cause on catalogue.reservations (brand_id, cause_kind, cause_id);
select platform.protect('catalogue.reservations');

create table catalogue.reservation_lines (
  brand_id uuid not null,
  reservation_id uuid not null,
  store_id uuid not null,
  item_id uuid not null,
  quantity bigint not null check (quantity > 0),
  primary key (brand_id, reservation_id, store_id, item_id),
  foreign key (brand_id, reservation_id)
    references catalogue.reservations (brand_id, reservation_id),
  foreign key (brand_id, store_id, item_id)
    references catalogue.stock (brand_id, store_id, item_id)
);
create index reservation_lines_item on catalogue.reservation_lines (brand_id, store_id, item_id);
select platform.protect('catalogue.reservation_lines');
