-- Gift cards: a code that is worth an amount, added to a member's stored value once. The codes are
-- kept as HMAC and last four and made again for an export from the batch's sealed key.
create table wallet.gift_card_batches (
  brand_id uuid not null,
  batch_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  -- sold: worth something once its money was taken; given: from the start, at this unit's cost.
  how text not null check (how in ('sold', 'given')),
  unit_id uuid not null,
  face_minor bigint not null check (face_minor > 0),
  made integer not null check (made between 1 and 5000),
  -- Printed on the card; at least three years on. A card of later is renewed by being redeemed.
  valid_to date not null,
  sealed_key bytea not null,
  recalled_at timestamptz,
  recall_reason text check (length(recall_reason) between 1 and 200),
  created_at timestamptz not null,
  primary key (brand_id, batch_id)
);
select platform.protect('wallet.gift_card_batches');

create table wallet.gift_cards (
  brand_id uuid not null,
  batch_id uuid not null,
  number integer not null check (number between 1 and 5000),
  code_hmac bytea not null,
  last4 text not null,
  state text not null check (state in ('unsold', 'active', 'redeemed', 'recalled')),
  -- Took its money in, or gave it; pays where it is spent.
  unit_id uuid not null,
  member_id uuid,
  sold_at timestamptz,
  redeemed_at timestamptz,
  primary key (brand_id, batch_id, number),
  foreign key (brand_id, batch_id) references wallet.gift_card_batches (brand_id, batch_id),
  check ((state = 'redeemed') = (member_id is not null))
);
create unique index gift_cards_code on wallet.gift_cards (brand_id, code_hmac);
select platform.protect('wallet.gift_cards');
