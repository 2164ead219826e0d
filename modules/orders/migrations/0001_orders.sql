-- Orders: what a member agreed to pay, how it was paid, handed over and given back.
create schema orders;

create table orders.orders (
  brand_id uuid not null,
  order_id uuid not null,
  -- What people read out: 14 digits, the last one checks.
  number text not null check (number ~ '^[0-9]{14}$'),
  -- Null: sold at the till to somebody unknown.
  member_id uuid,
  store_id uuid not null,
  payment_kind text not null check (payment_kind in ('online', 'in_store', 'on_delivery')),
  state text not null check (state in ('awaiting_payment', 'confirmed', 'owed', 'paid',
    'handed_over', 'accepted', 'cancelled', 'expired', 'returned')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  total_minor bigint not null check (total_minor >= 0),
  paid_minor bigint not null,
  -- Paid back or on its way back.
  refunded_minor bigint not null,
  -- The priced cart as it was agreed (packages/pricing, record.ts).
  record jsonb not null,
  -- What came back so far (packages/pricing, RefundState); null: nothing.
  refund_state jsonb,
  campaign_id uuid,
  channel_id uuid,
  source_code_id uuid,
  -- What the catalogue keeps for it; gone once the goods left the store.
  reservation_id uuid,
  note text check (length(note) <= 500),
  placed_at timestamptz not null,
  -- Exclusive: unpaid, it ends then; null: it does not end by itself.
  pay_until timestamptz,
  paid_at timestamptz,
  handed_over_at timestamptz,
  -- Accepted by time from then on.
  accept_at timestamptz,
  ended_at timestamptz,
  primary key (brand_id, order_id),
  unique (brand_id, number),
  check (0 <= refunded_minor and refunded_minor <= paid_minor)
);
create index orders_member on orders.orders (brand_id, member_id, order_id)
  where member_id is not null;
create index orders_store on orders.orders (brand_id, store_id, order_id);
create index orders_unpaid on orders.orders (brand_id, pay_until, order_id)
  where state = 'awaiting_payment';
create index orders_unaccepted on orders.orders (brand_id, accept_at, order_id)
  where state = 'handed_over';
select platform.protect('orders.orders');

create table orders.lines (
  brand_id uuid not null,
  order_id uuid not null,
  line_id text not null check (length(line_id) <= 64),
  place integer not null check (place >= 0),
  product_id uuid not null,
  variant_id uuid,
  name text not null,
  name_en text,
  quantity integer not null check (quantity >= 1),
  initial_minor bigint not null check (initial_minor >= 0),
  payable_minor bigint not null check (payable_minor between 0 and initial_minor),
  returned integer not null default 0,
  primary key (brand_id, order_id, line_id),
  foreign key (brand_id, order_id) references orders.orders (brand_id, order_id),
  check (returned between 0 and quantity)
);
create index lines_product on orders.lines (brand_id, product_id, order_id);
select platform.protect('orders.lines');

-- Vouchers that an order used up; a cancelled order gives them back.
create table orders.voucher_uses (
  brand_id uuid not null,
  use_id uuid not null,
  order_id uuid not null,
  voucher_id uuid not null,
  discount_minor bigint not null check (discount_minor >= 0),
  given_back_at timestamptz,
  primary key (brand_id, use_id),
  foreign key (brand_id, order_id) references orders.orders (brand_id, order_id)
);
create index voucher_uses_order on orders.voucher_uses (brand_id, order_id, use_id);
select platform.protect('orders.voucher_uses');

create table orders.payments (
  brand_id uuid not null,
  payment_id uuid not null,
  order_id uuid not null,
  -- The provider's name; "till": money taken in the store.
  provider text not null check (provider ~ '^[a-z_]{1,40}$'),
  method text not null check (method in ('link', 'qr', 'pay_code', 'cash', 'terminal')),
  -- Our number of it at the provider.
  trade_no text not null check (length(trade_no) between 6 and 32),
  amount_minor bigint not null check (amount_minor > 0),
  state text not null check (state in ('started', 'paid', 'closed')),
  -- Where the member pays, or what the QR says; null: the provider has not answered yet.
  link text check (length(link) <= 2000),
  provider_ref text check (length(provider_ref) <= 64),
  started_at timestamptz not null,
  started_by uuid,
  ended_at timestamptz,
  -- When the provider is asked next, should no notice come.
  ask_at timestamptz,
  asked integer not null default 0,
  primary key (brand_id, payment_id),
  unique (brand_id, provider, trade_no),
  foreign key (brand_id, order_id) references orders.orders (brand_id, order_id)
);
create index payments_order on orders.payments (brand_id, order_id, payment_id);
create index payments_ask on orders.payments (brand_id, ask_at, payment_id)
  where state = 'started' and ask_at is not null;
select platform.protect('orders.payments');

create table orders.refunds (
  brand_id uuid not null,
  refund_id uuid not null,
  order_id uuid not null,
  payment_id uuid,
  refund_no text not null check (length(refund_no) between 6 and 32),
  amount_minor bigint not null check (amount_minor >= 0),
  policy text not null check (policy in ('reprice', 'keep', 'charge_gift')),
  reason text not null check (reason in ('changed_mind', 'faulty', 'wrong_item', 'late_payment',
    'cancelled', 'other')),
  note text check (length(note) <= 500),
  -- What came back and what it changed (packages/pricing, Refund).
  effect jsonb not null,
  restocked boolean not null,
  state text not null check (state in ('started', 'done', 'failed')),
  failure text check (length(failure) <= 200),
  started_at timestamptz not null,
  started_by uuid,
  ended_at timestamptz,
  ask_at timestamptz,
  asked integer not null default 0,
  primary key (brand_id, refund_id),
  unique (brand_id, refund_no),
  foreign key (brand_id, order_id) references orders.orders (brand_id, order_id)
);
create index refunds_order on orders.refunds (brand_id, order_id, refund_id);
create index refunds_ask on orders.refunds (brand_id, ask_at, refund_id)
  where state = 'started' and ask_at is not null;
select platform.protect('orders.refunds');

-- Every true notice of a provider, once; what did not fit is looked at by people.
create table orders.notices (
  brand_id uuid not null,
  provider text not null,
  notice_id text not null check (length(notice_id) <= 64),
  kind text not null check (kind in ('payment', 'refund')),
  trade_no text not null check (length(trade_no) <= 64),
  amount_minor bigint not null,
  currency text not null,
  outcome text not null check (outcome in ('posted', 'known', 'late', 'unknown_trade',
    'amount_differs', 'failed')),
  order_id uuid,
  received_at timestamptz not null,
  settled_at timestamptz,
  primary key (brand_id, provider, notice_id)
);
create index notices_open on orders.notices (brand_id, received_at, notice_id)
  where settled_at is null and outcome in ('unknown_trade', 'amount_differs');
select platform.protect('orders.notices');

-- Steps that the table of states does not allow.
create table orders.refused_steps (
  brand_id uuid not null,
  refusal_id uuid not null,
  order_id uuid not null,
  state text not null,
  step text not null,
  actor_kind text not null,
  actor_id uuid,
  at timestamptz not null,
  primary key (brand_id, refusal_id)
);
create index refused_steps_order on orders.refused_steps (brand_id, order_id, refusal_id);
select platform.protect('orders.refused_steps');

create table orders.settings (
  brand_id uuid not null,
  -- How long an order may stay unpaid.
  pay_minutes integer not null check (pay_minutes between 5 and 1440),
  -- Days after the hand-over until it counts as accepted.
  accept_days integer not null check (accept_days between 1 and 60),
  refund_policy text not null check (refund_policy in ('reprice', 'keep', 'charge_gift')),
  saved_at timestamptz not null,
  primary key (brand_id)
);
select platform.protect('orders.settings');
