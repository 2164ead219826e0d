-- Reviews came after the first brands. Who works in stores replies to them; only who answers for the
-- brand hides words for a legal reason, never the store that they are about.
update organisation.roles
set capabilities = capabilities || '{reviews.work}'
where built_in and key in ('owner', 'operator', 'store_manager', 'guide');
update organisation.roles
set capabilities = capabilities || '{reviews.hide}'
where built_in and key in ('owner', 'operator');
