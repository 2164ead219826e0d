-- The ledger: entries of postings that sum to zero, in one unit each (a currency, or points).
create function wallet.sums_to_zero(amounts bigint[]) returns boolean
language sql immutable strict parallel safe set search_path = pg_catalog as $$
  select sum(amount) = 0 from unnest(amounts) as given(amount);
$$;

create table wallet.accounts (
  brand_id uuid not null,
  account_id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  owner_kind text not null check (owner_kind in ('brand', 'unit', 'member', 'offer', 'campaign')),
  owner_id uuid not null,
  unit text not null check (unit ~ '^([A-Z]{3}|points)$'),
  -- Null: not kept, only derived. Such an account has no row that all writers would queue for.
  balance bigint,
  may_be_negative boolean not null,
  created_at timestamptz not null,
  primary key (brand_id, account_id),
  unique (brand_id, kind, owner_kind, owner_id, unit),
  check (balance is not null or may_be_negative),
  check (may_be_negative or balance >= 0)
);
select platform.protect('wallet.accounts');

create table wallet.entries (
  brand_id uuid not null,
  entry_id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  -- What it is posted for, once: 'loss:<redemption>'.
  posting_key text not null check (length(posting_key) between 1 and 200),
  unit text not null,
  account_ids uuid[] not null,
  amounts bigint[] not null,
  cause_id uuid,
  -- The entry that this one takes back.
  reverses uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (brand_id, entry_id),
  unique (brand_id, posting_key),
  foreign key (brand_id, reverses) references wallet.entries (brand_id, entry_id),
  check (cardinality(account_ids) = cardinality(amounts) and cardinality(amounts) >= 2),
  check (wallet.sums_to_zero(amounts))
);
create unique index entries_reverses on wallet.entries (brand_id, reverses)
  where reverses is not null;
create index entries_cause on wallet.entries (brand_id, cause_id) where cause_id is not null;
select platform.protect('wallet.entries');

-- The entries by account: what a balance is derived from.
create table wallet.postings (
  brand_id uuid not null,
  account_id uuid not null,
  entry_id uuid not null,
  amount bigint not null check (amount <> 0),
  primary key (brand_id, account_id, entry_id),
  foreign key (brand_id, account_id) references wallet.accounts (brand_id, account_id),
  foreign key (brand_id, entry_id) references wallet.entries (brand_id, entry_id)
);
create index postings_entry on wallet.postings (brand_id, entry_id);
select platform.protect('wallet.postings');

-- Nothing edits the ledger: a correction is an entry that reverses.
revoke update, delete on wallet.entries from __APP__;
revoke update, delete on wallet.postings from __APP__;
revoke delete on wallet.accounts from __APP__;
