package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a sub-agent stands, as its parent and people see it. */
public enum AgentState {
    /** It begins when one of the others has ended. */
    QUEUED,
    RUNNING,
    /** It needs a person. */
    WAITING,
    FINISHED,
    /** A person or its parent stopped it. */
    STOPPED,
    FAILED,
    CLOSED;

    /** Whether nothing more comes of it unless it is told to go on. */
    public boolean ended() {
        return switch (this) {
            case QUEUED, RUNNING, WAITING -> false;
            case FINISHED, STOPPED, FAILED, CLOSED -> true;
        };
    }

    /** The name clients and models see. */
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
    public static AgentState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
