-- The two closings of an order or a booking: paid and handed over or served; served well as promised.
alter table insights.facts drop constraint facts_kind_check;
alter table insights.facts add constraint facts_kind_check check (kind in
  ('reported', 'touch', 'engaged', 'reached', 'claim', 'visit', 'redemption', 'undo',
   'paid', 'closing', 'reopening', 'qualified', 'unqualified'));
-- Of a closing: the last that was told of its service steps.
alter table insights.facts add column qualified boolean not null default false;
