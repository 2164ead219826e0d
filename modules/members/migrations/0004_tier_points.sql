-- Points of a paid order by its member's tier, in ten-thousandths of the brand's rule.
alter table members.tiers add column points_bps integer not null default 10000
  check (points_bps between 10000 and 100000);
