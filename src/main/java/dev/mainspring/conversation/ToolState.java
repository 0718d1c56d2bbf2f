package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a tool call stands. */
public enum ToolState {
    REQUESTED,
    AWAITING_APPROVAL,
    STARTED,
    FINISHED,
    FAILED,
    CANCELLED,
    UNKNOWN;

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
    public static ToolState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
