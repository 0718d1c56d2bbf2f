package dev.mainspring.activities.turn;

import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Role;
import dev.mainspring.store.Branching;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.QueueRows;
import dev.mainspring.store.TurnRows;
import dev.mainspring.store.TurnRows.Turn;
import dev.mainspring.workflows.Claim;
import dev.mainspring.workflows.RunRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the turn that a run is to play: the one at work, else the next of the queue. */
@Component
class TurnClaims {

    private final TurnRows turns;
    private final QueueRows queue;
    private final TurnPosition position;
    private final TurnLimits limits;
    private final Titles titles;
    private final AgentTurns agents;
    private final Branching branching;
    private final Resets resets;

    TurnClaims(
            TurnRows turns,
            QueueRows queue,
            TurnPosition position,
            TurnLimits limits,
            Titles titles,
            AgentTurns agents,
            Branching branching,
            Resets resets) {
        this.turns = turns;
        this.queue = queue;
        this.position = position;
        this.limits = limits;
        this.titles = titles;
        this.agents = agents;
        this.branching = branching;
        this.resets = resets;
    }

    /**
     * Claims a turn.
     *
     * @param after number of the last turn that the run has played; null for none
     */
    Claim claim(ChatTx tx, RunRef run, @Nullable Integer after) {
        resets.atClaim(tx, run, after);
        Optional<Turn> atWork = turns.find(tx.turn()).filter(Turn::running);
        if (atWork.isPresent()) {
            return claimed(tx, atWork.get());
        }
        if (tx.chat().status() == ChatStatus.ARCHIVED) {
            return new Claim.Over();
        }
        List<QueueRows.Item> waiting = queue.waiting(tx.chat().id());
        if (waiting.isEmpty() || tx.chat().queueHeld() || !agents.mayBegin(tx)) {
            return tx.chat().options().compactAsked()
                    ? compaction(tx)
                    : new Claim.Nothing(titles.isDue(tx.chat()));
        }
        Turn turn = begin(tx, waiting.getFirst());
        turns.answers(turn.id(), waiting.getFirst().id());
        tx.status(ChatStatus.RUNNING, null, null);
        return claimed(tx, turn);
    }

    private Claim compaction(ChatTx tx) {
        Turn turn = turns.beginCompaction(tx);
        tx.status(ChatStatus.RUNNING, null, null);
        return claimed(tx, turn);
    }

    private Claim claimed(ChatTx tx, Turn turn) {
        return new Claim.Turn(turn.id(), turn.number(), position.next(tx, turn), limits.steps());
    }

    /** What is no message, but the wish for another answer, has no parts. */
    private Turn begin(ChatTx tx, QueueRows.Item item) {
        if (item.from() != null) {
            branching.begin(tx, item.from());
        }
        Turn turn = turns.begin(tx);
        queue.moveTo(tx, item.id(), "delivered");
        if (!item.parts().isEmpty()) {
            tx.append(item.id(), Role.USER, item.parts(), turn.id(), null, null, null);
        }
        queue.announce(tx);
        if (item.from() != null) {
            branching.tellWhatRemains(tx);
        }
        return turn;
    }
}
