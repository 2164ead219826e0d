-- Limits that a version declares beside the stock and the times per member: {claim: [], redeem: []}.
alter table promotions.offer_versions
  add column limits jsonb not null default '{"claim": [], "redeem": []}';
