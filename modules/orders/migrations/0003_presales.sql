-- Presales: a deposit now, the balance in its own days.
create table orders.presales (
  brand_id uuid not null,
  product_id uuid not null,
  -- One of both: of one unit in money, or a share of what it costs.
  deposit_minor bigint check (deposit_minor >= 1),
  deposit_bps integer check (deposit_bps between 1 and 9999),
  -- What the deposit of one unit counts for; null: for itself.
  worth_minor bigint,
  -- Half-open: deposits are taken in it.
  deposit_from timestamptz not null,
  deposit_to timestamptz not null,
  balance_from timestamptz not null,
  balance_to timestamptz not null,
  unpaid_rule text not null check (unpaid_rule in ('keep', 'return')),
  saved_at timestamptz not null,
  primary key (brand_id, product_id),
  check ((deposit_minor is null) <> (deposit_bps is null)),
  check (worth_minor > deposit_minor),
  check (worth_minor is null or deposit_minor is not null),
  check (deposit_from < deposit_to and balance_from < balance_to and deposit_from < balance_from
    and deposit_to <= balance_to)
);
select platform.protect('orders.presales');
