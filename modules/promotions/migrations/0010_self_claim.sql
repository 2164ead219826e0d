-- False: members get it by a release, a draw, a code or from staff, and see it in no list to claim.
alter table promotions.offer_versions
  add column self_claim boolean not null default true;
