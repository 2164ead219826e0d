-- Offers that packages/pricing counts: automatic ones, and vouchers with a rule of their own.
alter table promotions.offer_versions
  add column trigger text not null default 'voucher' check (trigger in ('voucher', 'automatic')),
  -- As it was said, with days of the brand's calendar; null: a plain voucher, its terms say all.
  add column rule jsonb,
  add column category text not null default 'store_voucher' check (category in ('price', 'item',
    'order', 'gift', 'category_voucher', 'store_voucher', 'subsidy_voucher', 'delivery')),
  -- The rule's days as instants, half-open; null: open on that side.
  add column runs_from timestamptz,
  add column runs_to timestamptz,
  -- What runs by itself is never claimed, so that nothing of it expires in a wallet.
  alter column validity drop not null,
  add check (trigger = 'voucher' or rule is not null),
  add check ((trigger = 'voucher') = (validity is not null)),
  add check (runs_from is null or runs_to is null or runs_from < runs_to);

-- The operator's stacking policies; the one with the highest version holds. None: the trade's rule.
create table promotions.stacking_policies (
  brand_id uuid not null,
  version integer not null check (version >= 1),
  policy jsonb not null,
  saved_at timestamptz not null,
  primary key (brand_id, version)
);
select platform.protect('promotions.stacking_policies');

-- Another id with every change of what carts are priced by: a process keeps its book of offers while
-- the revision is the one that it was read at. Not a number: one that was rolled back would return.
create table promotions.book_revisions (
  brand_id uuid not null primary key,
  revision uuid not null,
  -- Another id also when stores open, close or move to another unit.
  places uuid not null
);
select platform.protect('promotions.book_revisions');
