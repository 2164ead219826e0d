create schema catalogue;

create table catalogue.categories (
  brand_id uuid not null,
  category_id uuid not null,
  parent_id uuid,
  name text not null check (length(name) between 1 and 120),
  name_en text,
  -- Names from the root, joined by ' > ': what an import names a category by.
  path text not null,
  created_at timestamptz not null,
  primary key (brand_id, category_id),
  unique (brand_id, path),
  foreign key (brand_id, parent_id) references catalogue.categories (brand_id, category_id)
);
select platform.protect('catalogue.categories');

create table catalogue.products (
  brand_id uuid not null,
  product_id uuid not null,
  external_code text not null check (length(external_code) between 1 and 64),
  name text not null check (length(name) between 1 and 200),
  name_en text,
  brand_label text not null default '',
  category_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  retired_at timestamptz,
  primary key (brand_id, product_id),
  unique (brand_id, external_code),
  foreign key (brand_id, category_id) references catalogue.categories (brand_id, category_id)
);
create index products_category on catalogue.products (brand_id, category_id, external_code);
select platform.protect('catalogue.products');

create table catalogue.variants (
  brand_id uuid not null,
  variant_id uuid not null,
  product_id uuid not null,
  sku text not null check (length(sku) between 1 and 64),
  -- {"size": "L", "milk": "oat"}: only combinations that have a row are sold.
  options jsonb not null check (jsonb_typeof(options) = 'object'),
  created_at timestamptz not null,
  primary key (brand_id, variant_id),
  unique (brand_id, sku),
  unique (brand_id, product_id, variant_id),
  unique (brand_id, product_id, options),
  foreign key (brand_id, product_id) references catalogue.products (brand_id, product_id)
);
select platform.protect('catalogue.variants');

-- Prices are only ever added: the price at an instant is the latest row that began by then.
create table catalogue.prices (
  brand_id uuid not null,
  price_id uuid not null,
  product_id uuid not null,
  -- Null: of every variant that has no price of its own.
  variant_id uuid,
  kind text not null check (kind in ('list', 'floor')),
  amount_minor bigint not null check (amount_minor >= 0),
  valid_from timestamptz not null,
  primary key (brand_id, price_id),
  unique nulls not distinct (brand_id, product_id, variant_id, kind, valid_from),
  foreign key (brand_id, product_id) references catalogue.products (brand_id, product_id),
  foreign key (brand_id, product_id, variant_id)
    references catalogue.variants (brand_id, product_id, variant_id)
);
select platform.protect('catalogue.prices');
