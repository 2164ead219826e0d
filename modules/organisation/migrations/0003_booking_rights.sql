-- Bookings came after the first brands: the roles that every brand has get the rights to them.
update organisation.roles set capabilities = capabilities || '{bookings.read,bookings.work}'
where built_in and key in ('owner', 'operator', 'store_manager', 'guide');
update organisation.roles set capabilities = capabilities || '{bookings.read}'
where built_in and key = 'analyst';
update organisation.roles set capabilities = capabilities || '{bookings.write}'
where built_in and key in ('owner', 'operator', 'store_manager');
