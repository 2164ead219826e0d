-- A store and a campaign have one budget for each offer and window: the account carries the name of
-- the counter that guards it, and both must tell the same.
alter table wallet.accounts
  add column scope text not null default '' check (length(scope) <= 200),
  drop constraint accounts_brand_id_kind_owner_kind_owner_id_unit_key,
  add unique (brand_id, kind, owner_kind, owner_id, unit, scope);

-- False: taken before its budgets had accounts.
alter table wallet.redeem_takings
  add column posted boolean not null default false;
