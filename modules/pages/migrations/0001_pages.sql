create schema pages;

create table pages.blocks (
  brand_id uuid not null,
  block_id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('notice', 'story', 'picture', 'entitlement')),
  title text not null check (length(title) between 1 and 80),
  title_en text,
  text text not null default '',
  text_en text,
  media_id uuid,
  position integer not null,
  state text not null check (state in ('draft', 'live')),
  -- Shown in [shows_from, shows_until) while live; null: without that bound.
  shows_from timestamptz,
  shows_until timestamptz,
  -- Marked by the group as worth copying.
  model boolean not null default false,
  copied_from uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  deleted_at timestamptz,
  primary key (brand_id, block_id),
  foreign key (brand_id, copied_from) references pages.blocks (brand_id, block_id),
  check (shows_until > shows_from)
);
create index blocks_unit on pages.blocks (brand_id, unit_id, position) where deleted_at is null;
create index blocks_model on pages.blocks (brand_id, block_id) where model and deleted_at is null;
select platform.protect('pages.blocks');

-- The group's page standard; the highest version holds.
create table pages.standards (
  brand_id uuid not null,
  version integer not null check (version > 0),
  required_kinds text[] not null,
  banned_words text[] not null,
  created_at timestamptz not null,
  primary key (brand_id, version)
);
select platform.protect('pages.standards');
