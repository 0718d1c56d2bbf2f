package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An open transaction on one chat, whose row it holds locked. Events are stored at its end. */
public final class ChatTx {

    private final JdbcClient jdbc;
    private final ChatRow chat;
    private final Instant now;
    private final List<ChatEvent> events = new ArrayList<>();
    private final List<OutboxEntry> outbox = new ArrayList<>();
    private final List<UUID> interrupts = new ArrayList<>();

    /** Known under the lock: only this transaction can append. */
    private final Map<BranchId, Integer> heads = new HashMap<>();

    /** The newest messages of branches' paths, once they were read. */
    private final Map<BranchId, List<Message>> newest = new HashMap<>();

    private boolean listChanged;
    private ChatStatus status;
    private BranchId branch;
    private @Nullable TurnId turn;
    private @Nullable String run;
    private long lastSeq;

    ChatTx(JdbcClient jdbc, ChatRow chat, Instant now) {
        this.jdbc = jdbc;
        this.chat = chat;
        this.now = now;
        this.status = chat.status();
        this.branch = chat.branchId();
        this.turn = chat.turnId();
        this.lastSeq = chat.lastSeq();
    }

    /** The chat as it was when the transaction began. */
    public ChatRow chat() {
        return chat;
    }

    public Instant now() {
        return now;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** Tells clients, once this is committed. */
    public void event(ChatEvent event) {
        events.add(event);
    }

    /** Tells Temporal, after the commit, and again until it has heard. */
    public void outbox(Outbox.Kind kind, UUID key, @Nullable String argument) {
        long id =
                jdbc.sql(
                                """
                                insert into outbox (kind, key, argument, created_at)
                                values (:kind, :key, :argument, :now) returning id
                                """)
                        .param("kind", kind.name())
                        .param("key", key)
                        .param("argument", argument)
                        .param("now", Rows.at(now))
                        .query(Long.class)
                        .single();
        outbox.add(new OutboxEntry(id, kind, key, argument));
    }

    /** What a list shows of the chat changed, without an event of its own. */
    void listChanged() {
        listChanged = true;
    }

    boolean changesList() {
        return listChanged || !events.isEmpty();
    }

    /** Lets running effects of this chat hear of an interrupt at once, after the commit. */
    public void interruptNow(UUID interruptId) {
        interrupts.add(interruptId);
    }

    public void status(
            ChatStatus next, @Nullable StopReason stopReason, @Nullable TurnError error) {
        jdbc.sql(
                        """
                        update chat set status = :status, stop_reason = :reason,
                            error = cast(:error as jsonb)
                        where id = :id
                        """)
                .param("status", next.wire())
                .param("reason", stopReason == null ? null : stopReason.wire())
                .param("error", Jsonb.writeNullable(error))
                .param("id", chat.id().value())
                .update();
        status = next;
        event(new ChatEvent.StatusChanged(next, stopReason, error));
    }

    /** The status as this transaction leaves it. */
    public ChatStatus status() {
        return status;
    }

    /** The branch that messages are appended to. */
    public BranchId branch() {
        return branch;
    }

    /** Goes on on another branch of the chat, and tells clients. */
    public void select(BranchId next) {
        set("branch_id", next.value());
        branch = next;
        event(new ChatEvent.BranchSelected(next));
    }

    /** The turn at work, else the last one, as this transaction leaves it. */
    public @Nullable TurnId turn() {
        return turn;
    }

    /** Makes a turn the chat's. */
    void turn(TurnId next) {
        set("turn_id", next.value());
        turn = next;
    }

    /** The Temporal run that writes; null for a person. */
    void writtenBy(String runId) {
        run = runId;
    }

    /** The position of the newest message on a branch; 0 where there is none. */
    public int head(BranchId branch) {
        return heads.computeIfAbsent(branch, this::readHead);
    }

    /** What {@link #head} would read, where it was read with something else. */
    void headIs(BranchId branch, int position) {
        heads.putIfAbsent(branch, position);
    }

    /** Reads once; what is appended since is there, too. */
    List<Message> newest(BranchId branch, Supplier<List<Message>> reading) {
        return newest.computeIfAbsent(branch, it -> new ArrayList<>(reading.get()));
    }

    private int readHead(BranchId branch) {
        return jdbc.sql(
                        """
                        select coalesce((select max(position) from message where branch_id = :id),
                            parent_position, 0) from branch where id = :id
                        """)
                .param("id", branch.value())
                .query(Integer.class)
                .single();
    }

    /** Appends a message to the chat's branch and tells clients. */
    public Message append(
            MessageId id,
            Role role,
            List<Part> parts,
            @Nullable TurnId turn,
            @Nullable Integer step,
            @Nullable ModelRef model,
            @Nullable Usage usage) {
        Message message =
                new Message(
                        id, branch, head(branch) + 1, role, parts, turn, step, model, usage, now);
        MessageRows.insert(jdbc, message, chat.ownerId(), run);
        heads.put(message.branchId(), message.position());
        newest.computeIfPresent(
                branch,
                (it, known) -> {
                    known.add(message);
                    return known;
                });
        event(new ChatEvent.MessageCommitted(message));
        return message;
    }

    /** Keeps waiting messages waiting, or lets them go on. */
    public void holdQueue(boolean held) {
        set("queue_held", held);
    }

    /** Sets one column of the chat's row. The column is code, never input. */
    void set(String column, @Nullable Object value) {
        jdbc.sql("update chat set " + column + " = :value where id = :id")
                .param("value", value)
                .param("id", chat.id().value())
                .update();
    }

    void flush() {
        lastSeq = EventRows.append(jdbc, chat, now, events);
    }

    long lastSeq() {
        return lastSeq;
    }

    List<ChatEvent> events() {
        return events;
    }

    List<OutboxEntry> outboxEntries() {
        return outbox;
    }

    List<UUID> interrupts() {
        return interrupts;
    }
}
