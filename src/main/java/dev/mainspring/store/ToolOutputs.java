package dev.mainspring.store;

import dev.mainspring.conversation.ToolCallId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Full outputs of tool calls, where they are longer than what the model saw. */
@Repository
public class ToolOutputs {

    private final JdbcClient jdbc;

    ToolOutputs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the full output of a call. */
    public void keep(ToolCallId id, String text) {
        jdbc.sql(
                        """
                        insert into tool_output (tool_call_id, text) values (:id, :text)
                        on conflict (tool_call_id) do update set text = excluded.text
                        """)
                .param("id", id.value())
                .param("text", Jsonb.storable(text))
                .update();
    }

    public Optional<String> find(ToolCallId id) {
        return jdbc.sql("select text from tool_output where tool_call_id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }
}
