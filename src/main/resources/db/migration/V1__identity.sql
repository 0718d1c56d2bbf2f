-- Who may sign in, with what, and how the first administrator came to be.

create table app_user (
    id            uuid primary key,
    email         text        not null,
    name          text        not null,
    role          text        not null check (role in ('admin', 'member', 'auditor')),
    password_hash text,
    created_at    timestamptz not null,
    disabled_at   timestamptz
);
create unique index app_user_email on app_user (lower(email));

-- A token is shown once; only its SHA-256 is kept. 256 random bits need no slow hash.
create table api_token (
    id           uuid primary key,
    user_id      uuid        not null references app_user (id) on delete cascade,
    name         text        not null,
    prefix       text        not null,
    hash         bytea       not null unique,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index api_token_user on api_token (user_id, created_at);

create table setup_link (
    id         uuid primary key,
    hash       bytea       not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
