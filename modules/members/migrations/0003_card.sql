-- The member's own code at a till: it says who stands there, and nothing else. Hashed, minutes old.
create table members.member_codes (
  brand_id uuid not null,
  code_id uuid not null,
  member_id uuid not null,
  token_hash bytea not null,
  number_hash bytea not null,
  accepted_until timestamptz not null,
  spoken_until timestamptz not null,
  primary key (brand_id, code_id),
  unique (brand_id, token_hash),
  unique (brand_id, number_hash),
  foreign key (brand_id, member_id) references members.members (brand_id, member_id)
);
create index member_codes_member on members.member_codes (brand_id, member_id);
create index member_codes_old on members.member_codes (brand_id, spoken_until);
select platform.protect('members.member_codes');

-- Tiers of a brand, the lowest first; saved as a whole.
create table members.tiers (
  brand_id uuid not null,
  tier_id uuid not null,
  place smallint not null check (place between 1 and 20),
  name text not null check (length(name) between 1 and 40),
  name_en text check (length(name_en) between 1 and 80),
  -- Spent within twelve months, returns taken off.
  from_minor bigint not null check (from_minor >= 0),
  removed_at timestamptz,
  primary key (brand_id, tier_id)
);
create unique index tiers_place on members.tiers (brand_id, place) where removed_at is null;
select platform.protect('members.tiers');

-- What a tier gives, in the brand's words; those of no tier are for every member.
create table members.benefits (
  brand_id uuid not null,
  benefit_id uuid not null,
  tier_id uuid,
  place smallint not null,
  kind text not null check (kind in ('free_item', 'priority', 'birthday', 'event', 'service',
    'member_price')),
  title text not null check (length(title) between 1 and 40),
  title_en text check (length(title_en) between 1 and 80),
  detail text check (length(detail) between 1 and 200),
  detail_en text check (length(detail_en) between 1 and 400),
  primary key (brand_id, benefit_id),
  foreign key (brand_id, tier_id) references members.tiers (brand_id, tier_id)
);
select platform.protect('members.benefits');

create table members.card_settings (
  brand_id uuid not null,
  name text not null check (length(name) between 1 and 20),
  name_en text check (length(name_en) between 1 and 40),
  look text not null check (look in ('accent', 'ink', 'paper')),
  saved_at timestamptz not null,
  primary key (brand_id)
);
select platform.protect('members.card_settings');

-- What each order of a member came to, for the twelve months of the tiers.
create table members.spending (
  brand_id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  -- Null: a return was heard of before the payment.
  paid_at timestamptz,
  paid_minor bigint not null check (paid_minor >= 0),
  returned_minor bigint not null check (returned_minor >= 0),
  primary key (brand_id, order_id)
);
create index spending_member on members.spending (brand_id, member_id, paid_at);
select platform.protect('members.spending');

create table members.memberships (
  brand_id uuid not null,
  member_id uuid not null,
  -- Null: below the first tier.
  tier_id uuid,
  since timestamptz not null,
  -- Until when it is held at least: the end of its twelve months. Exclusive.
  held_until timestamptz,
  -- What the tier asked for when it was reached or kept.
  reached_minor bigint not null default 0,
  reviewed_at timestamptz not null,
  primary key (brand_id, member_id),
  foreign key (brand_id, tier_id) references members.tiers (brand_id, tier_id),
  check ((tier_id is null) = (held_until is null))
);
create index memberships_due on members.memberships (brand_id, held_until, member_id)
  where held_until is not null;
create index memberships_review on members.memberships (brand_id, reviewed_at, member_id);
create index memberships_tier on members.memberships (brand_id, tier_id) where tier_id is not null;
select platform.protect('members.memberships');

create table members.tier_changes (
  brand_id uuid not null,
  change_id uuid not null,
  member_id uuid not null,
  from_tier_id uuid,
  to_tier_id uuid,
  why text not null check (why in ('spent', 'returned', 'period_over', 'tiers_changed')),
  spent_minor bigint not null,
  changed_at timestamptz not null,
  primary key (brand_id, change_id)
);
create index tier_changes_member on members.tier_changes (brand_id, member_id, change_id);
select platform.protect('members.tier_changes');
revoke update, delete on members.tier_changes from __APP__;
