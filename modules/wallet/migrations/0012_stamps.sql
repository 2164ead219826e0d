-- Stamp cards: programmes, each member's card, every stamp, every reward; and entitlements.
alter table wallet.accounts
  drop constraint accounts_unit_check,
  add constraint accounts_unit_check check (unit ~ '^([A-Z]{3}|points|stamps)$');

create table wallet.stamp_programmes (
  brand_id uuid not null,
  programme_id uuid not null,
  -- Whose it is: who may start and end it.
  unit_id uuid not null,
  name text not null check (length(name) between 1 and 40),
  name_en text check (length(name_en) between 1 and 80),
  state text not null check (state in ('draft', 'active', 'ended')),
  needed integer not null check (needed between 2 and 30),
  -- What a full card gives: a voucher of an offer, or an entitlement.
  reward_kind text not null check (reward_kind in ('offer', 'entitlement')),
  reward_id uuid not null,
  reward_name text not null check (length(reward_name) between 1 and 60),
  reward_name_en text check (length(reward_name_en) between 1 and 120),
  -- Stores at or below these units; null: every store of the brand.
  scope_unit_ids uuid[],
  earn text not null check (earn in ('visit', 'amount', 'category')),
  -- amount: minor units a stamp; category: the categories whose units count.
  per_minor bigint check (per_minor > 0),
  category_ids uuid[],
  -- visit: one a member's day at a store, one a day anywhere, or so many minutes apart.
  visit_rule text check (visit_rule in ('day_store', 'day', 'minutes')),
  visit_minutes integer check (visit_minutes between 1 and 1440),
  -- Days from a card's first stamp until what is on it lapses; null: never.
  card_days integer check (card_days between 1 and 1830),
  -- Exclusive: no stamp from then on.
  ends_at timestamptz,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (brand_id, programme_id),
  check ((earn = 'amount') = (per_minor is not null)),
  check ((earn = 'category') = (category_ids is not null)),
  check ((earn = 'visit') = (visit_rule is not null)),
  check ((visit_rule is not distinct from 'minutes') = (visit_minutes is not null))
);
select platform.protect('wallet.stamp_programmes');

-- The open card of a member in a programme. Its stamps are the ledger's balance, kept here too.
create table wallet.stamp_cards (
  brand_id uuid not null,
  programme_id uuid not null,
  member_id uuid not null,
  -- Which one it is, from 1.
  card_no integer not null check (card_no >= 1),
  -- Below zero: a reward was used whose stamps were taken back.
  held integer not null,
  -- What lapsed on earlier cards.
  lapsed integer not null default 0 check (lapsed >= 0),
  opened_at timestamptz,
  expires_at timestamptz,
  primary key (brand_id, programme_id, member_id),
  foreign key (brand_id, programme_id)
    references wallet.stamp_programmes (brand_id, programme_id)
);
create index stamp_cards_member on wallet.stamp_cards (brand_id, member_id, programme_id);
create index stamp_cards_ending on wallet.stamp_cards (brand_id, expires_at, programme_id)
  where expires_at is not null;
select platform.protect('wallet.stamp_cards');

create table wallet.stamps (
  brand_id uuid not null,
  stamp_id uuid not null,
  programme_id uuid not null,
  member_id uuid not null,
  card_no integer not null,
  way text not null check (way in ('code', 'staff', 'order', 'redemption')),
  -- What it was given for, once for ever: 'order:<id>', 'code:<store>:<turn>'.
  cause text not null check (length(cause) between 1 and 120),
  -- Of a visit: what only one stamp may stand for.
  visit_key text check (length(visit_key) <= 80),
  store_id uuid,
  staff_id uuid,
  count integer not null check (count >= 1),
  removed integer not null default 0,
  at timestamptz not null,
  removed_at timestamptz,
  -- It lay on a card whose time was over: nothing of it is taken back any more.
  lapsed_at timestamptz,
  primary key (brand_id, stamp_id),
  unique (brand_id, programme_id, member_id, cause),
  foreign key (brand_id, programme_id, member_id)
    references wallet.stamp_cards (brand_id, programme_id, member_id),
  check (removed between 0 and count)
);
create unique index stamps_visit
  on wallet.stamps (brand_id, programme_id, member_id, visit_key)
  where visit_key is not null and removed = 0;
create index stamps_time on wallet.stamps (brand_id, programme_id, member_id, at);
create index stamps_cause on wallet.stamps (brand_id, cause);
select platform.protect('wallet.stamps');

-- Full cards.
create table wallet.stamp_rewards (
  brand_id uuid not null,
  reward_id uuid not null,
  programme_id uuid not null,
  member_id uuid not null,
  card_no integer not null,
  needed integer not null,
  -- The voucher or entitlement; null: it could not be given yet and is owed.
  right_id uuid,
  completed_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (brand_id, reward_id),
  foreign key (brand_id, programme_id, member_id)
    references wallet.stamp_cards (brand_id, programme_id, member_id)
);
create index stamp_rewards_card
  on wallet.stamp_rewards (brand_id, programme_id, member_id, reward_id);
create index stamp_rewards_owed on wallet.stamp_rewards (brand_id, reward_id)
  where right_id is null and taken_back_at is null;
select platform.protect('wallet.stamp_rewards');

-- A right that is no discount: free tea for a guest from another city.
create table wallet.entitlement_rules (
  brand_id uuid not null,
  rule_id uuid not null,
  unit_id uuid not null,
  name text not null check (length(name) between 1 and 40),
  name_en text check (length(name_en) between 1 and 80),
  -- out_of_town: whose city is another than the store's; granted: given by a full stamp card.
  audience text not null check (audience in ('everyone', 'out_of_town', 'granted')),
  per text not null check (per in ('ever', 'year')),
  scope_unit_ids uuid[],
  valid_days integer not null check (valid_days between 1 and 730),
  state text not null check (state in ('active', 'ended')),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (brand_id, rule_id)
);
select platform.protect('wallet.entitlement_rules');

create table wallet.entitlements (
  brand_id uuid not null,
  entitlement_id uuid not null,
  rule_id uuid not null,
  member_id uuid not null,
  -- Once for each: 'ever', the year, or the reward that it is of.
  period text not null check (length(period) between 1 and 60),
  -- As the member said; null: not asked.
  home_city text check (length(home_city) between 1 and 40),
  taken_at timestamptz not null,
  valid_to timestamptz not null,
  used_at timestamptz,
  redemption_id uuid,
  recalled_at timestamptz,
  primary key (brand_id, entitlement_id),
  unique (brand_id, rule_id, member_id, period),
  foreign key (brand_id, rule_id) references wallet.entitlement_rules (brand_id, rule_id),
  check ((used_at is null) = (redemption_id is null))
);
create index entitlements_member on wallet.entitlements (brand_id, member_id, entitlement_id);
select platform.protect('wallet.entitlements');
