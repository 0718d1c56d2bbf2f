package dev.mainspring.store;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages sent to a chat that its agent has not read yet. */
@Repository
public class QueueRows {

    /**
     * A message sent.
     *
     * @param state {@code queued}, {@code delivered} or {@code deleted}
     */
    public record Item(
            MessageId id,
            ChatId chatId,
            Delivery delivery,
            String state,
            List<Part> parts,
            String requestHash,
            Instant createdAt) {}

    private static final String COLUMNS =
            " id, chat_id, delivery, state, parts, request_hash, created_at ";

    private final JdbcClient jdbc;

    QueueRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A message by its id, whatever became of it. */
    public Optional<Item> find(MessageId id) {
        return jdbc.sql("select" + COLUMNS + "from queue_item where id = :id")
                .param("id", id.value())
                .query((row, n) -> item(row))
                .optional();
    }

    /** What waits, oldest first. */
    public List<Item> waiting(ChatId chat) {
        return jdbc.sql(
                        "select"
                                + COLUMNS
                                + "from queue_item where chat_id = :chat and state = 'queued'"
                                + " order by ordinal")
                .param("chat", chat.value())
                .query((row, n) -> item(row))
                .list();
    }

    /** How many messages wait and what they take, in bytes of JSON. */
    public record Load(int messages, long bytes) {}

    public Load load(ChatId chat) {
        return jdbc.sql(
                        """
                        select count(*) as messages,
                            coalesce(sum(octet_length(parts::text)), 0) as bytes
                        from queue_item where chat_id = :chat and state = 'queued'
                        """)
                .param("chat", chat.value())
                .query((row, n) -> new Load(row.getInt("messages"), row.getLong("bytes")))
                .single();
    }

    /** Adds a message and tells clients what waits now. */
    public void add(
            ChatTx tx, MessageId id, Delivery delivery, List<Part> parts, String requestHash) {
        jdbc.sql(
                        """
                        insert into queue_item (id, chat_id, delivery, state, parts, request_hash,
                            created_at)
                        values (:id, :chat, :delivery, 'queued', cast(:parts as jsonb), :hash, :at)
                        """)
                .param("id", id.value())
                .param("chat", tx.chat().id().value())
                .param("delivery", delivery.wire())
                .param("parts", PartsJson.write(parts))
                .param("hash", requestHash)
                .param("at", Rows.at(tx.now()))
                .update();
        announce(tx);
    }

    /** How long the model may think in the turn that a message begins. */
    public void effort(MessageId id, ReasoningEffort effort) {
        jdbc.sql("update queue_item set reasoning_effort = :effort where id = :id")
                .param("effort", effort.wire())
                .param("id", id.value())
                .update();
    }

    /** Records the id of a message that never waits, so that it is taken in once. */
    public void addDelivered(ChatTx tx, MessageId id) {
        jdbc.sql(
                        """
                        insert into queue_item (id, chat_id, delivery, state, parts, request_hash,
                            created_at)
                        values (:id, :chat, 'queue', 'delivered', '[]', '', :at)
                        """)
                .param("id", id.value())
                .param("chat", tx.chat().id().value())
                .param("at", Rows.at(tx.now()))
                .update();
    }

    /** Moves a waiting message on; false if it waits no longer. */
    public boolean moveTo(ChatTx tx, MessageId id, String state) {
        int moved =
                jdbc.sql(
                                """
                                update queue_item set state = :state
                                where id = :id and chat_id = :chat and state = 'queued'
                                """)
                        .param("state", state)
                        .param("id", id.value())
                        .param("chat", tx.chat().id().value())
                        .update();
        return moved == 1;
    }

    /** Tells clients what waits. */
    public void announce(ChatTx tx) {
        tx.event(
                new ChatEvent.QueueChanged(
                        waiting(tx.chat().id()).stream()
                                .map(item ->
                                        new ChatEvent.QueuedMessage(
                                                item.id(), item.delivery(), item.parts()))
                                .toList()));
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                new MessageId(Rows.uuid(row, "id")),
                new ChatId(Rows.uuid(row, "chat_id")),
                Delivery.of(row.getString("delivery")),
                row.getString("state"),
                PartsJson.read(row.getString("parts")),
                row.getString("request_hash"),
                Rows.instant(row, "created_at"));
    }
}
