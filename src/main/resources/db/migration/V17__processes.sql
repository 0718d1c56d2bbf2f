-- Commands that go on after their calls have ended, and how they ended later.
create table process (
    tool_call_id uuid        primary key references tool_call (id) on delete cascade,
    workspace_id uuid        references workspace (id) on delete set null,
    state        text        not null,
    exit_code    int,
    note         text,                            -- for people: why a stop failed, how it was lost
    look_at      timestamptz,                     -- when to ask whether it still runs; null: ended
    ended_at     timestamptz
);
create index process_look on process (look_at) where look_at is not null;

-- Of earlier releases: their folders in workspaces are kept for seven days.
insert into process (tool_call_id, workspace_id, state, look_at)
select t.id, coalesce(p.workspace_id, c.workspace_id), 'running', now()
from tool_call t
join chat c on c.id = t.chat_id
left join chat p on p.id = c.parent_chat_id
where t.name = 'execute' and t.state = 'finished' and t.ended_at > now() - interval '7 days'
  and (t.result like '{"process_id":%' or t.result like '{"timed_out":true,"process_id":%');
