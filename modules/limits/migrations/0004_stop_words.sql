-- A stop sign's kind is a word of the module that reads it, as the cause of a hold is.
alter table limits.stops drop constraint stops_kind_check;
alter table limits.stops add constraint stops_kind_check check (kind ~ '^[a-z_]{1,40}$');
