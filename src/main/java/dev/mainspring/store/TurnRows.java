package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.TurnId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Turns of chats. */
@Repository
public class TurnRows {

    /**
     * A turn.
     *
     * @param number from 1, per chat
     * @param step the last step begun, 0 before the first
     * @param lease of the attempt of a model call that may write
     * @param compaction whether it only summarises the conversation
     * @param effort as the message asked that began it; null = the chat's
     */
    public record Turn(
            TurnId id,
            ChatId chatId,
            BranchId branchId,
            int number,
            boolean running,
            int step,
            @Nullable UUID lease,
            @Nullable StopReason stopReason,
            boolean compaction,
            @Nullable ReasoningEffort effort) {}

    private final JdbcClient jdbc;

    TurnRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Turn> find(@Nullable TurnId id) {
        if (id == null) {
            return Optional.empty();
        }
        return jdbc.sql(
                        """
                        select id, chat_id, branch_id, number, state, step, lease, stop_reason,
                            kind, reasoning_effort
                        from turn where id = :id
                        """)
                .param("id", id.value())
                .query((row, n) ->
                        new Turn(
                                new TurnId(Rows.uuid(row, "id")),
                                new ChatId(Rows.uuid(row, "chat_id")),
                                new BranchId(Rows.uuid(row, "branch_id")),
                                row.getInt("number"),
                                row.getString("state").equals("running"),
                                row.getInt("step"),
                                row.getObject("lease", UUID.class),
                                Rows.textAs(row, "stop_reason", StopReason::of),
                                row.getString("kind").equals("compaction"),
                                Rows.textAs(row, "reasoning_effort", ReasoningEffort::of)))
                .optional();
    }

    /** Begins the chat's next turn. */
    public Turn begin(ChatTx tx) {
        return begin(tx, "answer");
    }

    /** The turn answers this message with the effort it asks for. */
    public void answers(TurnId turn, MessageId message) {
        jdbc.sql(
                        """
                        update turn set reasoning_effort = item.reasoning_effort
                        from queue_item item
                        where turn.id = :turn and item.id = :message
                          and item.reasoning_effort is not null
                        """)
                .param("turn", turn.value())
                .param("message", message.value())
                .update();
    }

    /** Begins a turn that only summarises the conversation. */
    public Turn beginCompaction(ChatTx tx) {
        return begin(tx, "compaction");
    }

    private Turn begin(ChatTx tx, String kind) {
        TurnId id = TurnId.random();
        jdbc.sql(
                        """
                        insert into turn (id, chat_id, branch_id, number, state, kind, started_at)
                        values (:id, :chat, :branch,
                            (select coalesce(max(number), 0) + 1 from turn where chat_id = :chat),
                            'running', :kind, :now)
                        """)
                .param("id", id.value())
                .param("chat", tx.chat().id().value())
                .param("branch", tx.chat().branchId().value())
                .param("kind", kind)
                .param("now", Rows.at(tx.now()))
                .update();
        tx.set("turn_id", id.value());
        return find(id).orElseThrow();
    }

    /** Gives the turn's pen to an attempt; whoever had it can write no more. */
    public void lease(TurnId turn, int step, UUID lease) {
        jdbc.sql("update turn set lease = :lease, step = :step where id = :id")
                .param("lease", lease)
                .param("step", step)
                .param("id", turn.value())
                .update();
    }

    public void end(ChatTx tx, TurnId turn, StopReason reason, @Nullable TurnError error) {
        jdbc.sql(
                        """
                        update turn set state = 'ended', stop_reason = :reason, lease = null,
                            error = cast(:error as jsonb), ended_at = :now
                        where id = :id
                        """)
                .param("reason", reason.wire())
                .param("error", Jsonb.writeNullable(error))
                .param("now", Rows.at(tx.now()))
                .param("id", turn.value())
                .update();
    }

    /** Takes up an ended turn again, to retry what failed. */
    public void reopen(TurnId turn) {
        jdbc.sql(
                        """
                        update turn set state = 'running', stop_reason = null, error = null,
                            ended_at = null
                        where id = :id
                        """)
                .param("id", turn.value())
                .update();
    }
}
