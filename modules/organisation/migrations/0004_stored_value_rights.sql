-- Stored value and clearing came after the first brands: the roles that every brand has get them.
update organisation.roles
set capabilities = capabilities || '{stored_value.manage,ledger.read,settlement.close}'
where built_in and key in ('owner', 'operator');
