package dev.mainspring.activities.turn;

import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.Writers;
import dev.mainspring.workflows.RunRef;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens a chat's transaction for a workflow's run, if that run may write: the one that wrote last
 * or its continuation. A run that is neither is accepted only if Temporal says that it is the
 * chat's current one; where it comes from a Reset, {@link Resets} says what its write means.
 */
@Component
class FencedChats {

    private final ChatTransactions chats;
    private final CurrentRuns currentRuns;

    FencedChats(ChatTransactions chats, CurrentRuns currentRuns) {
        this.chats = chats;
        this.currentRuns = currentRuns;
    }

    /**
     * Does the work as that run.
     *
     * @throws SupersededException if another run has taken the chat over
     */
    <T extends @Nullable Object> T in(RunRef run, ChatTransactions.Work<T> work) {
        Answer<T> answer = attempt(run, work, false);
        if (answer instanceof Answer.Done<T> done) {
            return done.value();
        }
        if (!currentRuns.isCurrent(run.chat(), run.runId())) {
            throw new SupersededException(run.chat(), "run " + run.runId());
        }
        return switch (attempt(run, work, true)) {
            case Answer.Done<T> done -> done.value();
            case Answer.Stranger<T> stranger ->
                    throw new SupersededException(run.chat(), "run " + run.runId());
        };
    }

    private <T extends @Nullable Object> Answer<T> attempt(
            RunRef run, ChatTransactions.Work<T> work, boolean current) {
        return chats.in(
                run.chat(),
                tx ->
                        admitted(tx, run, current)
                                ? new Answer.Done<>(work.in(tx))
                                : new Answer.Stranger<>());
    }

    private static boolean admitted(ChatTx tx, RunRef run, boolean current) {
        String writer = tx.chat().writerRunId();
        Writers.sign(tx, run.runId());
        if (run.runId().equals(writer)) {
            return true;
        }
        boolean continues = writer == null || writer.equals(run.continuedRunId());
        if (!continues && !current) {
            return false;
        }
        Writers.take(tx, run.runId());
        if (!continues && run.fromReset()) {
            Writers.cameFromReset(tx, run.runId());
        }
        return true;
    }

    private sealed interface Answer<T extends @Nullable Object> {
        record Done<T extends @Nullable Object>(T value) implements Answer<T> {}

        record Stranger<T extends @Nullable Object>() implements Answer<T> {}
    }
}
