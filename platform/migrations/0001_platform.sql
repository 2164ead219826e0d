-- What every module stands on. __APP__ is replaced by the name of the app role.
create schema if not exists platform;
grant usage on schema platform to __APP__;

create table platform.brands (
  brand_id uuid primary key,
  key text not null unique check (key ~ '^[a-z0-9][a-z0-9-]{1,23}$'),
  name text not null,
  name_en text,
  time_zone text not null default 'Asia/Shanghai',
  currency text not null default 'CNY' check (currency ~ '^[A-Z]{3}$'),
  accent_color text not null default '#B4532A' check (accent_color ~ '^#[0-9A-Fa-f]{6}$'),
  logo_media_id uuid,
  sample boolean not null default false,
  created_at timestamptz not null,
  deleting_at timestamptz
);
grant select on platform.brands to __APP__;

-- Row-level security of one table: a row is seen and written only by its own brand.
create function platform.protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy brand on %s using (brand_id = nullif(current_setting(''bihuan.brand'', true), '''')::uuid)',
    target);
  execute format('grant select, insert, update, delete on %s to __APP__', target);
  execute format('grant usage on schema %I to __APP__',
    (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target));
end $$;

create table platform.journal (
  brand_id uuid not null,
  event_id uuid not null,
  kind text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  actor_kind text not null,
  actor_id uuid,
  unit_id uuid,
  member_id uuid,
  request_id text not null,
  payload jsonb not null,
  primary key (brand_id, event_id)
);
create index journal_recorded on platform.journal (recorded_at);
create index journal_member on platform.journal (brand_id, member_id, event_id)
  where member_id is not null;

create table platform.journal_position (
  brand_id uuid not null,
  position bigint not null,
  event_id uuid not null,
  digest bytea not null,
  chain bytea not null,
  primary key (brand_id, position),
  unique (brand_id, event_id)
);
select platform.protect('platform.journal');
select platform.protect('platform.journal_position');
-- Nothing edits the journal: corrections are events.
revoke update, delete on platform.journal from __APP__;
revoke insert, update, delete on platform.journal_position from __APP__;

create table platform.reaction_cursor (
  brand_id uuid not null,
  reaction text not null,
  position bigint not null,
  primary key (brand_id, reaction)
);
create table platform.reaction_failure (
  brand_id uuid not null,
  reaction text not null,
  event_id uuid not null,
  position bigint not null,
  attempts integer not null,
  last_error text not null,
  tried_at timestamptz not null,
  parked_at timestamptz,
  primary key (brand_id, reaction, event_id)
);
select platform.protect('platform.reaction_cursor');
select platform.protect('platform.reaction_failure');

create table platform.idempotency (
  brand_id uuid not null,
  actor text not null,
  operation text not null,
  key text not null,
  request_hash bytea not null,
  status integer not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (brand_id, actor, operation, key)
);
create index idempotency_age on platform.idempotency (created_at);
select platform.protect('platform.idempotency');

-- Counts that protect secrets. Unlogged: a crash may forget them, a restart of a process may not.
create unlogged table platform.throttle (
  brand_id uuid not null,
  key bytea not null,
  window_end timestamptz not null,
  used integer not null,
  primary key (brand_id, key)
);
create index throttle_age on platform.throttle (window_end);
select platform.protect('platform.throttle');

create table platform.long_jobs (
  brand_id uuid not null,
  job_id uuid not null,
  kind text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  done bigint not null default 0,
  total bigint,
  result jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (brand_id, job_id)
);
select platform.protect('platform.long_jobs');

-- The app role owns nothing; it enqueues through this one door.
create function platform.enqueue(task text, payload jsonb, run_at timestamptz, job_key text)
returns void language sql security definer set search_path = pg_catalog as $$
  select graphile_worker.add_job(task, payload => payload::json, run_at => run_at, job_key => job_key);
$$;
revoke all on function platform.enqueue(text, jsonb, timestamptz, text) from public;
grant execute on function platform.enqueue(text, jsonb, timestamptz, text) to __APP__;
