create schema campaigns;

-- Half-open: ends_at is the midnight after the chosen end day in the brand's zone.
create table campaigns.campaigns (
  brand_id uuid not null,
  campaign_id uuid not null,
  name text not null check (length(name) between 1 and 400),
  goal text not null check (goal in ('reach', 'retain')),
  unit_id uuid not null,
  state text not null check (state in ('open', 'closed')),
  external_code text check (length(external_code) between 1 and 64),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  primary key (brand_id, campaign_id),
  unique (brand_id, external_code),
  check (starts_at < ends_at)
);
create index campaigns_by_start on campaigns.campaigns (brand_id, starts_at, campaign_id);
select platform.protect('campaigns.campaigns');

create table campaigns.rules (
  brand_id uuid not null,
  longest_days integer not null check (longest_days between 1 and 3660),
  primary key (brand_id)
);
select platform.protect('campaigns.rules');

create table campaigns.reaches (
  brand_id uuid not null,
  campaign_id uuid not null,
  member_id uuid not null,
  channel_id uuid,
  reached_at timestamptz not null,
  primary key (brand_id, campaign_id, member_id),
  foreign key (brand_id, campaign_id) references campaigns.campaigns (brand_id, campaign_id)
);
create index reaches_by_member on campaigns.reaches (brand_id, member_id);
select platform.protect('campaigns.reaches');
