-- Limits that a voucher of these terms meets when it is redeemed: [{of, per, what, cap}].
alter table wallet.terms
  add column redeem_rules jsonb not null default '[]';

-- What each redemption took from them; an undo gives back exactly this.
create table wallet.redeem_takings (
  brand_id uuid not null,
  redemption_id uuid not null,
  voucher_id uuid not null,
  taken jsonb not null,
  taken_at timestamptz not null,
  given_back_at timestamptz,
  primary key (brand_id, redemption_id),
  foreign key (brand_id, voucher_id) references wallet.vouchers (brand_id, voucher_id)
);
create index redeem_takings_voucher on wallet.redeem_takings (brand_id, voucher_id, redemption_id);
select platform.protect('wallet.redeem_takings');
