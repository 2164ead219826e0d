-- Care after the sale came after the first brands: the roles that work in stores get it.
update organisation.roles
set capabilities = capabilities || '{care.work}'
where built_in and key in ('owner', 'operator', 'store_manager', 'guide');
