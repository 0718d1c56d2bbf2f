package dev.mainspring.store;

import dev.mainspring.conversation.TurnId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A person's wishes to stop a turn. */
@Repository
public class InterruptRows {

    /** Why a turn is stopped: to stand still, or to read the next message. */
    public enum Reason {
        STOP,
        MESSAGE
    }

    /** A wish nobody has fulfilled yet. */
    public record Pending(UUID id, Reason reason) {}

    private final JdbcClient jdbc;

    InterruptRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Records a wish; the same id again changes nothing. */
    public void add(ChatTx tx, UUID id, TurnId turn, Reason reason) {
        jdbc.sql(
                        """
                        insert into interrupt (id, chat_id, turn_id, reason, created_at)
                        values (:id, :chat, :turn, :reason, :now) on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("chat", tx.chat().id().value())
                .param("turn", turn.value())
                .param("reason", reason.name())
                .param("now", Rows.at(tx.now()))
                .update();
    }

    /** The oldest wish to stop the turn. */
    public Optional<Pending> pending(TurnId turn) {
        return jdbc.sql(
                        """
                        select id, reason from interrupt
                        where turn_id = :turn and consumed_at is null
                        order by reason = 'STOP' desc, created_at limit 1
                        """)
                .param("turn", turn.value())
                .query((row, n) ->
                        new Pending(Rows.uuid(row, "id"), Reason.valueOf(row.getString("reason"))))
                .optional();
    }

    /** Whether the wish of that id was fulfilled. One that is not of ours is not known here. */
    public boolean isConsumed(String id) {
        return jdbc.sql(
                        """
                        select exists (select 1 from interrupt
                            where cast(id as text) = :id and consumed_at is not null)
                        """)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** A message came after the stop: it is read when the turn has ended, nothing is held back. */
    void goOnAfter(ChatTx tx) {
        jdbc.sql(
                        """
                        update interrupt set reason = 'MESSAGE'
                        where chat_id = :chat and consumed_at is null
                        """)
                .param("chat", tx.chat().id().value())
                .update();
    }

    /** Marks every wish to stop the turn as fulfilled. */
    public void consume(TurnId turn, Instant now) {
        jdbc.sql(
                        """
                        update interrupt set consumed_at = :now
                        where turn_id = :turn and consumed_at is null
                        """)
                .param("now", Rows.at(now))
                .param("turn", turn.value())
                .update();
    }
}
