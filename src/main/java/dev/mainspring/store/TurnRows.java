package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.TurnId;
import java.sql.ResultSet;
import java.sql.SQLException;
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
     * @param resetStep the model call from which a Reset takes it up, until its branch has begun
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
            @Nullable Integer resetStep,
            @Nullable StopReason stopReason,
            boolean compaction,
            @Nullable ReasoningEffort effort) {}

    /**
     * A turn, and what a step must know beside it.
     *
     * @param stopping whether somebody wishes to stop it
     * @param waiting whether messages wait in its chat
     * @param partial whether text of a message being written is kept
     */
    public record Standing(Turn turn, boolean stopping, boolean waiting, boolean partial) {}

    private static final String COLUMNS =
            """
             id, chat_id, branch_id, number, state, step, lease, reset_step, stop_reason, kind,
            reasoning_effort
            """;

    private final JdbcClient jdbc;

    TurnRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Turn> find(@Nullable TurnId id) {
        if (id == null) {
            return Optional.empty();
        }
        return jdbc.sql("select" + COLUMNS + "from turn where id = :id")
                .param("id", id.value())
                .query((row, n) -> turn(row))
                .optional();
    }

    /** The turn as it stands, and the end of its branch, in one look. */
    public Optional<Standing> standing(ChatTx tx, TurnId id) {
        return jdbc.sql(
                        "select"
                                + COLUMNS
                                + """
                                , exists (select 1 from interrupt i
                                    where i.turn_id = turn.id and i.consumed_at is null) as stopping,
                                exists (select 1 from queue_item q
                                    where q.chat_id = turn.chat_id and q.state = 'queued') as waiting,
                                exists (select 1 from partial p
                                    where p.chat_id = turn.chat_id) as partial,
                                coalesce(
                                    (select max(m.position) from message m
                                     where m.branch_id = turn.branch_id),
                                    (select b.parent_position from branch b
                                     where b.id = turn.branch_id), 0) as head
                                from turn where id = :id
                                """)
                .param("id", id.value())
                .query((row, n) -> {
                    Turn turn = turn(row);
                    tx.headIs(turn.branchId(), row.getInt("head"));
                    return new Standing(
                            turn,
                            row.getBoolean("stopping"),
                            row.getBoolean("waiting"),
                            row.getBoolean("partial"));
                })
                .optional();
    }

    /** The chat's first turn after the one of that number. */
    public Optional<Turn> firstAfter(ChatId chat, int number) {
        return jdbc.sql(
                        "select"
                                + COLUMNS
                                + """
                                from turn
                                where chat_id = :chat and number > :number
                                  and kind <> 'compaction'
                                order by number limit 1
                                """)
                .param("chat", chat.value())
                .param("number", Math.max(0, number))
                .query((row, n) -> turn(row))
                .optional();
    }

    /** The chat's first turn in which a Temporal run has written anything. */
    public Optional<Turn> firstWrittenBy(ChatId chat, String runId) {
        return jdbc.sql(
                        """
                        select t.number from message m
                        join branch b on b.id = m.branch_id join turn t on t.id = m.turn_id
                        where b.chat_id = :chat and t.chat_id = :chat and m.run_id = :run
                        order by t.number limit 1
                        """)
                .param("chat", chat.value())
                .param("run", runId)
                .query(Integer.class)
                .optional()
                .flatMap(number -> firstAfter(chat, number - 1));
    }

    private static Turn turn(ResultSet row) throws SQLException {
        return new Turn(
                new TurnId(Rows.uuid(row, "id")),
                new ChatId(Rows.uuid(row, "chat_id")),
                new BranchId(Rows.uuid(row, "branch_id")),
                row.getInt("number"),
                row.getString("state").equals("running"),
                row.getInt("step"),
                row.getObject("lease", UUID.class),
                row.getObject("reset_step", Integer.class),
                Rows.textAs(row, "stop_reason", StopReason::of),
                row.getString("kind").equals("compaction"),
                Rows.textAs(row, "reasoning_effort", ReasoningEffort::of));
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
                            (select greatest(max(number), 0) + 1 from turn where chat_id = :chat),
                            'running', :kind, :now)
                        """)
                .param("id", id.value())
                .param("chat", tx.chat().id().value())
                .param("branch", tx.branch().value())
                .param("kind", kind)
                .param("now", Rows.at(tx.now()))
                .update();
        tx.turn(id);
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
                            reset_step = null, error = cast(:error as jsonb), ended_at = :now
                        where id = :id
                        """)
                .param("reason", reason.wire())
                .param("error", Jsonb.writeNullable(error))
                .param("now", Rows.at(tx.now()))
                .param("id", turn.value())
                .update();
    }

    /** A Reset takes the turn up, wherever it stands, and will call the model for that step. */
    public void takeUp(ChatTx tx, TurnId turn, int step) {
        reopen(turn);
        jdbc.sql("update turn set reset_step = :step, lease = null where id = :id")
                .param("step", step)
                .param("id", turn.value())
                .update();
        tx.turn(turn);
    }

    /** The turn that a Reset took up goes on, on the branch the chat is on now. */
    public Turn goOn(ChatTx tx, TurnId turn, int step) {
        jdbc.sql(
                        """
                        update turn set branch_id = :branch, step = :step, reset_step = null
                        where id = :id
                        """)
                .param("branch", tx.branch().value())
                .param("step", step)
                .param("id", turn.value())
                .update();
        return find(turn).orElseThrow();
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
