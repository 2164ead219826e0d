-- Points came after the first brands: the roles that manage a brand get the right to them.
update organisation.roles set capabilities = capabilities || '{points.manage}'
where built_in and key in ('owner', 'operator');
