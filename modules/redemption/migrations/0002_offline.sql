-- Redemption while a counter has no line: who may, how much, what was signed and what came back.

-- Of the nearest unit above a store; none, or a zero in it: offline is off there.
create table redemption.offline_policies (
  brand_id uuid not null,
  unit_id uuid not null,
  device_count int not null check (device_count between 0 and 10000),
  device_value_minor bigint not null check (device_value_minor >= 0),
  store_count int not null check (store_count between 0 and 100000),
  store_value_minor bigint not null check (store_value_minor >= 0),
  contactless_seconds int not null check (contactless_seconds between 0 and 259200),
  statement_seconds int not null check (statement_seconds between 60 and 86400),
  second_use text not null check (second_use in ('honour', 'refuse')),
  loss_bearer text not null check (loss_bearer in ('brand', 'store')),
  changed_at timestamptz not null,
  primary key (brand_id, unit_id)
);
select platform.protect('redemption.offline_policies');

-- Offers that may be taken without a line; no row: no.
create table redemption.offline_offers (
  brand_id uuid not null,
  offer_id uuid not null,
  allowed_at timestamptz not null,
  primary key (brand_id, offer_id)
);
select platform.protect('redemption.offline_offers');

-- The private half is derived from the installation's secret and lies nowhere.
create table redemption.offline_keys (
  brand_id uuid not null,
  key_id smallint not null check (key_id between 1 and 255),
  public_key bytea not null check (length(public_key) = 32),
  made_at timestamptz not null,
  -- Later than made_at, so that counters have it before a member shows it.
  signs_from timestamptz not null,
  primary key (brand_id, key_id)
);
select platform.protect('redemption.offline_keys');

create table redemption.offline_devices (
  brand_id uuid not null,
  device_id uuid not null,
  store_id uuid not null,
  name text not null,
  -- P-256, uncompressed point.
  public_key bytea not null check (length(public_key) = 65),
  enrolled_at timestamptz not null,
  revoked_at timestamptz,
  last_sequence int not null,
  last_hash text not null,
  -- The device's own time when it last had nothing left to send; what it makes later is later.
  contact_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (brand_id, device_id),
  unique (brand_id, public_key)
);
create index offline_devices_store on redemption.offline_devices (brand_id, store_id, device_id);
select platform.protect('redemption.offline_devices');

-- A store's day is divided before the line is down: the sum over devices never passes its caps.
create table redemption.offline_allowances (
  brand_id uuid not null,
  store_id uuid not null,
  day date not null,
  device_id uuid not null,
  count_cap int not null check (count_cap >= 0),
  value_cap_minor bigint not null check (value_cap_minor >= 0),
  primary key (brand_id, store_id, day, device_id)
);
select platform.protect('redemption.offline_allowances');

create table redemption.offline_statements (
  brand_id uuid not null,
  serial text not null check (serial ~ '^[0-9a-f]{16}$'),
  right_kind text not null,
  right_id uuid not null,
  store_id uuid not null,
  not_before timestamptz not null,
  until timestamptz not null,
  -- `until` and the store's longest time without contact.
  hold_until timestamptz not null,
  primary key (brand_id, serial)
);
create index offline_statements_right
  on redemption.offline_statements (brand_id, right_kind, right_id, hold_until);
create index offline_statements_store
  on redemption.offline_statements (brand_id, store_id, until);
create index offline_statements_age on redemption.offline_statements (brand_id, hold_until);
select platform.protect('redemption.offline_statements');

-- Everything that a device ever sent, word for word.
create table redemption.offline_records (
  brand_id uuid not null,
  device_id uuid not null,
  sequence int not null,
  -- SHA-256 of text and signature.
  mark text not null,
  text text not null,
  signature text not null,
  -- False: kept beside the chain, for people to look at.
  in_chain boolean not null,
  outcome text not null check (outcome in
    ('redeemed', 'honoured', 'refused', 'undone', 'undo_void', 'quarantined')),
  reason text,
  redemption_id uuid,
  conflict_id uuid,
  received_at timestamptz not null,
  primary key (brand_id, device_id, sequence, mark)
);
create unique index offline_records_chain
  on redemption.offline_records (brand_id, device_id, sequence) where in_chain;
create index offline_records_quarantined
  on redemption.offline_records (brand_id, received_at) where outcome = 'quarantined';
select platform.protect('redemption.offline_records');

create table redemption.offline_conflicts (
  brand_id uuid not null,
  conflict_id uuid not null,
  device_id uuid not null,
  sequence int not null,
  store_id uuid not null,
  right_kind text not null,
  right_id uuid not null,
  -- Why the right could not be used again; the first use stands.
  code text not null,
  first_redemption_id uuid,
  decision text not null check (decision in ('honoured', 'refused')),
  -- Who answers for it: the bearer of the loss, or the store that refused.
  owner_unit_id uuid not null,
  -- Null: unknown, never 0.
  loss_minor bigint check (loss_minor >= 0),
  bill_minor bigint,
  used_at timestamptz not null,
  recorded_at timestamptz not null,
  undone_at timestamptz,
  primary key (brand_id, conflict_id),
  unique (brand_id, device_id, sequence)
);
create index offline_conflicts_store
  on redemption.offline_conflicts (brand_id, store_id, recorded_at);
select platform.protect('redemption.offline_conflicts');
