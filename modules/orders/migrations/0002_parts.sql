-- Orders paid in parts: points and stored value beside money; a deposit first, the balance later.
alter table orders.orders
  drop constraint orders_payment_kind_check,
  drop constraint orders_state_check,
  add constraint orders_payment_kind_check
    check (payment_kind in ('online', 'in_store', 'on_delivery', 'deposit')),
  add constraint orders_state_check check (state in ('awaiting_payment', 'awaiting_balance',
    'confirmed', 'owed', 'paid', 'handed_over', 'accepted', 'cancelled', 'expired', 'returned')),
  -- What points and stored value pay of the total; money pays the rest.
  add column points_used bigint not null default 0,
  add column points_minor bigint not null default 0,
  add column stored_value_minor bigint not null default 0,
  -- Given back so far.
  add column points_back bigint not null default 0,
  add column points_back_minor bigint not null default 0,
  add column stored_value_back_minor bigint not null default 0,
  -- Of a presale: what is paid first, of what is left then.
  add column deposit_minor bigint not null default 0,
  -- From then on the balance can be paid; its end is pay_until.
  add column balance_from timestamptz,
  add column balance_to timestamptz,
  -- What happens to the deposit when the balance is not paid, as it was told.
  add column unpaid_rule text check (unpaid_rule in ('keep', 'return')),
  add check (points_used >= 0 and points_minor >= 0 and stored_value_minor >= 0
    and points_minor + stored_value_minor <= total_minor),
  add check (points_back between 0 and points_used),
  add check (points_back_minor between 0 and points_minor),
  add check (stored_value_back_minor between 0 and stored_value_minor),
  add check (deposit_minor between 0 and total_minor),
  add check ((payment_kind = 'deposit') = (balance_from is not null)),
  add check ((balance_from is null) = (balance_to is null)
    and (balance_from is null) = (unpaid_rule is null)),
  add check (balance_from < balance_to);

-- What a return gave back beside money; on the first of its refunds.
alter table orders.refunds
  drop constraint refunds_reason_check,
  add constraint refunds_reason_check check (reason in ('changed_mind', 'faulty', 'wrong_item',
    'late_payment', 'cancelled', 'balance_unpaid', 'other')),
  add column stored_value_minor bigint not null default 0 check (stored_value_minor >= 0),
  add column points bigint not null default 0 check (points >= 0),
  add column points_minor bigint not null default 0 check (points_minor >= 0);

alter table orders.settings
  -- What becomes of a voucher of which a return leaves nothing.
  add column vouchers_back text not null default 'when_over'
    check (vouchers_back in ('when_over', 'never'));
