-- Full-text search over messages, and files that people add to them.

-- The words of the texts people and models wrote, and 'owner:<id>', so that one index look-up finds
-- a person's own messages only. Null: nothing to be found. Kept by the transaction that appends.
alter table message add column words tsvector;

update message m
set words = found.words
from (select x.branch_id, x.position,
             array_to_tsvector(array_append(array_agg(distinct left(w, 64)), 'owner:' || c.owner_id))
                 as words
      from message x
      join branch b on b.id = x.branch_id
      join chat c on c.id = b.chat_id
      cross join lateral jsonb_path_query(x.parts, '$[*] ? (@.type == "text").text') as said
      cross join lateral regexp_split_to_table(
          lower(left(said #>> '{}', 100000)), '[^[:alnum:]]+') as w
      where w <> '' and x.role in ('user', 'assistant')
      group by x.branch_id, x.position, c.owner_id) found
where m.branch_id = found.branch_id and m.position = found.position;

-- The list of what is not merged into the index yet is read by every search: at most 1 MB.
create index message_words on message using gin (words) with (gin_pending_list_limit = 1024);

-- Which chats use a file that a person uploaded; one that none uses is swept after a day.
create table file_use (
    file_id uuid not null references file (id),
    chat_id uuid not null references chat (id) on delete cascade,
    primary key (file_id, chat_id)
);
create index file_use_chat on file_use (chat_id);
create index file_unused on file (created_at) where chat_id is null;
create index if not exists file_chat on file (chat_id) where chat_id is not null;

-- What models get of an image that is larger than they take; null: the image itself.
alter table file add column reduced bytea;
alter table file add column reduced_type text;
