-- Offers and their versions. A published version never changes; an edit makes the next one.
create schema promotions;

create table promotions.offers (
  brand_id uuid not null,
  offer_id uuid not null,
  unit_id uuid not null,
  external_code text check (length(external_code) between 1 and 100),
  -- Where its vouchers are counted when the member's way in names no campaign.
  campaign_id uuid,
  state text not null check (state in ('draft', 'published', 'paused', 'ended')),
  live_version integer,
  draft_version integer,
  created_at timestamptz not null,
  published_at timestamptz,
  ended_at timestamptz,
  primary key (brand_id, offer_id),
  check ((live_version is null) = (published_at is null)),
  check (draft_version is null or live_version is null or draft_version > live_version),
  check (state not in ('published', 'paused') or live_version is not null)
);
create unique index offers_external on promotions.offers (brand_id, external_code)
  where external_code is not null;
create index offers_state on promotions.offers (brand_id, state, offer_id);
create index offers_unit on promotions.offers (brand_id, unit_id);
select platform.protect('promotions.offers');

create table promotions.offer_versions (
  brand_id uuid not null,
  offer_id uuid not null,
  version integer not null check (version >= 1),
  title text not null,
  title_en text,
  description text,
  description_en text,
  -- packages/pricing OfferTerms, with the validity as instants.
  terms jsonb not null,
  -- The validity as it was said: days of the brand's calendar.
  validity jsonb not null,
  -- Every store under this unit; null: only those of promotions.offer_stores.
  scope_unit_id uuid,
  claim_from timestamptz,
  -- Exclusive.
  claim_to timestamptz,
  total_stock bigint check (total_stock >= 1),
  per_member integer check (per_member >= 1),
  bearer boolean not null,
  saved_at timestamptz not null,
  published_at timestamptz,
  primary key (brand_id, offer_id, version),
  foreign key (brand_id, offer_id) references promotions.offers (brand_id, offer_id),
  check (claim_from is null or claim_to is null or claim_from < claim_to)
);
select platform.protect('promotions.offer_versions');

create table promotions.offer_stores (
  brand_id uuid not null,
  offer_id uuid not null,
  version integer not null,
  store_id uuid not null,
  primary key (brand_id, offer_id, version, store_id),
  foreign key (brand_id, offer_id, version)
    references promotions.offer_versions (brand_id, offer_id, version)
);
create index offer_stores_store on promotions.offer_stores (brand_id, store_id);
select platform.protect('promotions.offer_stores');

-- Additive: a product belongs to the scope from a version on.
create table promotions.offer_products (
  brand_id uuid not null,
  offer_id uuid not null,
  product_id uuid not null,
  from_version integer not null,
  primary key (brand_id, offer_id, product_id),
  foreign key (brand_id, offer_id) references promotions.offers (brand_id, offer_id)
);
select platform.protect('promotions.offer_products');
