package dev.mainspring.store;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Images and files of chats, at most 10 MB each. */
@Repository
public class Files {

    /**
     * A file without its content.
     *
     * @param bytes its size
     */
    public record Entry(
            UUID id,
            UserId owner,
            @Nullable ChatId chat,
            String name,
            String mediaType,
            long bytes) {}

    private final JdbcClient jdbc;

    Files(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a file; the same id again changes nothing. */
    public void save(Entry entry, byte[] content, Instant now) {
        jdbc.sql(
                        """
                        insert into file (id, owner_id, chat_id, name, media_type, bytes, content,
                            created_at)
                        values (:id, :owner, :chat, :name, :type, :bytes, :content, :now)
                        on conflict (id) do nothing
                        """)
                .param("id", entry.id())
                .param("owner", entry.owner().value())
                .param("chat", entry.chat() == null ? null : entry.chat().value())
                .param("name", Jsonb.storable(entry.name()))
                .param("type", entry.mediaType())
                .param("bytes", content.length)
                .param("content", content)
                .param("now", Rows.at(now))
                .update();
    }

    public Optional<Entry> find(UUID id) {
        return jdbc.sql(
                        """
                        select id, owner_id, chat_id, name, media_type, bytes
                        from file where id = :id
                        """)
                .param("id", id)
                .query((row, n) ->
                        new Entry(
                                Rows.uuid(row, "id"),
                                new UserId(Rows.uuid(row, "owner_id")),
                                Rows.uuidAs(row, "chat_id", ChatId::new),
                                row.getString("name"),
                                row.getString("media_type"),
                                row.getLong("bytes")))
                .optional();
    }

    /** The content of a file that exists. */
    public byte[] read(UUID id) {
        return jdbc.sql("select content from file where id = :id")
                .param("id", id)
                .query((row, n) -> row.getBytes("content"))
                .single();
    }
}
