create schema members;

-- One person of one brand. A phone or an external id names them; erasure empties both.
create table members.members (
  brand_id uuid not null,
  member_id uuid not null,
  phone_e164 text check (phone_e164 ~ '^\+[1-9][0-9]{6,14}$'),
  external_id text check (length(external_id) between 1 and 64),
  name text check (length(name) between 1 and 400),
  joined_at timestamptz not null,
  erased_at timestamptz,
  primary key (brand_id, member_id),
  unique (brand_id, phone_e164),
  unique (brand_id, external_id),
  check (erased_at is null or (phone_e164 is null and external_id is null and name is null))
);
create index members_by_joining on members.members (brand_id, joined_at, member_id);
select platform.protect('members.members');

-- Every giving and every withdrawing is a row of its own; nothing is updated.
create table members.consents (
  brand_id uuid not null,
  consent_id uuid not null,
  member_id uuid not null,
  purpose text not null check (purpose in ('necessary', 'marketing', 'profiling', 'location')),
  version text not null check (length(version) between 1 and 40),
  text_hash bytea not null,
  given boolean not null,
  at timestamptz not null,
  primary key (brand_id, consent_id),
  foreign key (brand_id, member_id) references members.members (brand_id, member_id)
);
create index consents_by_member on members.consents (brand_id, member_id, purpose, at, consent_id);
select platform.protect('members.consents');
revoke update on members.consents from __APP__;

-- The one code that is open for a phone; tries are counted in platform.throttle.
create table members.one_time_codes (
  brand_id uuid not null,
  phone_hash bytea not null,
  code_id uuid not null,
  code_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (brand_id, phone_hash)
);
select platform.protect('members.one_time_codes');

create table members.sessions (
  brand_id uuid not null,
  session_id uuid not null,
  token_hash bytea not null,
  member_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (brand_id, session_id),
  unique (brand_id, token_hash),
  foreign key (brand_id, member_id) references members.members (brand_id, member_id)
);
create index sessions_by_member on members.sessions (brand_id, member_id);
select platform.protect('members.sessions');
