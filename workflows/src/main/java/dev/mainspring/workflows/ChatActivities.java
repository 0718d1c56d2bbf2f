package dev.mainspring.workflows;

import io.temporal.activity.ActivityInterface;
import org.jspecify.annotations.Nullable;

/** The store's steps of a chat. Idempotent; run as local activities. */
@ActivityInterface(namePrefix = "Store_")
public interface ChatActivities {

    /**
     * Takes up the turn at work, else begins the next one from what waits.
     *
     * @param after number of the last turn that this run has played; null for none
     */
    Claim claim(RunRef run, @Nullable Integer after);

    /** Whether an interrupt is still to be heard: a Reset applies signals again. */
    boolean wanted(RunRef run, Interrupt interrupt);

    /** Shows that the model call waits to be tried again. */
    void retrying(Retry retry);

    /** Records how a turn ended; every tool call left without a result gets one. */
    void finish(TurnEnd end);

    /** Stores a message that came straight through Temporal; a bad one leaves a notice. */
    void accept(RunRef run, FollowUp message);

    /** Stores an answer that came straight through Temporal; the first one to a request counts. */
    void answer(RunRef run, Answer answer);
}
