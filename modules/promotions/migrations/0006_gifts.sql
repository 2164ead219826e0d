-- How many times a voucher of this version may be given to a friend; 0: not at all.
alter table promotions.offer_versions
  add column gift_times smallint not null default 0 check (gift_times between 0 and 10);
