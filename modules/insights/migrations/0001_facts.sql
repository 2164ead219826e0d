-- One row per counted event of the journal. Everything here is made by the reaction
-- insights.facts and can be made again from the journal; nothing else writes it.
create schema insights;

create table insights.facts (
  brand_id uuid not null,
  event_id uuid not null,
  position bigint not null,
  event_kind text not null,
  kind text not null check (kind in
    ('reported', 'touch', 'engaged', 'reached', 'claim', 'visit', 'redemption', 'undo')),
  -- The calendar day in the brand's zone; a reported figure's own day.
  day date not null,
  occurred_at timestamptz not null,
  -- Where: null is "unknown". store_id is set when the unit is a store.
  unit_id uuid,
  store_id uuid,
  channel_id uuid,
  source_code_id uuid,
  campaign_id uuid,
  offer_id uuid,
  member_id uuid,
  visitor_id text,
  -- The member where the visitor is known as one, else the visitor: what "the same person" means.
  person_id text,
  -- The touch, voucher or redemption that the event speaks of.
  subject_id uuid,
  amount bigint,
  new_member boolean,
  bill_minor bigint,
  discount_minor bigint,
  bot boolean not null default false,
  staff boolean not null default false,
  engaged boolean not null default false,
  undone boolean not null default false,
  excluded_rule text check (excluded_rule in
    ('bot', 'staff', 'not_engaged', 'repeat', 'superseded')),
  rule_version integer,
  primary key (brand_id, event_id),
  check ((excluded_rule is null) = (rule_version is null))
);
create index facts_day on insights.facts (brand_id, day, kind);
create index facts_position on insights.facts (brand_id, position);
create index facts_subject on insights.facts (brand_id, subject_id, kind)
  where subject_id is not null;
create index facts_person on insights.facts (brand_id, person_id, day) where kind = 'touch';
create index facts_visitor on insights.facts (brand_id, visitor_id) where kind = 'touch';
create index facts_reached on insights.facts (brand_id, campaign_id, member_id)
  where kind = 'reached';
create index facts_reported on insights.facts (brand_id, channel_id, day)
  where kind = 'reported';
select platform.protect('insights.facts');

-- The first member that each visitor turned out to be.
create table insights.visitors (
  brand_id uuid not null,
  visitor_id text not null,
  member_id uuid not null,
  primary key (brand_id, visitor_id)
);
select platform.protect('insights.visitors');

-- The tree of units as the journal tells it: where each hung, from when until when.
create table insights.places (
  brand_id uuid not null,
  unit_id uuid not null,
  parent_id uuid,
  kind text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity',
  primary key (brand_id, unit_id, valid_from)
);
create index places_parent on insights.places (brand_id, parent_id);
select platform.protect('insights.places');

-- Each unit's way up to the root while it held, the unit first: one row a unit and instant.
create table insights.paths (
  brand_id uuid not null,
  unit_id uuid not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  path uuid[] not null,
  primary key (brand_id, unit_id, valid_from)
);
create index paths_through on insights.paths using gin (path);
select platform.protect('insights.paths');
