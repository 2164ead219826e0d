create schema channels;

create table channels.channels (
  brand_id uuid not null,
  channel_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  name_en text check (length(name_en) between 1 and 120),
  origin text not null check (origin in ('own', 'joint', 'partner')),
  function text not null check (function in ('consult', 'promote', 'sell')),
  purpose text not null check (purpose in ('acquire', 'retain', 'serve')),
  unit_id uuid not null,
  external_code text check (length(external_code) between 1 and 64),
  state text not null check (state in ('active', 'banned', 'closed')),
  created_at timestamptz not null,
  banned_at timestamptz,
  primary key (brand_id, channel_id),
  unique (brand_id, external_code)
);
create index channels_by_unit on channels.channels (brand_id, unit_id);
select platform.protect('channels.channels');

create table channels.channel_costs (
  brand_id uuid not null,
  channel_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  cost_minor bigint not null check (cost_minor >= 0),
  set_at timestamptz not null,
  primary key (brand_id, channel_id, month),
  foreign key (brand_id, channel_id) references channels.channels (brand_id, channel_id)
);
select platform.protect('channels.channel_costs');

create table channels.source_codes (
  brand_id uuid not null,
  source_code_id uuid not null,
  code text not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  kind text not null check (kind in ('poster', 'badge', 'link', 'receipt')),
  channel_id uuid not null,
  unit_id uuid not null,
  target text not null check (target in ('store', 'offer', 'brand')),
  offer_id uuid,
  campaign_id uuid,
  staff_id uuid,
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null,
  retired_at timestamptz,
  successor_id uuid,
  primary key (brand_id, source_code_id),
  unique (brand_id, code),
  foreign key (brand_id, channel_id) references channels.channels (brand_id, channel_id),
  foreign key (brand_id, successor_id)
    references channels.source_codes (brand_id, source_code_id),
  check ((target = 'offer') = (offer_id is not null)),
  check (successor_id is null or retired_at is not null),
  check (successor_id <> source_code_id)
);
create index source_codes_by_channel on channels.source_codes (brand_id, channel_id);
create index source_codes_by_unit on channels.source_codes (brand_id, unit_id);
select platform.protect('channels.source_codes');

-- A contact online. Channel and campaign are copied: a later re-pointing changes no history.
create table channels.touches (
  brand_id uuid not null,
  touch_id uuid not null,
  visitor_id text not null check (length(visitor_id) between 8 and 64),
  member_id uuid,
  source_code_id uuid,
  channel_id uuid,
  campaign_id uuid,
  unit_id uuid,
  page text not null check (length(page) between 1 and 40),
  touched_at timestamptz not null,
  day date not null,
  bot boolean not null,
  staff boolean not null,
  engaged_how text check (engaged_how in ('visible', 'acted')),
  engaged_at timestamptz,
  primary key (brand_id, touch_id)
);
create index touches_by_visitor on channels.touches (brand_id, visitor_id, touched_at);
create index touches_by_member on channels.touches (brand_id, member_id, touched_at)
  where member_id is not null;
create index touches_by_channel on channels.touches (brand_id, channel_id, touched_at);
create index touches_by_code on channels.touches (brand_id, source_code_id)
  where source_code_id is not null;
create index touches_by_day on channels.touches (brand_id, day, touch_id);
select platform.protect('channels.touches');

-- Which member last signed in on a browser.
create table channels.visitors (
  brand_id uuid not null,
  visitor_id text not null check (length(visitor_id) between 8 and 64),
  member_id uuid not null,
  bound_at timestamptz not null,
  primary key (brand_id, visitor_id)
);
create index visitors_by_member on channels.visitors (brand_id, member_id);
select platform.protect('channels.visitors');

-- A person in a store: once per member, store and day. No store: an import did not know it.
create table channels.visits (
  brand_id uuid not null,
  visit_id uuid not null,
  store_id uuid,
  member_id uuid,
  day date not null,
  visited_at timestamptz not null,
  redemption_id uuid,
  source_code_id uuid,
  channel_id uuid,
  campaign_id uuid,
  primary key (brand_id, visit_id)
);
create unique index visits_once on channels.visits (brand_id, member_id, store_id, day)
  nulls not distinct where member_id is not null;
create unique index visits_by_redemption on channels.visits (brand_id, redemption_id)
  where redemption_id is not null;
select platform.protect('channels.visits');

-- What a platform says; a correction overwrites the figure here and is an event in the journal.
create table channels.reported_traffic (
  brand_id uuid not null,
  channel_id uuid not null,
  day date not null,
  visits bigint not null check (visits >= 0),
  reported_at timestamptz not null,
  primary key (brand_id, channel_id, day),
  foreign key (brand_id, channel_id) references channels.channels (brand_id, channel_id)
);
select platform.protect('channels.reported_traffic');
