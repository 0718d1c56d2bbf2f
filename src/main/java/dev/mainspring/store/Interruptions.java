package dev.mainspring.store;

import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.store.InterruptRows.Reason;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stops the turn at work: recorded, told to running effects at once and to Temporal for sure. */
@Component
public class Interruptions {

    private final InterruptRows interrupts;
    private final TurnRows turns;
    private final AgentCascade agents;
    private final Requests requests;

    Interruptions(
            InterruptRows interrupts, TurnRows turns, AgentCascade agents, Requests requests) {
        this.interrupts = interrupts;
        this.turns = turns;
        this.agents = agents;
        this.requests = requests;
    }

    /**
     * Stops the chat's turn, and on a stop its sub-agents' too; false if none of its own is at
     * work. The same id again changes nothing.
     */
    public boolean request(ChatTx tx, UUID id, Reason reason) {
        if (reason == Reason.STOP) {
            agents.stop(tx);
        }
        TurnId turn =
                turns.find(tx.turn())
                        .filter(TurnRows.Turn::running)
                        .map(TurnRows.Turn::id)
                        .orElse(null);
        if (turn == null) {
            stay(tx, reason);
            return false;
        }
        interrupts.add(tx, id, turn, reason);
        requests.withdraw(tx, turn);
        if (tx.status() != ChatStatus.INTERRUPTING && tx.status() != ChatStatus.ARCHIVED) {
            tx.status(ChatStatus.INTERRUPTING, null, null);
        }
        tx.outbox(Outbox.Kind.INTERRUPT, tx.chat().id().value(), id + " " + turn);
        tx.interruptNow(id);
        return true;
    }

    /** A sub-agent that waits for a place does not take it. */
    private void stay(ChatTx tx, Reason reason) {
        boolean waits = tx.chat().parentChatId() != null && tx.status() == ChatStatus.QUEUED;
        if (waits && reason == Reason.STOP) {
            tx.holdQueue(true);
            tx.status(ChatStatus.IDLE, StopReason.INTERRUPTED, null);
            agents.left(tx);
        }
    }
}
