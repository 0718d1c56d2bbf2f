-- What a turn is for, and how long its model may think where a message says so.
alter table turn add column kind text not null default 'answer';   -- answer, compaction
alter table turn add column reasoning_effort text;
alter table queue_item add column reasoning_effort text;
