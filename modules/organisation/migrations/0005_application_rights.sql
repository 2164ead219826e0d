-- Applications came after the first brands: the roles that every brand has get the right to them.
update organisation.roles set capabilities = capabilities || '{applications.work}'
where built_in and key in ('owner', 'operator', 'store_manager', 'guide');
