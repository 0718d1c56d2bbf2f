package dev.mainspring.activities;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells a running effect to end. Two ways to end: interrupted (a person stopped it: kill the
 * effect, return what there is) and detached (this attempt is over but the effect is not: leave it
 * running, a later attempt re-attaches). The first that arrives stays.
 */
public final class Cancellation {

    /** What an effect is to do. */
    public enum State {
        RUNNING,
        INTERRUPTED,
        DETACHED
    }

    private final List<Runnable> actions = new ArrayList<>();
    private State state = State.RUNNING;

    public synchronized State state() {
        return state;
    }

    public void interrupt() {
        moveTo(State.INTERRUPTED);
    }

    public void detach() {
        moveTo(State.DETACHED);
    }

    /**
     * Runs the action once the state leaves {@code RUNNING}, at once if it has. Actions run on the
     * canceller's thread and must be quick and not throw.
     */
    public void onEnd(Runnable action) {
        synchronized (this) {
            if (state == State.RUNNING) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    private void moveTo(State next) {
        List<Runnable> due;
        synchronized (this) {
            if (state != State.RUNNING) {
                return;
            }
            state = next;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }
}
