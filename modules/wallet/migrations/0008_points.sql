-- Points: what they are worth is in the ledger (unit points); here is which of them are which, by
-- lots that mature and expire. A lot's parts always add up to what it began with.
create table wallet.points_settings (
  brand_id uuid not null,
  active boolean not null,
  -- earn_points for each earn_minor paid, rounded down over the whole order.
  earn_points integer not null check (earn_points between 1 and 100000),
  earn_minor bigint not null check (earn_minor between 1 and 100000000),
  pending_days smallint not null check (pending_days between 0 and 90),
  expiry jsonb not null,
  step_points integer not null check (step_points between 1 and 1000000),
  step_minor bigint not null check (step_minor between 1 and 100000000),
  cap_bps integer not null check (cap_bps between 0 and 10000),
  saved_at timestamptz not null,
  primary key (brand_id)
);
select platform.protect('wallet.points_settings');

-- Whoever moves a member's points holds this row.
create table wallet.points_members (
  brand_id uuid not null,
  member_id uuid not null,
  primary key (brand_id, member_id)
);
select platform.protect('wallet.points_members');

create table wallet.points_lots (
  brand_id uuid not null,
  lot_id uuid not null,
  member_id uuid not null,
  source text not null check (source in ('order', 'correction', 'returned')),
  order_id uuid,
  points bigint not null check (points >= 0),
  pending bigint not null check (pending >= 0),
  free bigint not null check (free >= 0),
  frozen bigint not null check (frozen >= 0),
  spent bigint not null check (spent >= 0),
  expired bigint not null check (expired >= 0),
  taken bigint not null check (taken >= 0),
  earned_at timestamptz not null,
  matures_at timestamptz not null,
  -- Exclusive; null: never.
  expires_at timestamptz,
  primary key (brand_id, lot_id),
  foreign key (brand_id, member_id) references wallet.points_members (brand_id, member_id),
  check (points = pending + free + frozen + spent + expired + taken),
  check (expires_at > matures_at)
);
create index points_lots_free on wallet.points_lots (brand_id, member_id, expires_at, earned_at)
  where pending + free + frozen > 0;
create index points_lots_maturing on wallet.points_lots (brand_id, matures_at, lot_id)
  where pending > 0;
create index points_lots_expiring on wallet.points_lots (brand_id, expires_at, lot_id)
  where free + frozen > 0;
select platform.protect('wallet.points_lots');

-- What an order earned, at the rate of its day, and what its returns took back of that.
create table wallet.points_orders (
  brand_id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  lot_id uuid not null,
  basis_minor bigint not null check (basis_minor >= 0),
  rate_points bigint not null check (rate_points > 0),
  rate_minor bigint not null check (rate_minor > 0),
  earned bigint not null check (earned > 0),
  taken bigint not null default 0,
  -- Of taken: had expired by itself before it was asked back.
  waived bigint not null default 0,
  earned_at timestamptz not null,
  primary key (brand_id, order_id),
  foreign key (brand_id, lot_id) references wallet.points_lots (brand_id, lot_id),
  check (taken between 0 and earned),
  check (waived between 0 and taken)
);
create index points_orders_member on wallet.points_orders (brand_id, member_id);
select platform.protect('wallet.points_orders');

create table wallet.points_spends (
  brand_id uuid not null,
  -- The order or the exchange that they were spent on.
  spend_id uuid not null,
  member_id uuid not null,
  points bigint not null check (points > 0),
  amount_minor bigint not null check (amount_minor >= 0),
  given_back bigint not null default 0,
  spent_at timestamptz not null,
  primary key (brand_id, spend_id),
  check (given_back between 0 and points)
);
create index points_spends_member on wallet.points_spends (brand_id, member_id);
select platform.protect('wallet.points_spends');

create table wallet.points_spend_lots (
  brand_id uuid not null,
  spend_id uuid not null,
  lot_id uuid not null,
  -- Spent from the first to the last, given back from the last to the first.
  place integer not null,
  points bigint not null check (points > 0),
  given_back bigint not null default 0,
  primary key (brand_id, spend_id, lot_id),
  foreign key (brand_id, spend_id) references wallet.points_spends (brand_id, spend_id),
  foreign key (brand_id, lot_id) references wallet.points_lots (brand_id, lot_id),
  check (given_back between 0 and points)
);
create index points_spend_lots_lot on wallet.points_spend_lots (brand_id, lot_id);
select platform.protect('wallet.points_spend_lots');

-- What staff did by hand, and why.
create table wallet.points_acts (
  brand_id uuid not null,
  act_id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('freeze', 'unfreeze', 'correct')),
  points bigint not null check (points <> 0),
  reason text not null,
  staff_id uuid,
  acted_at timestamptz not null,
  primary key (brand_id, act_id)
);
create index points_acts_member on wallet.points_acts (brand_id, member_id);
select platform.protect('wallet.points_acts');

-- Days on which the job is asked for; one order of a day asks for all.
create table wallet.points_days (
  brand_id uuid not null,
  day date not null,
  primary key (brand_id, day)
);
select platform.protect('wallet.points_days');
