-- A product that is sold but stands on no shelf: a deposit is asked for by its booking alone.
alter table catalogue.products add column on_shelf boolean not null default true;
