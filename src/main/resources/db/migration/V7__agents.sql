-- A sub-agent's chat goes with its parent's.
alter table chat drop constraint chat_parent_chat_id_fkey;
alter table chat add constraint chat_parent_chat_id_fkey
    foreign key (parent_chat_id) references chat (id) on delete cascade;
