package dev.mainspring.activities.turn;

import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.store.ChatGoneException;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.InterruptRows;
import dev.mainspring.store.TurnRows;
import dev.mainspring.store.TurnRows.Turn;
import dev.mainspring.workflows.Answer;
import dev.mainspring.workflows.ChatActivities;
import dev.mainspring.workflows.Claim;
import dev.mainspring.workflows.FollowUp;
import dev.mainspring.workflows.Interrupt;
import dev.mainspring.workflows.Retry;
import dev.mainspring.workflows.RunRef;
import dev.mainspring.workflows.TurnEnd;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** See {@link ChatActivities}. */
@Component
class ChatActivitiesImpl implements ChatActivities {

    private final FencedChats chats;
    private final TurnClaims claims;
    private final TurnEnds ends;
    private final TurnRows turns;
    private final InterruptRows interrupts;
    private final FollowUps followUps;
    private final SignalledAnswers answers;

    ChatActivitiesImpl(
            FencedChats chats,
            TurnClaims claims,
            TurnEnds ends,
            TurnRows turns,
            InterruptRows interrupts,
            FollowUps followUps,
            SignalledAnswers answers) {
        this.chats = chats;
        this.claims = claims;
        this.ends = ends;
        this.turns = turns;
        this.interrupts = interrupts;
        this.followUps = followUps;
        this.answers = answers;
    }

    @Override
    public Claim claim(RunRef run, @Nullable Integer after) {
        return inOrElse(run, new Claim.Over(), tx -> claims.claim(tx, run, after));
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
        inOrElse(end.run(), false, tx -> ends.finish(tx, end));
    }

    @Override
    public boolean wanted(RunRef run, Interrupt interrupt) {
        return inOrElse(run, false, tx -> !interrupts.isConsumed(interrupt.id()));
    }

    @Override
    public void answer(RunRef run, Answer answer) {
        inOrElse(run, false, tx -> answers.take(tx, answer));
    }

    @Override
    public void accept(RunRef run, FollowUp message) {
        inOrElse(run, false, tx -> followUps.accept(tx, message));
    }

    /**
     * Works on the run's chat.
     *
     * @param otherwise where the run has nothing to say any more, or the chat is gone
     */
    private <T> T inOrElse(RunRef run, T otherwise, ChatTransactions.Work<T> work) {
        return StoreStep.run(() -> {
            try {
                return chats.in(run, work);
            } catch (SupersededException | ChatGoneException e) {
                return otherwise;
            }
        });
    }
}
