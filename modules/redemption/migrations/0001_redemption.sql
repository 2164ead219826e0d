-- Using up rights at stores. Tokens and numbers are stored as keyed hashes only.
create schema redemption;

create table redemption.show_codes (
  brand_id uuid not null,
  code_id uuid not null,
  right_kind text not null,
  right_id uuid not null,
  member_id uuid not null,
  token_hash bytea not null,
  shown_at timestamptz not null,
  accepted_until timestamptz not null,
  spoken_until timestamptz not null,
  -- Set by the one committed redemption that used this code up; a later undo leaves it.
  redemption_id uuid,
  primary key (brand_id, code_id),
  unique (brand_id, token_hash)
);
create index show_codes_age on redemption.show_codes (brand_id, spoken_until)
  where redemption_id is null;
select platform.protect('redemption.show_codes');

-- A number belongs to at most one open code: an insert takes it over only when it has run out.
create table redemption.spoken_numbers (
  brand_id uuid not null,
  number_hash bytea not null,
  code_id uuid not null,
  open_until timestamptz not null,
  primary key (brand_id, number_hash)
);
create index spoken_numbers_age on redemption.spoken_numbers (brand_id, open_until);
select platform.protect('redemption.spoken_numbers');

create table redemption.redemptions (
  brand_id uuid not null,
  redemption_id uuid not null,
  prepare_id uuid not null,
  permanent_key text check (length(permanent_key) between 1 and 200),
  right_kind text not null,
  right_id uuid not null,
  code_id uuid,
  offer_id uuid,
  member_id uuid,
  -- Null: unknown (imports only).
  store_id uuid,
  title text not null,
  title_en text,
  actor_kind text not null,
  actor_id uuid,
  device_id text,
  -- Null amounts are unknown, never 0.
  bill_minor bigint check (bill_minor >= 0),
  discount_minor bigint check (discount_minor >= 0),
  payable_minor bigint check (payable_minor >= 0),
  shares jsonb,
  campaign_id uuid,
  channel_id uuid,
  source_code_id uuid,
  new_member boolean not null,
  committed_at timestamptz not null,
  recorded_at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  undo_reason text,
  undo_note text,
  primary key (brand_id, redemption_id),
  unique (brand_id, prepare_id),
  check ((undone_at is null) = (undo_reason is null))
);
create unique index redemptions_permanent_key on redemption.redemptions (brand_id, permanent_key)
  where permanent_key is not null;
create index redemptions_right
  on redemption.redemptions (brand_id, right_kind, right_id, committed_at);
create index redemptions_store on redemption.redemptions (brand_id, store_id, committed_at);
create index redemptions_time on redemption.redemptions (brand_id, committed_at, redemption_id);
create index redemptions_member on redemption.redemptions (brand_id, member_id)
  where member_id is not null;
select platform.protect('redemption.redemptions');
