-- Staff identities. They belong to no brand (one e-mail may work for several), so they lie in a
-- schema of their own, which the app role cannot read: only the identity library does, as owner.
create schema accounts;

create table accounts.identities (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  image text,
  -- True for the sign-ins of a demo: they may not own a brand and go with the demo.
  sample boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table accounts.sessions (
  id uuid primary key,
  identity_id uuid not null references accounts.identities (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sessions_identity on accounts.sessions (identity_id);
create table accounts.credentials (
  id uuid primary key,
  identity_id uuid not null references accounts.identities (id) on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index credentials_identity on accounts.credentials (identity_id);
create table accounts.verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verifications_identifier on accounts.verifications (identifier);

create schema organisation;

create table organisation.units (
  brand_id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('group', 'region', 'city', 'store')),
  root boolean not null default false check (not root or kind = 'group'),
  code text not null,
  name text not null,
  name_en text,
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (brand_id, unit_id),
  unique (brand_id, code)
);
create unique index units_root on organisation.units (brand_id) where root;

-- Where a unit hangs, from when until when. The first place begins before all time, so that a
-- figure of a day before the unit was entered here still has its ancestors.
create table organisation.unit_places (
  brand_id uuid not null,
  unit_id uuid not null,
  parent_id uuid,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  primary key (brand_id, unit_id, valid_from),
  foreign key (brand_id, unit_id) references organisation.units (brand_id, unit_id),
  foreign key (brand_id, parent_id) references organisation.units (brand_id, unit_id)
);
create unique index unit_places_now on organisation.unit_places (brand_id, unit_id)
  where valid_to is null;
create index unit_places_parent on organisation.unit_places (brand_id, parent_id)
  where valid_to is null;

-- The closure of unit_places: each unit with each ancestor (itself at depth 0) while it held.
create table organisation.unit_ancestors (
  brand_id uuid not null,
  unit_id uuid not null,
  ancestor_id uuid not null,
  depth integer not null check (depth >= 0),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  primary key (brand_id, unit_id, ancestor_id, valid_from),
  foreign key (brand_id, unit_id) references organisation.units (brand_id, unit_id),
  foreign key (brand_id, ancestor_id) references organisation.units (brand_id, unit_id)
);
create index unit_ancestors_below on organisation.unit_ancestors (brand_id, ancestor_id, unit_id);

create table organisation.staff (
  brand_id uuid not null,
  staff_id uuid not null,
  account_id uuid not null,
  name text not null,
  email text not null,
  created_at timestamptz not null,
  primary key (brand_id, staff_id),
  unique (brand_id, account_id)
);

create table organisation.roles (
  brand_id uuid not null,
  role_id uuid not null,
  key text not null,
  name text not null,
  name_en text,
  capabilities text[] not null,
  built_in boolean not null,
  created_at timestamptz not null,
  primary key (brand_id, role_id),
  unique (brand_id, key)
);

create table organisation.grants (
  brand_id uuid not null,
  grant_id uuid not null,
  staff_id uuid not null,
  role_id uuid not null,
  unit_id uuid not null,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  granted_by uuid,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (brand_id, grant_id),
  foreign key (brand_id, staff_id) references organisation.staff (brand_id, staff_id),
  foreign key (brand_id, role_id) references organisation.roles (brand_id, role_id),
  foreign key (brand_id, unit_id) references organisation.units (brand_id, unit_id)
);
create index grants_staff on organisation.grants (brand_id, staff_id) where revoked_at is null;
create index grants_unit on organisation.grants (brand_id, unit_id);

create table organisation.invites (
  brand_id uuid not null,
  invite_id uuid not null,
  token_hash bytea not null,
  role_id uuid not null,
  unit_id uuid not null,
  -- End of the grant that it will make.
  grant_valid_to timestamptz,
  email text,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  cancelled_at timestamptz,
  primary key (brand_id, invite_id),
  unique (brand_id, token_hash),
  foreign key (brand_id, role_id) references organisation.roles (brand_id, role_id),
  foreign key (brand_id, unit_id) references organisation.units (brand_id, unit_id),
  foreign key (brand_id, accepted_by) references organisation.staff (brand_id, staff_id)
);

create table organisation.api_keys (
  brand_id uuid not null,
  key_id uuid not null,
  key_hash bytea not null,
  prefix text not null,
  name text not null,
  scopes text[] not null,
  unit_id uuid not null,
  created_by uuid,
  created_at timestamptz not null,
  valid_to timestamptz check (valid_to > created_at),
  revoked_at timestamptz,
  primary key (brand_id, key_id),
  unique (brand_id, key_hash),
  foreign key (brand_id, unit_id) references organisation.units (brand_id, unit_id)
);

create table organisation.audit (
  brand_id uuid not null,
  audit_id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  action text not null,
  capability text,
  target_id uuid,
  unit_id uuid,
  outcome text not null check (outcome in ('done', 'refused')),
  request_id text not null,
  primary key (brand_id, audit_id)
);
create index audit_unit on organisation.audit (brand_id, unit_id, audit_id);
create index audit_refused on organisation.audit (brand_id, audit_id) where outcome = 'refused';

select platform.protect('organisation.units');
select platform.protect('organisation.unit_places');
select platform.protect('organisation.unit_ancestors');
select platform.protect('organisation.staff');
select platform.protect('organisation.roles');
select platform.protect('organisation.grants');
select platform.protect('organisation.invites');
select platform.protect('organisation.api_keys');
select platform.protect('organisation.audit');
-- What was done stays written.
revoke update, delete on organisation.audit from __APP__;

-- The app role may only read platform.brands; a brand changes its own row through this door.
create function organisation.change_brand(changes jsonb) returns void
language sql security definer set search_path = pg_catalog as $$
  update platform.brands set
    name = coalesce(changes ->> 'name', name),
    name_en = case when changes ? 'nameEn' then changes ->> 'nameEn' else name_en end,
    accent_color = coalesce(changes ->> 'accentColor', accent_color),
    time_zone = coalesce(changes ->> 'timeZone', time_zone),
    logo_media_id = case when changes ? 'logoMediaId' then (changes ->> 'logoMediaId')::uuid
      else logo_media_id end
  where brand_id = nullif(current_setting('bihuan.brand', true), '')::uuid;
$$;
revoke all on function organisation.change_brand(jsonb) from public;
grant execute on function organisation.change_brand(jsonb) to __APP__;
