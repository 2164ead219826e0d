-- A till may pay back what another unit took in for a top-up.
alter table settlement.debts
  drop constraint debts_cause_kind_check,
  add constraint debts_cause_kind_check check (cause_kind in ('redemption', 'order', 'refund'));
