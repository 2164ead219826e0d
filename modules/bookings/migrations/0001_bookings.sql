-- Bookings: who comes when, to whom or to what, and how it went.
create schema bookings;
-- Uuids and texts in the exclusion constraints below; trusted, so a database's owner may make it.
create extension if not exists btree_gist;

-- One row a store: whoever changes its bookings holds it, so that they happen one by one. The
-- constraints of bookings.uses hold without it.
create table bookings.calendars (
  brand_id uuid not null,
  store_id uuid not null,
  -- Counted up, the code that members scan in the store is another one.
  check_in_version integer not null default 1,
  primary key (brand_id, store_id)
);
select platform.protect('bookings.calendars');

create table bookings.services (
  brand_id uuid not null,
  service_id uuid not null,
  -- Offered in this unit and below, wherever resources can do it.
  unit_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  name_en text check (length(name_en) <= 120),
  about text check (length(about) <= 500),
  about_en text check (length(about_en) <= 800),
  -- The product of the catalogue that is had by this service; null: none.
  product_id uuid,
  -- One resource of each kind serves.
  needs text[] not null check (cardinality(needs) between 1 and 4
    and needs <@ array['staff', 'room', 'chair', 'try_on']),
  duration_min integer not null check (duration_min between 5 and 1440),
  before_min integer not null check (before_min between 0 and 240),
  after_min integer not null check (after_min between 0 and 240),
  grid_min integer not null check (grid_min between 5 and 1440),
  -- People a slot; shared: of several bookings, each person on a seat of their own.
  capacity integer not null check (capacity between 1 and 200),
  shared boolean not null,
  -- Null: free.
  price_minor bigint check (price_minor > 0),
  deposit_minor bigint check (deposit_minor > 0),
  deposit_product_id uuid,
  lead_min integer not null check (lead_min between 0 and 43200),
  ahead_days integer not null check (ahead_days between 1 and 366),
  cancel_min integer not null check (cancel_min between 0 and 43200),
  hold_min integer not null check (hold_min between 1 and 60),
  remind_min integer check (remind_min between 5 and 10080),
  no_show_min integer not null check (no_show_min between 5 and 1440),
  no_show_voucher text not null check (no_show_voucher in ('keep', 'use')),
  no_show_deposit text not null check (no_show_deposit in ('keep', 'return')),
  active boolean not null,
  made_at timestamptz not null,
  primary key (brand_id, service_id),
  check (num_nulls(deposit_minor, deposit_product_id) in (0, 2))
);
create index services_product on bookings.services (brand_id, product_id)
  where product_id is not null;
select platform.protect('bookings.services');

create table bookings.resources (
  brand_id uuid not null,
  resource_id uuid not null,
  store_id uuid not null,
  kind text not null check (kind in ('staff', 'room', 'chair', 'try_on')),
  name text not null check (length(name) between 1 and 80),
  name_en text check (length(name_en) <= 120),
  -- Who of the organisation's staff it is; null: nobody in particular, or no person.
  staff_id uuid,
  -- So many serve beside each other, each a place of its own.
  capacity integer not null check (capacity between 1 and 200),
  -- [{weekday, opensMin, closesMin}] as the stores' hours; null: those of the store.
  hours jsonb check (jsonb_typeof(hours) = 'array'),
  active boolean not null,
  made_at timestamptz not null,
  primary key (brand_id, resource_id)
);
create index resources_store on bookings.resources (brand_id, store_id, resource_id);
select platform.protect('bookings.resources');

-- What a resource can do.
create table bookings.skills (
  brand_id uuid not null,
  service_id uuid not null,
  resource_id uuid not null,
  primary key (brand_id, service_id, resource_id),
  foreign key (brand_id, service_id) references bookings.services (brand_id, service_id),
  foreign key (brand_id, resource_id) references bookings.resources (brand_id, resource_id)
);
create index skills_resource on bookings.skills (brand_id, resource_id);
select platform.protect('bookings.skills');

-- A day that differs: its spans stand in place of the week's; none: away.
create table bookings.resource_days (
  brand_id uuid not null,
  resource_id uuid not null,
  day date not null,
  spans jsonb not null check (jsonb_typeof(spans) = 'array'),
  primary key (brand_id, resource_id, day),
  foreign key (brand_id, resource_id) references bookings.resources (brand_id, resource_id)
);
select platform.protect('bookings.resource_days');

create table bookings.bookings (
  brand_id uuid not null,
  booking_id uuid not null,
  -- What people read out and show: 10 digits, the last one checks. No code of a right is as long.
  number text not null check (number ~ '^[0-9]{10}$'),
  store_id uuid not null,
  service_id uuid not null,
  -- Null: somebody who called or walked in and is no member, or a member who was erased.
  member_id uuid,
  guest_name text check (length(guest_name) <= 40),
  guest_phone text check (length(guest_phone) <= 32),
  origin text not null check (origin in ('member', 'phone', 'walk_in', 'wait')),
  people integer not null check (people between 1 and 200),
  starts_at timestamptz not null,
  -- Exclusive.
  ends_at timestamptz not null,
  state text not null check (state in ('held', 'confirmed', 'arrived', 'serving', 'served',
    'no_show', 'cancelled', 'expired')),
  -- Exclusive: not confirmed, the hold ends then.
  held_until timestamptz,
  voucher_id uuid,
  redemption_id uuid,
  deposit_minor bigint check (deposit_minor > 0),
  deposit_state text check (deposit_state in ('due', 'paid', 'kept', 'returning')),
  -- The order that the deposit is paid by.
  order_id uuid,
  note text check (length(note) <= 200),
  cancel_reason text check (length(cancel_reason) <= 200),
  cancelled_by text check (cancelled_by in ('member', 'staff', 'system')),
  campaign_id uuid,
  channel_id uuid,
  source_code_id uuid,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  arrived_at timestamptz,
  arrived_by text check (arrived_by in ('member', 'staff')),
  started_at timestamptz,
  finished_at timestamptz,
  ended_at timestamptz,
  reminded_at timestamptz,
  moved integer not null default 0,
  rating integer check (rating between 1 and 5),
  primary key (brand_id, booking_id),
  unique (brand_id, number),
  foreign key (brand_id, service_id) references bookings.services (brand_id, service_id),
  check (ends_at > starts_at),
  check ((state = 'held') = (held_until is not null)),
  check (num_nulls(deposit_minor, deposit_state) in (0, 2))
);
create index bookings_store on bookings.bookings (brand_id, store_id, starts_at, booking_id);
create index bookings_member on bookings.bookings (brand_id, member_id, starts_at, booking_id)
  where member_id is not null;
create index bookings_held on bookings.bookings (brand_id, store_id, held_until)
  where state = 'held';
create index bookings_order on bookings.bookings (brand_id, order_id) where order_id is not null;
select platform.protect('bookings.bookings');

-- What a booking occupies. Two of them never overlap on a seat, and what overlaps on a place is one
-- session: no client, no race and no mistake in a program writes it otherwise.
create table bookings.uses (
  brand_id uuid not null,
  use_id uuid not null,
  booking_id uuid not null,
  resource_id uuid not null,
  place integer not null,
  places integer not null,
  seat integer not null,
  seats integer not null,
  -- The booking itself, or the service and the start that people share.
  session text not null,
  -- With the service's buffers.
  busy_from timestamptz not null,
  busy_to timestamptz not null,
  released_at timestamptz,
  primary key (brand_id, use_id),
  foreign key (brand_id, booking_id) references bookings.bookings (brand_id, booking_id),
  foreign key (brand_id, resource_id) references bookings.resources (brand_id, resource_id),
  check (place between 1 and places),
  check (seat between 1 and seats),
  check (busy_to > busy_from),
  constraint one_booking_a_seat exclude using gist (brand_id with =, resource_id with =,
    place with =, seat with =, tstzrange(busy_from, busy_to) with &&)
    where (released_at is null),
  constraint one_session_a_place exclude using gist (brand_id with =, resource_id with =,
    place with =, session with <>, tstzrange(busy_from, busy_to) with &&)
    where (released_at is null)
);
create index uses_booking on bookings.uses (brand_id, booking_id);
select platform.protect('bookings.uses');

-- Who waits for a slot, in the order of coming.
create table bookings.waits (
  brand_id uuid not null,
  wait_id uuid not null,
  store_id uuid not null,
  service_id uuid not null,
  member_id uuid not null,
  people integer not null check (people between 1 and 200),
  -- A slot that starts in it will do.
  from_at timestamptz not null,
  to_at timestamptz not null,
  state text not null check (state in ('waiting', 'offered', 'taken', 'left', 'passed', 'over')),
  -- The hold that was offered last.
  booking_id uuid,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (brand_id, wait_id),
  foreign key (brand_id, service_id) references bookings.services (brand_id, service_id),
  foreign key (brand_id, booking_id) references bookings.bookings (brand_id, booking_id),
  check (to_at > from_at)
);
create index waits_next on bookings.waits (brand_id, store_id, service_id, wait_id)
  where state = 'waiting';
create index waits_member on bookings.waits (brand_id, member_id, wait_id);
create index waits_booking on bookings.waits (brand_id, booking_id) where booking_id is not null;
select platform.protect('bookings.waits');

-- Calendars that other programs read by a secret address; the address itself is kept nowhere.
create table bookings.feeds (
  brand_id uuid not null,
  feed_id uuid not null,
  kind text not null check (kind in ('resource', 'store', 'member')),
  subject_id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  -- Whoever made it may read masks of members.
  masks boolean not null,
  made_at timestamptz not null,
  made_by uuid,
  revoked_at timestamptz,
  primary key (brand_id, feed_id),
  unique (brand_id, token_hash)
);
create index feeds_subject on bookings.feeds (brand_id, kind, subject_id, feed_id);
select platform.protect('bookings.feeds');
