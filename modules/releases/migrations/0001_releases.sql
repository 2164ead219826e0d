-- Flash releases: what is won is a voucher of one published offer.
create schema releases;

create table releases.releases (
  brand_id uuid not null,
  release_id uuid not null,
  unit_id uuid not null,
  offer_id uuid not null,
  -- The version whose terms are won; named at the announcement.
  offer_version integer,
  name text not null,
  name_en text,
  mode text not null check (mode in ('rush', 'lottery')),
  kind text not null check (kind in ('slots', 'numbers')),
  gate text not null check (gate in ('none', 'work', 'slider')),
  hold_seconds integer not null check (hold_seconds between 60 and 604800),
  warm_up_at timestamptz not null,
  -- Of the first and of the last slot; the end is exclusive.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null check (state in ('draft', 'announced', 'settled', 'cancelled')),
  created_at timestamptz not null,
  announced_at timestamptz,
  settled_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  primary key (brand_id, release_id),
  check (warm_up_at <= starts_at and starts_at < ends_at),
  check (state in ('draft', 'cancelled') or (announced_at is not null and offer_version is not null)),
  check ((state = 'settled') = (settled_at is not null)),
  check ((state = 'cancelled') = (cancelled_at is not null and cancel_reason is not null))
);
create index releases_state on releases.releases (brand_id, state, release_id);
create index releases_time on releases.releases (brand_id, ends_at) where state = 'announced';
select platform.protect('releases.releases');

-- A slot in time, or one number of a kind: a slot with a stock of one.
create table releases.slots (
  brand_id uuid not null,
  slot_id uuid not null,
  release_id uuid not null,
  position integer not null,
  number text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  stock bigint not null check (stock between 1 and 1000000),
  -- The seed is keyed by the server's secret from this, and stands here once it was drawn by.
  nonce bytea,
  commitment bytea,
  seed bytea,
  digest bytea,
  drawn integer,
  drawn_at timestamptz,
  -- The last place that was given, of the waiting room and of who came later.
  last_place integer not null default 0,
  -- Everybody who ever entered it or joined its list.
  entered integer not null default 0,
  settled_at timestamptz,
  primary key (brand_id, slot_id),
  unique (brand_id, release_id, position),
  unique (brand_id, release_id, number),
  foreign key (brand_id, release_id) references releases.releases (brand_id, release_id),
  check (starts_at < ends_at),
  check ((nonce is null) = (commitment is null)),
  check ((seed is null) = (drawn_at is null) and (digest is null) = (drawn_at is null)),
  -- Nobody draws by another seed than the one whose hash was announced.
  check (seed is null or sha256(seed) = commitment)
);
select platform.protect('releases.slots');

-- After the announcement rule, stock and times stay as they were said.
create function releases.keep_announced() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'draft' and (new.unit_id, new.offer_id, new.offer_version, new.name, new.mode,
      new.kind, new.gate, new.hold_seconds, new.warm_up_at, new.starts_at, new.ends_at,
      new.announced_at) is distinct from (old.unit_id, old.offer_id, old.offer_version, old.name,
      old.mode, old.kind, old.gate, old.hold_seconds, old.warm_up_at, old.starts_at, old.ends_at,
      old.announced_at) then
    raise exception 'release % is announced and does not change', old.release_id;
  end if;
  if old.state in ('settled', 'cancelled') and new.state <> old.state
    or old.state = 'announced' and new.state = 'draft' then
    raise exception 'release % does not go back from %', old.release_id, old.state;
  end if;
  return new;
end $$;
create trigger keep_announced before update on releases.releases
  for each row execute function releases.keep_announced();

create function releases.keep_slot() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  announced boolean;
begin
  -- The owner restores a backup and deletes a brand.
  if tg_op <> 'UPDATE' and pg_has_role(current_user, (select c.relowner from pg_class c
      where c.oid = tg_relid), 'member') then
    return coalesce(new, old);
  end if;
  select r.state <> 'draft' into announced from releases.releases r
    where r.brand_id = coalesce(new.brand_id, old.brand_id)
      and r.release_id = coalesce(new.release_id, old.release_id);
  if announced and (tg_op <> 'UPDATE' or (new.release_id, new.position, new.number, new.starts_at,
      new.ends_at, new.stock, new.nonce, new.commitment) is distinct from (old.release_id,
      old.position, old.number, old.starts_at, old.ends_at, old.stock, old.nonce, old.commitment)
      or old.seed is not null and new.seed is distinct from old.seed) then
    raise exception 'a slot of an announced release does not change';
  end if;
  return coalesce(new, old);
end $$;
create trigger keep_slot before insert or update or delete on releases.slots
  for each row execute function releases.keep_slot();

create table releases.entries (
  brand_id uuid not null,
  entry_id uuid not null,
  release_id uuid not null,
  slot_id uuid not null,
  member_id uuid not null,
  state text not null check (state in
    ('queued', 'held', 'won', 'waiting', 'expired', 'given_up', 'lost', 'cancelled')),
  -- In the order in which units are given; null: not drawn yet.
  place integer,
  -- Its place was drawn; the others came afterwards.
  drawn boolean not null,
  store_id uuid,
  touch_id uuid,
  visitor_id text,
  entered_at timestamptz not null,
  hold_id uuid,
  hold_ends_at timestamptz,
  voucher_id uuid,
  ended_at timestamptz,
  primary key (brand_id, entry_id),
  unique (brand_id, slot_id, member_id),
  unique (brand_id, slot_id, place),
  foreign key (brand_id, slot_id) references releases.slots (brand_id, slot_id),
  check (state <> 'held' or (hold_id is not null and hold_ends_at is not null)),
  check ((state = 'won') = (voucher_id is not null)),
  check (state = 'queued' or state in ('given_up', 'cancelled') or place is not null)
);
-- One at a time: who waits for one number is not also given another.
create unique index entries_live on releases.entries (brand_id, release_id, member_id)
  where state in ('queued', 'held', 'won');
create index entries_list on releases.entries (brand_id, slot_id, state, place);
create index entries_release on releases.entries (brand_id, release_id, entry_id);
create index entries_member on releases.entries (brand_id, member_id, entry_id);
create unique index entries_hold on releases.entries (brand_id, hold_id)
  where hold_id is not null;
select platform.protect('releases.entries');

-- One row for a member and a release, however often they tried.
create table releases.losses (
  brand_id uuid not null,
  release_id uuid not null,
  member_id uuid not null,
  slot_id uuid not null,
  lost_at timestamptz not null,
  -- A unit came back to them after all.
  recovered_at timestamptz,
  primary key (brand_id, release_id, member_id),
  foreign key (brand_id, release_id) references releases.releases (brand_id, release_id)
);
create index losses_time on releases.losses (brand_id, lost_at) where recovered_at is null;
create index losses_member on releases.losses (brand_id, member_id, release_id);
select platform.protect('releases.losses');

create table releases.used_challenges (
  brand_id uuid not null,
  nonce text not null,
  release_id uuid not null,
  expires_at timestamptz not null,
  primary key (brand_id, nonce)
);
create index used_challenges_release on releases.used_challenges (brand_id, release_id);
select platform.protect('releases.used_challenges');

create table releases.rules (
  brand_id uuid not null,
  repeat_limit_bps integer not null check (repeat_limit_bps between 0 and 10000),
  saved_at timestamptz not null,
  primary key (brand_id)
);
select platform.protect('releases.rules');

-- Who announced above the brand's limit, knowing it.
create table releases.acknowledgements (
  brand_id uuid not null,
  release_id uuid not null,
  actor_kind text not null,
  staff_id uuid,
  acknowledged_at timestamptz not null,
  share_bps integer not null,
  limit_bps integer not null,
  losers integer not null,
  repeaters integer not null,
  primary key (brand_id, release_id),
  foreign key (brand_id, release_id) references releases.releases (brand_id, release_id)
);
select platform.protect('releases.acknowledgements');
revoke update, delete on releases.acknowledgements from __APP__;
