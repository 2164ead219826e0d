-- Money paid ahead: a top-up has one payment, and is no order (nothing is sold by it).
create table orders.top_ups (
  brand_id uuid not null,
  top_up_id uuid not null,
  member_id uuid not null,
  -- Takes the money in: a store, or the brand's own unit.
  unit_id uuid not null,
  provider text not null,
  method text not null check (method in ('link', 'qr', 'cash', 'terminal')),
  trade_no text not null,
  pay_minor bigint not null check (pay_minor > 0),
  bonus_minor bigint not null check (bonus_minor >= 0),
  state text not null check (state in ('started', 'paid', 'closed')),
  link text,
  provider_ref text,
  started_at timestamptz not null,
  started_by uuid,
  -- Exclusive: not payable from then on.
  pay_until timestamptz not null,
  ended_at timestamptz,
  asked integer not null default 0,
  primary key (brand_id, top_up_id),
  unique (brand_id, trade_no)
);
create index top_ups_member on orders.top_ups (brand_id, member_id, top_up_id);
select platform.protect('orders.top_ups');

create table orders.top_up_refunds (
  brand_id uuid not null,
  refund_id uuid not null,
  lot_id uuid not null,
  member_id uuid not null,
  unit_id uuid not null,
  -- Null: of a gift card, or paid out at a till.
  top_up_id uuid,
  provider text not null,
  -- Of the till that pays it out; null: by the provider.
  store_id uuid,
  refund_no text not null,
  amount_minor bigint not null check (amount_minor > 0),
  state text not null check (state in ('started', 'done', 'failed')),
  failure text check (length(failure) <= 200),
  started_at timestamptz not null,
  started_by uuid,
  ended_at timestamptz,
  asked integer not null default 0,
  primary key (brand_id, refund_id),
  unique (brand_id, refund_no),
  foreign key (brand_id, top_up_id) references orders.top_ups (brand_id, top_up_id),
  check ((store_id is null) = (provider <> 'till'))
);
create index top_up_refunds_member on orders.top_up_refunds (brand_id, member_id, refund_id);
select platform.protect('orders.top_up_refunds');
