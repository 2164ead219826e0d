create schema media;

-- The bytes lie in the data folder under their hash; the row says what they are.
create table media.files (
  brand_id uuid not null,
  media_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content_type text not null check (content_type ~ '^image/'),
  bytes integer not null check (bytes > 0),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  created_at timestamptz not null,
  primary key (brand_id, media_id),
  unique (brand_id, sha256)
);
select platform.protect('media.files');
