-- True: nobody claims it for nothing. Its vouchers are given by what reserved it, such as the
-- points mall. It stays so: what cost points yesterday is not free tomorrow.
alter table promotions.offers add column reserved boolean not null default false;
