-- Vouchers: issued rights of members. Terms are written once per published version of an offer and
-- never change, so that a million vouchers share one row and no later edit reaches them.
create schema wallet;

create table wallet.terms (
  brand_id uuid not null,
  offer_id uuid not null,
  offer_version integer not null check (offer_version >= 1),
  owner_unit_id uuid not null,
  title text not null,
  title_en text,
  description text,
  description_en text,
  terms jsonb not null,
  -- Every store under this unit; null: only those of wallet.term_stores.
  scope_unit_id uuid,
  bearer boolean not null,
  created_at timestamptz not null,
  primary key (brand_id, offer_id, offer_version)
);
select platform.protect('wallet.terms');

create table wallet.term_stores (
  brand_id uuid not null,
  offer_id uuid not null,
  offer_version integer not null,
  store_id uuid not null,
  primary key (brand_id, offer_id, offer_version, store_id),
  foreign key (brand_id, offer_id, offer_version)
    references wallet.terms (brand_id, offer_id, offer_version)
);
select platform.protect('wallet.term_stores');

create table wallet.vouchers (
  brand_id uuid not null,
  voucher_id uuid not null,
  offer_id uuid not null,
  offer_version integer not null,
  member_id uuid not null,
  valid_from timestamptz not null,
  -- Exclusive: the first instant at which it is no longer valid.
  valid_to timestamptz not null,
  uses_total integer not null check (uses_total >= 1),
  uses_left integer not null,
  issued_at timestamptz not null,
  issued_store_id uuid,
  campaign_id uuid,
  channel_id uuid,
  source_code_id uuid,
  visitor_id text,
  new_member boolean not null,
  -- What recall gives back to module limits: [{key, amount}].
  taken jsonb not null default '[]',
  recalled_at timestamptz,
  code_hmac bytea,
  code_last4 text check (code_last4 ~ '^[0-9]{4}$'),
  permanent_key text check (length(permanent_key) between 1 and 200),
  primary key (brand_id, voucher_id),
  foreign key (brand_id, offer_id, offer_version)
    references wallet.terms (brand_id, offer_id, offer_version),
  check (uses_left between 0 and uses_total),
  check (valid_from < valid_to),
  check ((code_hmac is null) = (code_last4 is null))
);
create index vouchers_member on wallet.vouchers (brand_id, member_id, voucher_id);
create unique index vouchers_code on wallet.vouchers (brand_id, code_hmac)
  where code_hmac is not null;
create unique index vouchers_permanent_key on wallet.vouchers (brand_id, permanent_key)
  where permanent_key is not null;
select platform.protect('wallet.vouchers');
