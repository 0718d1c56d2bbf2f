package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.BranchPoint;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages sent to a chat that its agent has not read yet. */
@Repository
public class QueueRows {

    /**
     * A message sent.
     *
     * @param state {@code queued}, {@code delivered} or {@code deleted}
     * @param from where it begins a new branch; null where it goes on
     */
    public record Item(
            MessageId id,
            ChatId chatId,
            Delivery delivery,
            String state,
            List<Part> parts,
            String requestHash,
            @Nullable BranchPoint from,
            Instant createdAt) {

        /** As clients see it. */
        public ChatEvent.QueuedMessage view() {
            return new ChatEvent.QueuedMessage(
                    id, delivery, parts, from == null ? null : from.position());
        }

        /** As events tell it. */
        public ChatEvent.QueueEntry entry() {
            String text = Excerpt.of(parts);
            boolean cut = text.length() > ChatEvent.QueueEntry.MAX_EXCERPT_CHARS;
            return new ChatEvent.QueueEntry(
                    id,
                    delivery,
                    parts.isEmpty() ? null : Excerpt.cut(text),
                    cut,
                    from == null ? null : from.position());
        }
    }

    private static final String COLUMNS =
            """
             id, chat_id, delivery, state, parts, request_hash, branch_id, branch_position,
            created_at
            """;

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

    /** What waits, in the order in which it is read: by its delivery, then by its place. */
    public List<Item> waiting(ChatId chat) {
        return jdbc
                .sql(
                        "select"
                                + COLUMNS
                                + "from queue_item where chat_id = :chat and state = 'queued'"
                                + " order by place, ordinal")
                .param("chat", chat.value())
                .query((row, n) -> item(row))
                .list()
                .stream()
                .sorted(Comparator.comparingInt(it -> it.delivery().rank()))
                .toList();
    }

    /** How many messages wait and what they take, in bytes of JSON. */
    public record Load(int messages, long bytes) {

        public static final int MOST_MESSAGES = 100;
        public static final int MOST_BYTES = 2 * 1024 * 1024;

        /** Whether no further message may wait. */
        public boolean full() {
            return messages >= MOST_MESSAGES || bytes >= MOST_BYTES;
        }
    }

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

    /** Adds a message behind all that wait, and tells clients what waits now. */
    public void add(
            ChatTx tx, MessageId id, Delivery delivery, List<Part> parts, String requestHash) {
        insert(tx, id, delivery, parts, requestHash, null, place(tx, "max(place) + 1"));
        announce(tx);
    }

    /** Adds what begins a new branch, in front of all that wait. */
    public void addBranch(
            ChatTx tx, MessageId id, BranchPoint from, List<Part> parts, String requestHash) {
        long front = place(tx, "min(place) - 1");
        insert(tx, id, Delivery.INTERRUPT, parts, requestHash, from, front);
        announce(tx);
    }

    private long place(ChatTx tx, String expression) {
        return jdbc.sql(
                        "select coalesce("
                                + expression
                                + ", 0) from queue_item where chat_id = :chat and state = 'queued'")
                .param("chat", tx.chat().id().value())
                .query(Long.class)
                .single();
    }

    private void insert(
            ChatTx tx,
            MessageId id,
            Delivery delivery,
            List<Part> parts,
            String requestHash,
            @Nullable BranchPoint from,
            long place) {
        jdbc.sql(
                        """
                        insert into queue_item (id, chat_id, delivery, state, parts, request_hash,
                            branch_id, branch_position, place, created_at)
                        values (:id, :chat, :delivery, 'queued', cast(:parts as jsonb), :hash,
                            :branch, :position, :place, :at)
                        """)
                .param("id", id.value())
                .param("chat", tx.chat().id().value())
                .param("delivery", delivery.wire())
                .param("parts", PartsJson.write(parts))
                .param("hash", requestHash)
                .param("branch", from == null ? null : from.branch().value())
                .param("position", from == null ? null : from.position())
                .param("place", place)
                .param("at", Rows.at(tx.now()))
                .update();
    }

    /** Gives a waiting message other parts; false if it waits no longer. */
    public boolean write(ChatTx tx, MessageId id, List<Part> parts) {
        int written =
                jdbc.sql(
                                """
                                update queue_item set parts = cast(:parts as jsonb)
                                where id = :id and chat_id = :chat and state = 'queued'
                                """)
                        .param("parts", PartsJson.write(parts))
                        .param("id", id.value())
                        .param("chat", tx.chat().id().value())
                        .update();
        return written == 1;
    }

    /**
     * Puts a waiting message at another place among those that wait; it passes none that its
     * delivery has read earlier or later.
     *
     * @param position from 1; beyond the last it is the last
     */
    public void place(ChatTx tx, MessageId id, int position) {
        List<MessageId> order =
                new ArrayList<>(waiting(tx.chat().id()).stream().map(Item::id).toList());
        order.remove(id);
        order.add(Math.min(position - 1, order.size()), id);
        jdbc.sql(
                        """
                        update queue_item set place = o.n
                        from unnest(cast(:ids as uuid[])) with ordinality as o (id, n) where queue_item.id = o.id
                        """)
                .param("ids", order.stream().map(MessageId::value).toArray(UUID[]::new))
                .update();
    }

    /** Has a waiting message read at the next chance, first among those of its delivery. */
    public void promote(ChatTx tx, MessageId id) {
        jdbc.sql(
                        """
                        update queue_item set place = :place,
                            delivery = case when branch_id is null then :steer else delivery end
                        where id = :id
                        """)
                .param("place", place(tx, "min(place) - 1"))
                .param("steer", Delivery.STEER.wire())
                .param("id", id.value())
                .update();
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
                        waiting(tx.chat().id()).stream().map(Item::entry).toList()));
    }

    private static Item item(ResultSet row) throws SQLException {
        BranchId branch = Rows.uuidAs(row, "branch_id", BranchId::new);
        return new Item(
                new MessageId(Rows.uuid(row, "id")),
                new ChatId(Rows.uuid(row, "chat_id")),
                Delivery.of(row.getString("delivery")),
                row.getString("state"),
                PartsJson.read(row.getString("parts")),
                row.getString("request_hash"),
                branch == null ? null : new BranchPoint(branch, row.getInt("branch_position")),
                Rows.instant(row, "created_at"));
    }
}
