-- A hold keeps what was taken for someone until it is used or its time is over, whatever waits for
-- it: an offer of a waiting list, an order that is not paid yet, a slot.
create table limits.holds (
  brand_id uuid not null,
  hold_id uuid not null,
  -- What it is held for: its module's word and its id.
  cause_kind text not null check (cause_kind ~ '^[a-z_]{1,40}$'),
  cause_id uuid not null,
  member_id uuid,
  -- What goes back when it ends unused: [{key, amount}].
  taken jsonb not null,
  state text not null check (state in ('held', 'used', 'released', 'expired')),
  held_at timestamptz not null,
  -- Exclusive: from then on it is no longer held, also before anybody has written so.
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (brand_id, hold_id),
  check (held_at < expires_at),
  check ((state = 'held') = (ended_at is null))
);
create index holds_due on limits.holds (brand_id, expires_at, hold_id) where state = 'held';
create index holds_cause on limits.holds (brand_id, cause_kind, cause_id, hold_id);
create index holds_member on limits.holds (brand_id, member_id, hold_id)
  where member_id is not null;
select platform.protect('limits.holds');
