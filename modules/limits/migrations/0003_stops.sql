-- Stop signs: while a row stands, nothing of it is claimed or redeemed. Read in the transaction
-- that commits, so that no process has to learn of it first.
create table limits.stops (
  brand_id uuid not null,
  kind text not null check (kind in ('offer', 'campaign', 'store', 'channel')),
  target_id uuid not null,
  stopped_at timestamptz not null,
  primary key (brand_id, kind, target_id)
);
select platform.protect('limits.stops');
