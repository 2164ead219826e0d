-- What a store did besides vouchers, visits that were taken back, and orders told apart: at the
-- till, or online; all of its goods came back. Events from before this are taken in by a rebuild.
alter table insights.facts drop constraint facts_kind_check;
alter table insights.facts add constraint facts_kind_check check (kind in
  ('reported', 'touch', 'engaged', 'reached', 'claim', 'visit', 'redemption', 'undo',
   'paid', 'closing', 'reopening', 'qualified', 'unqualified',
   'hand_over', 'arrived', 'till', 'returned'));
alter table insights.facts drop constraint facts_excluded_rule_check;
alter table insights.facts add constraint facts_excluded_rule_check check (excluded_rule in
  ('bot', 'staff', 'not_engaged', 'repeat', 'superseded', 'undone'));
-- Of an order that was paid: sold at the till of its store.
alter table insights.facts add column at_till boolean not null default false;
-- A member's way through stores: visits, and what they were there for.
create index facts_member on insights.facts (brand_id, member_id, day)
  where member_id is not null and kind in ('visit', 'redemption', 'hand_over', 'arrived');
