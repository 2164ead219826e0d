-- What buyers and guests say of products and stores. Written once, and by nobody unwritten.
create schema reviews;

create table reviews.reviews (
  brand_id uuid not null,
  review_id uuid not null,
  subject_kind text not null check (subject_kind in ('order', 'booking')),
  subject_id uuid not null,
  -- The line of the order, for its product; null: of the store.
  line_id text,
  product_id uuid,
  store_id uuid not null,
  -- Null once the member is erased: the review stays without a person.
  member_id uuid,
  -- The product or the service as it was called then.
  about_name text,
  about_name_en text,
  stars smallint not null check (stars between 1 and 5),
  words text check (length(words) between 1 and 1000),
  wrote_at timestamptz not null,
  first_answer_at timestamptz,
  outcome text check (outcome in ('solved', 'unsolved')),
  outcome_at timestamptz,
  -- Why the words are not shown now. The stars are, and count.
  hidden_reason text check (hidden_reason in
    ('personal_data', 'insult', 'unlawful', 'advertising', 'court_order')),
  primary key (brand_id, review_id),
  unique nulls not distinct (brand_id, subject_id, line_id),
  check ((line_id is null) = (product_id is null)),
  check (line_id is null or subject_kind = 'order'),
  check ((outcome is null) = (outcome_at is null)),
  check (outcome is null or first_answer_at is not null)
);
create index reviews_product on reviews.reviews (brand_id, product_id, review_id)
  where product_id is not null;
create index reviews_store on reviews.reviews (brand_id, store_id, review_id);
create index reviews_member on reviews.reviews (brand_id, member_id, review_id)
  where member_id is not null;
create index reviews_time on reviews.reviews (brand_id, wrote_at);
create index reviews_waiting on reviews.reviews (brand_id, review_id)
  where first_answer_at is null;
select platform.protect('reviews.reviews');
-- No role of any brand deletes a review or changes what it says: the server itself may not.
revoke update, delete on reviews.reviews from __APP__;
grant update (member_id, first_answer_at, outcome, outcome_at, hidden_reason)
  on reviews.reviews to __APP__;

create table reviews.replies (
  brand_id uuid not null,
  reply_id uuid not null,
  review_id uuid not null,
  text text not null check (length(text) between 1 and 500),
  replied_by uuid,
  replied_at timestamptz not null,
  primary key (brand_id, reply_id),
  foreign key (brand_id, review_id) references reviews.reviews (brand_id, review_id)
);
create index replies_review on reviews.replies (brand_id, review_id, reply_id);
select platform.protect('reviews.replies');
revoke update, delete on reviews.replies from __APP__;

-- Each time that words were hidden for a legal reason, or shown again, and by whom.
create table reviews.hidings (
  brand_id uuid not null,
  hiding_id uuid not null,
  review_id uuid not null,
  act text not null check (act in ('hide', 'show')),
  reason text check (reason in
    ('personal_data', 'insult', 'unlawful', 'advertising', 'court_order')),
  note text not null check (length(note) between 5 and 500),
  acted_by uuid,
  acted_at timestamptz not null,
  primary key (brand_id, hiding_id),
  foreign key (brand_id, review_id) references reviews.reviews (brand_id, review_id),
  check ((act = 'hide') = (reason is not null))
);
create index hidings_review on reviews.hidings (brand_id, review_id, hiding_id);
select platform.protect('reviews.hidings');
revoke update, delete on reviews.hidings from __APP__;

-- The score of a product or a store: how many gave how many stars, hidden ones too.
create table reviews.scores (
  brand_id uuid not null,
  about_kind text not null check (about_kind in ('product', 'store')),
  about_id uuid not null,
  stars smallint not null check (stars between 1 and 5),
  given integer not null check (given > 0),
  primary key (brand_id, about_kind, about_id, stars)
);
select platform.protect('reviews.scores');
revoke update, delete on reviews.scores from __APP__;
grant update (given) on reviews.scores to __APP__;
