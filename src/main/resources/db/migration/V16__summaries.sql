-- Where the context of a branch begins is looked up before each model call.
create index message_summary on message (branch_id, position)
    where role = 'user' and parts @> '[{"type": "compaction"}]';
