-- Orders that their members collect at the order's store.
create table orders.pickups (
  brand_id uuid not null,
  order_id uuid not null,
  store_id uuid not null,
  -- Null: the goods lie on the shelf still.
  ready_at timestamptz,
  ready_by uuid,
  -- Set when it was paid, by the settings of that moment.
  remind_at timestamptz,
  reminded_at timestamptz,
  release_at timestamptz,
  -- When its time was over, and what was done then.
  overdue_at timestamptz,
  overdue_rule text check (overdue_rule in ('refund', 'keep')),
  collected_at timestamptz,
  -- Null: handed over by staff from the board, without a code.
  redemption_id uuid,
  primary key (brand_id, order_id),
  foreign key (brand_id, order_id) references orders.orders (brand_id, order_id),
  check (release_at is null or remind_at < release_at),
  check ((overdue_at is null) = (overdue_rule is null)),
  check (redemption_id is null or collected_at is not null)
);
create index pickups_waiting on orders.pickups (brand_id, store_id, order_id)
  where collected_at is null;
create index pickups_collected on orders.pickups (brand_id, store_id, order_id)
  where collected_at is not null;
select platform.protect('orders.pickups');

create table orders.pickup_settings (
  brand_id uuid not null,
  remind_days integer not null check (remind_days between 1 and 60),
  release_days integer not null check (release_days between 2 and 90),
  -- What becomes of goods that nobody collects: money and goods go back, or they are kept.
  uncollected text not null check (uncollected in ('refund', 'keep')),
  saved_at timestamptz not null,
  primary key (brand_id),
  check (remind_days < release_days)
);
select platform.protect('orders.pickup_settings');
