package dev.mainspring.store;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Images and files of chats, at most 10 MB each. */
@Repository
public class Files {

    /** Of one file: as much as the tools copy out of a workspace. */
    public static final int MAX_BYTES = 10 << 20;

    /**
     * A file without its content.
     *
     * @param chat the chat whose agent made it; null for what a person uploaded
     * @param bytes its size
     */
    public record Entry(
            UUID id,
            UserId owner,
            @Nullable ChatId chat,
            String name,
            String mediaType,
            long bytes) {}

    /** The form of an image that models get, where the image itself is more than they take. */
    public record Reduced(byte[] content, String mediaType) {}

    /**
     * What a model gets of a file.
     *
     * @param bytes of that form
     */
    public record Seen(UUID id, String mediaType, long bytes) {}

    private final JdbcClient jdbc;

    Files(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a file; the same id again changes nothing. */
    public void save(Entry entry, byte[] content, Instant now) {
        save(entry, content, null, now);
    }

    /** Keeps a file and what models get of it; the same id again changes nothing. */
    public void save(Entry entry, byte[] content, @Nullable Reduced reduced, Instant now) {
        jdbc.sql(
                        """
                        insert into file (id, owner_id, chat_id, name, media_type, bytes, content,
                            reduced, reduced_type, created_at)
                        values (:id, :owner, :chat, :name, :type, :bytes, :content,
                            :reduced, :reducedType, :now)
                        on conflict (id) do nothing
                        """)
                .param("id", entry.id())
                .param("owner", entry.owner().value())
                .param("chat", entry.chat() == null ? null : entry.chat().value())
                .param("name", Jsonb.storable(entry.name()))
                .param("type", entry.mediaType())
                .param("bytes", content.length)
                .param("content", content)
                .param("reduced", reduced == null ? null : reduced.content())
                .param("reducedType", reduced == null ? null : reduced.mediaType())
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
                .query((row, n) -> entry(row))
                .optional();
    }

    /** The content of a file that exists. */
    public byte[] read(UUID id) {
        return jdbc.sql("select content from file where id = :id")
                .param("id", id)
                .query((row, n) -> row.getBytes("content"))
                .single();
    }

    /** Whether a file has exactly this content. */
    public boolean holds(UUID id, byte[] content) {
        return jdbc.sql("select content = :content from file where id = :id")
                .param("id", id)
                .param("content", content)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** What models get of files; an id that is no more there is left out. */
    public List<Seen> seen(Collection<UUID> ids) {
        return jdbc.sql(
                        """
                        select id, coalesce(reduced_type, media_type) as type,
                            coalesce(octet_length(reduced), bytes) as bytes
                        from file where id in (:ids)
                        """)
                .param("ids", ids)
                .query((row, n) ->
                        new Seen(Rows.uuid(row, "id"), row.getString("type"), row.getLong("bytes")))
                .list();
    }

    /** The content that models get of a file that exists. */
    public byte[] readSeen(UUID id) {
        return jdbc.sql("select coalesce(reduced, content) as content from file where id = :id")
                .param("id", id)
                .query((row, n) -> row.getBytes("content"))
                .single();
    }

    /**
     * Records that a chat uses files, so that they stay as long as it does.
     *
     * @return false if one of them is no more there
     */
    public boolean use(ChatTx tx, Collection<UUID> ids) {
        tx.jdbc()
                .sql(
                        """
                        insert into file_use (file_id, chat_id)
                        select id, :chat from file where id in (:ids)
                        on conflict do nothing
                        """)
                .param("chat", tx.chat().id().value())
                .param("ids", ids)
                .update();
        return seen(ids).size() == ids.size();
    }

    /** Removes what was uploaded before and is used by no chat; says how many that were. */
    public int sweep(Instant before) {
        return jdbc.sql(
                        """
                        delete from file f
                        where f.chat_id is null and f.created_at < :before
                          and not exists (select 1 from file_use u where u.file_id = f.id)
                        """)
                .param("before", Rows.at(before))
                .update();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                Rows.uuid(row, "id"),
                new UserId(Rows.uuid(row, "owner_id")),
                Rows.uuidAs(row, "chat_id", ChatId::new),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("bytes"));
    }
}
