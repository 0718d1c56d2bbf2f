package dev.mainspring.activities.turn;

import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.store.Branching;
import dev.mainspring.store.ChatGoneException;
import dev.mainspring.store.ChatSettings;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.InterruptRows;
import dev.mainspring.store.Partials;
import dev.mainspring.store.QueueRows;
import dev.mainspring.store.Requests;
import dev.mainspring.store.TurnRows;
import dev.mainspring.store.TurnRows.Turn;
import dev.mainspring.workflows.Answer;
import dev.mainspring.workflows.ChatActivities;
import dev.mainspring.workflows.Claim;
import dev.mainspring.workflows.FollowUp;
import dev.mainspring.workflows.Interrupt;
import dev.mainspring.workflows.Next;
import dev.mainspring.workflows.Retry;
import dev.mainspring.workflows.RunRef;
import dev.mainspring.workflows.TurnEnd;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** See {@link ChatActivities}. */
@Component
class ChatActivitiesImpl implements ChatActivities {

    private final FencedChats chats;
    private final TurnRows turns;
    private final QueueRows queue;
    private final InterruptRows interrupts;
    private final Partials partials;
    private final TurnPosition position;
    private final StepResults results;
    private final FollowUps followUps;
    private final SignalledAnswers answers;
    private final Requests requests;
    private final TurnLimits limits;
    private final Titles titles;
    private final AgentTurns agents;
    private final Branching branching;
    private final Resets resets;
    private final LimitNotices limitNotices;

    ChatActivitiesImpl(
            FencedChats chats,
            TurnRows turns,
            QueueRows queue,
            InterruptRows interrupts,
            Partials partials,
            TurnPosition position,
            StepResults results,
            FollowUps followUps,
            SignalledAnswers answers,
            Requests requests,
            TurnLimits limits,
            Titles titles,
            AgentTurns agents,
            Branching branching,
            Resets resets,
            LimitNotices limitNotices) {
        this.chats = chats;
        this.turns = turns;
        this.queue = queue;
        this.interrupts = interrupts;
        this.partials = partials;
        this.position = position;
        this.results = results;
        this.followUps = followUps;
        this.answers = answers;
        this.requests = requests;
        this.limits = limits;
        this.titles = titles;
        this.agents = agents;
        this.branching = branching;
        this.resets = resets;
        this.limitNotices = limitNotices;
    }

    @Override
    public Claim claim(RunRef run, @Nullable Integer after) {
        return StoreStep.run(() -> {
            try {
                return chats.in(run, tx -> claim(tx, run, after));
            } catch (SupersededException | ChatGoneException e) {
                return new Claim.Over();
            }
        });
    }

    private Claim claim(ChatTx tx, RunRef run, @Nullable Integer after) {
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

    @Override
    public void retrying(Retry retry) {
        StoreStep.run(() ->
                chats.in(
                        retry.run(),
                        tx -> {
                            showRetry(tx, retry);
                            return true;
                        }));
    }

    private void showRetry(ChatTx tx, Retry retry) {
        boolean stopped = interrupts.pending(retry.turn()).isPresent();
        boolean atWork =
                retry.turn().equals(tx.turn())
                        && turns.find(retry.turn()).filter(Turn::running).isPresent();
        if (stopped || !atWork) {
            return;
        }
        TurnError error = retry.error();
        String at = tx.now().plusMillis(retry.waitMs()).toString();
        tx.status(
                ChatStatus.RETRYING,
                null,
                new TurnError(error.kind(), error.message(), true, at, error.attempt()));
    }

    @Override
    public void finish(TurnEnd end) {
        StoreStep.run(() -> {
            try {
                return chats.in(end.run(), tx -> finish(tx, end));
            } catch (SupersededException | ChatGoneException e) {
                return false;
            }
        });
    }

    private boolean finish(ChatTx tx, TurnEnd end) {
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

    @Override
    public boolean wanted(RunRef run, Interrupt interrupt) {
        return StoreStep.run(() -> {
            try {
                return chats.in(run, tx -> !interrupts.isConsumed(interrupt.id()));
            } catch (SupersededException | ChatGoneException e) {
                return false;
            }
        });
    }

    @Override
    public void answer(RunRef run, Answer answer) {
        StoreStep.run(() -> {
            try {
                return chats.in(run, tx -> answers.take(tx, answer));
            } catch (SupersededException | ChatGoneException e) {
                return false;
            }
        });
    }

    @Override
    public void accept(RunRef run, FollowUp message) {
        StoreStep.run(() -> {
            try {
                return chats.in(run, tx -> followUps.accept(tx, message));
            } catch (SupersededException | ChatGoneException e) {
                return false;
            }
        });
    }
}
