-- For foreign keys: without them removing a chat scans whole tables.
create index if not exists model_call_turn on model_call (turn_id);
create index if not exists interrupt_turn on interrupt (turn_id);
create index if not exists interrupt_chat on interrupt (chat_id);
create index if not exists queue_item_chat on queue_item (chat_id);
create index if not exists tool_call_branch on tool_call (branch_id);
create index if not exists turn_branch on turn (branch_id);
create index if not exists branch_parent on branch (parent_branch_id) where parent_branch_id is not null;
