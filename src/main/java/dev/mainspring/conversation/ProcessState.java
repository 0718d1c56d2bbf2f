package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a command stands that goes on after its call has ended. */
public enum ProcessState {
    RUNNING,
    /** A person asked for its end. */
    STOPPING,
    /** It ended by itself, or by a signal of the agent. */
    EXITED,
    /** It was ended for a person, with its workspace, or with the sub-agent that began it. */
    STOPPED,
    /** It runs no longer, and nobody knows how it ended. */
    LOST;

    /** Whether it runs no longer. */
    public boolean ended() {
        return switch (this) {
            case RUNNING, STOPPING -> false;
            case EXITED, STOPPED, LOST -> true;
        };
    }

    /** The name clients and the database see. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a wire name.
     *
     * @throws IllegalArgumentException if there is no such name
     */
    @JsonCreator
    public static ProcessState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
