-- People's own MCP servers.

create table mcp_server (
    id            uuid primary key,
    owner_id      uuid        not null references app_user (id) on delete cascade,
    name          text        not null,
    url           text,                          -- of one over HTTP
    command       text,                          -- of one that runs in the workspace
    arguments     jsonb       not null default '[]',
    secrets       text        not null,          -- headers or environment, encrypted JSON
    allowed_tools jsonb       not null default '[]',
    denied_tools  jsonb       not null default '[]',
    timeout_ms    bigint      not null,
    enabled       boolean     not null default true,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    unique (owner_id, name),
    check ((url is null) <> (command is null))
);
