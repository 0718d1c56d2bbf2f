package dev.mainspring.store;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Todo;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** The agents' checklists, one a chat. */
@Repository
public class TodoRows {

    private final JdbcClient jdbc;

    TodoRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Todo> of(ChatId chat) {
        return jdbc.sql("select items from todo_list where chat_id = :chat")
                .param("chat", chat.value())
                .query((row, n) ->
                        Jsonb.read(row.getString("items"), new TypeReference<List<Todo>>() {}))
                .optional()
                .orElse(List.of());
    }

    /** Replaces the chat's checklist and tells clients, unless nothing changed. */
    public void replace(ChatTx tx, List<Todo> items) {
        if (items.equals(of(tx.chat().id()))) {
            return;
        }
        jdbc.sql(
                        """
                        insert into todo_list (chat_id, items, updated_at)
                        values (:chat, cast(:items as jsonb), :now)
                        on conflict (chat_id) do update
                            set items = excluded.items, updated_at = excluded.updated_at
                        """)
                .param("chat", tx.chat().id().value())
                .param("items", Jsonb.write(items))
                .param("now", Rows.at(tx.now()))
                .update();
        tx.event(new ChatEvent.TodosChanged(items));
    }
}
