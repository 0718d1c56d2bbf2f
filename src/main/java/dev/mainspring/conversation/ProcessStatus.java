package dev.mainspring.conversation;

import org.jspecify.annotations.Nullable;

/**
 * How a command stands that goes on after its call has ended.
 *
 * @param exitCode 128 and the signal's number where a signal ended it; null while it runs, and
 *     where nobody knows
 * @param note for people: why it could not be stopped, or how it was lost
 */
public record ProcessStatus(ProcessState state, @Nullable Integer exitCode, @Nullable String note) {

    public static final ProcessStatus RUNNING = of(ProcessState.RUNNING, null);

    /** A state of which no exit code is known. */
    public static ProcessStatus of(ProcessState state, @Nullable String note) {
        return new ProcessStatus(state, null, note);
    }
}
