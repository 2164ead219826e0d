-- Applications: a simple business that a member asks for online and a store finishes.
create schema applications;

-- What is asked for a product, and what the document says that it ends in.
create table applications.forms (
  brand_id uuid not null,
  product_id uuid not null,
  -- [{key, kind, label, labelEn, required, choices}]
  fields jsonb not null check (jsonb_typeof(fields) = 'array'
    and jsonb_array_length(fields) between 1 and 12),
  template text not null check (length(template) between 1 and 2000),
  template_en text check (length(template_en) between 1 and 2000),
  -- What was written is forgotten so long after the application's end.
  keep_days integer not null check (keep_days between 1 and 3650),
  active boolean not null,
  changed_at timestamptz not null,
  primary key (brand_id, product_id)
);
select platform.protect('applications.forms');

create table applications.applications (
  brand_id uuid not null,
  application_id uuid not null,
  number text not null check (number ~ '^[0-9]{10}$'),
  store_id uuid not null,
  product_id uuid not null,
  -- As they were when it was made: a product and its form change.
  product_name text not null,
  product_name_en text,
  handling text not null check (handling in ('apply_online', 'print_in_store')),
  fields jsonb not null check (jsonb_typeof(fields) = 'array'),
  template text not null,
  template_en text,
  keep_days integer not null check (keep_days between 1 and 3650),
  -- Null: erased.
  member_id uuid,
  state text not null check (state in ('submitted', 'resubmitted', 'accepted', 'returned', 'done',
    'refused', 'withdrawn')),
  -- Answers, reason and document under the installation's secret; null: forgotten.
  sealed bytea,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  forgotten_at timestamptz,
  primary key (brand_id, application_id),
  unique (brand_id, number),
  check ((closed_at is not null) = (state in ('done', 'refused', 'withdrawn'))),
  check ((sealed is null) = (forgotten_at is not null))
);
create index applications_store
  on applications.applications (brand_id, store_id, state, application_id);
create index applications_member on applications.applications (brand_id, member_id, application_id)
  where member_id is not null;
select platform.protect('applications.applications');

-- Every step that was taken, in order.
create table applications.steps (
  brand_id uuid not null,
  application_id uuid not null,
  step_no integer not null check (step_no >= 1),
  act text not null,
  state text not null,
  by_kind text not null check (by_kind in ('member', 'staff', 'system')),
  by_id uuid,
  at timestamptz not null,
  primary key (brand_id, application_id, step_no),
  foreign key (brand_id, application_id)
    references applications.applications (brand_id, application_id)
);
select platform.protect('applications.steps');

-- Every print of a document, and where; the second and all later ones say so on the paper.
create table applications.prints (
  brand_id uuid not null,
  application_id uuid not null,
  print_no integer not null check (print_no >= 1),
  store_id uuid not null,
  printed_by uuid,
  printed_at timestamptz not null,
  primary key (brand_id, application_id, print_no),
  foreign key (brand_id, application_id)
    references applications.applications (brand_id, application_id)
);
select platform.protect('applications.prints');
