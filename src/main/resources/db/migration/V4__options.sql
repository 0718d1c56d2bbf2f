-- How a chat's agent works: plan mode, kind of sub-agent, and what later releases add.
alter table chat add column options jsonb not null default '{}';
