-- Stored value: what members paid ahead (principal) and got on top (bonus). The balances are accounts
-- of the ledger; the lots say which unit took the money in, so that who pays is known when it is
-- spent elsewhere.
create table wallet.stored_settings (
  brand_id uuid not null,
  -- Off: no top-up is taken; what members have can still be spent and refunded.
  is_on boolean not null,
  use_order text not null check (use_order in ('bonus_first', 'principal_first', 'in_proportion')),
  issuer text not null check (issuer in ('group', 'brand', 'scale', 'other')),
  -- Of one member's principal; the law's limit stands beside it.
  most_minor bigint not null check (most_minor > 0),
  -- What becomes of bonus that was spent when its top-up is refunded.
  used_bonus text not null check (used_bonus in ('keep', 'charge')),
  refund_later boolean not null,
  -- [{payMinor, bonusMinor}]
  offers jsonb not null,
  contract_version integer not null check (contract_version >= 1),
  -- Set with a closure: no top-up from then on, and what the shop says.
  closes_on date,
  saved_at timestamptz not null,
  primary key (brand_id)
);
select platform.protect('wallet.stored_settings');

-- The words of the contract, never changed: members accepted them by their hash.
create table wallet.stored_contracts (
  brand_id uuid not null,
  version integer not null,
  words text not null check (length(words) between 1 and 20000),
  words_en text check (length(words_en) between 1 and 20000),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null,
  primary key (brand_id, version)
);
select platform.protect('wallet.stored_contracts');
revoke update, delete on wallet.stored_contracts from __APP__;

create table wallet.stored_acceptances (
  brand_id uuid not null,
  member_id uuid not null,
  version integer not null,
  hash text not null,
  accepted_at timestamptz not null,
  accepted_where text not null check (accepted_where in ('shop', 'till')),
  staff_id uuid,
  primary key (brand_id, member_id, version),
  foreign key (brand_id, version) references wallet.stored_contracts (brand_id, version)
);
select platform.protect('wallet.stored_acceptances');

-- A lost card is blocked and replaced; the balance is the member's and stays.
create table wallet.stored_cards (
  brand_id uuid not null,
  card_id uuid not null,
  member_id uuid not null,
  number text not null check (number ~ '^[0-9]{16}$'),
  state text not null check (state in ('in_use', 'blocked', 'replaced')),
  made_at timestamptz not null,
  blocked_at timestamptz,
  ended_at timestamptz,
  primary key (brand_id, card_id),
  unique (brand_id, number)
);
create unique index stored_cards_member on wallet.stored_cards (brand_id, member_id)
  where state <> 'replaced';
select platform.protect('wallet.stored_cards');

create table wallet.stored_lots (
  brand_id uuid not null,
  lot_id uuid not null,
  member_id uuid not null,
  -- Who took the money in, and pays when it is spent elsewhere.
  unit_id uuid not null,
  source text not null check (source in ('top_up', 'gift_card')),
  source_id uuid not null,
  principal_minor bigint not null check (principal_minor >= 0),
  bonus_minor bigint not null check (bonus_minor >= 0),
  principal_left bigint not null,
  bonus_left bigint not null,
  refunded_minor bigint not null default 0 check (refunded_minor >= 0),
  made_at timestamptz not null,
  primary key (brand_id, lot_id),
  unique (brand_id, source, source_id),
  check (principal_left between 0 and principal_minor),
  check (bonus_left between 0 and bonus_minor),
  check (principal_left + refunded_minor <= principal_minor)
);
create index stored_lots_member on wallet.stored_lots (brand_id, member_id, lot_id);
select platform.protect('wallet.stored_lots');

create table wallet.stored_uses (
  brand_id uuid not null,
  use_id uuid not null,
  order_id uuid not null,
  key text not null check (length(key) between 1 and 100),
  member_id uuid not null,
  store_id uuid not null,
  -- The brand's order of use at that moment: what comes back follows it.
  use_order text not null check (use_order in ('bonus_first', 'principal_first', 'in_proportion')),
  principal_minor bigint not null check (principal_minor >= 0),
  bonus_minor bigint not null check (bonus_minor >= 0),
  used_at timestamptz not null,
  primary key (brand_id, use_id),
  unique (brand_id, order_id, key),
  check (principal_minor + bonus_minor > 0)
);
select platform.protect('wallet.stored_uses');

-- Which lots a use was taken from, in the order in which it was taken.
create table wallet.stored_slices (
  brand_id uuid not null,
  use_id uuid not null,
  place integer not null,
  lot_id uuid not null,
  part text not null check (part in ('principal', 'bonus')),
  amount_minor bigint not null check (amount_minor > 0),
  back_minor bigint not null default 0,
  primary key (brand_id, use_id, place),
  foreign key (brand_id, use_id) references wallet.stored_uses (brand_id, use_id),
  foreign key (brand_id, lot_id) references wallet.stored_lots (brand_id, lot_id),
  check (back_minor between 0 and amount_minor)
);
create index stored_slices_lot on wallet.stored_slices (brand_id, lot_id);
select platform.protect('wallet.stored_slices');

create table wallet.stored_returns (
  brand_id uuid not null,
  order_id uuid not null,
  key text not null check (length(key) between 1 and 100),
  principal_minor bigint not null check (principal_minor >= 0),
  bonus_minor bigint not null check (bonus_minor >= 0),
  returned_at timestamptz not null,
  primary key (brand_id, order_id, key)
);
select platform.protect('wallet.stored_returns');
