-- Whose an account is is its module's word, as its kind is: draws have a pool of their own.
alter table wallet.accounts
  drop constraint accounts_owner_kind_check,
  add constraint accounts_owner_kind_check check (owner_kind ~ '^[a-z_]{1,40}$');
