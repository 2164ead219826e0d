-- Orders came after the first brands: the roles that every brand has get the rights to work on them.
update organisation.roles set capabilities = capabilities || '{orders.work}'
where built_in and key in ('owner', 'operator', 'store_manager', 'guide');
update organisation.roles set capabilities = capabilities || '{orders.refund}'
where built_in and key in ('owner', 'operator', 'store_manager');
update organisation.roles set capabilities = capabilities || '{orders.reconcile}'
where built_in and key in ('owner', 'operator');
