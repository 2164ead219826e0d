-- Visits that were taken back are few: whether there is one on a day must cost nothing.
create index facts_taken_back on insights.facts (brand_id, day) where excluded_rule = 'undone';
