-- Permanent codes in bulk. A code is no voucher yet: the voucher is written when somebody first has
-- or uses it, under the id that is the batch's with the code's number in its last 24 bits.
alter table wallet.vouchers alter column member_id drop not null;

create table wallet.code_batches (
  brand_id uuid not null,
  batch_id uuid not null,
  offer_id uuid not null,
  offer_version integer not null,
  name text not null check (length(name) between 1 and 60),
  source text not null check (source in ('made', 'imported')),
  state text not null check (state in ('making', 'ready', 'recalling', 'recalled')),
  wanted integer not null check (wanted between 0 and 5000000),
  made integer not null default 0,
  -- Taken of the stock for codes that are not made yet.
  reserved integer not null check (reserved >= 0),
  -- Numbers up to this one have been looked at by the recall.
  recalled_to integer not null default 0,
  recalled integer not null default 0,
  recall_reason text check (length(recall_reason) between 1 and 200),
  stock_key text not null,
  campaign_id uuid,
  -- Exclusive: from then on no code of it is opened.
  usable_to timestamptz not null,
  -- Makes the codes again for an export; null: imported, or locked against any further export.
  sealed_key bytea,
  -- What imported codes look like, so that a product's bar code is not taken for a guess.
  shapes text[] not null default '{}',
  created_at timestamptz not null,
  primary key (brand_id, batch_id),
  foreign key (brand_id, offer_id, offer_version)
    references wallet.terms (brand_id, offer_id, offer_version),
  check (made <= wanted),
  check (recalled_to <= wanted and recalled <= wanted)
);
create index code_batches_offer on wallet.code_batches (brand_id, offer_id, batch_id);
select platform.protect('wallet.code_batches');

-- No foreign key to the batch: a trigger a row costs a fifth of the speed, and only the batch's own
-- job, which holds its row, writes here.
create table wallet.codes (
  brand_id uuid not null,
  batch_id uuid not null,
  number integer not null check (number between 1 and 5000000),
  -- How often the number was drawn again because another code was equal.
  attempt smallint not null default 0,
  code_hmac bytea not null,
  last4 text not null,
  -- When its voucher was written.
  opened_at timestamptz,
  recalled_at timestamptz,
  primary key (brand_id, batch_id, number),
  check (opened_at is null or recalled_at is null)
);
create unique index codes_code on wallet.codes (brand_id, code_hmac);
create index codes_opened on wallet.codes (brand_id, batch_id) where opened_at is not null;
select platform.protect('wallet.codes');

create table wallet.code_exports (
  brand_id uuid not null,
  export_id uuid not null,
  batch_id uuid not null,
  reason text not null check (length(reason) between 1 and 200),
  actor_kind text not null,
  actor_id uuid,
  asked_at timestamptz not null,
  -- Set by the one download.
  opened_at timestamptz,
  primary key (brand_id, export_id),
  foreign key (brand_id, batch_id) references wallet.code_batches (brand_id, batch_id)
);
create index code_exports_batch on wallet.code_exports (brand_id, batch_id, export_id);
select platform.protect('wallet.code_exports');
