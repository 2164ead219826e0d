-- The price guard: goods that accepted offers can bring below their floor, and how far the check is.
create table promotions.price_findings (
  brand_id uuid not null,
  finding_id uuid not null,
  product_id uuid not null,
  variant_id uuid,
  list_minor bigint not null,
  floor_minor bigint not null,
  -- Of one unit, rounded down; paid_minor for quantity units is exact.
  attainable_minor bigint not null,
  paid_minor bigint not null,
  quantity integer not null check (quantity >= 1),
  -- The cart that gets there and what each offer takes off the item: packages/pricing WorstCase.
  combination jsonb not null,
  since timestamptz not null,
  checked_at timestamptz not null,
  cleared_at timestamptz,
  primary key (brand_id, finding_id)
);
create unique index price_findings_open on promotions.price_findings
  (brand_id, product_id, variant_id) nulls not distinct where cleared_at is null;
create index price_findings_state on promotions.price_findings
  (brand_id, (cleared_at is null), finding_id);
select platform.protect('promotions.price_findings');

-- One check of all goods at a time; what happens meanwhile begins it again.
create table promotions.price_checks (
  brand_id uuid not null,
  job_id uuid not null,
  state text not null check (state in ('waiting', 'running', 'done')),
  -- The last product that is through.
  after_product uuid,
  done integer not null,
  total integer not null,
  asked_at timestamptz not null,
  primary key (brand_id)
);
select platform.protect('promotions.price_checks');
