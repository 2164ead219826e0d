-- Words by which products are found: each is a plain text beginning, so that an index in byte order
-- answers under row-level security, with no extension. The first letter says what kind it is:
-- h words as written (simplified, small letters), p pinyin, i initials, c codes.
create table catalogue.search_terms (
  brand_id uuid not null,
  product_id uuid not null,
  term text collate "C" not null check (length(term) between 2 and 80),
  weight smallint not null check (weight > 0),
  primary key (brand_id, product_id, term),
  foreign key (brand_id, product_id) references catalogue.products (brand_id, product_id)
);
create index search_terms_term on catalogue.search_terms (brand_id, term) include
  (product_id, weight);
select platform.protect('catalogue.search_terms');

create table catalogue.category_terms (
  brand_id uuid not null,
  category_id uuid not null,
  term text collate "C" not null check (length(term) between 2 and 80),
  primary key (brand_id, category_id, term),
  foreign key (brand_id, category_id) references catalogue.categories (brand_id, category_id)
);
create index category_terms_term on catalogue.category_terms (brand_id, term);
select platform.protect('catalogue.category_terms');

-- Null: its words have not been written yet; a job does so for what was there before.
alter table catalogue.products add column indexed_at timestamptz;
create index products_unindexed on catalogue.products (brand_id, product_id)
  where indexed_at is null;
alter table catalogue.categories add column indexed_at timestamptz;
select platform.enqueue('catalogue.index_search', jsonb_build_object('brandId', b.brand_id), now(),
  'index_search:' || b.brand_id)
from (select distinct brand_id from catalogue.products) b;
