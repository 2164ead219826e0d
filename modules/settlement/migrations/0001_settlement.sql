-- Clearing between units: who bore what another unit gave, period by period.
create schema settlement;

-- One line of debt: the debtor bears what the creditor gave. Negative: it is taken back.
create table settlement.debts (
  brand_id uuid not null,
  debt_id uuid not null,
  event_id uuid not null,
  -- Of several of one event.
  place integer not null,
  kind text not null check (kind in ('offer', 'stored_value', 'points')),
  cause_kind text not null check (cause_kind in ('redemption', 'order')),
  cause_id uuid not null,
  -- As the price names it: no foreign key, some are no rows of ours.
  offer_id text,
  party text,
  debtor_unit_id uuid not null,
  creditor_unit_id uuid not null,
  amount_minor bigint not null check (amount_minor <> 0),
  occurred_at timestamptz not null,
  -- YYYY-MM in the brand's zone: of the event, or the first that was open when it came.
  period text not null check (period ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  primary key (brand_id, debt_id),
  unique (brand_id, event_id, place)
);
create index debts_period on settlement.debts (brand_id, period, debt_id);
create index debts_cause on settlement.debts (brand_id, cause_id);
select platform.protect('settlement.debts');
revoke update, delete on settlement.debts from __APP__;

create table settlement.statements (
  brand_id uuid not null,
  period text not null check (period ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  closed_at timestamptz not null,
  closed_by uuid,
  lines integer not null,
  primary key (brand_id, period)
);
select platform.protect('settlement.statements');
revoke update, delete on settlement.statements from __APP__;

-- What a closed statement asks of whom; they sum to each unit's net.
create table settlement.payments (
  brand_id uuid not null,
  payment_id uuid not null,
  period text not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  paid_at timestamptz,
  paid_by uuid,
  note text check (length(note) between 1 and 200),
  primary key (brand_id, payment_id),
  foreign key (brand_id, period) references settlement.statements (brand_id, period),
  check (from_unit_id <> to_unit_id)
);
create index payments_period on settlement.payments (brand_id, period, payment_id);
select platform.protect('settlement.payments');
