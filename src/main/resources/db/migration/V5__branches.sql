-- Branches and forks, the order of what waits, and what a Reset takes up again.

-- Kept for the forks of a chat that is gone: theirs to read, nobody's to select.
alter table branch add column lent boolean not null default false;
create index branch_parent on branch (parent_branch_id) where parent_branch_id is not null;

alter table queue_item add column place bigint not null default 0;   -- a lower one waits in front
update queue_item set place = ordinal;
-- After this message of this branch it begins a new one; null: it goes on where the chat stands.
alter table queue_item add column branch_id uuid references branch (id) on delete cascade;
alter table queue_item add column branch_position int;

-- The model call from which a Reset takes the turn up; gone once its branch has begun.
alter table turn add column reset_step int;
-- The run of a Reset that has not yet told where it stands.
alter table chat add column reset_run_id text;
