-- What the agent asks of a person: an approval, questions, a plan. A call waits for at most one.
create table agent_request (
    id           uuid primary key,
    chat_id      uuid        not null references chat (id) on delete cascade,
    turn_id      uuid        not null references turn (id),
    tool_call_id uuid        not null unique references tool_call (id) on delete cascade,
    kind         text        not null,                -- approval, question, plan
    ask          jsonb       not null,
    state        text        not null,                -- open, answered, withdrawn
    decision     text,
    reply        jsonb,
    answered_by  uuid references app_user (id),       -- null where nobody is known, as after a signal
    created_at   timestamptz not null,
    ended_at     timestamptz
);
create index agent_request_chat on agent_request (chat_id, created_at);
create index agent_request_open on agent_request (chat_id) where state = 'open';

-- The agent's checklist.
create table todo_list (
    chat_id    uuid primary key references chat (id) on delete cascade,
    items      jsonb       not null,
    updated_at timestamptz not null
);

drop index chat_at_work;
create index chat_at_work on chat (status) where status in
    ('queued', 'running', 'retrying', 'interrupting', 'awaiting_approval', 'awaiting_answer');
