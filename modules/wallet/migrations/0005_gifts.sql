-- A gift ends one voucher and makes another, of the friend: what the giver showed, signed or printed
-- of the old one is worth nothing from then on.
alter table wallet.terms
  add column gift_times smallint not null default 0 check (gift_times between 0 and 10);

alter table wallet.vouchers
  add column gift_until timestamptz,
  add column given_at timestamptz,
  -- The voucher that it began with, also when it was given on.
  add column gift_of uuid,
  add column gifts_made smallint not null default 0;

create index vouchers_gift on wallet.vouchers (brand_id, gift_of) where gift_of is not null;

create table wallet.gifts (
  brand_id uuid not null,
  gift_id uuid not null,
  voucher_id uuid not null,
  from_member_id uuid not null,
  to_member_id uuid,
  made_voucher_id uuid,
  token_hash bytea not null,
  state text not null check (state in ('open', 'accepted', 'taken_back', 'expired')),
  made_at timestamptz not null,
  -- Exclusive: from then on nobody accepts it and its giver may use the voucher again.
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (brand_id, gift_id),
  unique (brand_id, token_hash),
  foreign key (brand_id, voucher_id) references wallet.vouchers (brand_id, voucher_id),
  check ((state = 'open') = (ended_at is null)),
  check ((state = 'accepted') = (to_member_id is not null and made_voucher_id is not null))
);
create unique index gifts_open on wallet.gifts (brand_id, voucher_id) where state = 'open';
create index gifts_due on wallet.gifts (brand_id, expires_at, gift_id) where state = 'open';
select platform.protect('wallet.gifts');
