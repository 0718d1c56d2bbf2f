-- Conversations. Times come from the caller; instants are timestamptz, named *_at.
-- Lock order: the chat's row first, one chat a transaction.

create table chat (
    id               uuid primary key,
    owner_id         uuid        not null references app_user (id),
    title            text        not null,
    status           text        not null,
    stop_reason      text,
    error            jsonb,
    model            text        not null,
    reasoning_effort text,
    system_prompt    text,
    template_id      text,
    workspace_id     uuid,
    parent_chat_id   uuid references chat (id),
    branch_id        uuid        not null,
    turn_id          uuid,                            -- the turn at work, else the last one
    labels           jsonb       not null default '{}',
    pinned           boolean     not null default false,
    queue_held       boolean     not null default false,
    last_seq         bigint      not null default 0,  -- of chat_event
    read_seq         bigint      not null default 0,  -- what the owner has seen
    writer_run_id    text,                            -- the Temporal run that wrote last
    request_hash     text        not null,            -- of the request that made it
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    archived_at      timestamptz
);
create index chat_list on chat (owner_id, updated_at desc, id) where parent_chat_id is null;
create index chat_children on chat (parent_chat_id) where parent_chat_id is not null;
create index chat_at_work on chat (status) where status in ('queued', 'running', 'retrying', 'interrupting');

create table branch (
    id               uuid primary key,
    chat_id          uuid        not null references chat (id) on delete cascade deferrable initially deferred,
    parent_branch_id uuid references branch (id),
    parent_position  int,
    created_at       timestamptz not null
);
create index branch_chat on branch (chat_id);

create table message (
    branch_id  uuid        not null references branch (id) on delete cascade,
    position   int         not null check (position >= 1),
    id         uuid        not null unique,
    role       text        not null,
    parts      jsonb       not null,
    turn_id    uuid,
    step       int,
    run_id     text,
    model      text,
    usage      jsonb,
    created_at timestamptz not null,
    primary key (branch_id, position)
);

-- Messages sent but not yet read by the agent. Rows stay after delivery: they make sending idempotent.
create table queue_item (
    id           uuid primary key,                    -- the message's id
    chat_id      uuid        not null references chat (id) on delete cascade,
    ordinal      bigint      generated always as identity,
    delivery     text        not null,
    state        text        not null,                -- queued, delivered, deleted
    parts        jsonb       not null,
    request_hash text        not null,
    created_at   timestamptz not null
);
create index queue_waiting on queue_item (chat_id, ordinal) where state = 'queued';

create table turn (
    id          uuid primary key,
    chat_id     uuid        not null references chat (id) on delete cascade,
    branch_id   uuid        not null references branch (id),
    number      int         not null,
    state       text        not null,                 -- running, ended
    stop_reason text,
    error       jsonb,
    step        int         not null default 0,       -- the last step begun
    lease       uuid,                                 -- of the attempt of a model call that may write
    started_at  timestamptz not null,
    ended_at    timestamptz,
    unique (chat_id, number)
);

create table tool_call (
    id               uuid primary key,
    chat_id          uuid        not null references chat (id) on delete cascade,
    turn_id          uuid        not null references turn (id),
    branch_id        uuid        not null references branch (id),
    position         int         not null,            -- of the message that asks for it
    ordinal          int         not null,            -- among that message's calls
    step             int         not null,
    provider_call_id text        not null,
    name             text        not null,
    kind             text        not null,
    summary          text        not null,
    input            jsonb       not null,
    state            text        not null,
    lease            uuid,                            -- of the attempt that may write
    incarnation      text,                            -- of the workspace, recorded before the effect
    result           text,                            -- JSON the model sees
    result_parts     jsonb,                           -- images beside it
    truncated        boolean     not null default false,
    requested_at     timestamptz not null,
    started_at       timestamptz,
    ended_at         timestamptz
);
create index tool_call_step on tool_call (turn_id, step, ordinal);
create index tool_call_chat on tool_call (chat_id, requested_at);

create table tool_output (
    tool_call_id uuid primary key references tool_call (id) on delete cascade,
    text         text not null
);

-- A person's wish to stop the turn. Consumed once, by one run and its continuations.
create table interrupt (
    id          uuid primary key,
    chat_id     uuid        not null references chat (id) on delete cascade,
    turn_id     uuid        not null references turn (id),
    reason      text        not null,                 -- stop, message
    created_at  timestamptz not null,
    consumed_at timestamptz
);
create index interrupt_pending on interrupt (turn_id) where consumed_at is null;

create table model_call (
    id                  bigint generated always as identity primary key,
    chat_id             uuid        not null references chat (id) on delete cascade,
    turn_id             uuid        not null references turn (id),
    step                int         not null,
    model               text        not null,
    outcome             text        not null,
    input_tokens        bigint      not null,
    output_tokens       bigint      not null,
    cached_input_tokens bigint      not null,
    reasoning_tokens    bigint      not null,
    started_at          timestamptz not null,
    ended_at            timestamptz not null
);
create index model_call_chat on model_call (chat_id);

-- The text so far of the message a model is writing; gone when it is committed.
create table partial (
    chat_id    uuid primary key references chat (id) on delete cascade,
    branch_id  uuid        not null,
    position   int         not null,
    lease      uuid        not null,
    parts      jsonb       not null,
    updated_at timestamptz not null
);

create table chat_event (
    chat_id uuid        not null references chat (id) on delete cascade,
    seq     bigint      not null,
    at      timestamptz not null,
    payload jsonb       not null,
    primary key (chat_id, seq)
);

-- What Temporal must still be told. A row goes when Temporal has acknowledged it.
create table outbox (
    id         bigint generated always as identity primary key,
    kind       text        not null,
    key        uuid        not null,
    argument   text,
    created_at timestamptz not null
);

create table file (
    id         uuid primary key,
    owner_id   uuid        not null references app_user (id),
    chat_id    uuid references chat (id) on delete cascade,
    name       text        not null,
    media_type text        not null,
    bytes      bigint      not null,
    content    bytea       not null,
    created_at timestamptz not null
);
