-- A person's few pinned chats are read at each look at the list, however old they are.
create index chat_pinned on chat (owner_id) where pinned;
