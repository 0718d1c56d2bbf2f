package dev.mainspring.store;

import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.store.InterruptRows.Reason;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stops the turn at work: recorded, told to running effects at once and to Temporal for sure. */
@Component
public class Interruptions {

    private final InterruptRows interrupts;
    private final TurnRows turns;

    Interruptions(InterruptRows interrupts, TurnRows turns) {
        this.interrupts = interrupts;
        this.turns = turns;
    }

    /** Stops the chat's turn; false if none is at work. The same id again changes nothing. */
    public boolean request(ChatTx tx, UUID id, Reason reason) {
        TurnId turn =
                turns.find(tx.chat().turnId())
                        .filter(TurnRows.Turn::running)
                        .map(TurnRows.Turn::id)
                        .orElse(null);
        if (turn == null) {
            return false;
        }
        interrupts.add(tx, id, turn, reason);
        if (tx.status() != ChatStatus.INTERRUPTING) {
            tx.status(ChatStatus.INTERRUPTING, null, null);
        }
        tx.outbox(Outbox.Kind.INTERRUPT, tx.chat().id().value(), id + " " + turn);
        tx.interruptNow(id);
        return true;
    }
}
