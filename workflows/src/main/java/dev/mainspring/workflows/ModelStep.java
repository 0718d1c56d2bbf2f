package dev.mainspring.workflows;

import dev.mainspring.conversation.TurnId;
import org.jspecify.annotations.Nullable;

/**
 * One model call to make.
 *
 * @param asItIs whether the context is to be sent however long it is; absent = false
 */
public record ModelStep(RunRef run, TurnId turn, int step, @Nullable Boolean asItIs) {

    /** The same for another run: a Reset takes over activities of the old one. */
    public ModelStep by(RunRef actual) {
        return new ModelStep(actual, turn, step, asItIs);
    }

    public boolean mayCompact() {
        return !Boolean.TRUE.equals(asItIs);
    }
}
