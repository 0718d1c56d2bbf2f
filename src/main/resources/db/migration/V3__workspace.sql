-- Workspaces and the log of their builds.

create table workspace (
    id           uuid primary key,
    owner_id     uuid        not null references app_user (id),
    template_id  text        not null,
    name         text        not null,
    state        text        not null,
    error        text,
    parameters   jsonb       not null default '{}',   -- values of secret ones are encrypted
    memory       jsonb       not null default '{}',   -- what the provisioner keeps: a pinned host key
    wanted       text,                                -- start, stop or delete: the build that waits
    working      text,                                -- the build at work; it may be repeated
    build        bigint      not null default 0,      -- the number of the last build begun
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    last_used_at timestamptz not null
);
create index workspace_owner on workspace (owner_id, last_used_at desc) where state <> 'deleted';
create index workspace_unattended on workspace (updated_at) where wanted is not null or working is not null;
create index chat_workspace on chat (workspace_id) where workspace_id is not null;

create table workspace_log (
    workspace_id uuid        not null references workspace (id) on delete cascade,
    seq          bigint      generated always as identity,
    build        bigint      not null,
    phase        text        not null,
    at           timestamptz not null,
    line         text        not null,
    primary key (workspace_id, seq)
);
