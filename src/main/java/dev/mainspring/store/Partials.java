package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The text so far of messages being written, for after a crash. */
@Repository
public class Partials {

    private final JdbcClient jdbc;

    Partials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the text so far, unless the attempt has lost its pen. */
    public void keep(
            ChatId chat, BranchId branch, int position, UUID lease, List<Part> parts, Instant now) {
        jdbc.sql(
                        """
                        insert into partial (chat_id, branch_id, position, lease, parts, updated_at)
                        select :chat, :branch, :position, :lease, cast(:parts as jsonb), :now
                        from turn t join chat c on c.turn_id = t.id
                        where c.id = :chat and t.lease = :lease
                        on conflict (chat_id) do update set branch_id = excluded.branch_id,
                            position = excluded.position, lease = excluded.lease,
                            parts = excluded.parts, updated_at = excluded.updated_at
                        """)
                .param("chat", chat.value())
                .param("branch", branch.value())
                .param("position", position)
                .param("lease", lease)
                .param("parts", PartsJson.write(parts))
                .param("now", Rows.at(now))
                .update();
    }

    /** What was written of a message that was to come at this position. */
    public Optional<List<Part>> find(ChatId chat, BranchId branch, int position) {
        return jdbc.sql(
                        """
                        select parts from partial
                        where chat_id = :chat and branch_id = :branch and position = :position
                        """)
                .param("chat", chat.value())
                .param("branch", branch.value())
                .param("position", position)
                .query(String.class)
                .optional()
                .map(PartsJson::read);
    }

    /** Forgets the text so far; whether there was any. */
    public boolean clear(ChatId chat) {
        return jdbc.sql("delete from partial where chat_id = :chat")
                        .param("chat", chat.value())
                        .update()
                == 1;
    }
}
