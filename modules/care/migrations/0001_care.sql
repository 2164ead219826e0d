-- Care after the sale: the brand's plan, what it asks for each order or booking, what was answered.
create schema care;

-- The template that a brand chose. Closings before `since` were never promised any care.
create table care.plans (
  brand_id uuid primary key,
  template text not null,
  since timestamptz not null,
  saved_at timestamptz not null
);
select platform.protect('care.plans');

-- What a brand changed in the steps of a template; kept when it chooses another.
create table care.steps (
  brand_id uuid not null,
  template text not null,
  step_key text not null,
  name text not null check (length(name) between 1 and 40),
  name_en text check (length(name_en) between 1 and 60),
  due_days integer not null check (due_days between 0 and 365),
  active boolean not null,
  primary key (brand_id, template, step_key)
);
select platform.protect('care.steps');

-- One row per order or booking whose transaction closed.
create table care.closings (
  brand_id uuid not null,
  subject_kind text not null check (subject_kind in ('order', 'booking')),
  subject_id uuid not null,
  store_id uuid not null,
  member_id uuid,
  closed_at timestamptz not null,
  -- Goods came back, or the hand-over was undone.
  reopened_at timestamptz,
  qualified_at timestamptz,
  -- The last event of the journal that was taken in: read again, it changes nothing.
  position bigint not null,
  primary key (brand_id, subject_id),
  check (qualified_at is null or reopened_at is null)
);
create index closings_member on care.closings (brand_id, member_id) where member_id is not null;
select platform.protect('care.closings');

create table care.tasks (
  brand_id uuid not null,
  task_id uuid not null,
  subject_id uuid not null,
  step_key text not null,
  place integer not null,
  name text not null,
  name_en text,
  needs_answer boolean not null,
  due_day date not null,
  done_at timestamptz,
  done_by uuid,
  skip_reason text check (skip_reason in ('unreachable', 'not_wanted', 'not_needed')),
  answer text check (answer in ('well', 'trouble')),
  answer_text text check (length(answer_text) between 1 and 500),
  answered_at timestamptz,
  primary key (brand_id, task_id),
  unique (brand_id, subject_id, step_key),
  foreign key (brand_id, subject_id) references care.closings (brand_id, subject_id),
  check (skip_reason is null or done_at is not null),
  check ((answer is null) = (answered_at is null))
);
create index tasks_due on care.tasks (brand_id, due_day, task_id) where done_at is null;
create index tasks_waiting on care.tasks (brand_id, due_day, task_id)
  where needs_answer and done_at is not null and skip_reason is null
    and answer is distinct from 'well';
select platform.protect('care.tasks');
