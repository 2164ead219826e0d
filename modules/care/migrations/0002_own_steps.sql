-- Steps that a brand added to a trade's template, beside what it changed in the template's own.
alter table care.steps
  add column own boolean not null default false,
  -- Of an own step; a template's step says it itself.
  add column needs_answer boolean,
  -- Null: where the template has it.
  add column place integer,
  add constraint steps_own check (own = (needs_answer is not null));

-- Every plan that was ever promised, never changed: what is under way keeps the one it began with.
create table care.plan_versions (
  brand_id uuid not null,
  version integer not null check (version >= 1),
  template text not null,
  -- The steps that were on, in their order.
  steps jsonb not null,
  saved_at timestamptz not null,
  primary key (brand_id, version)
);
select platform.protect('care.plan_versions');
revoke update, delete on care.plan_versions from __APP__;

-- Null: closed before versions were kept, or promised nothing.
alter table care.closings add column plan_version integer;
