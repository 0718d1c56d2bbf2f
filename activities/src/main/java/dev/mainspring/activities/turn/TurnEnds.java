package dev.mainspring.activities.turn;

import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.store.ChatSettings;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.InterruptRows;
import dev.mainspring.store.Partials;
import dev.mainspring.store.QueueRows;
import dev.mainspring.store.Requests;
import dev.mainspring.store.TurnRows;
import dev.mainspring.store.TurnRows.Turn;
import dev.mainspring.workflows.Next;
import dev.mainspring.workflows.TurnEnd;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Ends turns: what was written stays, each call has a result, and the queue is held or not. */
@Component
class TurnEnds {

    private final TurnRows turns;
    private final QueueRows queue;
    private final InterruptRows interrupts;
    private final Partials partials;
    private final StepResults results;
    private final Requests requests;
    private final AgentTurns agents;
    private final Resets resets;
    private final LimitNotices limitNotices;

    TurnEnds(
            TurnRows turns,
            QueueRows queue,
            InterruptRows interrupts,
            Partials partials,
            StepResults results,
            Requests requests,
            AgentTurns agents,
            Resets resets,
            LimitNotices limitNotices) {
        this.turns = turns;
        this.queue = queue;
        this.interrupts = interrupts;
        this.partials = partials;
        this.results = results;
        this.requests = requests;
        this.agents = agents;
        this.resets = resets;
        this.limitNotices = limitNotices;
    }

    /** Ends a turn; false if it had ended before. */
    boolean finish(ChatTx tx, TurnEnd end) {
        resets.atFinish(tx, end);
        Optional<Turn> found = turns.find(end.turn()).filter(Turn::running);
        if (found.isEmpty()) {
            return false;
        }
        Turn turn = found.get();
        Next.End how = end.end();
        keepPartial(tx, turn, how.reason());
        results.append(tx);
        limitNotices.tell(tx, turn, how.reason());
        boolean hold = holdsQueue(tx, turn, how.reason());
        interrupts.consume(turn.id(), tx.now());
        requests.withdraw(tx, turn.id());
        turns.end(tx, turn.id(), how.reason(), how.error());
        tx.holdQueue(hold);
        boolean compact =
                tx.chat().options().compactAsked() && how.reason() != StopReason.ERROR && !hold;
        if (tx.chat().options().compactAsked() && !compact) {
            new ChatSettings(tx).options(tx.chat().options().withCompactAsked(false));
        }
        tx.status(statusAfter(tx, how, hold, compact), how.reason(), how.error());
        agents.ended(tx);
        return true;
    }

    /** A stop and an error hold what waits, unless a person wished to go on with it. */
    private boolean holdsQueue(ChatTx tx, Turn turn, StopReason reason) {
        boolean held = turn.compaction() && tx.chat().queueHeld();
        return interrupts
                .pending(turn.id())
                .map(wish -> wish.reason() == InterruptRows.Reason.STOP)
                .orElse(held || reason == StopReason.ERROR || reason == StopReason.INTERRUPTED);
    }

    private ChatStatus statusAfter(ChatTx tx, Next.End how, boolean hold, boolean compact) {
        if (tx.chat().archivedAt() != null) {
            return ChatStatus.ARCHIVED;
        }
        if (!hold && (compact || !queue.waiting(tx.chat().id()).isEmpty())) {
            return ChatStatus.QUEUED;
        }
        return how.reason() == StopReason.ERROR ? ChatStatus.ERROR : ChatStatus.IDLE;
    }

    /** What a model wrote before a person stopped it stays, also if its worker died meanwhile. */
    private void keepPartial(ChatTx tx, Turn turn, StopReason reason) {
        int next = tx.head(turn.branchId()) + 1;
        Optional<List<Part>> partial =
                partials.find(tx.chat().id(), turn.branchId(), next)
                        .filter(parts -> reason == StopReason.INTERRUPTED && !parts.isEmpty());
        partial.ifPresent(parts ->
                tx.append(
                        MessageId.random(),
                        Role.ASSISTANT,
                        parts,
                        turn.id(),
                        turn.step(),
                        tx.chat().model(),
                        null));
        partials.clear(tx.chat().id());
    }
}
