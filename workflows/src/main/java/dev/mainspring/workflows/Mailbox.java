package dev.mainspring.workflows;

import dev.mainspring.conversation.TurnId;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What signals have left for the main loop. Handlers only add to it; every wait of the main loop
 * goes through it, so that messages are stored while a turn is at work, too.
 */
final class Mailbox {

    private final List<FollowUp> messages = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Set<FollowUp> submitted = new HashSet<>();
    private final List<Interrupt> interrupts = new ArrayList<>();
    private final List<Interrupt> doubtful = new ArrayList<>();
    private boolean woken;
    private boolean news;
    private boolean retryNow;
    private boolean archived;

    void message(FollowUp message) {
        messages.add(message.bounded());
    }

    /** Returns once the message is stored. */
    void submit(FollowUp sent) {
        FollowUp message = sent.bounded();
        submitted.add(message);
        messages.add(message);
        Workflow.await(() -> !submitted.contains(message));
    }

    void wake() {
        woken = true;
        news = true;
    }

    void answer(Answer answer) {
        answers.add(answer.bounded());
    }

    /** Something came that a waiting call may wait for. */
    void news() {
        news = true;
    }

    boolean hasNews() {
        return news;
    }

    void clearNews() {
        news = false;
    }

    /** A Reset applies signals again: in a run that comes from one the database is asked first. */
    void interrupt(Interrupt interrupt) {
        boolean known = !afterReset() || version(interrupt) == Workflow.DEFAULT_VERSION;
        (known ? interrupts : doubtful).add(interrupt);
    }

    private static boolean afterReset() {
        WorkflowInfo run = Workflow.getInfo();
        return !run.getRunId().equals(run.getOriginalExecutionRunId());
    }

    /** What the run heard before the Reset's point was certain then, and a replay repeats that. */
    private static int version(Interrupt interrupt) {
        return Workflow.getVersion("interrupt " + interrupt.id(), Workflow.DEFAULT_VERSION, 1);
    }

    void retryNow() {
        retryNow = true;
    }

    void archive() {
        archived = true;
    }

    /** Older runs ended on the word alone; the chat may have been taken back since it was sent. */
    boolean endsOnTheWord() {
        return archived && !since("the claim ends the run");
    }

    /** Whether handlers have left anything for the main loop. */
    boolean pending() {
        return woken || archived || unstored();
    }

    void clearWake() {
        woken = false;
        archived = false;
    }

    /** Whether a person has stopped this turn. */
    boolean interrupted(TurnId turn) {
        return interrupts.stream().anyMatch(i -> means(i, turn));
    }

    /** Forgets the interrupts of a turn that has ended, and older ones. */
    void clearInterrupts() {
        interrupts.clear();
    }

    /** Takes the wish not to wait any longer. */
    boolean takeRetryNow() {
        boolean taken = retryNow;
        retryNow = false;
        return taken;
    }

    boolean wantsRetry() {
        return retryNow;
    }

    /** Waits for a condition, storing messages as they come. */
    void await(RunRef run, ChatActivities store, Supplier<Boolean> condition) {
        while (!condition.get()) {
            Workflow.await(() -> condition.get() || unstored());
            storeMessages(run, store);
        }
    }

    /** Waits for a condition until the time is over, storing messages as they come. */
    void await(RunRef run, ChatActivities store, Duration limit, Supplier<Boolean> condition) {
        CancellationScope scope =
                Workflow.newCancellationScope(() -> {
                    Promise<Void> timer = Workflow.newTimer(limit);
                    await(run, store, () -> timer.isCompleted() || condition.get());
                });
        scope.run();
        scope.cancel("the wait is over");
    }

    /** Stores all there is, also what comes meanwhile: a database may be away for a while. */
    void storeMessages(RunRef run, ChatActivities store) {
        storeOnce(run, store);
        while (unstored() && since("everything is stored")) {
            storeOnce(run, store);
        }
    }

    private void storeOnce(RunRef run, ChatActivities store) {
        while (!doubtful.isEmpty()) {
            Interrupt interrupt = doubtful.removeFirst();
            if (store.wanted(run, interrupt)) {
                interrupts.add(interrupt);
            }
        }
        while (!messages.isEmpty()) {
            FollowUp message = messages.removeFirst();
            store.accept(run, message);
            submitted.remove(message);
            woken = true;
            news = true;
        }
        while (!answers.isEmpty()) {
            store.answer(run, answers.removeFirst());
            news = true;
        }
    }

    /** Returns when no handler waits and nothing is left to store, so that the run may end. */
    void settle(RunRef run, ChatActivities store) {
        storeMessages(run, store);
        Workflow.await(() -> Workflow.isEveryHandlerFinished() || unstored());
        while (leftOver()) {
            storeMessages(run, store);
            Workflow.await(() -> Workflow.isEveryHandlerFinished() || unstored());
        }
        Workflow.await(Workflow::isEveryHandlerFinished);
    }

    /** Whether something came that would go with the run if it ended now. */
    boolean leftOver() {
        return unstored() && since("nothing is left over");
    }

    /** Whether the run must go on because this turn is to be stopped. */
    boolean mustStop(TurnId turn) {
        return interrupted(turn) && since("a stop is heard first");
    }

    /** False in a run that has passed such a place before there was the change. */
    private static boolean since(String change) {
        return Workflow.getVersion(change, Workflow.DEFAULT_VERSION, 1) == 1;
    }

    private boolean unstored() {
        return !messages.isEmpty() || !answers.isEmpty() || !doubtful.isEmpty();
    }

    private static boolean means(Interrupt interrupt, TurnId turn) {
        @Nullable TurnId meant = interrupt.turnId();
        return meant == null || meant.equals(turn);
    }
}
